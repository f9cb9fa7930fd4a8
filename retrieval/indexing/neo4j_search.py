"""Searching one index in a Neo4j, by meaning and by words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.neo4j.index import Neo4jIndexes
from retrieval.embedding.embedder import Vectors
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.indexing.bm25 import Statistics
from retrieval.indexing.entries import WORDED, Channel
from retrieval.indexing.vector_index import DIGITS
from retrieval.indexing.word_index import stems

ASKED: Final = 2
"""How many times as many entries the server is asked for as are wanted, those of each generation
counted apart. Measured on 4,000 vectors of all-MiniLM-L6-v2: 10 wanted of 10 asked gave an
overlap of 0.98 with the exact neighbours, of 30 asked 0.999."""
LEAST_ASKED: Final = 60
MOST_STEMS: Final = 1_000
"""Of one query: Lucene allows 1,024 clauses. The rarest are kept."""
PAGE: Final = 500
"""Vectors read by one query."""

Hit = tuple[int, float]
Spans = Mapping[Channel, range]


class Neo4jVectors:
    """``VectorSearch`` over the entries of an index; may be used from several threads."""

    def __init__(
        self, stored: Neo4jIndexes, name: str, spans: Spans, generations: int, dimension: int
    ) -> None:
        """Search the index ``name``, whose channels stand at ``spans``.

        ``generations`` is how many share the database: each has its own like entries.
        """
        self._stored = stored
        self._name = name
        self._spans = spans
        self._asked = ASKED * max(1, generations)
        self._dimension = dimension

    def search(self, vector: npt.NDArray[np.float32], k: int, within: range) -> list[Hit]:
        """Return what ``VectorSearch`` promises, but for neighbours that the server misses."""
        if k <= 0:
            return []
        components: list[float] = vector.tolist()
        found = [
            hit
            for channel, part in _parts(self._spans, within)
            for hit in self._nearest(channel, components, k, part)
        ]
        return sorted(found, key=_best_first)[:k]

    def rows_of(self, within: range) -> Vectors:
        """Return the rows at some positions, read from the server by each call."""
        rows = np.zeros((len(within), self._dimension), dtype=np.float32)
        seen = 0
        for position, vector in self._stored.vectors(self._name, within, PAGE):
            rows[position - within.start] = vector
            seen += 1
        if seen != len(within):
            raise IndexDamaged(
                f"The index {self._name} in {self._stored.where} lacks vectors; ingest again."
            )
        rows.flags.writeable = False
        return rows

    def _nearest(self, channel: Channel, vector: list[float], k: int, within: range) -> list[Hit]:
        """Return the nearest within a channel, and more than ``k`` where ties could follow."""
        enough = min(ASKED * k, len(within))
        asked = max(LEAST_ASKED, self._asked * k)
        while True:
            answer = self._stored.nearest(self._name, channel.value, vector, asked)
            if answer is None:
                raise _removed(self._stored, self._name)
            seen, hits = answer
            found = [(at, round(cosine, DIGITS)) for at, cosine in hits if at in within]
            if len(found) >= enough or seen < asked:
                return found
            asked *= 2


class Neo4jWords:
    """``WordSearch`` over the entries of an index; may be used from several threads."""

    def __init__(self, stored: Neo4jIndexes, name: str, spans: Spans, counts: Statistics) -> None:
        self._stored = stored
        self._name = name
        self._spans = {channel: span for channel, span in spans.items() if channel in WORDED}
        self._counts = counts

    def search(self, text: str, k: int, within: range) -> list[Hit]:
        """Return what ``WordSearch`` promises."""
        asked = self._counts.known(stems(text))
        channels = [channel.value for channel, _ in _parts(self._spans, within)]
        if k <= 0 or not asked or not channels:
            return []
        rarest = sorted(asked, key=lambda stem: self._counts.holding[stem])[:MOST_STEMS]
        limit = max(LEAST_ASKED, ASKED * k)
        while True:
            answer = self._stored.matching(self._name, channels, rarest, limit)
            if answer is None:
                raise _removed(self._stored, self._name)
            found = [
                (at, self._counts.score(asked, words.split(" ")))
                for at, words in answer
                if at in within
            ]
            if len(found) >= min(ASKED * k, len(within)) or len(answer) < limit:
                return sorted(found, key=_best_first)[:k]
            limit *= 2


def _parts(spans: Spans, within: range) -> Iterator[tuple[Channel, range]]:
    """Yield the channels that have positions in a run, with those positions."""
    for channel, span in spans.items():
        part = range(max(span.start, within.start), min(span.stop, within.stop))
        if part:
            yield channel, part


def _best_first(hit: Hit) -> tuple[float, int]:
    return -hit[1], hit[0]


def _removed(stored: Neo4jIndexes, name: str) -> IndexMissing:
    return IndexMissing(
        f"The index {name} was removed from {stored.where} by later ingests; try again in a moment."
    )
