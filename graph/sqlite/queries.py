"""The queries of a generation in the SQLite store."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph.model import Edge, Evidence, Node, Relation, SourceFile
from graph.results import Direction, EdgeKey, Reach
from graph.schema import Kind
from graph.sqlite import reading as sql
from graph.sqlite.rows import Row, unpack
from graph.stored_reader import Slice
from graph.structure import STRUCTURAL
from graph.traversal import Found, Step
from graph.wordings import MARK

_STRUCTURAL = json.dumps(sorted(STRUCTURAL))


class SqliteQueries:
    """``Queries`` over a connection; the caller holds the transaction.

    Raises ``ValueError``, ``TypeError`` or ``KeyError`` for an entry that is not of the schema.
    """

    def __init__(self, db: sqlite3.Connection, generation: str) -> None:
        self._db = db
        self._generation = generation
        self._rows: dict[str, int] = {}
        """Id to row of the nodes that were met: a search meets them again."""

    def counts(self) -> tuple[Iterable[tuple[str, int]], Iterable[tuple[str, int]], int]:
        """Return nodes by kind, edges by relation, and the number of files."""
        files = int(self._run(sql.FILES_COUNTED)[0][0])
        return self._run(sql.KINDS), self._run(sql.RELATIONS_COUNTED), files

    def search(self, kinds: Sequence[str], text: str, part: Slice) -> tuple[int, Sequence[str]]:
        """Return the number and, of a part, the ids of nodes, in the order of a search."""
        values = {"any_kind": not kinds, "kinds": _array(kinds)}
        count, page = (sql.SEARCH_COUNTED, sql.SEARCH) if text else (sql.LIST_COUNTED, sql.LIST)
        if text:
            values |= {"text": text}
        total = int(self._run(count, **values)[0][0])
        if text:
            values |= {"start": MARK + text, "whole": MARK + text + MARK}
        limit, offset = part
        rows = self._run(page, **values, limit=limit, offset=offset)
        return total, [row[0] for row in rows]

    def degrees(self, ids: Collection[str]) -> Iterable[tuple[str, int]]:
        """Return ids with their degrees."""
        return self._run(sql.DEGREES, rows=self._rows_of(ids))

    def relations(
        self, node_id: str, direction: Direction, relations: Collection[str], part: Slice
    ) -> tuple[int, Sequence[tuple[EdgeKey, str]]]:
        """Return the number and, of a part, keys and directions of edges at a node, in order."""
        limit, offset = part
        reach = Reach(relations=frozenset(relations))
        values = {**_values(reach, direction), "row": self._row(node_id)}
        total = int(self._run(sql.RELATIVES_COUNTED, **values)[0][0])
        rows = self._run(
            sql.RELATIVES, **values, structural=_STRUCTURAL, limit=limit, offset=offset
        )
        return total, [
            ((other, name, node_id), "in") if side else ((node_id, name, other), "out")
            for name, side, other in rows
        ]

    def relations_of(self, names: Collection[str]) -> Mapping[str, Relation]:
        """Return relations by name."""
        rows = self._run(sql.RELATIONS_OF, names=_array(names))
        return {row[0]: Relation(*row) for row in rows}

    def file(self, path: str) -> SourceFile | None:
        """Return a file, None without one of this path."""
        rows = self._run(sql.FILE, path=path)
        return SourceFile(*rows[0]) if rows else None

    def nodes_of(self, ids: Collection[str]) -> Mapping[str, Node]:
        """Return these nodes by id."""
        rows = self._run(sql.NODES_OF, ids=_array(ids))
        said = self._evidence(sql.EVIDENCE_OF_NODES, rows)
        self._rows |= {id_: row for row, id_, *_ in rows}
        return {
            id_: Node(id_, Kind(kind), name, unpack(aliases), text, tuple(said[row]))
            for row, id_, kind, name, aliases, text in rows
        }

    def edges_of(self, keys: Collection[EdgeKey]) -> Mapping[EdgeKey, Edge]:
        """Return these edges by key."""
        rows = self._run(sql.EDGES_OF, keys=json.dumps(list(keys)))
        said = self._evidence(sql.EVIDENCE_OF_EDGES, rows)
        return {
            (a, name, b): Edge(a, name, b, tuple(said[row]), unpack(qualifiers), unpack(readers))
            for row, a, name, b, qualifiers, readers in rows
        }

    def beyond(
        self, layer: Collection[str], known: Collection[str], reach: Reach, limit: int
    ) -> Sequence[Found]:
        """Return the first nodes, by id, one step beyond a layer and not yet known."""
        found = self._run(
            sql.BEYOND,
            **_values(reach, reach.direction),
            layer=self._rows_of(layer),
            known=self._rows_of(known),
            any_kind=not reach.kinds,
            kinds=_array(reach.kinds),
            limit=limit,
        )
        self._rows |= {id_: row for row, id_, _, _ in found}
        return [(id_, kind, name) for _, id_, kind, name in found]

    def handles(self, ids: Sequence[str]) -> Sequence[int]:
        """Return the rows of these nodes."""
        return [self._row(id_) for id_ in ids]

    def ids_of(self, handles: Collection[int]) -> Mapping[int, str]:
        """Return the ids of the nodes in these rows."""
        return dict(self._run(sql.IDS_OF, rows=json.dumps(list(handles))))

    def steps(
        self, layer: Collection[int], direction: Direction, reach: Reach, ends: Collection[int]
    ) -> Iterable[Step[int]]:
        """Return all steps from a layer to nodes of the kinds, or to one of ``ends``."""
        values = {**_values(reach, direction), "layer": json.dumps(list(layer))}
        if not reach.kinds:
            return self._run(sql.STEPS, **values)
        limits = {"kinds": _array(reach.kinds), "ends": json.dumps(list(ends))}
        return self._run(sql.STEPS_TO_KINDS, **values, **limits)

    def edges_among(self, ids: Collection[str], reach: Reach) -> Iterable[EdgeKey]:
        """Return the edges of the relations that join two of these nodes, in order."""
        relations = {"any_relation": not reach.relations, "relations": _array(reach.relations)}
        found = self._run(sql.EDGES_AMONG, rows=self._rows_of(ids), **relations)
        named = {self._rows[id_]: id_ for id_ in ids}
        return sorted((named[a], name, named[b]) for a, name, b in found)

    def _row(self, node_id: str) -> int:
        """Return the row of a node."""
        self._meet({node_id})
        return self._rows[node_id]

    def _rows_of(self, ids: Collection[str]) -> str:
        """Return the rows of nodes as a JSON array."""
        self._meet(ids)
        return json.dumps([self._rows[id_] for id_ in ids if id_ in self._rows])

    def _meet(self, ids: Collection[str]) -> None:
        new = [id_ for id_ in ids if id_ not in self._rows]
        if new:
            self._rows |= self._run(sql.ROWS_OF, ids=json.dumps(new))

    def _run(self, query: str, **values: object) -> list[Row]:
        return self._db.execute(query, {"generation": self._generation, **values}).fetchall()

    def _evidence(self, query: str, owners: Sequence[Row]) -> Mapping[int, list[Evidence]]:
        found: defaultdict[int, list[Evidence]] = defaultdict(list)
        rows = json.dumps([row[0] for row in owners])
        for owner, path, start, end, text, headings in self._db.execute(query, {"rows": rows}):
            found[owner].append(Evidence(path, start, end, text, unpack(headings)))
        return found


def _array(texts: Collection[str]) -> str:
    return json.dumps(list(texts))


def _sides(direction: Direction) -> dict[str, bool]:
    return {"out": direction != "in", "into": direction != "out"}


def _values(reach: Reach, direction: Direction) -> dict[str, object]:
    relations = {"any_relation": not reach.relations, "relations": _array(reach.relations)}
    return {**_sides(direction), **relations}
