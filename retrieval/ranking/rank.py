"""Ranking: one linear score over a few features for every candidate query and every passage.

Each feature lies between -1 and 1, so that a weight says how much its feature can move a score.
A second hop is scored by what the first one leaves open: the share of the question's weight that
its own words cover and the first edge's do not. The weights are fitted (``weights.toml``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import mul
from typing import NamedTuple

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import AnswerSets
from retrieval.queries.candidates import Candidate
from retrieval.question.intent import Asked
from retrieval.ranking.coverage import Coverage
from retrieval.ranking.features import Features
from retrieval.ranking.rivals import Rivals, tells_of
from retrieval.ranking.search import PassageHit
from retrieval.ranking.set_features import Asking, SetFeatures
from retrieval.ranking.signals import Signals
from retrieval.ranking.surroundings import Surroundings
from retrieval.ranking.weights import weights
from retrieval.text.words import Vocabulary, told_stems

RANK = weights("rank")
PASSAGE = weights("passage")


class Scored(NamedTuple):
    """A candidate with its features."""

    candidate: Candidate
    score: float
    features: dict[str, float]


class Ranker:
    """Scores candidates against a question."""

    def __init__(
        self,
        snapshot: Snapshot,
        sets: AnswerSets,
        vocabulary: Vocabulary,
        rank: Mapping[str, float] = RANK,
    ) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._surroundings = Surroundings(snapshot)
        self._rivals = Rivals(snapshot, sets)
        self._vocabulary = vocabulary
        self._coverage = Coverage(vocabulary)
        self._weights = rank
        self._passages: dict[str, frozenset[str]] = {}

    def rank(
        self,
        asked: Asked,
        terms: Sequence[str],
        mentioned: Mapping[str, float],
        candidates: Sequence[Candidate],
        signals: Signals,
    ) -> list[Scored]:
        """Return the candidates, best first; ties by the candidates' keys.

        Args:
            asked: The question, read.
            terms: Its stems with a topic, spelling mended.
            mentioned: Nodes that it mentions by name, with the link's score.
            candidates: What to score.
            signals: What search found.
        """
        asking = Asking(asked, terms, mentioned, signals)
        read = SetFeatures(self._snapshot, self._sets, self._surroundings, self._vocabulary, asking)
        features = Features(self._snapshot, asking, read)
        rivals = self._rivals.of(asked, (nodes for _, nodes in signals.mentions))
        scored: list[Scored] = []
        weight: list[float] = []
        for candidate in candidates:
            values = features.of(candidate)
            values["rival"] = float(tells_of(candidate, rivals))
            # All have the same names in the same order.
            weight = weight or [self._weights.get(name, 0.0) for name in values]
            total = sum(map(mul, weight, values.values()))
            scored.append(Scored(candidate, round(total, 6), values))
        return _best_first(scored)

    def rank_passages(
        self, terms: Sequence[str], passages: Sequence[PassageHit], known: float = 1.0
    ) -> list[PassageHit]:
        """Return the passages with their scores, best first; ties by id.

        ``known`` is that of ``Signals``.
        """
        scored: list[PassageHit] = []
        for hit in passages:
            covered = self._coverage.share(terms, self._passage_stems(hit))
            score = (
                PASSAGE["cosine"] * hit.cosine
                + PASSAGE["words"] * hit.words * known
                + PASSAGE["covered"] * covered
                + PASSAGE["offset"]
            )
            scored.append(hit._replace(covered=covered, score=round(score, 6)))
        return sorted(scored, key=lambda hit: (-hit.score, hit.node_id))

    def _passage_stems(self, hit: PassageHit) -> frozenset[str]:
        known = self._passages.get(hit.node_id)
        if known is None:
            known = self._passages[hit.node_id] = told_stems(hit.text)
        return known


def _best_first(scored: Sequence[Scored]) -> list[Scored]:
    """Order by score, then by the candidates' keys, which are put into words for ties alone."""
    times = Counter(one.score for one in scored)
    return sorted(
        scored,
        key=lambda one: (-one.score, str(one.candidate.key) if times[one.score] > 1 else ""),
    )
