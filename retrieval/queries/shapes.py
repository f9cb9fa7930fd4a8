"""Shapes of queries, and a candidate: one query of a shape that was run, with what it gave."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import NamedTuple

from graph.model import Edge
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import CONTAINING, OUT, AnswerSet


class Shape(StrEnum):
    """The shape of a query."""

    ONE_HOP = "one hop"
    TWO_HOPS = "two hops"
    EDGE = "edge"
    LIST_ALL = "list all"
    PAIR = "pair"
    FLOW = "flow"
    PLACE = "place in a sequence"
    OCCURRENCES = "occurrences"
    EXTREME = "extreme"
    BESIDE = "beside"
    OTHERS = "others"
    PROCEDURE = "procedure"
    PREDECESSOR = "predecessor"
    STAGES = "stages"


PLACED = frozenset(
    {Shape.PLACE, Shape.OCCURRENCES, Shape.EXTREME, Shape.BESIDE, Shape.PROCEDURE}
    | {Shape.PREDECESSOR, Shape.STAGES}
)
"""Shapes that answer with whatever stands at a place."""
DIRECT = frozenset({Shape.PROCEDURE, Shape.PREDECESSOR, Shape.STAGES})
"""Shapes that a question calls for by its wording, so that no other intent speaks against them."""
STAGES = frozenset({Kind.STEP, Kind.COMPONENT})
"""Kinds by which anything that stands in a flow is called."""


class Candidate(NamedTuple):
    """A query that was run; a tuple, because a question gives them by the hundred."""

    shape: Shape
    sets: tuple[AnswerSet, ...]
    """What it gives; two for a pair, one for each place for a list of all."""
    anchor: float
    """How surely the question names what the query starts from, 0 to 1."""
    via: tuple[Edge, ...] = ()
    """First hops, in the order of the path."""
    focus: str = ""
    """The node beside which the answer stands, for a step along a sequence."""
    explained: frozenset[str] = frozenset()
    """Stems of the question that the query answers by its form: "last" and "step" of a place."""
    told: str = ""
    """For an extreme, what its first set is among the others: "lowest price", "below 10 ms"."""

    @property
    def edges(self) -> tuple[Edge, ...]:
        """All edges that the candidate states, the answer's first."""
        return tuple(edge for found in self.sets for edge in found.edges) + self.via

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two candidates the same."""
        return (self.shape, tuple(s.key + s.targets for s in self.sets))


def each_gives(snapshot: Snapshot, kinds: Collection[Kind], candidate: Candidate) -> bool:
    """Whether each set of a candidate gives something of some kinds."""
    return all(
        any(snapshot.node(target).kind in kinds for target in found.targets)
        for found in candidate.sets
    )


def is_beside(best: Candidate) -> bool:
    """Whether a query goes from a member of a list to the other members."""
    if best.shape is not Shape.TWO_HOPS or len(best.sets) != 1:
        return False
    found, edge = best.sets[0], next(iter(best.via))
    same = edge.relation == found.relation and edge.source == found.anchor and len(best.via) == 1
    return same and found.direction == OUT and edge.target not in found.targets


def is_list(snapshot: Snapshot, best: Candidate) -> bool:
    """Whether a query gives several things that stand under one title."""
    found = best.sets[0]
    label = snapshot.relation(found.relation).label.lower()
    return found.direction == OUT and len(found.targets) > 1 and label in CONTAINING
