"""A generation read from a store: what every store does alike, over the queries that each has.

A store gives ``Queries`` in its own language; all that is decided here is decided once, so stores
answer alike.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, Protocol, TypeVar, cast

from graph.lookups import check_hops, check_page, is_text, no_edge, no_node
from graph.model import Edge, Node, Relation, SourceFile
from graph.results import (
    EVERYWHERE,
    Counts,
    Direction,
    EdgeKey,
    Neighbourhood,
    Page,
    Path,
    Reach,
    Relative,
)
from graph.schema import Kind
from graph.traversal import Steps, neighbourhood, shortest_paths
from graph.wordings import folded

T = TypeVar("T")
Slice = tuple[int, int]
"""Limit and offset."""
MOST = 2**31
"""More items than a store holds; stands for limits and offsets that are no integers of theirs."""
NO_NAME = ""
"""The one text that stores refuse as a relation's name."""


class Queries(Steps[Any], Protocol):
    """One generation's queries, all in one reading transaction of a store.

    Every text that is given is one that a store can hold.
    """

    def counts(self) -> tuple[Iterable[tuple[str, int]], Iterable[tuple[str, int]], int]:
        """Return nodes by kind, edges by relation, in any order, and the number of files."""
        ...

    def search(self, kinds: Sequence[str], text: str, part: Slice) -> tuple[int, Sequence[str]]:
        """Return the number and, of a part, the ids of nodes, in the order of a search.

        ``text`` is folded, and empty where every node of the kinds is meant.
        """
        ...

    def degrees(self, ids: Collection[str]) -> Iterable[tuple[str, int]]:
        """Return ids with their degrees; those that are left out have none."""
        ...

    def relations(
        self, node_id: str, direction: Direction, relations: Collection[str], part: Slice
    ) -> tuple[int, Sequence[tuple[EdgeKey, str]]]:
        """Return the number and, of a part, keys and directions of edges at a node, in order.

        Of all relations where none is named.
        """
        ...

    def relations_of(self, names: Collection[str]) -> Mapping[str, Relation]:
        """Return relations by name; what is no name of one is left out."""
        ...

    def file(self, path: str) -> SourceFile | None:
        """Return a file, None without one of this path."""
        ...


class Ask(Protocol):
    """Runs a job with the queries of a generation in one reading transaction."""

    def __call__(self, job: Callable[[Queries], T], /) -> T:
        """Return what the job gives; raises ``NoGraph`` where the generation is not there."""
        ...


