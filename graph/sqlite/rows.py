"""A generation as rows of the SQLite store, and back."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from graph.lookups import check_names, inconsistent
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.schema import Kind
from graph.sqlite import schema as sql
from graph.wordings import folded, wordings

Row = tuple[Any, ...]


def one(db: sqlite3.Connection, query: str, *values: object) -> Any:  # noqa: ANN401
    """Return the first value of a query's first row, None without a row."""
    row = db.execute(query, values).fetchone()
    return row[0] if row else None


def write(db: sqlite3.Connection, graph: Graph) -> None:
    """Insert a generation; the caller holds the transaction."""
    generation = graph.generation
    check_names(graph)
    db.execute(sql.ADD_GENERATION, (generation,))
    first = int(one(db, sql.LAST_RELATION)) + 1
    relations = {relation.name: row for row, relation in enumerate(graph.relations, first)}
    rows = ((relations[r.name], generation, r.name, r.label, r.inverse) for r in graph.relations)
    db.executemany(sql.ADD_RELATION, rows)
    files = ((generation, f.path, f.title, f.sha256, f.text) for f in graph.files)
    db.executemany(sql.ADD_FILE, files)
    first = int(one(db, sql.LAST_NODE)) + 1
    db.executemany(sql.ADD_NODE, _node_rows(generation, graph.nodes, first))
    db.executemany(sql.ADD_EVIDENCE, _evidence_rows((n.evidence for n in graph.nodes), first, 0))
    nodes = {node.id: row for row, node in enumerate(graph.nodes, first)}
    first = int(one(db, sql.LAST_EDGE)) + 1
    db.executemany(sql.ADD_EDGE, _edge_rows(graph, nodes, relations, first))
    db.executemany(sql.ADD_EVIDENCE, _evidence_rows((e.evidence for e in graph.edges), first, 1))


def _node_rows(generation: str, nodes: tuple[Node, ...], first: int) -> Iterator[Row]:
    for row, node in enumerate(nodes, first):
        what = (node.id, node.kind.value, node.name, _pack(node.aliases), node.text)
        yield row, generation, *what, folded(node.name), wordings(node.name, node.aliases)


def _edge_rows(
    graph: Graph, nodes: Mapping[str, int], relations: Mapping[str, int], first: int
) -> Iterator[Row]:
    for row, edge in enumerate(graph.edges, first):
        source, name, target = edge.key
        try:
            key = nodes[source], relations[name], nodes[target]
        except KeyError as error:
            raise inconsistent(graph, f"the edge {edge.key} names what is not there") from error
        yield row, *key, _pack(edge.qualifiers), _pack(edge.readers)


def _evidence_rows(
    evidence: Iterable[tuple[Evidence, ...]], first: int, column: int
) -> Iterator[Row]:
    """Yield rows for the owners numbered from ``first``, in column 0 (node) or 1 (edge)."""
    for owner, items in enumerate(evidence, first):
        ends = (None, owner) if column else (owner, None)
        for position, item in enumerate(items):
            lines = (item.path, item.line_start, item.line_end, item.text)
            yield *ends, position, *lines, _pack(item.heading_path)


def load(db: sqlite3.Connection, generation: str) -> Graph | None:
    """Return a generation, None for one that is not there; the caller holds the transaction.

    Raises ``sqlite3.DatabaseError`` for an entry that is not of the schema.
    """
    if not one(db, sql.HAS_GENERATION, generation):
        return None
    try:
        of_node = _evidence(db, sql.NODE_EVIDENCE, generation)
        nodes = {
            row: Node(id_, Kind(kind), name, unpack(aliases), text, tuple(of_node[row]))
            for row, id_, kind, name, aliases, text in db.execute(sql.NODES, (generation,))
        }
        relations = {
            row: Relation(*texts) for row, *texts in db.execute(sql.RELATIONS, (generation,))
        }
        edges = _edges(db, generation, nodes, relations)
        return Graph(
            generation,
            tuple(nodes.values()),
            tuple(sorted(edges, key=lambda edge: edge.key)),
            tuple(relations.values()),
            tuple(SourceFile(*row) for row in db.execute(sql.FILES, (generation,))),
        )
    except (ValueError, TypeError, KeyError) as error:
        # A kind that the schema lacks, a list that is no JSON, an end in another generation: the
        # rows were tampered with.
        raise sqlite3.DatabaseError(f"an entry is malformed: {error}") from error


def _edges(
    db: sqlite3.Connection,
    generation: str,
    nodes: Mapping[int, Node],
    relations: Mapping[int, Relation],
) -> list[Edge]:
    of_edge = _evidence(db, sql.EDGE_EVIDENCE, generation)
    return [
        Edge(
            nodes[a].id, relations[name].name, nodes[b].id, tuple(of_edge[row]), *map(unpack, more)
        )
        for row, a, name, b, *more in db.execute(sql.EDGES, (generation,))
    ]


def _evidence(
    db: sqlite3.Connection, query: str, generation: str
) -> defaultdict[int, list[Evidence]]:
    found: defaultdict[int, list[Evidence]] = defaultdict(list)
    for owner, path, start, end, text, headings in db.execute(query, (generation,)):
        found[owner].append(Evidence(path, start, end, text, unpack(headings)))
    return found


def _pack(texts: tuple[str, ...]) -> str:
    return json.dumps(texts, ensure_ascii=False)


def unpack(packed: str) -> tuple[str, ...]:
    """Return the texts of a column that holds several."""
    return tuple(cast("list[str]", json.loads(packed)))
