"""Oppositions: a heading or a line of its own that says "X vs Y"."""

from __future__ import annotations

import re
from itertools import combinations

from ingest.document import Span
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.items import sides_of
from ingest.grammar.listing import opposes
from ingest.grammar.terms import clean_label
from ingest.grammar.words import word_set
from ingest.readers.place import Place

_PAIRED = word_set("paired")
_DASH = re.compile(r"\s[–—-]\s")
_ADJECTIVE = re.compile(r"\w{3}(?:al|ous|ic|ive|less|able|ible|ful|ary|ular|ed)$")


def versus_facts(title: str, subject: Term, place: Place, span: Span) -> list[Fact]:
    """Return the options that an opposition names and the pairs that it opposes.

    "Serving: batch vs real-time" is read behind its colon, "Test 1 – a vs b" behind its dash. A
    question names options and opposes nothing.
    """
    if not opposes(title):
        return []
    sides = with_shared_noun(opposed(title.rstrip("? ")))
    terms = [Term(side, Role.NONE) for side in sides]
    facts = [place.fact(subject, Said.OPTION, term, span, Reader.VERSUS) for term in terms]
    if subject.role == Role.QUESTION:
        return facts
    pairs = combinations(terms, 2)
    return facts + [place.fact(a, Said.VERSUS, b, span, Reader.VERSUS) for a, b in pairs]


def with_shared_noun(sides: tuple[str, ...]) -> tuple[str, ...]:
    """Give each side the noun that the last one ends in: "push vs pull consumers".

    Only where every side is, or is led by, a word that stands before a noun: in "accuracy vs
    training time" the sides share nothing.
    """
    if len(sides) < 2 or any(" " in side for side in sides[:-1]):  # noqa: PLR2004
        return sides
    modifier, _, noun = sides[-1].partition(" ")
    if not noun or not noun.islower() or not all(map(_modifies, (*sides[:-1], modifier))):
        return sides
    return (*(f"{side} {noun}" for side in sides[:-1]), sides[-1])


def _modifies(word: str) -> bool:
    return word.lower() in _PAIRED or bool(_ADJECTIVE.search(word))


def opposed(title: str) -> tuple[str, ...]:
    """Return the sides that a title opposes, or nothing."""
    if not opposes(title):
        return ()
    behind = _DASH.split(title)[-1]
    for part in dict.fromkeys((behind.rpartition(":")[2], title.partition(":")[0])):
        sides = sides_of(clean_label(part))
        if sides:
            return sides
    return ()
