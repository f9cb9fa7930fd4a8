"""BM25 of one text, from the counts of a collection: what ``bm25s`` computes for all of them.

The same numbers as ``word_index`` gives, rounded to float32 where bm25s rounds, so that texts
which another engine found are scored and ordered as if it had not taken part.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from retrieval.indexing.word_index import K1, B


@dataclass(frozen=True, slots=True)
class Statistics:
    """How a collection of texts uses its stems."""

    texts: int
    stems: int
    """In all texts together."""
    holding: Mapping[str, int]
    """Stem to the number of texts that hold it."""

    def known(self, stems: Iterable[str]) -> list[str]:
        """Return the distinct stems that some text holds, in order."""
        return [stem for stem in dict.fromkeys(stems) if stem in self.holding]

    def score(self, asked: Sequence[str], text: Sequence[str]) -> float:
        """Return the score of a text's stems for distinct stems that are asked for."""
        counts = Counter(text)
        length = K1 * ((1 - B) + B * len(text) / (self.stems / self.texts))
        total = np.float32(0)
        for stem in asked:
            times = counts[stem]
            if times:
                total += np.float32(float(self._rarity(stem)) * (times / (length + times)))
        return float(total)

    def _rarity(self, stem: str) -> np.float32:
        holding = self.holding[stem]
        return np.float32(math.log(1 + (self.texts - holding + 0.5) / (holding + 0.5)))


def count(texts: Iterable[Sequence[str]]) -> Statistics:
    """Count the stems of texts, as ``word_index.tokens`` gives them."""
    holding: Counter[str] = Counter()
    number = stems = 0
    for text in texts:
        number += 1
        stems += len(text)
        holding.update(set(text))
    return Statistics(number, stems, dict(sorted(holding.items())))


def to_json(statistics: Statistics) -> str:
    """Return statistics as JSON."""
    holding = dict(statistics.holding)
    return json.dumps({"texts": statistics.texts, "stems": statistics.stems, "holding": holding})


def from_json(text: str) -> Statistics:
    """Return what ``to_json`` wrote; raises ``ValueError``, ``KeyError`` or ``TypeError``."""
    stated = json.loads(text)
    return Statistics(int(stated["texts"]), int(stated["stems"]), dict(stated["holding"]))
