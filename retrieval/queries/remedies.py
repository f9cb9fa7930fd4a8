"""Remedies: what to do about a thing that a question names.

"What should I do when the pump alarm rings?" is answered by what fixes the alarm, whatever the text
calls that; that it rings says no more than that there is something to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import OUT, AnswerSets
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked
from retrieval.question.link import WHOLE_NAME, Link

_OCCURS = (
    r"(?:\s+(?:is|are|has|gets?|got))?\s*(?:fir(?:es?|ed|ing)|happen(?:s|ed)?|occur(?:s|red)?|rings?"
    r"|rang|go(?:es)?\s+off|went\s+off|trigger(?:s|ed)?|raised|shows?\s+up|appears?|arises?"
    r"|comes?\s+up|alerts?|pages?(?:\s+me|\s+us)?)?"
)
_THING = rf"(?:the\s+|an?\s+|my\s+|our\s+)?(?P<thing>.+?){_OCCURS}\W*"
_ASKED = re.compile(
    r"\W*(?:what\s+(?:should|do|can|must|shall|would)\s+(?:i|we|you|one)\s+do|what\s+to\s+do"
    r"|what\s+(?:is|are)\s+to\s+be\s+done|what\s+helps|how\s+(?:do|should|can|must)\s+"
    r"(?:i|we|you|one)\s+(?:react|respond))"
    rf"\s+(?:when|if|about|against|in\s+case\s+of|on|after|with|to|for)\s+{_THING}",
    re.IGNORECASE,
)
HELPS = frozenset({"is fixed by", "is addressed by", "is handled by"})
"""Labels of what helps against a thing."""


class Remedies:
    """Queries for what helps against the things of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets) -> None:
        self._snapshot = snapshot
        self._sets = sets

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return what helps against the one thing that a question names, if it asks that."""
        match = _ASKED.fullmatch(asked.clause)
        if match is None:
            return []
        return [
            Candidate(Shape.ONE_HOP, (found,), link.score, explained=frozenset(asked.terms))
            for link in links
            if link.reason in WHOLE_NAME and link.span.lower() == match["thing"].lower()
            for found in self._sets.of(link.node_id)
            if found.direction == OUT
            and self._snapshot.relation(found.relation).label.lower() in HELPS
        ]
