"""Exact nearest neighbours by cosine, in FAISS.

A flat index compares the vector with every row: at 10⁵ rows of 384 numbers some 10 ms, with
nothing to train or to tune and no neighbour missed.
"""

from __future__ import annotations

import errno
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

import faiss
import numpy as np
import numpy.typing as npt

from retrieval.embedding.embedder import Vectors
from retrieval.errors import IndexDamaged

_faiss: Any = faiss
"""FAISS builds its methods at import, where a type checker does not see them."""

DIGITS: Final = 6
"""Decimals by which scores are ordered: FAISS's kernels sum in an order that depends on the
row's place, so that equal rows differ in the seventh."""

_REASON: Final = re.compile(r"([^:()]+)\)?\s*$")

_SPARE: Final = 16
"""Rows that are asked for beyond ``k``, so that a tie at the end is cut by position."""


class VectorSearch(Protocol):
    """Finds rows of unit length by their likeness to a vector."""

    def search(
        self, vector: npt.NDArray[np.float32], k: int, within: range
    ) -> list[tuple[int, float]]:
        """Return at most ``k`` (position, cosine) among the positions ``within``, best first.

        Cosines are rounded to ``DIGITS`` decimals; equal ones come in the order of positions.
        ``vector`` has shape (d,) and unit length; ``within`` is a run of positions.
        """
        ...

    def rows_of(self, within: range) -> Vectors:
        """Return the rows at the positions ``within``, shape (n, d), read-only."""
        ...


class VectorIndex:
    """Rows of unit length with their positions; may be searched from several threads."""

    def __init__(self, index: object) -> None:
        """Wrap a FAISS ``IndexFlatIP``."""
        self._index: Any = index
        size = int(self._index.ntotal) * int(self._index.d)
        flat = _faiss.rev_swig_ptr(self._index.get_xb(), size) if size else np.empty(0, np.float32)
        self._rows: Vectors = flat.reshape(self._index.ntotal, self._index.d)
        self._rows.flags.writeable = False

    @classmethod
    def build(cls, vectors: Vectors) -> VectorIndex:
        """Index the rows of ``vectors``, shape (n, d) float32, by inner product."""
        index = _faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Read a saved index; raises ``IndexDamaged``."""
        try:
            index = _faiss.read_index(str(path))
            if not isinstance(index, _faiss.IndexFlatIP):
                raise IndexDamaged(f"{path} is another kind of index; ingest again to rebuild it.")
        except RuntimeError as error:
            raise IndexDamaged(f"{path} cannot be read; ingest again to rebuild it.") from error
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index to a file; raises ``OSError``."""
        try:
            _faiss.write_index(self._index, str(path))
        except RuntimeError as error:
            # FAISS has one class of error; the system's reason ends its message.
            why = _REASON.search(str(error))
            raise OSError(errno.EIO, why[1] if why else str(error), str(path)) from error

    @property
    def rows(self) -> Vectors:
        """All vectors, shape (n, d), read-only, without a copy."""
        return self._rows

    def rows_of(self, within: range) -> Vectors:
        """Return the rows at the positions ``within``, without a copy."""
        return self._rows[within.start : within.stop]

    def search(
        self, vector: npt.NDArray[np.float32], k: int, within: range
    ) -> list[tuple[int, float]]:
        """Return what ``VectorSearch`` promises."""
        wanted = min(k, len(within))
        if wanted <= 0:
            return []
        asked = wanted
        while True:
            asked = min(asked + _SPARE, len(within))
            scores, places = self._nearest(vector, asked, within)
            if asked == len(within) or scores[-1] < scores[wanted - 1]:
                break
            asked *= 2
        best = np.lexsort((places, -scores))[:wanted]
        return list(zip(places[best].tolist(), scores[best].tolist(), strict=True))

    def _nearest(
        self, vector: npt.NDArray[np.float32], k: int, within: range
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
        query = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        scores: npt.NDArray[np.float32]
        places: npt.NDArray[np.int64]
        scores, places = self._index.search(query, k, params=_only(within))
        return scores[0].astype(np.float64).round(DIGITS), places[0]


@lru_cache(maxsize=64)
def _only(within: range) -> object:
    """Return what has FAISS look at some positions alone; it is only read, by any thread."""
    return _faiss.SearchParameters(sel=_faiss.IDSelectorRange(within.start, within.stop))
