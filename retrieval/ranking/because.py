"""Because: the sentence that gives a reason, where a reason is asked for.

"Why did we choose the slow kiln?" is answered by the sentence that says "since …" of the choice,
though another one speaks of the kiln as much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import ANSWERED_BY
from retrieval.question.intent import Asked
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import SentenceHit

WHY = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b", re.IGNORECASE)
PURPOSE = re.compile(
    r"\bwhy\s+(?:would|should|do|does|did|might|could|can|to)?\s*(?:\w+\s+){0,2}?"
    r"(?:bother|use|uses|need|needs|want|wants|have|add|care)\b",
    re.IGNORECASE,
)
"""A question what something is for, of which the use is the reason."""
BECAUSE = re.compile(
    r"\b(?:because|since|due to|owing to|so that|in order to|thanks to|for lack of)\b",
    re.IGNORECASE,
)
LEAST_COVERED = 0.6
"""Share of the question's weight that such a sentence has to cover."""
LESS = 0.05
"""How much less of it than what would be said otherwise."""
LOOKED_AT = 8
"""Sentences, best first, that are looked at."""


def because(
    asked: Asked,
    ranked: Sequence[Scored],
    sentences: Sequence[SentenceHit],
    quote: Quote | None,
    snapshot: Snapshot,
) -> SentenceHit | None:
    """Return the sentence with the reason that is asked for; None where there is none.

    ``quote`` is what would be said, else the best query; None as well where that gives a reason.
    """
    if not WHY.search(asked.clause) or PURPOSE.search(asked.clause):
        return None
    if quote is not None:
        told, covered = " ".join(said.text for said in quote.sentences), quote.covered
    elif ranked:
        told, covered = _told(ranked[0], snapshot), ranked[0].features["covered"]
    else:
        return None
    if BECAUSE.search(told):
        return None
    least = max(LEAST_COVERED, covered - LESS)
    return next(
        (h for h in sentences[:LOOKED_AT] if h.covered >= least and BECAUSE.search(h.bare)), None
    )


def _told(scored: Scored, snapshot: Snapshot) -> str:
    """Return the names in a query's facts with their conditions; what answers is a reason."""
    edges = scored.candidate.edges
    names = [snapshot.node(end).name for edge in edges for end in (edge.source, edge.target)]
    answers = ["because"] if any(edge.relation == ANSWERED_BY for edge in edges) else []
    return " ; ".join((*answers, *names, *(told for edge in edges for told in edge.qualifiers)))
