"""CSV files for ``neo4j-admin database import full``, and back from them.

https://neo4j.com/docs/operations-manual/current/import/#import-tool-header-format

The imported database holds what the Neo4j store holds (``graph.neo4j.queries`` draws the model).
Texts are always quoted, so that an empty one (``""``) is not a missing one; a quote within is
doubled, line ends stay as they are. Items of a list are separated by a tab; a tab within an item
is written as in ``graph.formats.escapes``, for the importer knows no escape. The command must
say both: ``--array-delimiter=TAB --multiline-fields=true``. The importer makes no constraints and
leaves out lists without an item; ``after.cypher`` adds both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from graph.formats.escapes import NOT_IN_LIST, escape, unescape
from graph.formats.parts import Entry, Malformed, Parts, shown, text_of, to_file, to_relation
from graph.formats.rows import edge_of, node_of
from graph.model import Graph
from graph.neo4j import queries as model
from graph.neo4j.rows import rows_of

_FIELD = re.compile(r'(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\Z)')

COLUMNS = {
    "nodes.csv": (
        "id:ID(Entity)", ":LABEL", "generation", "kind", "name", "aliases:string[]", "text",
        "lines:string[]", "evidence:string[]",
    ),
    "relationships.csv": (
        ":START_ID(Entity)", ":TYPE", ":END_ID(Entity)", "generation", "label", "inverse",
        "qualifiers:string[]", "readers:string[]", "lines:string[]", "evidence:string[]",
    ),
    "relations.csv": (":LABEL", "generation", "name", "label", "inverse"),
    "sources.csv": (":LABEL", "generation", "path", "title", "sha256", "text"),
    "generation.csv": (":LABEL", "id", "state"),
}  # fmt: skip
"""File to its columns; the first two are those that every import needs."""

AFTER = "after.cypher"
"""Statements to be run once the imported database has been started."""

_EMPTY_LISTS = (
    "MATCH (n:Entity) WHERE n.aliases IS NULL SET n.aliases = []",
    "MATCH (n:Entity) WHERE n.evidence IS NULL SET n.evidence = [], n.lines = []",
    "MATCH (:Entity)-[r]->(:Entity) WHERE r.qualifiers IS NULL SET r.qualifiers = []",
    "MATCH (:Entity)-[r]->(:Entity) WHERE r.readers IS NULL SET r.readers = []",
)

_ENDS = {":START_ID(Entity)": "source", ":TYPE": "relation", ":END_ID(Entity)": "target"}


def write(graph: Graph) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield each file's name with its content in pieces: those of ``COLUMNS``, and ``AFTER``."""
    yield "nodes.csv", _table("nodes.csv", map(_node, _rows(graph, model.ADD_NODES)))
    yield (
        "relationships.csv",
        _table("relationships.csv", map(_edge, _rows(graph, model.ADD_EDGES))),
    )
    relations = _rows(graph, model.ADD_RELATIONS)
    yield "relations.csv", _table("relations.csv", ({":LABEL": "Relation", **r} for r in relations))
    files = _rows(graph, model.ADD_FILES)
    yield "sources.csv", _table("sources.csv", ({":LABEL": "SourceFile", **row} for row in files))
    whole = {":LABEL": "Generation", "id": graph.generation, "state": "whole"}
    yield "generation.csv", _table("generation.csv", iter([whole]))
    yield AFTER, (f"{statement};\n" for statement in (*model.SCHEMA, *_EMPTY_LISTS))


def read(files: Mapping[str, str]) -> Parts:
    """Read the files, by name, that ``write`` gave; raises ``Malformed``."""
    found = {name: _read_table(name, files[name]) for name in COLUMNS}
    generations = [text_of(row, "id") for row in found["generation.csv"]]
    if len(generations) != 1:
        raise Malformed(f"generation.csv holds {len(generations)} generations instead of one")
    return Parts(
        generations[0],
        [node_of(row) for row in found["nodes.csv"]],
        [edge_of(row) for row in found["relationships.csv"]],
        [to_relation(row) for row in found["relations.csv"]],
        [to_file(row) for row in found["sources.csv"]],
    )


def _rows(graph: Graph, statement: str) -> Iterator[dict[str, Any]]:
    return (row for each, rows in rows_of(graph) if each == statement for row in rows)


def _node(row: dict[str, Any]) -> dict[str, Any]:
    return {":LABEL": ["Entity", row["kind"]], **row}


def _edge(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, **row["properties"]}


def _table(name: str, rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    columns = COLUMNS[name]
    keys = [_key(column) for column in columns]
    yield ",".join(columns) + "\n"
    for row in rows:
        yield ",".join(_field(row[key]) for key in keys) + "\n"


def _key(column: str) -> str:
    """Return the name of a column's value in a row."""
    return _ENDS.get(column) or column.partition(":")[0] or column


def _field(value: object) -> str:
    if isinstance(value, list):
        items = cast("list[str]", value)
        return _quoted("\t".join(escape(item, NOT_IN_LIST) for item in items)) if items else ""
    return _quoted(cast("str", value))


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _read_table(name: str, text: str) -> list[Entry]:
    """Read a file's rows; a list is one of texts, without its field it is empty."""
    lines = _lines(name, text)
    columns = next(lines, list[str | None]())
    if tuple(columns) != COLUMNS[name]:
        raise Malformed(f"{name} begins with {shown(','.join(map(str, columns)))}")
    found: list[Entry] = []
    for number, line in enumerate(lines, 1):
        if len(line) != len(columns):
            raise Malformed(f"row {number} of {name} has {len(line)} fields")
        found.append(
            {
                _key(column): _listed(value) if column.endswith("[]") else value
                for column, value in zip(COLUMNS[name], line, strict=True)
            }
        )
    return found


def _listed(value: str | None) -> list[str]:
    return [] if value is None else [unescape(item) for item in value.split("\t")]


def _lines(name: str, text: str) -> Iterator[list[str | None]]:
    """Yield the fields of each line, None for one that is empty without quotes (RFC 4180)."""
    at, fields = 0, list[str | None]()
    while at < len(text) or fields:
        found = _FIELD.match(text, at)
        if found is None:
            raise Malformed(f"{name} holds a stray quote at {shown(text[at:])}")
        in_quotes, bare, end = found.groups()
        fields.append(in_quotes.replace('""', '"') if in_quotes is not None else bare or None)
        at = found.end()
        if end != ",":
            yield fields
            fields = []
