"""The embedder's protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

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
