"""Edges whose ends are clauses: said behind a colon, because no noun stands there.

"Prod access is request it through the portal" is no English, "Prod access: request it through the
portal" is.
"""

from __future__ import annotations

import re

from graph.model import Node
from graph.schema import Kind
from ingest.grammar.clauses import bids, is_clause
from ingest.grammar.words import FINITE, first_word, word_set

_SUBORDINATE = re.compile(
    r"\s(?:that|which|who|whose|whom|where|when|how|if|because|than|as|whether)\s|[,;]"
)
_OPENINGS = word_set("prepositions") | {"if", "when", "never", "always", "not", "see"}
_SEVERAL = re.compile(r"[.!?]\s+(?=[A-Z])|[→=?]|->|=>|\w;\s|\bdon't\b")
"""What only a text has that is more than one noun phrase."""
_RULING = frozenset({"never", "always", "don't", "only"})
_STATED = FINITE - {"been", "be", "am", "do", "did", "does", "don't", "doesn't"}
_ACTING = word_set("sure_verbs") | (word_set("prose_verbs") - word_set("plural_nouns"))
"""Verbs with which a description goes on: "Pantry match" and "gives 150"."""
_LONG = 5
"""Words from which an item of a list is read as a sentence of it."""
_PHRASE = 4
"""Words up to which a phrase without an article is read as a noun."""
_NOUN = re.compile(r"(?:an?|the|one|any|\w+ing|what|when|where|how)\b(?!ing)", re.IGNORECASE)
_NAMED = frozenset({Kind.CONCEPT, Kind.COMPONENT, Kind.MODEL, Kind.TOOL, Kind.METRIC})
_HOLDING = frozenset({"includes", "covers"})
_CASES = frozenset({"calls for", "means"})
_ORDERED = frozenset({"precedes", "follows"})


def colon(label: str, said: str, first: Node, second: Node) -> str:
    """Return the words of an edge one of whose ends is a clause; empty where both are nouns.

    ``label`` is the verb between them as it reads from the first, ``said`` in its number.
    """
    one, other = first.name, second.name
    told = ""
    if label == "is":
        told = _defined(first, second) if _is_thing(second) else ""
    elif label == "has the note":
        told = f"{one} {said}: {other}"
    elif label in _HOLDING:
        told = f"under “{one}”: {other}" if _is_item(second) else ""
    elif label in _CASES:
        told = f"if {one}: {other}" if " " in one and is_clause(one) else ""
    elif label == "is run with":
        told = f"{one}: {other}" if orders(one) else ""
    elif label in _ORDERED:
        told = f"“{one}” {label} “{other}”" if _is_said(one) or _is_said(other) else ""
    elif label.endswith(" by") and (bids(other) or first_word(other) == "see"):
        told = f"{one} {said}: {other}"
    return told


def _is_item(node: Node) -> bool:
    """Whether an item of a list is a sentence."""
    return node.kind is Kind.CONCEPT and _is_said(node.name)


def _is_thing(node: Node) -> bool:
    return node.kind not in {Kind.SECTION, Kind.PASSAGE}


def _defined(first: Node, second: Node) -> str:
    """Say what a term means where that is no noun phrase: "Child: hold at the hut"."""
    text = second.text or second.name
    opening = first_word(text)
    if text[:1].islower() and (opening in _STATED or opening in _ACTING):
        return f"{first.name} {second.name}"
    clausal = (
        opening in _OPENINGS
        or orders(first.name)
        or bids(text)
        or _SEVERAL.search(text) is not None
        or is_clause(_SUBORDINATE.split(text, maxsplit=1)[0])
        or (text.count(" ") >= _PHRASE and first.kind in _NAMED and not _NOUN.match(text))
    )
    return f"{first.name}: {second.name}" if clausal else ""


def _is_said(name: str) -> bool:
    """Whether an item of a list is a sentence: it bids, states or is several."""
    if orders(name) or name.count(" ") < _LONG - 1:
        return orders(name)
    several = _SEVERAL.search(name) is not None
    return several or first_word(name) in _RULING or bids(name) or is_clause(name)


def orders(name: str) -> bool:
    """Whether a name is an order with its object: "Pause the schedules", "Announce it"."""
    return _ORDER.match(name) is not None and bids(name)


_ORDER = re.compile(
    r"[A-Z]?[a-z-]{2,}\s(?:the|an?|it|them|all|each|every|your|our|this|that|no)\s", re.IGNORECASE
)
