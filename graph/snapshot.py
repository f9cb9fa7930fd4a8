"""One generation in memory: every look-up that serving needs, each by dictionary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from graph.errors import NodeNotFound
from graph.model import Edge, Graph, Node, Relation, SourceFile
from graph.schema import Kind
from graph.structure import STRUCTURAL

T = TypeVar("T")
Direction = Literal["out", "in", "both"]


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list."""

    items: tuple[T, ...]
    total: int
    """Length of the whole list."""


@dataclass(frozen=True, slots=True)
class Relative:
    """An edge seen from one of its ends."""

    edge: Edge
    direction: Literal["out", "in"]
    """``out`` where the node that was asked for is the edge's source."""
    node: Node
    """The other end."""
    label: str
    """Reads from the node that was asked for to the other: "is suited by"."""


class Snapshot:
    """A graph, indexed. It never changes, and may be used by any number of threads."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._nodes = {node.id: node for node in graph.nodes}
        self._relations = {relation.name: relation for relation in graph.relations}
        self._files = {file.path: file for file in graph.files}
        self._out = _adjacency(graph.edges, "source")
        self._into = _adjacency(graph.edges, "target")
        self._by_name = tuple(sorted(graph.nodes, key=lambda node: (_folded(node.name), node.id)))
        self._wordings = {
            node.id: tuple(_folded(word) for word in (node.name, *node.aliases))
            for node in graph.nodes
        }
        self._degrees = self._count_degrees()

    @property
    def generation(self) -> str:
        """Content hash of the graph."""
        return self.graph.generation

    def node(self, node_id: str) -> Node:
        """Return a node; raises ``NodeNotFound`` for an id of no node."""
        found = self._nodes.get(node_id)
        if found is None:
            raise NodeNotFound(
                f"No node has the id “{node_id}”; look it up by name with a search of the nodes."
            )
        return found

    def nodes(
        self, kinds: Collection[Kind] = (), text: str = "", limit: int = 50, offset: int = 0
    ) -> Page[Node]:
        """Return the nodes of some kinds (all without any) whose name or alias holds a text.

        Case does not matter. A name that is the text comes first, then those that begin with it,
        then the others, each by name.
        """
        wanted = frozenset(kinds)
        sought = _folded(text)
        found = [
            (rank, node)
            for node in self._by_name
            if (not wanted or node.kind in wanted)
            and (rank := self._rank(node, sought)) is not None
        ]
        found.sort(key=lambda pair: pair[0])
        return Page(tuple(node for _, node in found[offset : offset + limit]), len(found))

    def _rank(self, node: Node, sought: str) -> int | None:
        wordings = self._wordings[node.id]
        if sought in wordings:
            return 0
        if any(word.startswith(sought) for word in wordings):
            return 1
        return 2 if any(sought in word for word in wordings) else None

    def relations(
        self,
        node_id: str,
        direction: Direction = "both",
        relation: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Page[Relative]:
        """Return the edges at a node, seen from it.

        What the handbook states comes before what mirrors its text (sections, mentions); within
        each, by relation, outgoing first, by the other node's name. Raises ``NodeNotFound``.
        """
        self.node(node_id)
        found: list[Relative] = []
        if direction != "in":
            found += [self._relative(edge, "out") for edge in self.out(node_id)]
        if direction != "out":
            found += [self._relative(edge, "in") for edge in self.into(node_id)]
        if relation is not None:
            found = [relative for relative in found if relative.edge.relation == relation]
        found.sort(key=_order)
        return Page(tuple(found[offset : offset + limit]), len(found))

    def _relative(self, edge: Edge, direction: Literal["out", "in"]) -> Relative:
        relation = self.relation(edge.relation)
        if direction == "out":
            return Relative(edge, "out", self._nodes[edge.target], relation.label)
        return Relative(edge, "in", self._nodes[edge.source], relation.inverse)

    def out(self, node_id: str) -> tuple[Edge, ...]:
        """Return the edges that begin at a node, by relation and target; empty without any."""
        return self._out.get(node_id, ())

    def into(self, node_id: str) -> tuple[Edge, ...]:
        """Return the edges that end at a node, by source and relation; empty without any."""
        return self._into.get(node_id, ())

    def degree(self, node_id: str) -> int:
        """Return how many edges a node has, those to passages not counted."""
        return self._degrees.get(node_id, 0)

    def relation(self, name: str) -> Relation:
        """Return a relation of this generation; raises ``KeyError`` for another name."""
        return self._relations[name]

    def file(self, path: str) -> SourceFile:
        """Return a source file; raises ``KeyError`` for a path that is not in the handbook."""
        return self._files[path]

    def _count_degrees(self) -> dict[str, int]:
        degrees: defaultdict[str, int] = defaultdict(int)
        for edge in self.graph.edges:
            ends = (edge.source, edge.target)
            if not any(self._nodes[end].kind is Kind.PASSAGE for end in ends):
                for end in ends:
                    degrees[end] += 1
        return dict(degrees)


def _adjacency(
    edges: tuple[Edge, ...], end: Literal["source", "target"]
) -> Mapping[str, tuple[Edge, ...]]:
    found: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.source if end == "source" else edge.target].append(edge)
    return {node_id: tuple(there) for node_id, there in found.items()}


def _order(relative: Relative) -> tuple[bool, str, bool, str, str]:
    return (
        relative.edge.relation in STRUCTURAL,
        relative.edge.relation,
        relative.direction == "in",
        _folded(relative.node.name),
        relative.node.id,
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