class StoredReader:
    """``GraphReader`` over a store; raises what ``ask`` raises."""

    def __init__(self, generation: str, ask: Ask) -> None:
        self._generation = generation
        self._ask = ask

    @property
    def generation(self) -> str:
        """Content hash of the graph."""
        return self._generation

    def counts(self) -> Counts:
        """Return the numbers of nodes by kind, of edges by relation, and of files."""

        def job(queries: Queries) -> Counts:
            kinds, relations, files = queries.counts()
            found = {Kind(kind): number for kind, number in kinds}
            ordered = {kind: found[kind] for kind in Kind if kind in found}
            return Counts(ordered, dict(sorted(relations)), files)

        return self._ask(job)

    def node(self, node_id: str) -> Node:
        """Return a node with its evidence; raises ``NodeNotFound``."""
        return self._ask(lambda queries: _node(queries, node_id))

    def nodes(
        self, kinds: Collection[Kind] = (), text: str = "", limit: int = 50, offset: int = 0
    ) -> Page[Node]:
        """Return the nodes of some kinds (all without any) whose name or alias holds a text."""
        check_page(limit, offset)
        if not is_text(text):
            return Page((), 0)

        def job(queries: Queries) -> Page[Node]:
            names = sorted({kind.value for kind in kinds})
            total, ids = queries.search(names, folded(text), _part(limit, offset))
            nodes = queries.nodes_of(ids)
            return Page(tuple(nodes[id_] for id_ in ids), total)

        return self._ask(job)

    def degrees(self, node_ids: Collection[str]) -> Mapping[str, int]:
        """Return how many edges each node has."""
        ids = {id_ for id_ in node_ids if is_text(id_)}
        found = self._ask(lambda queries: dict(queries.degrees(ids)))
        return {id_: found.get(id_, 0) for id_ in node_ids}

    def relations(
        self,
        node_id: str,
        direction: Direction = "both",
        relations: Collection[str] = (),
        limit: int = 50,
        offset: int = 0,
    ) -> Page[Relative]:
        """Return the edges at a node with their evidence, seen from it."""
        check_page(limit, offset)
        named = _storable(Reach(relations=frozenset(relations))).relations

        def job(queries: Queries) -> Page[Relative]:
            _node(queries, node_id)
            part = _part(limit, offset)
            total, found = queries.relations(node_id, direction, named, part)
            return Page(tuple(_relatives(queries, found)), total)

        return self._ask(job)

    def edge(self, source: str, relation: str, target: str) -> Edge:
        """Return an edge with its evidence; raises ``EdgeNotFound``."""
        key = (source, relation, target)

        def job(queries: Queries) -> Edge:
            found = queries.edges_of({key}).get(key) if all(map(is_text, key)) else None
            if found is None:
                raise no_edge(*key)
            return found

        return self._ask(job)

    def neighbourhood(
        self, node_id: str, hops: int = 1, limit: int = 50, reach: Reach = EVERYWHERE
    ) -> Neighbourhood:
        """Return the nodes within some hops of a node, the nearest ones where they are many."""
        check_page(limit)
        check_hops(hops)
        within, most = _storable(reach), min(limit, MOST)
        return self._ask(
            lambda queries: neighbourhood(queries, _node(queries, node_id), hops, most, within)
        )

    def paths(
        self,
        source: str,
        target: str,
        hops: int = 6,
        limit: int = 1,
        reach: Reach = EVERYWHERE,
    ) -> tuple[Path, ...]:
        """Return the first of the shortest paths between two nodes."""
        check_page(limit)
        check_hops(hops)
        within = _storable(reach)

        def job(queries: Queries) -> tuple[Path, ...]:
            ends = _node(queries, source).id, _node(queries, target).id
            return shortest_paths(queries, ends, hops, limit, within)

        return self._ask(job)

    def relation(self, name: str) -> Relation:
        """Return a relation of this generation; raises ``KeyError`` for another name."""
        if not is_text(name):
            raise KeyError(name)
        return self._ask(lambda queries: queries.relations_of({name}))[name]

    def file(self, path: str) -> SourceFile:
        """Return a source file; raises ``KeyError`` for a path that is not in the handbook."""
        found = self._ask(lambda queries: queries.file(path)) if is_text(path) else None
        if found is None:
            raise KeyError(path)
        return found


def _node(queries: Queries, node_id: str) -> Node:
    found = queries.nodes_of({node_id}).get(node_id) if is_text(node_id) else None
    if found is None:
        raise no_node(node_id)
    return found


def _relatives(queries: Queries, found: Sequence[tuple[EdgeKey, str]]) -> Iterable[Relative]:
    edges = queries.edges_of({key for key, _ in found})
    words = queries.relations_of({name for (_, name, _), _ in found})
    nodes = queries.nodes_of({_other(key, direction) for key, direction in found})
    for key, direction in found:
        relation = words[key[1]]
        label = relation.label if direction == "out" else relation.inverse
        side = cast("Literal['out', 'in']", direction)
        yield Relative(edges[key], side, nodes[_other(key, direction)], label)


def _part(limit: int, offset: int) -> Slice:
    return min(limit, MOST), min(offset, MOST)


def _other(key: EdgeKey, direction: str) -> str:
    source, _, target = key
    return target if direction == "out" else source


def _storable(reach: Reach) -> Reach:
    """Leave out what can be no relation's name; where no other is named, nothing is followed."""
    kept = frozenset(filter(is_text, reach.relations))
    if reach.relations and not kept:
        kept = frozenset((NO_NAME,))
    return replace(reach, relations=kept)
