"""The order of the evidence: what the answer says first, then what scored best, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import zip_longest

from graph.model import Evidence
from graph.snapshot import Snapshot
from retrieval.answer import Ranked
from retrieval.composing.compose import Composer
from retrieval.composing.sheet import Composed
from retrieval.queries.answer_sets import sources
from retrieval.ranking.finding import Finding
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import PassageHit

MOST_EVIDENCE = 20
_LOOKED_AT = 16
"""Candidate queries of one part that are looked at."""
MOST_SPREAD = 8
"""Pieces that are spread over lines; those behind come by their scores alone."""
REPEATED = 0.6
"""What a piece loses for each better one on the same lines."""
SAID = 1.5
"""What a piece gains that the answer says."""
PASSAGES_AT = (1, 4)
"""Places, from 0, of the best passages."""
ONWARD_AT = 4
"""Place, from 0, of what a later part of the question goes on to."""
PASSAGE_LIFT = 0.6
"""Passages start lower than facts, which are of a kind and have an anchor."""


NOTHING_SAID = Composed("", ())


@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    """A piece of evidence before it has its place."""

    text: str
    score: float
    places: tuple[Evidence, ...]
    node_ids: tuple[str, ...]

    def meets(self, other: _Piece) -> bool:
        """Whether two pieces share a line."""
        return any(a.meets(b) for a in self.places for b in other.places)


class Ordering:
    """Orders the evidence of answers about one snapshot."""

    def __init__(self, snapshot: Snapshot, composer: Composer) -> None:
        self._snapshot = snapshot
        self._composer = composer

    def evidence(self, findings: Sequence[Finding], composed: Composed) -> tuple[Ranked, ...]:
        """Return the pieces of all parts in turn, each with a score no better than the last."""
        rows = [self._row(finding, composed) for finding in findings if not finding.onward]
        chosen: list[_Piece] = []
        seen: set[str] = set()
        for turn in zip_longest(*rows):
            for piece in turn:
                if piece is not None and piece.text not in seen:
                    seen.add(piece.text)
                    chosen.append(piece)
        onward = [p for f in findings if f.onward for p in self._onward(f, composed)]
        first = chosen[:ONWARD_AT]
        known = {piece.text for piece in first}
        told = {p.text: p for p in onward if p.text not in known}
        chosen = [*first, *told.values(), *(p for p in chosen if p.text not in known | set(told))]
        ranked: list[Ranked] = []
        least = float("inf")
        for piece in chosen[:MOST_EVIDENCE]:
            least = min(least, piece.score)
            ranked.append(
                Ranked(piece.text, round(least, 4), piece.places[0], piece.node_ids, piece.places)
            )
        return tuple(ranked)

    def _row(self, finding: Finding, composed: Composed) -> list[_Piece]:
        """Return the pieces of one part: what answers first, then the best, spread over lines."""
        first = self._first(finding)
        passages = sorted(self._passages(finding), key=lambda piece: -piece.score)
        rest = [*self._facts(finding.ranked, composed), *passages]
        rest = [piece for piece in rest if first is None or piece.text != first.text]
        return _with_passages(_spread(first, rest), passages)

    def _onward(self, finding: Finding, composed: Composed) -> Iterator[_Piece]:
        """Yield what is told of a thing that a part gives; the rest is beside the point."""
        said = set(composed.said)
        told = [s for s in finding.ranked if frozenset(e.key for e in s.candidate.edges) in said]
        yield from self._facts(told)
        cited = {citation.source for citation in composed.citations}
        for hit in finding.sentences:
            if hit.source in cited:
                text = self._snapshot.node(hit.passage).text
                yield _Piece(text, hit.score + PASSAGE_LIFT, (hit.source,), (hit.passage,))

    def _first(self, finding: Finding) -> _Piece | None:
        if finding.by_prose and finding.quote is not None:
            quote = finding.quote
            node_id = quote.sentences[0].passage
            text = " ".join(sentence.text for sentence in quote.sentences)
            score = max(finding.sentences[0].score, *(s.score for s in finding.ranked[:1]), 0.0)
            return _Piece(text, score, quote.sources, (node_id,))
        return next(self._facts(finding.ranked[:1]), None)

    def _facts(
        self, ranked: Sequence[Scored], composed: Composed = NOTHING_SAID
    ) -> Iterator[_Piece]:
        said = set(composed.said)
        seen: set[frozenset[tuple[str, str, str]]] = set()
        for scored in ranked:
            if len(seen) == _LOOKED_AT:
                return
            edges = scored.candidate.edges
            keys = frozenset(edge.key for edge in edges)
            if keys in seen:
                continue
            seen.add(keys)
            ends = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
            text = self._composer.evidence_text(scored.candidate)
            lift = SAID if keys in said else 0.0
            yield _Piece(text, scored.score + lift, sources(self._snapshot, edges), tuple(ends))

    def _passages(self, finding: Finding) -> Iterator[_Piece]:
        best: dict[str, float] = {}
        for said in reversed(finding.sentences):
            best[said.passage] = said.score
        hits: dict[str, PassageHit] = {hit.node_id: hit for hit in finding.passages}
        for node_id in dict.fromkeys([*hits, *(s.passage for s in finding.sentences)]):
            node = self._snapshot.node(node_id)
            source = hits[node_id].source if node_id in hits else node.evidence[0]
            score = max(hits[node_id].score if node_id in hits else 0.0, best.get(node_id, 0.0))
            yield _Piece(node.text, score + PASSAGE_LIFT, (source,), (node_id,))


def _spread(first: _Piece | None, rest: Sequence[_Piece]) -> list[_Piece]:
    """Return pieces, those before ``MOST_SPREAD`` spread over lines, the others by their scores.

    What a piece loses only grows with the better ones, so that it need not be known of one before
    its turn would come.
    """
    chosen = [first] if first is not None else []
    turns = [(-piece.score, at) for at, piece in enumerate(rest)]
    lost, known = [0.0] * len(rest), [0] * len(rest)
    heapify(turns)
    while turns and len(chosen) < MOST_SPREAD:
        _, at = heappop(turns)
        if known[at] == len(chosen):
            chosen.append(rest[at])
            continue
        for better in chosen[known[at] :]:
            lost[at] += REPEATED * rest[at].meets(better)
        known[at] = len(chosen)
        heappush(turns, (lost[at] - rest[at].score, at))
    left = sorted(at for _, at in turns)
    return chosen + sorted((rest[at] for at in left), key=lambda piece: -piece.score)


def _with_passages(pieces: list[_Piece], passages: Sequence[_Piece]) -> list[_Piece]:
    """Return the pieces with the best passages at the places that are kept for them."""
    kept = [
        piece for piece in passages[: len(PASSAGES_AT)] if piece not in pieces[: PASSAGES_AT[0]]
    ]
    ordered = [piece for piece in pieces if piece not in kept]
    for place, piece in zip(PASSAGES_AT, kept, strict=False):
        ordered.insert(place, piece)
    return ordered
