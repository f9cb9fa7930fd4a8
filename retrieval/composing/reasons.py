"""Reasons: why something is so, where the text says that beside what it says.

A row of a table may have its reason in a cell of its own, and a clause may go on with "because".
Only where neither is there, the handbook gives no reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Edge
from graph.snapshot import Snapshot
from ingest.facts import Reader
from retrieval.composing.sheet import Sheet
from retrieval.composing.subjects import name_of
from retrieval.queries.answer_sets import ANSWERED_BY
from retrieval.queries.columns import over
from retrieval.queries.shapes import Candidate
from retrieval.question.intent import Asked
from retrieval.ranking.because import BECAUSE, PURPOSE, WHY

_HEADER = re.compile(
    r"(?:the\s+)?(?:reasons?|why|rationale|because|justification|motivation|grounds?)\b.*",
    re.IGNORECASE,
)
"""Headers of columns that hold reasons."""
_JUDGED = re.compile(
    r"(?:verdict|comments?|remarks?|notes?|decision|conclusion)\b.*", re.IGNORECASE
)
"""Headers of columns whose cells say how something was judged, and so why."""
MOST = 2
"""Rows of which the reasons are told."""
NO_REASON = "The handbook gives no reason for this."
"""What is said before what is near, where a reason is asked for and none is given."""


class Reasons:
    """Finds the reasons that one snapshot's tables and clauses give."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def say(self, sheet: Sheet, asked: Asked, best: Candidate) -> bool:
        """Write why a candidate is so, or that it is not said, where that is asked.

        Return whether the candidate itself is told by that.
        """
        if not WHY.search(asked.clause) or PURPOSE.search(asked.clause):
            return False
        if told := self._of_rows(best):
            for thing, reasons in list(told.items())[:MOST]:
                noun = "reason" if len(reasons) == 1 else "reasons"
                sheet.say(
                    f"the {noun} given for {thing}: {'; '.join(reasons)}", [*reasons.values()]
                )
            return any(edge in best.edges for each in told.values() for edge in each.values())
        if not self._stands_in(best):
            sheet.sentences.append(NO_REASON)
        return False

    def _of_rows(self, best: Candidate) -> dict[str, dict[str, Edge]]:
        """Return for each row that states a candidate the reasons in it, with their edges."""
        told: dict[str, dict[str, Edge]] = {}
        for edge in best.sets[0].edges:
            if Reader.TABLE not in edge.readers:
                continue
            for other in self._around(edge):
                for end, row in ((other.target, other.source), (other.source, other.target)):
                    reason, thing = self._snapshot.node(end), name_of(self._snapshot.node(row))
                    if _HEADER.fullmatch(over(self._snapshot, edge.evidence[0], reason.name)):
                        held = "; ".join(other.qualifiers)
                        said = f"{name_of(reason)} ({held})" if held else name_of(reason)
                        told.setdefault(thing, {})[said] = other
        return told

    def _around(self, edge: Edge) -> Iterator[Edge]:
        """Yield the edges at both ends of an edge that stand on its own lines."""
        for end in (edge.source, edge.target):
            for other in (*self._snapshot.out(end), *self._snapshot.into(end)):
                if other.evidence[0] == edge.evidence[0]:
                    yield other

    def _stands_in(self, best: Candidate) -> bool:
        """Whether what a candidate says holds a reason, or a judgement that is one."""
        names = [self._snapshot.node(t).name for found in best.sets for t in found.targets]
        if any(BECAUSE.search(name) for name in names):
            return True
        return any(
            edge.relation == ANSWERED_BY
            or BECAUSE.search(" ".join(edge.qualifiers))
            or _JUDGED.fullmatch(self._over(edge))
            for edge in best.sets[0].edges
        )

    def _over(self, edge: Edge) -> str:
        if Reader.TABLE not in edge.readers:
            return ""
        return over(self._snapshot, edge.evidence[0], self._snapshot.node(edge.target).name)
