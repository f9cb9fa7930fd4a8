"""Row headers: the rows of a table, asked for by what its first column is called.

"Which partitions are there?" asks for the rows of the table whose first header is "Partition",
whatever the section is called that it stands in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.model import Edge
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import CONTAINING, OUT, AnswerSet
from retrieval.queries.columns import first_line, header
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked, Intent
from retrieval.text.words import content_stems, stem

LEAST = 2
"""Rows that make a list."""
WITH_MORE = 0.8
"""How surely a header is meant by a phrase that says the title over it as well."""
_LISTING = (Intent.LIST, Intent.COUNT)
_SORTS = frozenset(map(stem, ("type", "kind", "sort", "category", "class", "form")))
"""Stems of the nouns by which a header says that its rows are sorts of something."""


class RowHeaders:
    """Queries for the rows of one snapshot's tables."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._tables = tuple(_tables(snapshot))

    def candidates(self, asked: Asked) -> list[Candidate]:
        """Return the rows of the tables whose first header a question wants listed or counted."""
        if not asked.wants(*_LISTING):
            return []
        sorts, target = asked.wants(Intent.SORTS), frozenset(asked.target)
        if sorts:
            target -= _SORTS
        made: list[Candidate] = []
        for stems, title, rows in self._tables:
            # "Every type of feature" asks for the rows of "Feature type", and for those of
            # "Type" in a section on features.
            named = stems - _SORTS if sorts else stems
            if sorts and (named == stems or not target):
                continue
            if named <= target <= named | title:
                sure = 1.0 if named == target else WITH_MORE
                made.append(Candidate(Shape.ONE_HOP, (rows,), sure, explained=stems))
        return made


def _tables(snapshot: Snapshot) -> Iterator[tuple[frozenset[str], frozenset[str], AnswerSet]]:
    """Yield the rows that a title holds of each table, with the stems of the first header.

    In the middle stand those of the title.
    """
    holding = {r.name for r in snapshot.graph.relations if r.label.lower() in CONTAINING}
    tables: dict[tuple[str, str, str, int], list[Edge]] = defaultdict(list)
    for edge in snapshot.graph.edges:
        if edge.relation in holding:
            place = edge.evidence[0]
            if line := first_line(snapshot, place):
                tables[edge.source, edge.relation, place.path, line].append(edge)
    for (source, relation, _, _), edges in tables.items():
        heads = header(snapshot, edges[0].evidence[0])
        stems = frozenset(content_stems(heads[0])) if heads else frozenset[str]()
        if stems and len(edges) >= LEAST:
            edges.sort(key=lambda edge: edge.evidence[0])
            targets = tuple(edge.target for edge in edges)
            title = frozenset(content_stems(snapshot.node(source).name))
            yield stems, title, AnswerSet(source, relation, OUT, tuple(edges), targets)
