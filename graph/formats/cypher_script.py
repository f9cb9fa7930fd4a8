"""A Cypher script that loads a graph into any Neo4j 5 or newer, and back from it.

It writes what the Neo4j store holds (``graph.neo4j.queries`` draws the model), so Browser shows
kinds as labels and relations as relationship types, and the store can read what the script has
loaded. Every statement can be run by itself, in its order, and again without harm: it ends with
";" at the end of a line, and that stands nowhere else at the end of a line, whatever the texts
are made of. Rows are Cypher literals, one on a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graph.formats.cypher_literals import literal, parse, quoted
from graph.formats.parts import Malformed, Parts, entry_of, shown, text_of, to_file, to_relation
from graph.formats.rows import edge_of, node_of
from graph.model import Graph
from graph.neo4j import queries as model
from graph.neo4j.rows import rows_of

Row = dict[str, Any]

ROWS = 200
CHARACTERS = 50_000
"""Of one statement; a server parses long literals slowly."""

_BEGIN = "MERGE (g:Generation {{id: {}}})\nSET g.state = 'writing';\n"
_END = (
    "MATCH (g:Generation {{id: {}}})\nSET g.state = 'whole', g.written = datetime(),"
    f" g.format = {model.FORMAT};\n"
)
_STATED = re.compile(r"MERGE \(g:Generation \{id: ('.*')\}\)")
_FOOTS = {
    model.ADD_RELATIONS: (
        "MERGE (n:Relation {generation: row.generation, name: row.name})\nSET n = row;\n"
    ),
    model.ADD_FILES: (
        "MERGE (n:SourceFile {generation: row.generation, path: row.path})\nSET n = row;\n"
    ),
}
"""Statement of the store to what follows the rows here."""
_NODES = "MERGE (n:Entity {{generation: row.generation, id: row.id}})\nSET n:{}, n = row;\n"
_EDGES = (
    "MATCH (a:Entity {{generation: row.properties.generation, id: row.source}})\n"
    "MATCH (b:Entity {{generation: row.properties.generation, id: row.target}})\n"
    "MERGE (a)-[r:{} {{generation: row.properties.generation}}]->(b)\nSET r = row.properties;\n"
)


def write(graph: Graph) -> Iterator[str]:
    """Yield the script in pieces; the generation is whole with its last statement."""
    generation = literal(graph.generation)
    yield (
        "// A Designbook graph. Run all statements in their order, for example with cypher-shell.\n"
    )
    for statement in model.SCHEMA:
        yield f"{statement};\n"
    yield _BEGIN.format(generation)
    for statement, rows in rows_of(graph):
        for foot, group in _by_name(statement, rows).items():
            yield from _statements(foot, group)
    yield _END.format(generation)


def read(text: str) -> Parts:
    """Read a script that ``write`` gave; raises ``Malformed``."""
    parts = Parts()
    rows: list[object] = []
    # Not splitlines(): other characters that it takes for line ends stand in texts.
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        try:
            if line.startswith("{"):
                rows.append(parse(line.removesuffix(",")))
            elif stated := _STATED.match(line):
                parts.generation = str(parse(stated[1]))
            elif line.startswith(("MERGE (n:", "MATCH (a:")):
                _add(parts, line, rows)
                rows = []
        except Malformed as error:
            raise Malformed(f"line {number}: {error}") from error
    if rows:
        raise Malformed("it ends within a statement")
    if f"{_END.format(literal(parts.generation))}" not in text.replace("\r\n", "\n"):
        raise Malformed("its last statement is missing")
    return parts


def _by_name(statement: str, rows: list[Row]) -> dict[str, list[Row]]:
    """Group rows by what must stand in the statement itself: kind or relation, as they come."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if statement == model.ADD_NODES:
            foot = _NODES.format(quoted(row["kind"]))
        elif statement == model.ADD_EDGES:
            foot = _EDGES.format(quoted(row["relation"]))
        else:
            foot = _FOOTS[statement]
        groups.setdefault(foot, []).append(row)
    return groups


def _statements(foot: str, rows: list[Row]) -> Iterator[str]:
    batch: list[str] = []
    characters = 0
    for row in map(literal, rows):
        if batch and (len(batch) == ROWS or characters + len(row) > CHARACTERS):
            yield _statement(foot, batch)
            batch, characters = [], 0
        batch.append(row)
        characters += len(row)
    yield _statement(foot, batch)


def _statement(foot: str, rows: list[str]) -> str:
    return "UNWIND [\n" + ",\n".join(rows) + f"\n] AS row\n{foot}"


def _add(parts: Parts, foot: str, rows: list[object]) -> None:
    """Add the rows of a statement, of which the first line after the rows is given."""
    entries = [entry_of(row) for row in rows]
    if foot.startswith("MERGE (n:Relation "):
        parts.relations += map(to_relation, entries)
    elif foot.startswith("MERGE (n:SourceFile "):
        parts.files += map(to_file, entries)
    elif foot.startswith("MERGE (n:Entity "):
        parts.nodes += map(node_of, entries)
    elif foot.startswith("MATCH (a:Entity "):
        for entry in entries:
            ends = {key: text_of(entry, key) for key in ("source", "relation", "target")}
            parts.edges.append(edge_of({**entry_of(entry.get("properties")), **ends}))
    else:
        raise Malformed(f"{shown(foot)} is not of a script that was exported here")
