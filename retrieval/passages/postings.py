"""The words of passages: BM25 scores, and which terms of a question a passage holds.

BM25 is that of bm25s over the stems of ``retrieval.indexing.word_index``, with the same constants;
its score of each term in each passage is kept as sparse rows, which answer both questions at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import bm25s
import numpy as np

from retrieval.indexing.word_index import K1, B, stems
from retrieval.passages.sparse import Floats, Ints, Rows

MOST_TERMS: Final = 256
"""Terms of a question that are looked up: bounds the work on a question of any length."""

_bm25s: Any = bm25s
"""The library ships no type information."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one question that occur in some passage."""

    ids: tuple[int, ...]
    weights: Floats
    """Inverse document frequency of each, shape (terms,)."""
    total: float
    """Their sum, above 0."""
    which: Ints
    passages: Ints
    """Every occurrence: term ``which[i]`` stands in passage ``passages[i]``."""
    scores: Floats
    """BM25 of every passage, shape (passages,)."""


class Postings:
    """Stems with the passages that hold them."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Index at least one text."""
        # Numbered by first occurrence, and never empty: see WordIndex.build.
        self._ids: dict[str, int] = {}
        ids = [
            [self._ids.setdefault(stem, len(self._ids)) for stem in stems(text) or [""]]
            for text in texts
        ]
        self._ids.setdefault("", len(self._ids))
        index = _bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy", csc_backend="numpy")
        index.index((ids, dict(self._ids)), create_empty_token=False, show_progress=False)
        self._rows = Rows(
            np.asarray(index.scores["indptr"], dtype=np.int64),
            np.asarray(index.scores["indices"], dtype=np.int64),
            np.asarray(index.scores["data"], dtype=np.float32),
        )
        self._count = len(texts)
        held = np.diff(self._rows.starts)
        # The inverse document frequency of Lucene's BM25, as bm25s computes it.
        self._weights = np.log1p((self._count - held + 0.5) / (held + 0.5)).astype(np.float32)

    def look_up(self, question: str) -> Terms:
        """Return the question's terms and what they say of every passage."""
        distinct = list(dict.fromkeys(stems(question)))[:MOST_TERMS]
        known = [self._ids[stem] for stem in distinct if stem in self._ids]
        ids = np.asarray(known, dtype=np.int64)
        which, passages, values = self._rows.gather(ids)
        scores = np.bincount(passages, values, minlength=self._count).astype(np.float32)
        weights = self._weights[ids]
        return Terms(tuple(known), weights, float(weights.sum()) + 1e-9, which, passages, scores)

    def share(self, words: str, terms: Terms) -> float:
        """Return the share of the question's weight that ``words`` makes up."""
        held = {self._ids[stem] for stem in stems(words) if stem in self._ids}
        within = [
            weight
            for number, weight in zip(terms.ids, terms.weights, strict=True)
            if number in held
        ]
        return float(sum(within)) / terms.total
