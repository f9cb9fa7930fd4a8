"""The steps of a search over a graph in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from graph.model import Edge, Node
from graph.results import Direction, EdgeKey, Reach
from graph.traversal import Found, Step, StepsById

Adjacency = Mapping[str, tuple[Edge, ...]]


class SnapshotSteps(StepsById):
    """``Steps`` by dictionary."""

    def __init__(
        self,
        nodes: Mapping[str, Node],
        edges: Mapping[EdgeKey, Edge],
        out: Adjacency,
        into: Adjacency,
    ) -> None:
        self._nodes = nodes
        self._edges = edges
        self._out = out
        self._into = into

    def beyond(
        self, layer: Collection[str], known: Collection[str], reach: Reach, limit: int
    ) -> Sequence[Found]:
        """Return the first nodes, by id, one step beyond a layer and not yet known."""
        steps = self.steps(layer, reach.direction, reach, ())
        ids = sorted({there for _, there in steps}.difference(known))[:limit]
        return [(id_, self._nodes[id_].kind, self._nodes[id_].name) for id_ in ids]

    def steps(
        self, layer: Collection[str], direction: Direction, reach: Reach, ends: Collection[str]
    ) -> Iterator[Step[str]]:
        """Return all steps from a layer to nodes of the kinds, or to one of ``ends``."""
        for here in layer:
            for edge, there in self._at(here, direction):
                if reach.relations and edge.relation not in reach.relations:
                    continue
                if not reach.kinds or there in ends or self._nodes[there].kind in reach.kinds:
                    yield here, there

    def _at(self, node_id: str, direction: Direction) -> Iterator[tuple[Edge, str]]:
        if direction != "in":
            yield from ((edge, edge.target) for edge in self._out.get(node_id, ()))
        if direction != "out":
            yield from ((edge, edge.source) for edge in self._into.get(node_id, ()))

    def edges_among(self, ids: Collection[str], reach: Reach) -> list[EdgeKey]:
        """Return the edges of the relations that join two of these nodes, in order."""
        return sorted(
            edge.key
            for id_ in ids
            for edge in self._out.get(id_, ())
            if edge.target in ids and (not reach.relations or edge.relation in reach.relations)
        )

    def nodes_of(self, ids: Collection[str]) -> Mapping[str, Node]:
        """Return these nodes by id."""
        return {id_: self._nodes[id_] for id_ in ids if id_ in self._nodes}

    def edges_of(self, keys: Collection[EdgeKey]) -> Mapping[EdgeKey, Edge]:
        """Return these edges by key."""
        return {key: self._edges[key] for key in keys if key in self._edges}
