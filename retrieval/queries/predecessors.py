"""Predecessors: what was used before a thing that a question names, and what is used since.

"What did we use before Plotter?" asks what Plotter replaces, and no order of steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import IN, OUT, AnswerSets
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked
from retrieval.question.link import WHOLE_NAME, Link

_REPLACING = frozenset({"replaces", "replaced"})
"""Labels that lead from what is used now to what was used."""
_REPLACED = frozenset({"is replaced by", "was replaced by"})
_EARLIER = re.compile(
    r"\b(?:us(?:e|ed|ing)|had|have|ran|run|there)\b.*\b(?:before|prior\s+to|earlier\s+than|until)\b"
    r"|\b(?:did|does|do)\b.*\breplace\b|\bpredecessors?\b|\bwhat\s+(?:is|was)\b.*\binstead\s+of\W*$"
    r"|\b(?:replaced|superseded)\s+by\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:what|which|who)\b(?:\s+\w+){0,2}\s+(?:has\s+)?(?:replaced|replaces|superseded|supersedes)\b"
    r"|\binstead\s+of\s+\w|\bsuccessors?\b"
    r"|\bus(?:e|ed|ing)\b.*\b(?:after|since|in\s+place\s+of)\b|\breplaced\s+(?:by|with)\s+what\b"
    r"|\b(?:is|was|been)\b.*\breplaced\s+(?:by|with)\W*$",
    re.IGNORECASE,
)


class Predecessors:
    """Queries for what replaced what among the things of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets) -> None:
        self._snapshot = snapshot
        self._sets = sets

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return what a thing that a question names replaced, or what replaced it."""
        since = bool(_SINCE.search(asked.clause))
        if not since and not _EARLIER.search(asked.clause):
            return []
        explained = frozenset({*asked.terms, *asked.target})
        return [
            Candidate(Shape.PREDECESSOR, (found,), link.score, explained=explained)
            for link in links
            if link.reason in WHOLE_NAME
            for found in self._sets.of(link.node_id)
            if self._leads(found.relation, since=since) == found.direction
        ]

    def _leads(self, relation: str, *, since: bool) -> str:
        """Return in which direction a relation leads to what is asked for; empty for neither."""
        label = self._snapshot.relation(relation).label.lower()
        if label in _REPLACING:
            return IN if since else OUT
        if label in _REPLACED:
            return OUT if since else IN
        return ""
