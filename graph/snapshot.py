"""One generation in memory: every look-up that serving needs, each by dictionary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Literal

from graph.lookups import check_hops, check_page, no_edge, no_node
from graph.model import Edge, Graph, Node, Relation, SourceFile
from graph.results import (
    EVERYWHERE,
    Counts,
    Direction,
    Neighbourhood,
    Page,
    Path,
    Reach,
    Relative,
)
from graph.schema import Kind
from graph.section_titles import SectionTitles
from graph.snapshot_steps import SnapshotSteps
from graph.structure import ABOUT, STRUCTURAL
from graph.traversal import neighbourhood, shortest_paths
from graph.wordings import folded, rank, wordings


class Snapshot:
    """A graph, indexed; a ``GraphReader``. It may be used by any number of threads."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._nodes = {node.id: node for node in graph.nodes}
        self._edges = {edge.key: edge for edge in graph.edges}
        self._relations = {relation.name: relation for relation in graph.relations}
        self._files = {file.path: file for file in graph.files}
        self._lines: dict[str, Sequence[str]] = {}
        self._out = _adjacency(graph.edges, "source")
        self._into = _adjacency(graph.edges, "target")
        self._by_name = tuple(sorted(graph.nodes, key=lambda node: (folded(node.name), node.id)))
        self._wordings = {node.id: wordings(node.name, node.aliases) for node in graph.nodes}
        self._steps = SnapshotSteps(self._nodes, self._edges, self._out, self._into)

    @property
    def generation(self) -> str:
        """Content hash of the graph."""
        return self.graph.generation

    def counts(self) -> Counts:
        """Return the numbers of nodes by kind, of edges by relation, and of files."""
        kinds = Counter(node.kind for node in self.graph.nodes)
        relations = Counter(edge.relation for edge in self.graph.edges)
        return Counts(
            {kind: kinds[kind] for kind in Kind if kinds[kind]},
            dict(sorted(relations.items())),
            len(self.graph.files),
        )

    def node(self, node_id: str) -> Node:
        """Return a node; raises ``NodeNotFound`` for an id of no node."""
        found = self._nodes.get(node_id)
        if found is None:
            raise no_node(node_id)
        return found

    def nodes(
        self, kinds: Collection[Kind] = (), text: str = "", limit: int = 50, offset: int = 0
    ) -> Page[Node]:
        """Return the nodes of some kinds (all without any) whose name or alias holds a text.

        Case does not matter. A name that is the text comes first, then those that begin with it,
        then the others, each by name.
        """
        check_page(limit, offset)
        wanted = frozenset(kinds)
        sought = folded(text)
        found = [
            (place, node)
            for node in self._by_name
            if (not wanted or node.kind in wanted)
            and (place := rank(self._wordings[node.id], sought) if sought else 0) is not None
        ]
        found.sort(key=lambda pair: pair[0])
        return Page(tuple(node for _, node in found[offset : offset + limit]), len(found))

    def degree(self, node_id: str) -> int:
        """Return how many edges a node has; one from it to itself counts twice."""
        return len(self.out(node_id)) + len(self.into(node_id))

    def degrees(self, node_ids: Collection[str]) -> Mapping[str, int]:
        """Return how many edges each node has, see ``degree``."""
        return {node_id: self.degree(node_id) for node_id in node_ids}

    def relations(
        self,
        node_id: str,
        direction: Direction = "both",
        relations: Collection[str] = (),
        limit: int = 50,
        offset: int = 0,
    ) -> Page[Relative]:
        """Return the edges at a node, seen from it.

        What the handbook states comes before what mirrors its text (sections, mentions); within
        each, by relation, outgoing first, by the other node's name. Raises ``NodeNotFound``.
        """
        check_page(limit, offset)
        self.node(node_id)
        found: list[Relative] = []
        if direction != "in":
            found += [self._relative(edge, "out") for edge in self.out(node_id)]
        if direction != "out":
            found += [self._relative(edge, "in") for edge in self.into(node_id)]
        if relations:
            found = [relative for relative in found if relative.edge.relation in relations]
        found.sort(key=_order)
        return Page(tuple(found[offset : offset + limit]), len(found))

    def _relative(self, edge: Edge, direction: Literal["out", "in"]) -> Relative:
        relation = self.relation(edge.relation)
        if direction == "out":
            return Relative(edge, "out", self._nodes[edge.target], relation.label)
        return Relative(edge, "in", self._nodes[edge.source], relation.inverse)

    def edge(self, source: str, relation: str, target: str) -> Edge:
        """Return an edge with its evidence; raises ``EdgeNotFound``."""
        found = self._edges.get((source, relation, target))
        if found is None:
            raise no_edge(source, relation, target)
        return found

    def neighbourhood(
        self, node_id: str, hops: int = 1, limit: int = 50, reach: Reach = EVERYWHERE
    ) -> Neighbourhood:
        """Return the nodes within some hops of a node, the nearest ones where they are many."""
        check_page(limit)
        check_hops(hops)
        return neighbourhood(self._steps, self.node(node_id), hops, limit, reach)

    def paths(
        self,
        source: str,
        target: str,
        hops: int = 6,
        limit: int = 1,
        reach: Reach = EVERYWHERE,
    ) -> tuple[Path, ...]:
        """Return the first of the shortest paths between two nodes; raises ``NodeNotFound``."""
        check_page(limit)
        check_hops(hops)
        ends = self.node(source).id, self.node(target).id
        return shortest_paths(self._steps, ends, hops, limit, reach)

    def out(self, node_id: str) -> tuple[Edge, ...]:
        """Return the edges that begin at a node, by relation and target; empty without any."""
        return self._out.get(node_id, ())

    def is_title(self, node_id: str) -> bool:
        """Whether a thing is what a section's title names."""
        return node_id in self._titled

    @cached_property
    def _titled(self) -> frozenset[str]:
        return frozenset(edge.target for edge in self.graph.edges if edge.relation == ABOUT.name)

    @cached_property
    def titles(self) -> SectionTitles:
        """What the sections are called, told apart where several share a title."""
        return SectionTitles(self.graph.nodes)

    def into(self, node_id: str) -> tuple[Edge, ...]:
        """Return the edges that end at a node, by source and relation; empty without any."""
        return self._into.get(node_id, ())

    def relation(self, name: str) -> Relation:
        """Return a relation of this generation; raises ``KeyError`` for another name."""
        return self._relations[name]

    def file(self, path: str) -> SourceFile:
        """Return a source file; raises ``KeyError`` for a path that is not in the handbook."""
        return self._files[path]

    def lines(self, path: str) -> Sequence[str]:
        """Return the lines of a source file, which are cut once; raises as ``file``."""
        known = self._lines.get(path)
        if known is None:
            known = self._lines[path] = tuple(self.file(path).text.split("\n"))
        return known


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
        folded(relative.node.name),
        relative.node.id,
    )
