"""One question against all passages: scores, candidates, and the features of a first hop."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retrieval.embedding.embedder import Vectors
from retrieval.passages.links import Links
from retrieval.passages.pagerank import PageRank
from retrieval.passages.postings import Postings, Terms
from retrieval.passages.spans import tokens
from retrieval.passages.sparse import Floats, Ints

FUSED: Final = 100
"""Best by each of both scores that the fusion looks at."""
DENSE_SHARE: Final = 0.6
"""Share of the cosine in the fusion; the rest is BM25's."""
WALK_SEEDS: Final = 40
BEST_FUSED: Final = 60
BEST_WALKED: Final = 60
LINKING: Final = 12
"""Best passages whose links are candidates."""
MOST_NAMED: Final = 20
"""Passages taken because the question names them: a title may be every chapter's."""
MOST_CANDIDATES: Final = 500
_FOUND: Final = 1e-6
"""Score of the last one found, so that it is told from those not found."""
_LEAST_RANK: Final = 1e-5
"""Added to PageRank, so that a passage which it does not reach has a logarithm."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is known of its candidates, which come in a fixed order."""

    terms: Terms
    cosines: Floats
    """Of every passage, shape (passages,)."""
    candidates: Ints
    """Distinct positions, shape (n,)."""
    holds: Floats
    """1 where a candidate holds a term, else 0; shape (n, terms)."""
    first: Floats
    """The features ``FIRST`` of each candidate, shape (n, 4)."""


FIRST: Final = ("cosine", "named", "log_pagerank", "inverse_pagerank_rank")
"""Features of a candidate on its own.

cosine: of question and passage.
named: the greatest idf share of the question that a name of the passage makes up in it.
log_pagerank: logarithm of personalised PageRank from the best passages.
inverse_pagerank_rank: 1 / rank by it among the candidates.
"""


class Questions:
    """Opens questions over one collection."""

    def __init__(self, postings: Postings, vectors: Vectors, links: Links) -> None:
        self._postings = postings
        self._vectors = vectors
        self._links = links
        self._walk = PageRank(links)

    def open(self, question: str, vector: npt.NDArray[np.float32]) -> Asked:
        """Score all passages and choose the candidates; ``vector`` is the question's, (d,)."""
        terms = self._postings.look_up(question)
        # One thread: BLAS would wake others, whose waiting costs more than they save here.
        cosines: Floats = np.einsum("ij,j->i", self._vectors, vector)
        together = fused(cosines, terms.scores)
        seeds = best(together, WALK_SEEDS)
        walked = self._walk.scores(seeds, np.square(together[seeds]))
        named = self._named(question, terms)
        candidates = self._candidates(together, walked, named)
        holds = _holds(terms, candidates, len(cosines))
        first = _features(candidates, cosines, walked, named)
        return Asked(terms, cosines, candidates, holds, first)

    def _named(self, question: str, terms: Terms) -> dict[int, float]:
        """Return the passages that the question names, the most telling names first."""
        book = self._links.book
        numbers = dict.fromkeys(book.mentions(tokens(question), capitals=False))
        shares = {n: self._postings.share(book.names[n], terms) for n in numbers}
        found: dict[int, float] = {}
        for number in sorted(shares, key=lambda n: -shares[n]):
            for owner in book.owners[number]:
                found.setdefault(owner, shares[number])
        return found

    def _candidates(self, together: Floats, walked: Floats, named: Mapping[int, float]) -> Ints:
        chosen = list(named)[:MOST_NAMED]
        linking = np.asarray([*best(together, LINKING), *chosen], dtype=np.int64)
        linked = self._links.forward.gather(linking)[1]
        order = (best(together, BEST_FUSED), best(walked, BEST_WALKED), linking, linked)
        distinct = dict.fromkeys(int(position) for part in order for position in part)
        return np.asarray(list(distinct)[:MOST_CANDIDATES], dtype=np.int64)


def best(scores: Floats, k: int) -> Ints:
    """Return the positions of the ``k`` greatest scores above 0, best first, ties by position."""
    above = np.flatnonzero(scores > 0)
    if len(above) > k:
        # A cosine is above 0 for most passages; a partition finds the best without sorting all.
        part = scores[above]
        above = above[part >= np.partition(part, len(part) - k)[len(part) - k]]
    return above[np.lexsort((above, -scores[above]))][:k]


def fused(cosines: Floats, words: Floats) -> Floats:
    """Return the weighted sum of both scores, each scaled to 0 to 1 over its own best ones."""
    total = np.zeros(len(cosines), dtype=np.float32)
    for scores, share in ((cosines, DENSE_SHARE), (words, 1.0 - DENSE_SHARE)):
        top = best(scores, FUSED)
        if len(top):
            low, high = scores[top].min(), scores[top].max()
            total[top] += share * (scores[top] - low) / max(float(high - low), 1e-9) + _FOUND
    return total


def _holds(terms: Terms, candidates: Ints, count: int) -> Floats:
    place = np.full(count, -1, dtype=np.int64)
    place[candidates] = np.arange(len(candidates))
    at = place[terms.passages]
    held = np.zeros((len(candidates), len(terms.weights)), dtype=np.float32)
    held[at[at >= 0], terms.which[at >= 0]] = 1.0
    return held


def _features(
    candidates: Ints, cosines: Floats, walked: Floats, named: Mapping[int, float]
) -> Floats:
    amounts = walked[candidates]
    rank = np.empty(len(candidates), dtype=np.float32)
    rank[np.lexsort((candidates, -amounts))] = np.arange(1, len(candidates) + 1)
    shares = _column(named.get(int(position), 0.0) for position in candidates)
    columns = (cosines[candidates], shares, np.log(amounts + _LEAST_RANK), 1.0 / rank)
    return np.stack(columns, axis=1).astype(np.float32)


def _column(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=np.float32)
