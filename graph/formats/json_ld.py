"""JSON-LD 1.1, a serialisation of RDF.

https://www.w3.org/TR/json-ld11/

IRIs are ``urn:designbook:node:<id>``, ``urn:designbook:relation:<name>`` and so on, percent-encoded
(RFC 3987, section 3.1). A relation is stated twice: as a triple of its own, for whoever queries the
graph, and as an ``rdf:Statement`` (RDF Schema, section 5.3) that carries its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Any
from urllib.parse import quote, unquote

from graph.formats.entries import evidence_entry, file_entry, relation_entry
from graph.formats.node_link import dumps, lines, loads
from graph.formats.parts import (
    Entry,
    Malformed,
    Parts,
    entry_of,
    list_of,
    shown,
    text_of,
    to_edge,
    to_file,
    to_node,
    to_relation,
)
from graph.model import Edge, Evidence, Graph, Node

_URN = "urn:designbook:"
_PREFIXES = ("node", "relation", "kind", "file", "generation")

CONTEXT: dict[str, Any] = {
    "@version": 1.1,
    "@vocab": f"{_URN}term:",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    **{prefix: {"@id": f"{_URN}{prefix}:", "@prefix": True} for prefix in _PREFIXES},
    "id": "@id",
    "type": "@type",
    "label": "rdfs:label",
    "name": "rdfs:label",
    "aliases": {"@id": "skos:altLabel", "@container": "@set"},
    "subject": {"@id": "rdf:subject", "@type": "@id"},
    "predicate": {"@id": "rdf:predicate", "@type": "@id"},
    "object": {"@id": "rdf:object", "@type": "@id"},
    "qualifiers": {"@container": "@list"},
    "readers": {"@container": "@set"},
    "evidence": {"@container": "@list"},
    "heading_path": {"@container": "@list"},
}
"""What the names of the document mean; every name that is not here is a term of ours."""

_STATEMENT = "rdf:Statement"


def write(graph: Graph) -> Iterator[str]:
    """Yield the document in pieces, one object a line."""
    out = groupby(graph.edges, key=lambda edge: edge.source)
    related = {source: _related(edges) for source, edges in out}
    yield f'{{"@context": {dumps(CONTEXT)},\n"@graph": '
    yield from lines(
        chain(
            [{"id": _iri("generation", graph.generation), "type": "Generation"}],
            (_relation(relation_entry(relation)) for relation in graph.relations),
            (_file(file_entry(file)) for file in graph.files),
            (_node(node, related.get(node.id, {})) for node in graph.nodes),
            map(_statement, graph.edges),
        )
    )
    yield "}\n"


def read(text: str) -> Parts:
    """Read a document that ``write`` gave; raises ``Malformed``.

    It is read as JSON, not as any JSON-LD: names must be those of the context above.
    """
    parts = Parts()
    for value in list_of(entry_of(loads(text)), "@graph"):
        _add(parts, entry_of(value))
    return parts


def _add(parts: Parts, entry: Entry) -> None:
    kind = text_of(entry, "type")
    if kind == _STATEMENT:
        ends = {
            "source": _text(entry, "subject", "node"),
            "relation": _text(entry, "predicate", "relation"),
            "target": _text(entry, "object", "node"),
        }
        parts.edges.append(to_edge({**entry, **ends}))
    elif kind == "Generation":
        parts.generation = _text(entry, "id", "generation")
    elif kind == "rdf:Property":
        parts.relations.append(to_relation({**entry, "name": _text(entry, "id", "relation")}))
    elif kind == "SourceFile":
        parts.files.append(to_file({**entry, "path": _text(entry, "id", "file")}))
    elif kind.startswith("kind:"):
        named = {"id": _text(entry, "id", "node"), "kind": unquote(kind.removeprefix("kind:"))}
        parts.nodes.append(to_node({**entry, **named}))
    else:
        raise Malformed(f"there is no type {shown(kind)}")


def _relation(entry: dict[str, Any]) -> dict[str, Any]:
    name = entry.pop("name")
    return {"id": _iri("relation", name), "type": "rdf:Property", **entry}


def _file(entry: dict[str, Any]) -> dict[str, Any]:
    path = entry.pop("path")
    return {"id": _iri("file", path), "type": "SourceFile", **entry}


def _node(node: Node, related: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    return {
        "id": _iri("node", node.id),
        "type": _iri("kind", node.kind.value),
        "name": node.name,
        "aliases": list(node.aliases),
        "text": node.text,
        "evidence": _evidence(node.evidence),
        **related,
    }


def _related(edges: Iterable[Edge]) -> dict[str, list[dict[str, str]]]:
    """Return the triples of one source: relation to its targets."""
    found: dict[str, list[dict[str, str]]] = {}
    for edge in edges:
        target = {"id": _iri("node", edge.target)}
        found.setdefault(_iri("relation", edge.relation), []).append(target)
    return found


def _statement(edge: Edge) -> dict[str, Any]:
    return {
        "type": _STATEMENT,
        "subject": _iri("node", edge.source),
        "predicate": _iri("relation", edge.relation),
        "object": _iri("node", edge.target),
        "qualifiers": list(edge.qualifiers),
        "readers": list(edge.readers),
        "evidence": _evidence(edge.evidence),
    }


def _evidence(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [{"type": "Evidence", **evidence_entry(item)} for item in evidence]


def _iri(prefix: str, name: str) -> str:
    """Return the compact IRI of a name (JSON-LD 1.1, section 4.1.5)."""
    return f"{prefix}:{quote(name, safe=':')}"


def _text(entry: Entry, key: str, prefix: str) -> str:
    """Return the name in a compact IRI."""
    iri = text_of(entry, key)
    if not iri.startswith(f"{prefix}:"):
        raise Malformed(f"{shown(iri)} does not begin with {prefix!r}")
    try:
        return unquote(iri.removeprefix(f"{prefix}:"), errors="strict")
    except UnicodeDecodeError as error:
        raise Malformed(f"{shown(iri)} is no UTF-8") from error
