"""Complements: the rows of which a column says something else than what a question rules out.

"Which kilns are not fired with gas?" asks for the rows of every other fuel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import IN, OUT, AnswerSet, AnswerSets
from retrieval.queries.columns import is_phrase
from retrieval.queries.polar import Polar
from retrieval.queries.shapes import Candidate, Shape
from retrieval.queries.ticks import is_affirmed
from retrieval.question.intent import Asked, Intent
from retrieval.question.link import WHOLE_NAME, Link

MOST = 12
"""Rows that are listed."""
_ATTRIBUTE = "has "
_MODAL = re.compile(r"\b(?:must|should|shall|may|can|could|would|ought|need)\b|\bcan['’]?t\b", re.I)
"""What asks for what is not to be done, rather than for what is not so."""


class Complements:
    """Queries for what is otherwise, of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, polar: Polar) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._polar = polar

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return the rows that a question asks for by a value that they do not have."""
        if not asked.wants(Intent.LIST) or _MODAL.search(asked.clause):
            return []
        offset = len(asked.text) - len(asked.clause)
        return [
            made
            for link in links
            if link.reason in WHOLE_NAME
            and not is_affirmed(asked.clause[: max(link.start - offset, 0)])
            and self._polar.says(link.node_id) is None
            for made in self._of(asked, link)
        ]

    def _of(self, asked: Asked, link: Link) -> Iterator[Candidate]:
        value = self._snapshot.node(link.node_id).name
        for held in self._sets.of(link.node_id):
            label = self._snapshot.relation(held.relation).label
            if held.direction != IN or not label.startswith(_ATTRIBUTE):
                continue
            if is_phrase(self._snapshot, held.edges[0]):
                continue
            rest = tuple(self._others(held))
            if 0 < len(rest) <= MOST:
                yield Candidate(
                    Shape.EXTREME,
                    rest,
                    link.score,
                    held.edges,
                    explained=frozenset(asked.terms),
                    told=f"not {value}",
                )

    def _others(self, held: AnswerSet) -> Iterator[AnswerSet]:
        """Yield for each row of another value what its column says; rows of one file alone."""
        has = frozenset(held.targets)
        path = held.edges[0].evidence[0].path
        rows = {
            edge.source: None
            for edge in sorted(self._snapshot.graph.edges, key=lambda e: e.evidence[0])
            if edge.relation == held.relation and edge.evidence[0].path == path
        }
        for row in rows:
            if row not in has:
                yield from (
                    found
                    for found in self._sets.of(row)
                    if found.relation == held.relation and found.direction == OUT
                )
