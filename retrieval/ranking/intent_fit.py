"""Intents and shapes: how well a candidate query is what a question calls for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import (
    CONTAINING,
    DEFINED_AS,
    HAS_OPTION,
    IN,
    OUT,
    PRECEDES,
    VERSUS,
    AnswerSet,
)
from retrieval.queries.polar import NO, YES
from retrieval.queries.shapes import DIRECT, Candidate, Shape, each_gives
from retrieval.question.intent import Asked, Intent, kind_stems
from retrieval.text.words import is_general

OPPOSING = frozenset({VERSUS, HAS_OPTION})
"""Relations by which the text sets two things against each other."""
_FLOWS = frozenset({Shape.FLOW, Shape.PLACE, Shape.OCCURRENCES})
_COMMON = re.compile(r"\b(?:common|both|shared?|same|similar(?:ity|ities)?|alike|equal)\b", re.I)
LONE = -0.5
"""What one thing loses where several are asked for: the list may be given that it stands in."""
_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b", re.I)
SORTED = 0.7
"""What a list of members gains where sorts of something are asked for."""


def intent_fit(
    snapshot: Snapshot, asked: Asked, terms: Sequence[str], candidate: Candidate, named: float = 1.0
) -> float:
    """Return how well the shape is what the question calls for, -1 to 1.

    ``named`` is the share of what the question names that the candidate speaks of.
    """
    shape, first = candidate.shape, candidate.sets[0]
    if shape in {Shape.EXTREME, Shape.BESIDE, Shape.LIST_ALL} | DIRECT:
        return _fits_all(asked, terms) if shape is Shape.LIST_ALL else 1.0
    if shape is Shape.PAIR:
        return _fits_pair(snapshot, asked, candidate)
    flows, onward = shape in _FLOWS, asked.wants(Intent.BEFORE, Intent.AFTER)
    if flows or onward:
        beside = onward and not named  # a flow, but not that of what the question names
        return float(not beside) if flows else -1.0
    if asked.wants(Intent.SORTS) and first.direction == OUT and not asked.wants(Intent.DEFINE):
        return SORTED * (snapshot.relation(first.relation).label.lower() in CONTAINING)
    opposes = asked.wants(Intent.COMPARE) and first.relation in OPPOSING and shape is Shape.EDGE
    defined = defines(first) and asked.wants(Intent.DEFINE)
    counted = defines(first) and asked.wants(Intent.COUNT) and not defined
    fits = opposes or defined or _affirms(snapshot, asked, candidate)
    lone = not fits and _is_lone(snapshot, asked, candidate)
    return LONE if lone else -1.0 if counted else float(fits)


def defines(found: AnswerSet) -> bool:
    """Whether a set says what its anchor is, in the text's own definition."""
    return found.direction == OUT and found.relation == DEFINED_AS


def unites(snapshot: Snapshot, sets: Sequence[AnswerSet], is_named: Callable[[str], bool]) -> float:
    """Return 1 where the question means all of several sets, -1 where it names some of them."""
    if len(sets) == 1:
        return 0.0
    steps = snapshot.relation(sets[0].relation).label == PRECEDES
    alike = len({is_named(found.anchor) for found in sets}) == 1
    return 1.0 if alike or steps else -1.0


def starts_of_kinds(snapshot: Snapshot, asked: Asked, candidate: Candidate) -> bool:
    """Whether the rows that an extreme answers with are of the kinds asked for."""
    if candidate.shape is not Shape.EXTREME or not asked.kinds:
        return False
    return all(snapshot.node(found.anchor).kind in asked.kinds for found in candidate.sets)


def _fits_pair(snapshot: Snapshot, asked: Asked, candidate: Candidate) -> float:
    """Two sides fit what is of the kinds asked for, unless they are alike and were compared."""
    apart = asked.wants(Intent.COMPARE) and not _COMMON.search(asked.clause)
    if apart and _alike(snapshot, candidate):
        return 0.0
    return float(not asked.kinds or each_gives(snapshot, asked.kinds, candidate))


def _fits_all(asked: Asked, terms: Sequence[str]) -> float:
    """A list of all answers only a question that asks for nothing narrower."""
    stems = {stem for kind in asked.kinds for stem in kind_stems(kind)}
    return -1.0 if any(t not in stems and not is_general(t) for t in terms) else 1.0


def _is_lone(snapshot: Snapshot, asked: Asked, candidate: Candidate) -> bool:
    """Whether a candidate gives one thing where several are asked for, or their number."""
    first = candidate.sets[0]
    if len(first.targets) > 1 or len(candidate.sets) > 1:
        return False
    if asked.wants(Intent.COUNT):
        return not _NUMBER.search(snapshot.node(next(iter(first.targets))).name)
    return asked.several and candidate.shape is Shape.ONE_HOP


def _alike(snapshot: Snapshot, candidate: Candidate) -> bool:
    """Whether all sides are only said to stand in one list, which tells no difference."""
    if len({(found.relation, found.targets) for found in candidate.sets}) > 1:
        return False
    return snapshot.relation(candidate.sets[0].relation).label.lower() in CONTAINING


def _affirms(snapshot: Snapshot, asked: Asked, candidate: Candidate) -> bool:
    """Whether a candidate lists what has a yes or a no in the column that the question names."""
    first = candidate.sets[0]
    if not asked.wants(Intent.LIST) or first.direction != IN or not candidate.anchor:
        return False
    polar = snapshot.node(first.anchor).name.lower() in YES | NO
    return candidate.shape is Shape.ONE_HOP and polar
