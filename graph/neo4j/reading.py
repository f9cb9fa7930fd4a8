"""The queries of a generation in the Neo4j store."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import LiteralString

from neo4j import ManagedTransaction, Record

from graph.model import Edge, Node, Relation, SourceFile
from graph.neo4j import queries as cypher
from graph.neo4j.connection import Connection
from graph.neo4j.rows import to_edge, to_file, to_node, to_relation
from graph.results import Direction, EdgeKey, Reach
from graph.stored_reader import Slice
from graph.structure import STRUCTURAL
from graph.traversal import Found, Step, StepsById
from graph.wordings import MARK, folded, wordings

_STRUCTURAL = sorted(STRUCTURAL)
COMPLETED_AT_ONCE = 2_000
"""Nodes in one transaction."""


def complete(db: Connection, generation: str) -> None:
    """Write what names are sorted and searched by to nodes of an earlier version's generation.

    It may be broken off and done again, and by two processes at once.
    """
    while found := db.read(cypher.UNNAMED, generation=generation, limit=COMPLETED_AT_ONCE):
        rows = [
            {
                "id": row["id"],
                "folded": folded(row["name"]),
                "wordings": wordings(row["name"], row["aliases"]),
            }
            for row in found
        ]
        db.write(cypher.NAME_NODES, generation=generation, rows=rows)
    db.write(cypher.SET_FORMAT, generation=generation, format=cypher.FORMAT)


class Neo4jQueries(StepsById):
    """``Queries`` in a transaction.

    Raises ``ValueError``, ``TypeError`` or ``KeyError`` for an entry that is not of the model.
    """

    def __init__(self, tx: ManagedTransaction, generation: str) -> None:
        self._tx = tx
        self._generation = generation

    def counts(self) -> tuple[Iterable[tuple[str, int]], Iterable[tuple[str, int]], int]:
        """Return nodes by kind, edges by relation, and the number of files."""
        kinds, relations = self._run(cypher.KINDS_COUNTED), self._run(cypher.RELATIONS_COUNTED)
        return map(_numbered, kinds), map(_numbered, relations), self._number(cypher.FILES_COUNTED)

    def search(self, kinds: Sequence[str], text: str, part: Slice) -> tuple[int, Sequence[str]]:
        """Return the number and, of a part, the ids of nodes, in the order of a search."""
        values = {"kinds": list(kinds), "text": text}
        total = self._number(cypher.SEARCH_COUNTED, **values)
        # Without a text all are alike: each holds the mark.
        marks = {"start": MARK + text, "whole": MARK + text + MARK if text else MARK}
        limit, offset = part
        rows = self._run(cypher.SEARCH, **values, **marks, limit=limit, offset=offset)
        return total, [row["id"] for row in rows]

    def degrees(self, ids: Collection[str]) -> Iterable[tuple[str, int]]:
        """Return ids with their degrees."""
        rows = self._run(cypher.DEGREES, ids=list(ids))
        return [(row["id"], row["number"]) for row in rows]

    def relations(
        self, node_id: str, direction: Direction, relations: Collection[str], part: Slice
    ) -> tuple[int, Sequence[tuple[EdgeKey, str]]]:
        """Return the number and, of a part, keys and directions of edges at a node, in order."""
        values = {**_sides(direction), "id": node_id, "relations": list(relations)}
        total = self._number(cypher.RELATIVES_COUNTED, **values)
        limit, offset = part
        rows = self._run(
            cypher.RELATIVES, **values, structural=_STRUCTURAL, limit=limit, offset=offset
        )
        return total, [_seen_from(node_id, row) for row in rows]

    def relations_of(self, names: Collection[str]) -> Mapping[str, Relation]:
        """Return relations by name."""
        rows = self._run(cypher.RELATIONS_OF, names=list(names))
        return {row["name"]: to_relation(row) for row in rows}

    def file(self, path: str) -> SourceFile | None:
        """Return a file, None without one of this path."""
        rows = self._run(cypher.FILE, path=path)
        return to_file(rows[0]) if rows else None

    def nodes_of(self, ids: Collection[str]) -> Mapping[str, Node]:
        """Return these nodes by id."""
        return {row["id"]: to_node(row) for row in self._run(cypher.NODES_OF, ids=list(ids))}

    def edges_of(self, keys: Collection[EdgeKey]) -> Mapping[EdgeKey, Edge]:
        """Return these edges by key."""
        edges = map(to_edge, self._run(cypher.EDGES_OF, keys=[list(key) for key in keys]))
        return {edge.key: edge for edge in edges}

    def beyond(
        self, layer: Collection[str], known: Collection[str], reach: Reach, limit: int
    ) -> Sequence[Found]:
        """Return the first nodes, by id, one step beyond a layer and not yet known."""
        rows = self._run(
            cypher.BEYOND,
            **_values(reach, reach.direction),
            layer=list(layer),
            known=list(known),
            limit=limit,
        )
        return [(row["id"], row["kind"], row["name"]) for row in rows]

    def steps(
        self, layer: Collection[str], direction: Direction, reach: Reach, ends: Collection[str]
    ) -> Iterable[Step[str]]:
        """Return all steps from a layer to nodes of the kinds, or to one of ``ends``."""
        values = _values(reach, direction)
        rows = self._run(cypher.STEPS, **values, layer=list(layer), ends=list(ends))
        return [(row["here"], row["there"]) for row in rows]

    def edges_among(self, ids: Collection[str], reach: Reach) -> Iterable[EdgeKey]:
        """Return the edges of the relations that join two of these nodes, in order."""
        rows = self._run(cypher.EDGES_AMONG, ids=list(ids), relations=list(reach.relations))
        return sorted((row["source"], row["relation"], row["target"]) for row in rows)

    def _run(self, query: LiteralString, **values: object) -> list[Record]:
        return list(self._tx.run(query, {"generation": self._generation, **values}))

    def _number(self, query: LiteralString, **values: object) -> int:
        return int(self._run(query, **values)[0]["number"])


def _numbered(row: Record) -> tuple[str, int]:
    return row["name"], row["number"]


def _seen_from(node_id: str, row: Record) -> tuple[EdgeKey, str]:
    relation, other = row["relation"], row["other"]
    if row["side"]:
        return (other, relation, node_id), "in"
    return (node_id, relation, other), "out"


def _sides(direction: Direction) -> dict[str, bool]:
    return {"out": direction != "in", "into": direction != "out"}


def _values(reach: Reach, direction: Direction) -> dict[str, object]:
    kinds, relations = [kind.value for kind in reach.kinds], list(reach.relations)
    return {**_sides(direction), "kinds": kinds, "relations": relations}
