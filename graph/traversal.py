"""Neighbourhoods and shortest paths, layer by layer.

Both are breadth-first searches in which each layer of nodes costs one question to what holds the
graph. A store answers it by its indexes, so the work grows with the edges that are looked at; a
pattern of variable length in the store's own language would list every walk instead.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise
from typing import Any, Generic, Protocol, TypeVar

from graph.model import Edge, Node
from graph.results import Direction, EdgeKey, Neighbour, Neighbourhood, Path, Reach
from graph.schema import Kind

H = TypeVar("H", bound=Hashable)
"""What stands for a node while paths are searched: its id, or what a store finds faster."""
Step = tuple[H, H]
"""Two nodes that an edge joins, in the order in which they are come to."""
Found = tuple[str, str, str]
"""Id, kind and name of a node."""
_Links = dict[H, set[H]]

_BACK: Mapping[Direction, Direction] = {"out": "in", "in": "out", "both": "both"}


class Steps(Protocol[H]):
    """The questions of a search; every id that is given is one of a node."""

    def handles(self, ids: Sequence[str]) -> Sequence[H]:
        """Return what stands for each of these nodes in ``steps``, in the order given."""
        ...

    def ids_of(self, handles: Collection[H]) -> Mapping[H, str]:
        """Return the ids of nodes that ``steps`` has come to."""
        ...

    def beyond(
        self, layer: Collection[str], known: Collection[str], reach: Reach, limit: int
    ) -> Sequence[Found]:
        """Return the first ``limit`` nodes, by id, one step beyond a layer and not yet known."""
        ...

    def steps(
        self, layer: Collection[H], direction: Direction, reach: Reach, ends: Collection[H]
    ) -> Iterable[Step[H]]:
        """Return all steps from a layer in a direction, which stands for that of ``reach``.

        They end at nodes of its kinds, or at one of ``ends``. The same step may come twice.
        """
        ...

    def edges_among(self, ids: Collection[str], reach: Reach) -> Iterable[EdgeKey]:
        """Return the edges of the relations of ``reach`` that join two of these nodes, in order."""
        ...

    def nodes_of(self, ids: Collection[str]) -> Mapping[str, Node]:
        """Return these nodes by id; what is no id of a node is left out."""
        ...

    def edges_of(self, keys: Collection[EdgeKey]) -> Mapping[EdgeKey, Edge]:
        """Return these edges by key; what is no key of an edge is left out."""
        ...


def neighbourhood(
    graph: Steps[Any], node: Node, hops: int, limit: int, reach: Reach
) -> Neighbourhood:
    """Return what lies around a node, see ``GraphReader.neighbourhood``."""
    around = [Neighbour(node.id, node.kind, node.name, 0)]
    known, layer, complete = {node.id}, {node.id}, True
    for hop in range(1, hops + 1):
        left = limit + 1 - len(around)
        # One more than may be kept, so that it is known whether any was left out.
        found = graph.beyond(layer, known, reach, left + 1)
        complete = len(found) <= left
        around += [Neighbour(id_, Kind(kind), name, hop) for id_, kind, name in found[:left]]
        layer = {id_ for id_, _, _ in found[:left]}
        known |= layer
        if not layer or not complete:
            break
    return Neighbourhood(tuple(around), tuple(graph.edges_among(known, reach)), complete)


def shortest_paths(
    graph: Steps[Any], ends: tuple[str, str], hops: int, limit: int, reach: Reach
) -> tuple[Path, ...]:
    """Return the first of the shortest paths, see ``GraphReader.paths``; both ends exist."""
    ways = tuple(islice(_ways(graph, ends, hops, reach), limit))
    ids = {id_ for way in ways for id_ in way}
    nodes = graph.nodes_of(ids)
    joined: dict[tuple[str, str], list[EdgeKey]] = {
        step: [] for way in ways for step in pairwise(way)
    }
    for key in graph.edges_among(ids, reach) if joined else ():
        for step in _steps_made_by(key, reach.direction):
            if step in joined:
                joined[step].append(key)
    edges = graph.edges_of({key for keys in joined.values() for key in keys})
    return tuple(
        Path(
            tuple(nodes[id_] for id_ in way),
            tuple(tuple(edges[key] for key in joined[step]) for step in pairwise(way)),
        )
        for way in ways
    )


def _steps_made_by(key: EdgeKey, direction: Direction) -> set[tuple[str, str]]:
    source, _, target = key
    there, back = (source, target), (target, source)
    return {"out": {there}, "in": {back}, "both": {there, back}}[direction]


def _ways(
    graph: Steps[H], ends: tuple[str, str], hops: int, reach: Reach
) -> Iterator[tuple[str, ...]]:
    """Yield the shortest ways as ids, in order.

    The search goes from both ends, each time from the smaller layer. It ends where the layers
    meet, and what has led there holds all shortest ways and no other.
    """
    source, target = ends
    if source == target:
        yield (source,)
        return
    first, last = graph.handles(ends)
    forth = _Side(first, reach.direction)
    back = _Side(last, _BACK[reach.direction])
    for _ in range(hops):
        side, other = sorted((forth, back), key=lambda each: len(each.layer))
        side.advance(graph, reach, (first, last))
        meeting = side.layer & other.layer
        if meeting:
            onward = _onward(forth.came_from, meeting, turned=True)
            for id_, next_ids in _onward(back.came_from, meeting, turned=False).items():
                onward.setdefault(id_, set()).update(next_ids)
            yield from _walks((source,), target, _named(graph, onward))
            return
        if not side.layer:
            return


class StepsById:
    """The half of ``Steps`` of what walks the ids themselves."""

    def handles(self, ids: Sequence[str]) -> Sequence[str]:
        """Return the ids themselves."""
        return ids

    def ids_of(self, handles: Collection[str]) -> Mapping[str, str]:
        """Return the handles themselves, which are ids."""
        return {handle: handle for handle in handles}


class _Side(Generic[H]):
    """One of the two searches."""

    def __init__(self, start: H, direction: Direction) -> None:
        self.layer = {start}
        self.came_from: _Links[H] = {start: set()}
        """For each node all those of the layer before it that lead to it."""
        self._direction: Direction = direction

    def advance(self, graph: Steps[H], reach: Reach, ends: Collection[H]) -> None:
        links: _Links[H] = {}
        for here, there in graph.steps(self.layer, self._direction, reach, ends):
            if there not in self.came_from:
                links.setdefault(there, set()).add(here)
        self.came_from |= links
        self.layer = set(links)


def _onward(came_from: _Links[H], meeting: Collection[H], *, turned: bool) -> _Links[H]:
    """Return the links on which the meeting nodes were come to; turned, they lead there."""
    found: _Links[H] = {}
    open_, seen = list(meeting), set(meeting)
    while open_:
        id_ = open_.pop()
        for before in came_from[id_]:
            first, second = (before, id_) if turned else (id_, before)
            found.setdefault(first, set()).add(second)
            if before not in seen:
                seen.add(before)
                open_.append(before)
    return found


def _named(graph: Steps[H], onward: _Links[H]) -> _Links[str]:
    """Return the same links between ids, by which ways are ordered."""
    ids = graph.ids_of({*onward, *chain.from_iterable(onward.values())})
    return {ids[here]: {ids[each] for each in there} for here, there in onward.items()}


def _walks(way: tuple[str, ...], target: str, onward: _Links[str]) -> Iterator[tuple[str, ...]]:
    if way[-1] == target:
        yield way
        return
    for id_ in sorted(onward[way[-1]]):
        yield from _walks((*way, id_), target, onward)
