"""Rivals: the like of what a question names exactly, of which the same may be told.

Who asks about one alarm by its name is not answered by what is told of another one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from graph.schema import Kind
from graph.snapshot import Snapshot
from graph.structure import ABOUT
from graph.verbalize import FROM_THE_TARGET
from retrieval.queries.answer_sets import CONTAINING, IN, OUT, AnswerSet, AnswerSets
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked

Rival = tuple[frozenset[str], frozenset[str]]
"""The nodes of one name, and what stands beside them."""
_BESIDES = re.compile(
    r"\b(?:besides?|other|others|else|except|instead|apart|alternatives?|than|similar|like|both)\b",
    re.IGNORECASE,
)
"""Words by which rivals are asked for."""
_SHAPES = frozenset({Shape.ONE_HOP, Shape.EDGE, Shape.TWO_HOPS})


class Rivals:
    """Knows what stands beside the things of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._known: dict[str, frozenset[str]] = {}
        self._titled: dict[tuple[str, tuple[str, ...]], set[str]] = {}
        for node in snapshot.graph.nodes:
            if node.kind is Kind.SECTION and node.evidence:
                place = node.evidence[0]
                about = {e.target for e in snapshot.out(node.id) if e.relation == ABOUT.name}
                self._titled.setdefault((place.path, place.heading_path[:-1]), set()).update(about)

    def of(self, asked: Asked, named: Iterable[Collection[str]]) -> Sequence[Rival]:
        """Return the nodes of each name with its rivals, none that the question names as well.

        Empty where it asks for what is beside what it names.
        """
        if _BESIDES.search(asked.clause):
            return ()
        each = [frozenset(nodes) for nodes in named]
        own = frozenset[str]().union(*each)
        return [
            (nodes, frozenset(rival for n in nodes for rival in self._beside(n)) - own)
            for nodes in each
        ]

    def _beside(self, node_id: str) -> frozenset[str]:
        known = self._known.get(node_id)
        if known is None:
            listed = (
                target
                for upward in self._sets.of(node_id)
                if upward.direction == IN and self._lists(upward)
                for title in upward.targets
                for row in self._sets.of(title)
                if row.direction == OUT and row.relation == upward.relation
                for target in row.targets
            )
            titled = (names for names in self._titled.values() if node_id in names)
            held = (
                target
                for found in self._sets.of(node_id)
                if found.direction == OUT and self._lists(found)
                for target in found.targets
            )
            known = self._known[node_id] = frozenset(listed).union(*titled) - frozenset(held)
        return known

    def _lists(self, found: AnswerSet) -> bool:
        return self._snapshot.relation(found.relation).label.lower() in CONTAINING


def tells_of(candidate: Candidate, named: Sequence[Rival]) -> bool:
    """Whether a candidate tells of rivals of what is named, and not of that itself."""
    if not named or candidate.shape not in _SHAPES:
        return False
    told = [end for found in candidate.sets for end in _told(found)]
    return any(
        rivals.issuperset(told) and nodes.isdisjoint(_spoken(candidate)) for nodes, rivals in named
    )


def _told(found: AnswerSet) -> Sequence[str]:
    """Return what a set tells something of."""
    backward = found.direction == IN and found.relation not in FROM_THE_TARGET
    return found.targets if backward else (found.anchor,)


def _spoken(candidate: Candidate) -> Iterator[str]:
    """Yield the nodes that a candidate speaks of."""
    for found in candidate.sets:
        yield found.anchor
        yield from found.targets
    for edge in candidate.via:
        yield edge.source
        yield edge.target
