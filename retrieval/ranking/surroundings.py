"""Surroundings: how near the passage is in which a fact stands.

A fact is a few words, a question often speaks of what stands around it. The passage with its title
tells a small embedder more than the fact alone.
"""

from __future__ import annotations

from collections import defaultdict

from graph.model import Edge
from graph.schema import Kind
from graph.snapshot import Snapshot


class Surroundings:
    """The passages of one snapshot, by the edges that stand in them."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._places: dict[str, dict[int, list[str]]] = defaultdict(dict)
        self._of_edge: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for node in snapshot.graph.nodes:
            if node.kind is Kind.PASSAGE:
                for place in node.evidence:
                    lines = self._places[place.path]
                    for line in range(place.line_start, place.line_end + 1):
                        lines.setdefault(line, []).append(node.id)

    def of(self, edge: Edge) -> tuple[str, ...]:
        """Return the ids of the passages in which an edge is stated, in the order of the text."""
        known = self._of_edge.get(edge.key)
        if known is None:
            known = self._of_edge[edge.key] = tuple(
                dict.fromkeys(
                    node_id
                    for place in edge.evidence
                    for line in range(place.line_start, place.line_end + 1)
                    for node_id in self._places[place.path].get(line, ())
                )
            )
        return known
