"""Oppositions: a heading or a line of its own that says "X vs Y"."""

from __future__ import annotations

from itertools import combinations

from ingest.document import Span
from ingest.facts import Fact, Role, Said, Term
from ingest.items import sides_of
from ingest.listing import opposes
from ingest.readers.place import Place
from ingest.terms import clean_label

READER = "versus"


def versus_facts(title: str, subject: Term, place: Place, span: Span) -> list[Fact]:
    """Return the options that an opposition names and the pairs that it opposes.

    "Serving: batch vs real-time" is read behind its colon. A question names options and opposes
    nothing.
    """
    sides = opposed(title.rstrip("? "))
    terms = [Term(side, Role.NONE) for side in sides]
    facts = [place.fact(subject, Said.OPTION, term, span, READER) for term in terms]
    if subject.role == Role.QUESTION:
        return facts
    pairs = combinations(terms, 2)
    return facts + [place.fact(a, Said.VERSUS, b, span, READER) for a, b in pairs]


def opposed(title: str) -> tuple[str, ...]:
    """Return the sides that a title opposes, or nothing."""
    if not opposes(title):
        return ()
    for part in (title.rpartition(":")[2], title.partition(":")[0]):
        sides = sides_of(clean_label(part))
        if sides:
            return sides
    return ()
