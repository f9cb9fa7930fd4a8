"""Coverage: how much of a question's weight some words hold."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from retrieval.question.intent import wordings
from retrieval.text.words import Vocabulary

REMEMBERED = 64
"""Questions whose weights are kept: one is asked of many texts."""


class Coverage:
    """The weights of questions' words in one handbook."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._weights = lru_cache(maxsize=REMEMBERED)(self._weigh)

    def share(self, terms: Sequence[str], stems: Collection[str]) -> float:
        """Return the share of the weight of ``terms`` in words of ``stems`` or their wordings."""
        weights, whole = self._weights(tuple(terms))
        got = sum([w for term, word, w in weights if term in stems or word in stems])
        return got / whole if whole else 0.0

    def _weigh(self, terms: tuple[str, ...]) -> tuple[tuple[tuple[str, str, float], ...], float]:
        """Return each distinct stem with its everyday wording and weight, and their sum.

        They are in the order of the alphabet, so that sums are always the same.
        """
        everyday, weight = wordings(), self._vocabulary.weight
        distinct = sorted(set(terms))
        weights = tuple((term, everyday.get(term, term), weight(term)) for term in distinct)
        return weights, sum([w for _, _, w in weights])
