"""BM25 over stems, in bm25s.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), in the
variant of Lucene, with its usual k1 = 1.5 and b = 0.75; the stemmer is Snowball's English one
(Porter 2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import bm25s
import numpy as np
import numpy.typing as npt
import Stemmer
from bm25s import stopwords

from retrieval.errors import IndexDamaged

K1: Final = 1.5
B: Final = 0.75

_WORD: Final = re.compile(r"[^\W_]+")
_COMPOUND: Final = re.compile(r"(?<![^\W_])[^\W_]++(?:[-/&.+_][^\W_]++)+")
"""Words joined without a space: "real-time", "A/B", "feature_store", "W&B".

Tried once a word and never shortened, so that the time grows with the text and not its square.
"""

_bm25s: Any = bm25s
_stemmer: Any = Stemmer
"""Neither library ships type information."""

STOP_WORDS: Final[frozenset[str]] = frozenset(stopwords.STOPWORDS_EN_PLUS)


def stems(text: str) -> list[str]:
    """Return the stems of a text in order, function words left out unless there is nothing else.

    A compound gives its parts and itself in one piece, so that "real-time" and "realtime" meet.
    """
    words = list(_words(unicodedata.normalize("NFKC", text).casefold()))
    telling = [word for word in words if word not in STOP_WORDS] or words
    # A stemmer keeps state of its own, so threads must not share one; a new one costs 1 µs.
    return _stemmer.Stemmer("english").stemWords(telling)


def tokens(text: str) -> list[str]:
    """Return what is indexed of a text: its stems, or the empty one, which no question has."""
    return stems(text) or [""]


def _words(text: str) -> Iterator[str]:
    yield from _WORD.findall(text)
    for compound in _COMPOUND.findall(text):
        yield "".join(_WORD.findall(compound))


class WordSearch(Protocol):
    """Finds texts by their words."""

    def search(self, text: str, k: int, within: range) -> list[tuple[int, float]]:
        """Return at most ``k`` (position, BM25 score) among the positions ``within``, best first.

        Only texts that share a stem with ``text`` are returned, so scores are above 0; equal
        scores come in the order of positions.
        """
        ...


class WordIndex:
    """BM25 scores of texts by position; may be searched from several threads."""

    def __init__(self, index: object) -> None:
        """Wrap a ``bm25s.BM25``."""
        self._index: Any = index

    @classmethod
    def build(cls, texts: Sequence[str]) -> WordIndex:
        """Index at least one text."""
        vocabulary: dict[str, int] = {}
        # Numbered by first occurrence: bm25s itself would number them in the order of a set. The
        # empty stem, which no question has, stands for a text without words.
        ids = [
            [vocabulary.setdefault(stem, len(vocabulary)) for stem in tokens(text)]
            for text in texts
        ]
        vocabulary.setdefault("", len(vocabulary))
        index = _bm25s.BM25(k1=K1, b=B, method="lucene", backend="numpy", csc_backend="numpy")
        index.index((ids, vocabulary), create_empty_token=False, show_progress=False)
        return cls(index)

    @classmethod
    def load(cls, folder: Path) -> WordIndex:
        """Read a saved index; raises ``IndexDamaged``."""
        try:
            return cls(_bm25s.BM25.load(folder, show_progress=False))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(f"{folder} cannot be read; ingest again to rebuild it.") from error

    def save(self, folder: Path) -> None:
        """Write the index into a folder of its own."""
        self._index.save(folder, show_progress=False)

    def search(self, text: str, k: int, within: range) -> list[tuple[int, float]]:
        """Return what ``WordSearch`` promises."""
        ids = self._index.get_tokens_ids(list(dict.fromkeys(stems(text))))
        if not ids or k <= 0:
            return []
        scores: npt.NDArray[np.float32] = self._index.get_scores_from_ids(ids)
        part = scores[within.start : within.stop]
        found = np.flatnonzero(part > 0)
        order = found[np.lexsort((found, -part[found]))][:k]
        return [(within.start + int(at), float(part[at])) for at in order]
