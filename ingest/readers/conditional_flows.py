"""Flows that a case opens: "If a bed is neglected: reminder -> 4 weeks -> warning -> bed goes"."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.document import Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.pieces import piece_of
from ingest.grammar.terms import clean_label
from ingest.grammar.words import words
from ingest.readers.chains import ARROW, has_head
from ingest.readers.place import Lines, Place

_CASE = re.compile(
    r"(?P<case>(?:If|When|Whenever|Once|After|Before|On|Should|In\s(?:case|the\sevent)\sof)\s[^:.!?]{3,100}):\s+"
)
_DURATION = re.compile(
    r"(?:after\s|within\s|another\s)?(?:\d+|an?|one|two|three|four|five|six|seven|ten)(?:\smore)?\s"
    r"(?:second|minute|hour|day|week|month|year|quarter)s?(?:\slater)?",
    re.IGNORECASE,
)
"""What stands between two steps and is none: "4 weeks", "30 more days"."""
_LEAST_STEPS = 2
_MOST_WORDS = 14


def conditional_flow(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return the case that opens a flow, its steps and what each leads to, nothing without one.

    A time between two steps is told with the arrow that takes so long.
    """
    if not has_head(text.plain) or not (case := _CASE.match(text.plain)):
        return []
    steps = _steps(text, case.end())
    if len(steps) < _LEAST_STEPS:
        return []
    span = lines.span(0, len(text.plain))
    about = Term(clean_label(case["case"]), place.holder.role)
    facts = [place.fact(place.holder.subject, place.holder.relation, about, span, Reader.ARROW)]
    facts += [place.fact(about, Said.INCLUDES, step, span, Reader.ARROW) for step, _ in steps]
    for (step, _), (following, time) in pairwise(steps):
        told = (time,) if time else ()
        facts.append(place.fact(step, Said.FEEDS, following, span, Reader.ARROW, qualifiers=told))
    return facts


def _steps(text: Text, start: int) -> list[tuple[Term, str]]:
    """Return the steps of a flow, each with the time before it; nothing where it is no flow."""
    piece = piece_of(text)
    arrows = list(ARROW.finditer(piece.top, max(0, start - piece.start)))
    if len(arrows) < _LEAST_STEPS or any(match.lastgroup != "right" for match in arrows):
        return []
    starts = [start - piece.start, *(match.end() for match in arrows)]
    ends = [*(match.start() for match in arrows), len(piece.plain)]
    labels = [clean_label(piece.plain[a:b]) for a, b in zip(starts, ends, strict=True)]
    if not all(0 < len(words(label)) <= _MOST_WORDS for label in labels):
        return []
    steps: list[tuple[Term, str]] = []
    time = ""
    for label in labels:
        if steps and label is not labels[-1] and _DURATION.fullmatch(label):
            time = label
            continue
        steps.append((Term(label, Role.DIAGRAM), time))
        time = ""
    return steps
