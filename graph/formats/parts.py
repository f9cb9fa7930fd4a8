"""What a file holds, before it is a graph: entries read strictly, put in order, and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from graph.generation import with_generation
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.schema import Kind

Entry = Mapping[str, Any]

_SHOWN = 60
"""Characters of a value that a message quotes."""


class Malformed(ValueError):
    """A part of a file is not what its format says; the message is a clause about it."""


@dataclass(slots=True)
class Parts:
    """The parts of a graph in the order of their file."""

    generation: str = ""
    """As the file states it; empty where it states none, and then nothing is checked by it."""
    nodes: list[Node] = field(default_factory=list[Node])
    edges: list[Edge] = field(default_factory=list[Edge])
    relations: list[Relation] = field(default_factory=list[Relation])
    files: list[SourceFile] = field(default_factory=list[SourceFile])


def assemble(parts: Parts) -> Graph:
    """Return the graph, in the order of ``graph.model``, under the hash of its content.

    Raises ``Malformed`` where it says a thing twice, names what it lacks, holds an edge without
    evidence, or is not the generation that it says it is.
    """
    _check(parts)
    graph = with_generation(
        Graph(
            "",
            tuple(sorted(parts.nodes, key=lambda node: node.id)),
            tuple(sorted(parts.edges, key=lambda edge: edge.key)),
            tuple(sorted(parts.relations, key=lambda relation: relation.name)),
            tuple(sorted(parts.files, key=lambda file: file.path)),
        )
    )
    if parts.generation not in {"", graph.generation}:
        raise Malformed(
            f"it says that it is generation {shown(parts.generation)}, but its content is"
            f" {graph.generation}, so it was changed after its export"
        )
    return graph


def to_node(value: object) -> Node:
    """Read a node."""
    entry = entry_of(value)
    return Node(
        text_of(entry, "id"),
        kind_of(entry),
        text_of(entry, "name"),
        texts_of(entry, "aliases"),
        text_of(entry, "text"),
        evidence_of(entry),
    )


def to_edge(value: object) -> Edge:
    """Read an edge."""
    entry = entry_of(value)
    return Edge(
        text_of(entry, "source"),
        text_of(entry, "relation"),
        text_of(entry, "target"),
        evidence_of(entry),
        texts_of(entry, "qualifiers"),
        texts_of(entry, "readers"),
    )


def to_relation(value: object) -> Relation:
    """Read a relation."""
    entry = entry_of(value)
    return Relation(text_of(entry, "name"), text_of(entry, "label"), text_of(entry, "inverse"))


def to_file(value: object) -> SourceFile:
    """Read a source file."""
    entry = entry_of(value)
    return SourceFile(*(text_of(entry, key) for key in ("path", "title", "sha256", "text")))


def evidence_of(entry: Entry) -> tuple[Evidence, ...]:
    """Read the evidence of an entry."""
    return tuple(_to_evidence(item) for item in list_of(entry, "evidence"))


def entry_of(value: object) -> Entry:
    """Return a value that is an object with names."""
    if not isinstance(value, dict):
        raise Malformed(f"{shown(value)} stands where an object should")
    return cast("Entry", value)


def list_of(entry: Entry, key: str) -> list[object]:
    """Return the list under a name."""
    value = entry.get(key)
    if not isinstance(value, list):
        raise _wrong(entry, key, "a list")
    return cast("list[object]", value)


def text_of(entry: Entry, key: str) -> str:
    """Return the text under a name."""
    value = entry.get(key)
    if not isinstance(value, str):
        raise _wrong(entry, key, "a text")
    return _checked(value)


def texts_of(entry: Entry, key: str) -> tuple[str, ...]:
    """Return the list of texts under a name."""
    found = list_of(entry, key)
    if not all(isinstance(item, str) for item in found):
        raise _wrong(entry, key, "a list of texts")
    return tuple(_checked(cast("str", item)) for item in found)


def kind_of(entry: Entry) -> Kind:
    """Return the kind of a node."""
    kind = text_of(entry, "kind")
    try:
        return Kind(kind)
    except ValueError as error:
        raise Malformed(f"there is no kind {shown(kind)}") from error


def shown(value: object) -> str:
    """Return the beginning of a value for a message."""
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _to_evidence(value: object) -> Evidence:
    entry = entry_of(value)
    start, end = _number(entry, "line_start"), _number(entry, "line_end")
    if not 1 <= start <= end:
        raise Malformed(f"lines {start} to {end} cannot be")
    path, text = text_of(entry, "path"), text_of(entry, "text")
    return Evidence(path, start, end, text, texts_of(entry, "heading_path"))


def _number(entry: Entry, key: str) -> int:
    value = entry.get(key)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _wrong(entry, key, "a whole number")
    return value


def _checked(text: str) -> str:
    """Refuse half of a surrogate pair, which no store and no UTF-8 file can hold."""
    if not text.isascii():
        try:
            text.encode()
        except UnicodeEncodeError as error:
            raise Malformed(f"{shown(text)} is no Unicode text") from error
    return text


def _wrong(entry: Entry, key: str, wanted: str) -> Malformed:
    if key not in entry:
        return Malformed(f"{shown(dict(entry))} has no {key!r}")
    return Malformed(f"{key!r} is {shown(entry[key])} instead of {wanted}")


def _check(parts: Parts) -> None:
    if not parts.nodes:
        raise Malformed("it holds no node")
    nodes = _unique("node", (node.id for node in parts.nodes))
    if "" in nodes:
        raise Malformed("a node has no id")
    relations = _unique("relation", (relation.name for relation in parts.relations))
    for name in relations:
        # What no store can hold as the type of a relationship.
        if not name or "\0" in str(name):
            raise Malformed(f"{name!r} cannot be a relation")
    files = _unique("source file", (file.path for file in parts.files))
    for node in parts.nodes:
        _check_evidence(f"node {shown(node.id)}", node.evidence, files)
    _unique("edge", (edge.key for edge in parts.edges))
    for edge in parts.edges:
        _check_ends(edge, nodes, relations)
        _check_evidence(f"edge {shown(edge.key)}", edge.evidence, files)


def _check_ends(edge: Edge, nodes: set[object], relations: set[object]) -> None:
    if not {edge.source, edge.target} <= nodes or edge.relation not in relations:
        raise Malformed(f"the edge {shown(edge.key)} names a node or a relation that it lacks")
    if not edge.evidence:
        raise Malformed(f"the edge {shown(edge.key)} has no evidence")


def _check_evidence(what: str, evidence: Iterable[Evidence], files: set[object]) -> None:
    for item in evidence:
        if item.path not in files:
            raise Malformed(f"the {what} cites {shown(item.path)}, which it lacks")


def _unique(what: str, keys: Iterable[object]) -> set[object]:
    seen: set[object] = set()
    for key in keys:
        if key in seen:
            raise Malformed(f"the {what} {shown(key)} is there twice")
        seen.add(key)
    return seen
