"""Places: which thing stands first, third or last under a title that a question names.

What stands under a title is one list, or one that a single thing at its head branches into; that
thing then is the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from graph.model import Edge
from graph.snapshot import Snapshot
from ingest.facts import Said
from retrieval.queries.answer_sets import CONTAINING, OUT, AnswerSets
from retrieval.queries.flows import labelled
from retrieval.queries.ordinals import ordinal
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked
from retrieval.question.link import Link
from retrieval.text.words import content_stems

LEAST_TITLED = 0.2
"""Score of a link to a title from which it is meant; a question seldom gives all of one."""
TOLD = 0.9
"""Score of a title in which all stands that a question says beside the place."""
_DEEPEST = 4
"""Single things below each other that are followed."""


class Places:
    """Queries for things at places of the sequences of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._holding = labelled(snapshot, CONTAINING | {Said.BRANCH})

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return what stands at the place that a question asks for; empty where it asks for none.

        A sequence has one thing a line; of items on one line none is the third.
        """
        sought = ordinal(asked.clause)
        if sought is None:
            return []
        rest = set(asked.terms) - set(asked.target)
        made: list[Candidate] = []
        for link in links:
            if link.score >= LEAST_TITLED and self._snapshot.is_title(link.node_id):
                row = self._sequence(link.node_id)
                at = sought[0] if sought[0] >= 0 else len(row) + sought[0]
                if 0 <= at < len(row):
                    title = content_stems(" ".join(row[at].evidence[0].heading_path[-1:]))
                    told = rest and rest.issubset(title)
                    explained = frozenset({*asked.target, *title})
                    score = max(link.score, TOLD) if told else link.score
                    made.append(self._at(row[at], score, explained))
        return made

    def _at(self, edge: Edge, score: float, explained: frozenset[str]) -> Candidate:
        (found,) = (
            one
            for one in self._sets.of(edge.source)
            if one.relation == edge.relation and one.direction == OUT
        )
        cut = found.only([edge.target])
        return Candidate(Shape.PLACE, (cut,), score, explained=explained)

    def _sequence(self, title: str) -> list[Edge]:
        """Return the edges to what stands under a title, a line each, in the order of the text."""
        chain: list[Edge] = []
        at = title
        for _ in range(_DEEPEST):
            rows = [
                found
                for found in self._sets.of(at)
                if found.direction == OUT and found.relation in self._holding
            ]
            if len(rows) != 1:
                return []
            (row,) = rows
            if len(row.targets) > 1:
                lines = {edge.evidence[0].line_start for edge in row.edges}
                return [*chain, *row.edges] if len(lines) == len(row.edges) else []
            chain += row.edges
            at = next(iter(row.targets))
        return []
