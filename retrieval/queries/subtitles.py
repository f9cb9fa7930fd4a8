"""Subtitles: what the sections are about into which one that a question names is divided."""

from __future__ import annotations

from collections.abc import Iterable

from graph.schema import Kind
from graph.snapshot import Snapshot
from graph.structure import HAS_SECTION
from retrieval.queries.answer_sets import OUT, AnswerSet
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked, Intent
from retrieval.question.link import WHOLE_NAME, Link

LEAST = 2
"""Sections below one title that make a list."""
_LISTING = (Intent.LIST, Intent.COUNT)


class Subtitles:
    """Queries for the parts of titled sections of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return the parts of the sections that a question names whole and wants listed."""
        if not asked.wants(*_LISTING):
            return []
        named = [link for link in links if link.reason in WHOLE_NAME]
        sections = [
            link for link in named if self._snapshot.node(link.node_id).kind is Kind.SECTION
        ]
        made: list[Candidate] = []
        for link in sections:
            edges = [e for e in self._snapshot.out(link.node_id) if e.relation == HAS_SECTION.name]
            edges.sort(key=lambda edge: edge.evidence[0])
            if len(edges) >= LEAST:
                targets = tuple(edge.target for edge in edges)
                parts = AnswerSet(link.node_id, HAS_SECTION.name, OUT, tuple(edges), targets)
                made.append(Candidate(Shape.ONE_HOP, (parts,), link.score))
        return made
