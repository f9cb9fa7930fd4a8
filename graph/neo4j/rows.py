"""A generation as rows of the Neo4j store, and back.

What a person reads in Browser stands in plain properties (``name``, ``label``, ``lines``); the
evidence itself is a list of JSON objects, for Neo4j has no nested properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, LiteralString, cast

from graph.lookups import check_names, inconsistent
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.neo4j import queries as cypher
from graph.schema import Kind
from graph.wordings import folded, wordings

Row = dict[str, Any]
Found = Mapping[str, Any]

BATCH_ROWS = 2_000
BATCH_CHARACTERS = 1_000_000
"""A batch is one transaction; both limits keep it small in a server with little memory."""


def check(graph: Graph) -> None:
    """Raise ``ValueError`` for a graph that says a thing twice or names what it lacks."""
    check_names(graph)
    nodes = _unique("node", (node.id for node in graph.nodes), graph)
    relations = _unique("relation", (relation.name for relation in graph.relations), graph)
    _unique("file", (file.path for file in graph.files), graph)
    _unique("edge", (edge.key for edge in graph.edges), graph)
    for edge in graph.edges:
        if edge.source not in nodes or edge.target not in nodes or edge.relation not in relations:
            raise inconsistent(graph, f"the edge {edge.key} names what is not there")


def rows_of(graph: Graph) -> Iterator[tuple[LiteralString, list[Row]]]:
    """Yield the statements that write a graph, each with a batch of rows; nodes before edges."""
    generation = graph.generation
    labels = {relation.name: relation for relation in graph.relations}
    relations = (_relation_row(generation, relation) for relation in graph.relations)
    files = (_file_row(generation, file) for file in graph.files)
    nodes = (_node_row(generation, node) for node in graph.nodes)
    edges = (_edge_row(generation, edge, labels[edge.relation]) for edge in graph.edges)
    for batch in batches(relations):
        yield cypher.ADD_RELATIONS, batch
    for batch in batches(files):
        yield cypher.ADD_FILES, batch
    for batch in batches(nodes):
        yield cypher.ADD_NODES, batch
    for batch in batches(edges):
        yield cypher.ADD_EDGES, batch


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Cut rows into batches within both limits; a row above the second one goes alone."""
    batch: list[Row] = []
    characters = 0
    for row in rows:
        size = _characters(row)
        if batch and (len(batch) == BATCH_ROWS or characters + size > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(row)
        characters += size
    if batch:
        yield batch


def to_node(row: Found) -> Node:
    """Read a node; raises ``ValueError``, ``TypeError`` or ``KeyError`` for what is none."""
    kind = Kind(row["kind"])
    evidence = _evidence(row["evidence"])
    return Node(row["id"], kind, row["name"], tuple(row["aliases"]), row["text"], evidence)


def to_edge(row: Found) -> Edge:
    """Read an edge; raises as ``to_node`` does."""
    evidence = _evidence(row["evidence"])
    qualifiers, readers = tuple(row["qualifiers"]), tuple(row["readers"])
    return Edge(row["source"], row["relation"], row["target"], evidence, qualifiers, readers)


def to_relation(row: Found) -> Relation:
    """Read a relation."""
    return Relation(row["name"], row["label"], row["inverse"])


def to_file(row: Found) -> SourceFile:
    """Read a file of the handbook."""
    return SourceFile(row["path"], row["title"], row["sha256"], row["text"])


def _node_row(generation: str, node: Node) -> Row:
    return {
        "generation": generation,
        "id": node.id,
        "kind": node.kind.value,
        "name": node.name,
        "aliases": list(node.aliases),
        "text": node.text,
        "folded": folded(node.name),
        "wordings": wordings(node.name, node.aliases),
        **_stated(node.evidence),
    }


def _edge_row(generation: str, edge: Edge, relation: Relation) -> Row:
    properties = {
        "generation": generation,
        "label": relation.label,
        "inverse": relation.inverse,
        "qualifiers": list(edge.qualifiers),
        "readers": list(edge.readers),
        **_stated(edge.evidence),
    }
    ends = {"source": edge.source, "relation": edge.relation, "target": edge.target}
    return {**ends, "properties": properties}


def _relation_row(generation: str, relation: Relation) -> Row:
    names = {"name": relation.name, "label": relation.label, "inverse": relation.inverse}
    return {"generation": generation, **names}


def _file_row(generation: str, file: SourceFile) -> Row:
    what = {"path": file.path, "title": file.title, "sha256": file.sha256, "text": file.text}
    return {"generation": generation, **what}


def _stated(evidence: tuple[Evidence, ...]) -> Row:
    """Return the places for readers and the evidence whole."""
    return {
        "lines": [f"{item.path}:{item.line_start}-{item.line_end}" for item in evidence],
        "evidence": [_pack(item) for item in evidence],
    }


def _pack(item: Evidence) -> str:
    entry = {
        "path": item.path,
        "line_start": item.line_start,
        "line_end": item.line_end,
        "text": item.text,
        "heading_path": item.heading_path,
    }
    return json.dumps(entry, ensure_ascii=False)


def _evidence(packed: list[str]) -> tuple[Evidence, ...]:
    entries = [cast("dict[str, Any]", json.loads(text)) for text in packed]
    return tuple(
        Evidence(
            entry["path"],
            entry["line_start"],
            entry["line_end"],
            entry["text"],
            tuple(entry["heading_path"]),
        )
        for entry in entries
    )


def _characters(value: object) -> int:
    """Count the characters of all texts in a row."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(map(_characters, cast("Row", value).values()))
    if isinstance(value, list):
        return sum(map(_characters, cast("list[object]", value)))
    return 0


def _unique(what: str, keys: Iterable[object], graph: Graph) -> set[object]:
    seen: set[object] = set()
    for key in keys:
        if key in seen:
            raise inconsistent(graph, f"the {what} {key} is there twice")
        seen.add(key)
    return seen
