"""Personalised PageRank over passages and the entities that they share.

Haveliwala, "Topic-Sensitive PageRank" (2002); over passages and entities as in HippoRAG
(Gutiérrez et al., 2024), with damping 0.5, where few rounds suffice because half of the weight
goes back to the seeds in each. Amounts too small to change an order are left behind, so that a
round touches the seeds' neighbourhood and not the whole collection (the idea of Andersen, Chung
and Lang, "Local Graph Partitioning using PageRank Vectors", 2006).
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from retrieval.passages.links import Links
from retrieval.passages.sparse import Floats, Ints, Rows

DAMPING: Final = 0.5
ROUNDS: Final = 5
SMALLEST_PASSAGE: Final = 2e-4
SMALLEST_ENTITY: Final = 1e-4
"""Shares of the whole weight below which a node passes nothing on."""


class PageRank:
    """Walks between passages and entities."""

    def __init__(self, links: Links) -> None:
        self._out = links.entities.shares()
        self._back = links.passages.shares()

    def scores(self, seeds: Ints, weights: Floats) -> Floats:
        """Return one score for each passage, shape (passages,).

        ``weights`` says how much of the walk starts at each of the ``seeds``; any scale.
        """
        count = len(self._out.starts) - 1
        start = np.zeros(count)
        start[seeds] = weights / weights.sum()  # both are empty where nothing was found
        at = start
        for _ in range(ROUNDS):
            entities = _step(self._out, at, SMALLEST_PASSAGE, len(self._back.starts) - 1)
            reached = _step(self._back, entities, SMALLEST_ENTITY, count)
            at = (1.0 - DAMPING) * start + DAMPING * reached
        return at.astype(np.float32)


def _step(
    rows: Rows, amounts: npt.NDArray[np.float64], smallest: float, count: int
) -> npt.NDArray[np.float64]:
    """Pass amounts along the rows of those that hold enough; shape (count,)."""
    active = np.flatnonzero(amounts > smallest)
    which, to, share = rows.gather(active)
    received = np.bincount(to, share * amounts[active][which], minlength=count)
    return received.astype(np.float64)
