"""The explanation of an answer: what was linked and why, what was asked of the graph, what ranked.

It is made on request from the findings that the answer was composed from, and it changes nothing
about the answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.model import Edge
from graph.snapshot import Snapshot
from retrieval.composing.compose import Composer
from retrieval.composing.sheet import Composed
from retrieval.explained import Explanation, Linking, Part, Query, Said, Stated, Subgraph
from retrieval.queries.shapes import Candidate
from retrieval.ranking.cover import COVER
from retrieval.ranking.finding import Finding
from retrieval.ranking.rank import Scored

MOST_LINKS = 12
MOST_QUERIES = 10
MOST_SENTENCES = 5
MOST_DRAWN = 3
"""Best queries of a part whose edges the subgraph holds beside those that the answer states."""


class Explainer:
    """Explains answers about one snapshot."""

    def __init__(self, snapshot: Snapshot, composer: Composer) -> None:
        self._snapshot = snapshot
        self._composer = composer

    def explain(self, findings: Sequence[Finding], composed: Composed) -> Explanation:
        """Return how an answer came about from what was found for each part of the question."""
        return Explanation(
            tuple(self._part(finding) for finding in findings), self._subgraph(findings, composed)
        )

    def _part(self, finding: Finding) -> Part:
        asked = finding.asked
        return Part(
            question=asked.text,
            intents=tuple(sorted(asked.intents)),
            kinds=tuple(sorted(asked.kinds)),
            links=tuple(self._links(finding)),
            queries=tuple(self._query(scored) for scored in finding.ranked[:MOST_QUERIES]),
            sentences=tuple(
                Said(hit.text, hit.score, round(hit.cosine, 4), round(hit.covered, 4), hit.source)
                for hit in finding.sentences[:MOST_SENTENCES]
            ),
            by_prose=finding.by_prose,
            status=finding.cover.status.value,
            score=finding.cover.score,
            least=COVER["answered"],
            signals={name: round(value, 4) for name, value in finding.support.items() if value},
        )

    def _links(self, finding: Finding) -> Iterable[Linking]:
        for link in finding.linked.links[:MOST_LINKS]:
            node = self._snapshot.node(link.node_id)
            yield Linking(
                link.span, node.id, node.name, node.kind, link.reason.value, round(link.score, 4)
            )

    def _query(self, scored: Scored) -> Query:
        candidate = scored.candidate
        return Query(
            shape=candidate.shape.value,
            starts=tuple(self._snapshot.node(n).name for n in _starts(candidate)),
            relations=tuple(_hops(candidate)),
            text=self._composer.evidence_text(candidate),
            score=round(scored.score, 4),
            features={name: round(value, 4) for name, value in scored.features.items() if value},
        )

    def _subgraph(self, findings: Sequence[Finding], composed: Composed) -> Subgraph:
        stated = [key for keys in composed.said for key in sorted(keys)]
        best: list[Edge] = []
        for finding in findings:
            for scored in finding.ranked[:MOST_DRAWN]:
                best += scored.candidate.edges
        keys = dict.fromkeys([*stated, *(edge.key for edge in best)])
        ends = [end for source, _, target in keys for end in (source, target)]
        links = [link.node_id for f in findings for link in f.linked.links[:MOST_LINKS]]
        nodes = dict.fromkeys([*ends, *links])
        return Subgraph(
            tuple(map(self._snapshot.node, nodes)),
            tuple(Stated(*key, self._snapshot.relation(key[1]).label) for key in keys),
        )


def _starts(candidate: Candidate) -> tuple[str, ...]:
    """Return the nodes that a query starts from: before its first hop where it has two."""
    anchors = {found.anchor for found in candidate.sets}
    before = [end for e in candidate.via for end in (e.source, e.target) if end not in anchors]
    return tuple(dict.fromkeys(before or [found.anchor for found in candidate.sets]))


def _hops(candidate: Candidate) -> Iterable[str]:
    """Return the relations that a query follows, with the direction of each."""
    anchors = {found.anchor for found in candidate.sets}
    hops = [f"{'' if edge.target in anchors else '<'}{edge.relation}" for edge in candidate.via]
    hops += [f"{'' if s.direction == 'out' else '<'}{s.relation}" for s in candidate.sets]
    return dict.fromkeys(hops)
