"""A walk over the typed graph: personalised PageRank from what a question mentions.

Haveliwala, "Topic-Sensitive PageRank" (2002), with the steps of ``retrieval.passages.pagerank``:
damping 0.5, few rounds, and amounts too small to change an order left behind, so that a question
costs as much as its neighbourhood is large, however large the graph is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

import numpy as np

from graph.snapshot import Snapshot
from graph.structure import STRUCTURAL
from retrieval.passages.pagerank import DAMPING, step
from retrieval.passages.sparse import Rows

ROUNDS: Final = 4
SMALLEST: Final = 1e-4
"""Share of the whole weight below which a node passes nothing on."""


class Walk:
    """Walks over what one snapshot states, in both directions of its edges."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._ids = [node.id for node in snapshot.graph.nodes]
        self._number = {node_id: number for number, node_id in enumerate(self._ids)}
        pairs = [
            (self._number[edge.source], self._number[edge.target])
            for edge in snapshot.graph.edges
            if edge.relation not in STRUCTURAL
        ]
        ends = [source for source, _ in pairs] + [target for _, target in pairs]
        others = [target for _, target in pairs] + [source for source, _ in pairs]
        weights = np.ones(len(ends), dtype=np.float32)
        self._rows = Rows.of(len(self._ids), ends, others, weights).shares()

    def shares(self, seeds: Mapping[str, float]) -> dict[str, float]:
        """Return the nodes that a walk from ``seeds`` reaches, each from 0 to 1, by logarithm.

        1 is the node reached most; 0 one that is reached with ``SMALLEST`` of its amount.
        """
        start = np.zeros(len(self._ids))
        for node_id, weight in seeds.items():
            start[self._number[node_id]] = max(0.0, weight)
        whole = start.sum()
        if not whole:
            return {}
        start /= whole
        at = start
        for _ in range(ROUNDS):
            at = (1.0 - DAMPING) * start + DAMPING * step(self._rows, at, SMALLEST, len(start))
        reached = np.flatnonzero(at > SMALLEST * at.max())
        span = -math.log(SMALLEST)
        amounts = 1.0 + np.log(at[reached] / at.max()) / span
        return {self._ids[n]: float(a) for n, a in zip(reached, amounts, strict=True)}
