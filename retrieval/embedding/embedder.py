"""The embedder's protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""Shape (n, d), rows of unit length, so that an inner product is a cosine."""

Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


class Embedder(Protocol):
    """Turns texts into vectors; equal texts give equal vectors."""

    @property
    def name(self) -> str:
        """What the model is called, as its users know it."""
        ...

    @property
    def fingerprint(self) -> str:
        """Hash of everything that determines the vectors; keys caches and index manifests."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit row for each text, in the same order; shape (0, d) for none.

        An empty text gives the model's vector of an empty text. Texts longer than the model's
        limit are cut there.
        """
        ...


@runtime_checkable
class KnowsWords(Protocol):
    """An embedder whose model has whole words in its vocabulary."""

    def words(self) -> frozenset[str]:
        """Return the words that the model knows whole, in lower case."""
        ...


def known_words(embedder: Embedder) -> frozenset[str]:
    """Return the English words that an embedder knows; none where it cannot say.

    What a model has a token for is no slip of the pen, however near it is to a handbook's word.
    """
    return embedder.words() if isinstance(embedder, KnowsWords) else frozenset()
