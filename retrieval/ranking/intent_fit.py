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
from retrieval.queries.remedies import HELPS
from retrieval.queries.shapes import DIRECT, Candidate, Shape, each_gives
from retrieval.question.intent import Asked, Intent, kind_stems
from retrieval.text.words import is_general

OPPOSING = frozenset({VERSUS, HAS_OPTION})
"""Relations by which the text sets two things against each other."""
_WHOLE = frozenset({Shape.EXTREME, Shape.BESIDE, Shape.LIST_ALL, Shape.PAIR}) | DIRECT
_FLOWS = frozenset({Shape.FLOW, Shape.PLACE, Shape.OCCURRENCES})
_COMMON = re.compile(r"\b(?:common|both|shared?|same|similar(?:ity|ities)?|alike|equal)\b", re.I)
HELPED = 1.5
"""What a fact gains that says what helps, where that is asked for."""
SHOWN = 1.0
"""The same where it is asked how something is done."""
_DOING = re.compile(r"\bhow (?:(?:do|would|can|could|should|must) (?:i|we|you|one)|to)\b", re.I)
LONE = -0.5
"""What one thing loses where several are asked for: the list may be given that it stands in."""
_NUMBER = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\b", re.I)
SORTED = 0.7
"""What a list of members gains where sorts of something are asked for."""


class IntentFit:
    """How well candidates are what one question calls for."""

    def __init__(self, snapshot: Snapshot, asked: Asked, terms: Sequence[str]) -> None:
        self._snapshot = snapshot
        self._asked = asked
        self._terms = terms
        self._onward = asked.wants(Intent.BEFORE, Intent.AFTER)
        self._sorts = asked.wants(Intent.SORTS) and not asked.wants(Intent.DEFINE)
        self._compares = asked.wants(Intent.COMPARE)
        self._defines = asked.wants(Intent.DEFINE)
        self._counts = asked.wants(Intent.COUNT)
        self._helps = _helped(asked)
        self._lists = asked.wants(Intent.LIST)

    def of(self, candidate: Candidate, named: float = 1.0) -> float:
        """Return how well the shape is what the question calls for, -1 to 1; ``HELPED`` at most.

        ``named`` is the share of what the question names that the candidate speaks of.
        """
        shape, first = candidate.shape, candidate.sets[0]
        if shape in _WHOLE:
            return self._fits_whole(candidate)
        if self._helps and first.direction == OUT and self._label(first) in HELPS:
            return self._helps
        flows = shape in _FLOWS
        if flows or self._onward:
            beside = self._onward and not named  # a flow, but not that of what is named
            return float(not beside) if flows else -1.0
        if self._sorts and first.direction == OUT:
            return SORTED * (self._label(first) in CONTAINING)
        opposes = self._compares and first.relation in OPPOSING and shape is Shape.EDGE
        defined = defines(first)
        counted = self._counts and defined and not self._defines
        fits = opposes or (self._defines and defined) or self._affirms(candidate)
        fits = fits or (self._counts and _is_counted(first))
        lone = not fits and self._is_lone(candidate)
        return LONE if lone else -1.0 if counted else float(fits)

    def _label(self, found: AnswerSet) -> str:
        return self._snapshot.relation(found.relation).label.lower()

    def _fits_whole(self, candidate: Candidate) -> float:
        """Return how well a query fits that looks at all there is, or at two sides."""
        if candidate.shape is Shape.PAIR:
            return self._fits_pair(candidate)
        return self._fits_all() if candidate.shape is Shape.LIST_ALL else 1.0

    def _fits_pair(self, candidate: Candidate) -> float:
        """Two sides fit what is of the kinds asked for, unless they are alike and were compared."""
        asked = self._asked
        apart = self._compares and not _COMMON.search(asked.clause)
        if apart and _alike(self._snapshot, candidate):
            return 0.0
        return float(not asked.kinds or each_gives(self._snapshot, asked.kinds, candidate))

    def _fits_all(self) -> float:
        """A list of all answers only a question that asks for nothing narrower."""
        stems = {stem for kind in self._asked.kinds for stem in kind_stems(kind)}
        return -1.0 if any(t not in stems and not is_general(t) for t in self._terms) else 1.0

    def _is_lone(self, candidate: Candidate) -> bool:
        """Whether a candidate gives one thing where several are asked for, or their number."""
        first = candidate.sets[0]
        if len(first.targets) > 1 or len(candidate.sets) > 1:
            return False
        if self._counts:
            return not _NUMBER.search(self._snapshot.node(next(iter(first.targets))).name)
        return self._asked.several and candidate.shape is Shape.ONE_HOP

    def _affirms(self, candidate: Candidate) -> bool:
        """Whether a candidate lists what has a yes or a no in a column that the question names."""
        first = candidate.sets[0]
        if not self._lists or first.direction != IN or not candidate.anchor:
            return False
        polar = self._snapshot.node(first.anchor).name.lower() in YES | NO
        return candidate.shape is Shape.ONE_HOP and polar


def _is_counted(found: AnswerSet) -> bool:
    """Whether the one edge of a set says how many there are: "sledges (5)"."""
    said = found.edges[0].qualifiers if len(found.edges) == 1 else ()
    return any(_NUMBER.match(qualifier) for qualifier in said)


def _helped(asked: Asked) -> float:
    """Return what a fact gains that says what helps."""
    if asked.wants(Intent.REMEDY):
        return HELPED
    return SHOWN if _DOING.search(asked.clause) else 0.0


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


def _alike(snapshot: Snapshot, candidate: Candidate) -> bool:
    """Whether all sides are only said to stand in one list, which tells no difference."""
    if len({(found.relation, found.targets) for found in candidate.sets}) > 1:
        return False
    return snapshot.relation(candidate.sets[0].relation).label.lower() in CONTAINING
