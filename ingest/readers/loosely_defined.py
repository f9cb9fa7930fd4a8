"""Definitions without a noun of their own: "A knot is something that …", "*Fraying* is loss …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import MarkKind
from ingest.facts import Fact, Role, Said
from ingest.grammar.terms import clean_term
from ingest.grammar.words import ARTICLES, is_name, word_set
from ingest.readers.sentence import Clause
from ingest.readers.subjects import NAME_WORDS, defined

TELLING = frozenset({"something", "anything", "someone", "anyone"}) | {
    "what",
    "whatever",
    "when",
    "how",
}
"""Words with which such a definition opens."""
_SOMETHING = re.compile(
    r"^(?P<name>[^,;:]{2,60}?)\s(?:is|are)\s"
    r"(?P<told>(?:something(?!\selse)|anything|someone|anyone|what|whatever|when|how)\s[^;]{4,})$",
    re.DOTALL,
)
_IS_TOLD = re.compile(r"\s(?:is|are)\s(?:some|any|what|when|how)")
_IS = re.compile(r"\s(?:is|are)\s(?P<told>(?P<noun>[\w-]+)\s[^;]{4,})$", re.DOTALL)
_NO_NOUN = re.compile(r"\w(?:ed|ing|en|ly|able|ible|ful|ive|ous|less)$")
_PREDICATES = word_set("predicates")
_STRESS = frozenset({MarkKind.STRONG, MarkKind.EMPHASIS})
_FIRST = frozenset({MarkKind.EMPHASIS})
"""In front of a whole paragraph a bold name is a term, which has readers of its own."""


def something(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "A fault is something wrong inside", "Drift is when inputs change"."""
    match = _SOMETHING.match(plain) if _IS_TOLD.search(plain) else None
    name = defined(match["name"]) if match else ""
    if match and name:
        told = (clean_term(match["told"]), Role.PROSE)
        yield from said.facts(name, Said.DEFINITION, [told])


def stressed(said: Clause, plain: str) -> Iterator[Fact]:
    """Read a name that is set off at the start, and what it is."""
    at = said.sentence.start
    for mark in said.text.marks:
        if mark.start > at + len(max(ARTICLES, key=len)) + 1:
            return
        front = plain[: max(0, mark.start - at)].strip().lower()
        if (
            mark.kind not in (_STRESS if at else _FIRST)
            or mark.start < at
            or (front and front not in ARTICLES)
        ):
            continue
        match = _IS.match(plain, mark.end - at)
        noun = match["noun"].lower() if match else ""
        name = clean_term(plain[mark.start - at : mark.end - at])
        if not match or not is_name(name, NAME_WORDS) or noun in _PREDICATES:
            return
        if not _NO_NOUN.search(noun):
            yield from said.facts(name, Said.DEFINITION, [(clean_term(match["told"]), Role.PROSE)])
        return
