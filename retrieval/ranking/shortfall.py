"""Shortfall: what is asked that would not be said, though what would be said is near it.

What a thing is for does not tell what it is not for; what it is does not tell how to prevent it.
Such an answer begins with what the handbook does not say. Where the rest of a list can be told
instead, it is.
"""

from __future__ import annotations

from dataclasses import replace

from graph.snapshot import Snapshot
from retrieval.answer import Status
from retrieval.queries.answer_sets import AnswerSets
from retrieval.queries.others import Others
from retrieval.queries.polar import Polar
from retrieval.queries.shapes import Candidate
from retrieval.question.link import WHOLE_NAME
from retrieval.question.negation import DENYING, denies
from retrieval.ranking.finding import Finding
from retrieval.ranking.rank import Scored

LEAST_COVERED = 0.6
"""Share of the question that a fact has to hold for its contrary to be told."""


class Shortfalls:
    """Finds what answers about one snapshot would leave out."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets) -> None:
        self._snapshot = snapshot
        self._polar = Polar(snapshot, sets)
        self._others = Others(snapshot, sets)

    def told(self, finding: Finding) -> Finding:
        """Return a finding with what it leaves out, or with what can be told in its place."""
        if finding.cover.status is Status.NOT_COVERED:
            return finding
        if denies(finding.asked):
            return self._denied(finding)
        return finding

    def _denied(self, finding: Finding) -> Finding:
        """Return a finding for what is not so, which would otherwise answer with what is so."""
        if finding.by_prose or not finding.ranked:
            said = " ".join(s.text for s in finding.quote.sentences) if finding.quote else ""
            return finding if DENYING.search(said) else _unsaid(finding, _asking(finding))
        best = finding.ranked[0]
        if self._is_denied(best.candidate):
            return finding
        named = {k.node_id for k in finding.linked.links if k.reason in WHOLE_NAME}
        others = None
        if best.features["covered"] >= LEAST_COVERED:
            others = self._others.beside(finding.asked, named, best.candidate)
        if others is None:
            return _unsaid(finding, _asking(finding))
        rest = [Scored(others, best.score, best.features), *finding.ranked[1:]]
        return replace(finding, ranked=rest)

    def _is_denied(self, candidate: Candidate) -> bool:
        """Whether a candidate says itself what is not so."""
        if candidate.told.startswith("not ") or any(map(self._polar.mentions, candidate.sets)):
            return True
        labels = {self._snapshot.relation(edge.relation).label for edge in candidate.edges}
        lines = {edge.evidence[0].text for edge in candidate.edges}
        return any(DENYING.search(text) for text in (*labels, *lines))


def _unsaid(finding: Finding, unsaid: str) -> Finding:
    """Return a finding that covers a question only in part."""
    cover = replace(finding.cover, status=Status.PARTIAL, missing=())
    return replace(finding, cover=cover, unsaid=unsaid)


def _asking(finding: Finding) -> str:
    """Return the asking clause as it stands behind "does not say"."""
    clause = finding.asked.clause.strip(" ?.!")
    return clause[0].lower() + clause[1:] if clause[1:2].islower() else clause
