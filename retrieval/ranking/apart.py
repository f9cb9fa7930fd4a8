"""Apart: parts of one question that would be answered by the same facts.

Who asks two things wants two answers. Where the same facts are the best for both, the part that
they fit better keeps them, and the other one takes what comes next, if that is nearly as good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.queries.shapes import is_beside
from retrieval.ranking.finding import Finding
from retrieval.ranking.rank import Scored

NEAR = 1.0
"""By how much what comes next may have scored less."""

EdgeKey = tuple[str, str, str]


def apart(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings of a question's parts, none by the same facts as another one."""
    told = list(findings)
    for one in range(len(told)):
        for other in range(one + 1, len(told)):
            if _facts(told[one]) and _facts(told[one]) == _facts(told[other]):
                first, second = told[one].ranked[0].score, told[other].ranked[0].score
                loser = other if first >= second else one
                told[loser] = _next(told[loser])
    return told


def _facts(finding: Finding) -> frozenset[EdgeKey]:
    if finding.by_prose or not finding.ranked:
        return frozenset()
    return _keys(finding.ranked[0])


def _keys(scored: Scored) -> frozenset[EdgeKey]:
    return frozenset(edge.key for found in scored.candidate.sets for edge in found.edges)


def _next(finding: Finding) -> Finding:
    """Return a finding with the next best facts first; as it is where none are good enough."""
    best = finding.ranked[0]
    for place, scored in enumerate(finding.ranked):
        if scored.score < best.score - NEAR:
            return finding
        said = _keys(scored) <= _keys(best)
        if not said and not scored.features["structure"] and not is_beside(scored.candidate):
            rest = [*finding.ranked[:place], *finding.ranked[place + 1 :]]
            return replace(finding, ranked=[scored, *rest])
    return finding
