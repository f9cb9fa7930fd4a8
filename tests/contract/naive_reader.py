"""The reader's promises put as plainly as they can be: by looking at all of a small graph."""

from __future__ import annotations

from itertools import pairwise

from graph.errors import EdgeNotFound, NodeNotFound
from graph.model import Edge, Graph, Node
from graph.results import Counts, Neighbour, Neighbourhood, Page, Path, Reach, Relative
from graph.schema import Kind
from graph.structure import STRUCTURAL


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()


class NaiveReader:
    """Nothing is indexed, nothing is clever."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.generation = graph.generation

    def counts(self) -> Counts:
        kinds = [node.kind for node in self.graph.nodes]
        relations = [edge.relation for edge in self.graph.edges]
        return Counts(
            {kind: kinds.count(kind) for kind in Kind if kind in kinds},
            {name: relations.count(name) for name in sorted(set(relations))},
            len(self.graph.files),
        )

    def node(self, node_id: str) -> Node:
        for node in self.graph.nodes:
            if node.id == node_id:
                return node
        raise NodeNotFound(node_id)

    def nodes(self, kinds=(), text="", limit=50, offset=0) -> Page[Node]:
        def place(node: Node) -> int:
            words = [plain(word) for word in (node.name, *node.aliases)]
            if not sought or sought in words:
                return 0
            return 1 if any(word.startswith(sought) for word in words) else 2

        sought = plain(text)
        found = [
            node
            for node in self.graph.nodes
            if (not kinds or node.kind in kinds)
            and any(sought in plain(word) for word in (node.name, *node.aliases))
        ]
        found.sort(key=lambda node: (place(node), plain(node.name), node.id))
        return Page(tuple(found[offset : offset + limit]), len(found))

    def degrees(self, node_ids) -> dict[str, int]:
        ends = [end for edge in self.graph.edges for end in (edge.source, edge.target)]
        return {node_id: ends.count(node_id) for node_id in node_ids}

    def relations(
        self, node_id, direction="both", relations=(), limit=50, offset=0
    ) -> Page[Relative]:
        self.node(node_id)
        labels = {each.name: each for each in self.graph.relations}
        found = []
        for edge in self.graph.edges:
            if relations and edge.relation not in relations:
                continue
            words = labels[edge.relation]
            if edge.source == node_id and direction != "in":
                found.append(Relative(edge, "out", self.node(edge.target), words.label))
            if edge.target == node_id and direction != "out":
                found.append(Relative(edge, "in", self.node(edge.source), words.inverse))
        found.sort(
            key=lambda it: (
                it.edge.relation in STRUCTURAL,
                it.edge.relation,
                it.direction == "in",
                plain(it.node.name),
                it.node.id,
            )
        )
        return Page(tuple(found[offset : offset + limit]), len(found))

    def edge(self, source, relation, target) -> Edge:
        for edge in self.graph.edges:
            if edge.key == (source, relation, target):
                return edge
        raise EdgeNotFound(relation)

    def _near(self, node_id: str, reach: Reach, always: tuple[str, ...] = ()) -> set[str]:
        found = set()
        for edge in self.graph.edges:
            if not reach.relations or edge.relation in reach.relations:
                if edge.source == node_id and reach.direction != "in":
                    found.add(edge.target)
                if edge.target == node_id and reach.direction != "out":
                    found.add(edge.source)
        kinds = reach.kinds or set(Kind)
        return {id_ for id_ in found if id_ in always or self.node(id_).kind in kinds}

    def neighbourhood(self, node_id, hops=1, limit=50, reach=Reach()) -> Neighbourhood:  # noqa: B008
        away = {self.node(node_id).id: 0}
        for hop in range(1, hops + 1):
            for here in [id_ for id_, distance in away.items() if distance == hop - 1]:
                for there in self._near(here, reach):
                    away.setdefault(there, hop)
        ordered = sorted(away.items(), key=lambda pair: (pair[1], pair[0]))
        kept = {id_ for id_, _ in ordered[: limit + 1]}
        return Neighbourhood(
            tuple(
                Neighbour(id_, self.node(id_).kind, self.node(id_).name, hop)
                for id_, hop in ordered
                if id_ in kept
            ),
            tuple(
                edge.key
                for edge in self.graph.edges
                if edge.source in kept
                and edge.target in kept
                and (not reach.relations or edge.relation in reach.relations)
            ),
            len(kept) == len(ordered),
        )

    def paths(self, source, target, hops=6, limit=1, reach=Reach()) -> tuple[Path, ...]:  # noqa: B008
        ways = [(self.node(source).id,)]
        self.node(target)
        for _ in range(hops):
            if any(way[-1] == target for way in ways):
                break
            ways = [
                (*way, next_id)
                for way in ways
                for next_id in self._near(way[-1], reach, (source, target))
                if next_id not in way
            ]
        found = sorted(way for way in ways if way[-1] == target)[:limit]
        return tuple(
            Path(
                tuple(self.node(id_) for id_ in way),
                tuple(self._joining(a, b, reach) for a, b in pairwise(way)),
            )
            for way in found
        )

    def _joining(self, here: str, there: str, reach: Reach) -> tuple[Edge, ...]:
        ways = {"out": [(here, there)], "in": [(there, here)]}
        ways["both"] = ways["out"] + ways["in"]
        return tuple(
            edge
            for edge in self.graph.edges
            if (edge.source, edge.target) in ways[reach.direction]
            and (not reach.relations or edge.relation in reach.relations)
        )
