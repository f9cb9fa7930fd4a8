"""Disagreement: what the text states of one thing differently in two places.

An attribute, a default or a definition has one value; where two places give two, an answer shows
both with their places rather than list them as if both held.
"""

from __future__ import annotations

from collections import defaultdict

from graph.model import Edge
from graph.snapshot import Snapshot
from ingest.facts import Reader
from retrieval.queries.answer_sets import DEFINED_AS, OUT, AnswerSet
from retrieval.queries.columns import first_line
from retrieval.text.words import words

SINGLE = frozenset({"has default", "has limit", "is owned by", "has latency", "has purpose"})
"""Labels of what a thing has one of."""
LEAST_PLACES = 2
_TERSE = 8
"""Words of a definition that another can contradict; what is told in more is told from one side."""


def apart(snapshot: Snapshot, found: AnswerSet, *, attribute: bool) -> tuple[AnswerSet, ...]:
    """Return one set for each place of a set whose places disagree; the set alone otherwise.

    Args:
        snapshot: The graph.
        found: What to say.
        attribute: Whether its relation is a column that describes its subject.
    """
    label = snapshot.relation(found.relation).label.lower()
    single = attribute or found.relation == DEFINED_AS or label in SINGLE
    if found.direction != OUT or not single or len(found.edges) < LEAST_PLACES:
        return (found,)
    if found.relation == DEFINED_AS and any(
        len(words(n)) > _TERSE for n in _names(snapshot, found)
    ):
        return (found,)
    if len({edge.qualifiers for edge in found.edges if edge.qualifiers}) == len(found.edges):
        # Each holds on a condition, or in a place, of its own.
        return (found,)
    places: dict[tuple[str, tuple[str, ...], int], list[Edge]] = {}
    for edge in found.edges:
        at = edge.evidence[0]
        # Items of one list are all said; they do not contradict each other.
        line = 0 if edge.readers == (Reader.LIST,) else at.line_start
        places.setdefault((at.path, at.heading_path, line), []).append(edge)
    sets = [found.only(edge.target for edge in edges) for edges in places.values()]
    if len(sets) < LEAST_PLACES or _meet(snapshot, sets) or _is_grouped(snapshot, found):
        return (found,)
    return tuple(sets)


def _names(snapshot: Snapshot, found: AnswerSet) -> list[str]:
    return [snapshot.node(target).name for target in found.targets]


def _is_grouped(snapshot: Snapshot, found: AnswerSet) -> bool:
    """Whether the rows of a table are grouped by what stands first in them.

    A table that repeats several of its first cells, or one of them more than once, has a group for
    each; its rows do not contradict each other.
    """
    tables = {
        (edge.evidence[0].path, first_line(snapshot, edge.evidence[0])) for edge in found.edges
    }
    if len(tables) > 1 or not next(iter(tables))[1]:
        return False
    lines: dict[str, set[int]] = defaultdict(set)
    for edge in snapshot.graph.edges:
        place = edge.evidence[0]
        same = edge.relation == found.relation and place.path == next(iter(tables))[0]
        if same and (place.path, first_line(snapshot, place)) in tables:
            lines[edge.source].add(place.line_start)
    repeated = [len(each) for each in lines.values() if len(each) > 1]
    return len(repeated) > 1 or max(repeated, default=0) > LEAST_PLACES


def _meet(snapshot: Snapshot, sets: list[AnswerSet]) -> bool:
    """Whether what one place says is part of what another one says."""
    said = [
        {word.stem for target in s.targets for word in words(snapshot.node(target).name)}
        for s in sets
    ]
    return any(
        one <= other or other <= one for n, one in enumerate(said) for other in said[n + 1 :]
    )


def where(found: AnswerSet, other: AnswerSet) -> str:
    """Return how the place of a set differs from another's: by its section, file or line."""
    one, two = found.edges[0].evidence[0], other.edges[0].evidence[0]
    if one.heading_path[-1:] != two.heading_path[-1:]:
        return f"under “{' '.join(one.heading_path[-1:]) or one.path}”"
    if one.path != two.path:
        return f"in {one.path}"
    return f"on line {one.line_start}"
