"""Sparse rows in three arrays (compressed sparse row), as much of it as the ranker needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Rows:
    """Row i has the columns and values of ``starts[i]`` up to ``starts[i + 1]``, by column."""

    starts: Ints
    """Shape (rows + 1,)."""
    columns: Ints
    """Shape (entries,)."""
    values: Floats
    """Shape (entries,)."""

    @classmethod
    def of(cls, count: int, rows: Sequence[int], columns: Sequence[int], values: Floats) -> Rows:
        """Arrange entries, given in any order, into ``count`` rows."""
        at = np.asarray(rows, dtype=np.int64)
        to = np.asarray(columns, dtype=np.int64)
        order = np.lexsort((to, at))
        starts = np.zeros(count + 1, dtype=np.int64)
        starts[1:] = np.cumsum(np.bincount(at, minlength=count))
        return cls(starts, to[order], values[order])

    def gather(self, rows: Ints) -> tuple[Ints, Ints, Floats]:
        """Return the entries of ``rows`` one after another.

        Three arrays of equal length: the position within ``rows``, the column, the value.
        """
        first = self.starts[rows]
        counts = self.starts[rows + 1] - first
        which = np.repeat(np.arange(len(rows)), counts)
        before = np.cumsum(counts) - counts
        at = np.arange(len(which)) + np.repeat(first - before, counts)
        return which, self.columns[at], self.values[at]

    def shares(self) -> Rows:
        """Return the same rows, each scaled to the sum of 1; values must be above 0."""
        counts = np.diff(self.starts)
        row = np.repeat(np.arange(len(counts)), counts)
        sums = np.bincount(row, self.values, minlength=len(counts))
        return Rows(self.starts, self.columns, (self.values / sums[row]).astype(np.float32))
