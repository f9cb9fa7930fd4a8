"""Definitions: what a glossary says of a term, as a sentence.

"Canary - a release that …" becomes "A canary is a release that …"; what is no noun phrase ("the
test period lies after …") stays behind a colon.
"""

from __future__ import annotations

import re

from graph.model import Node
from graph.snapshot import Snapshot
from graph.verbalize import is_plural

_NOUN_LIKE = re.compile(r"(?:an?|the|one|\w+ing|what|when|where|how|any)\b(?!ing)", re.IGNORECASE)
"""How a definition begins that can stand behind "is"; "stores lineage events" cannot."""
_SAID = re.compile(r"that\s+\w+\s+\w+", re.IGNORECASE)
"""A definition that is a clause behind "means"."""
_ARTICLE = re.compile(r"(?:The|An?) [a-z]")
_ONE = re.compile(r"an?\b", re.IGNORECASE)
_HEAD = re.compile(
    r"\b(?:that|which|who|whose|where|when|of|for|to|in|on|at|over|with|by|from|between|after|before"
    r"|than|as)\b"
)
"""What ends the first noun phrase of a definition."""
_SUBORDINATE = re.compile(r"\b(?:that|which|who|whose|whom|where|when|how|if|because|than|as)\b|,")
_FINITE = re.compile(
    r"\S\s(?:is|are|was|were|has|have|must|can|cannot|may|will|exceeds?|rises?|drops?|falls?)\s",
    re.IGNORECASE,
)
_VERB_LIKE = re.compile(r"\w{2,}(?<![su])s$")
_LEAST_CLAUSE = 3
"""Words of an article, a noun and a verb."""


class Definitions:
    """Words definitions of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._articles: dict[str, str] = {}

    def clause(self, node: Node, name: str, text: str) -> str:
        """Return a clause that says what a thing is.

        Args:
            node: The thing.
            name: How it stands in a sentence.
            text: Its definition.
        """
        if _ARTICLE.match(text):
            text = text[0].lower() + text[1:]
        if _SAID.match(text):
            return f"{name} mean{'' if is_plural(name) else 's'} {text}"
        if _is_clause(text):
            return f"{name}: {text}"
        article = self._article(node) if _ONE.match(text) else ""
        return f"{article}{name.lower() if article else name} is {text}"

    def _article(self, node: Node) -> str:
        """Return "a " where the handbook itself writes the name in lower case behind an article."""
        known = self._articles.get(node.id)
        if known is None:
            pattern = re.compile(rf"\b([Aa]n?) {re.escape(node.name.lower())}\b(?![- ]?[A-Z(])")
            found = (pattern.search(file.text) for file in self._snapshot.graph.files)
            known = next((f"{match[1].lower()} " for match in found if match), "")
            self._articles[node.id] = known
        return known


def _is_clause(text: str) -> bool:
    """Whether a definition cannot stand behind "is": it has a verb of its own."""
    if not _NOUN_LIKE.match(text):
        return True
    if _FINITE.search(_SUBORDINATE.split(text, maxsplit=1)[0]):
        return True  # "the lag of the queue is above 50"
    head = _HEAD.split(text, maxsplit=1)[0].split()
    return len(head) >= _LEAST_CLAUSE and bool(_VERB_LIKE.search(head[-1]))
