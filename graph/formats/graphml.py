"""GraphML, as NetworkX, igraph, Gephi and yEd read it.

http://graphml.graphdrawing.org/

Nodes and edges have plain keys of type string; ``label`` is what those programs show. GraphML has
no lists and no records, so aliases, qualifiers and readers are JSON arrays of texts, evidence is
a JSON array of objects, and ``lines`` has its places once more for people. The graph's own keys
hold the generation, the relations and the source files.
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.formats.entries import evidence_entry, file_entry, relation_entry
from graph.formats.escapes import NOT_IN_XML, escape
from graph.formats.node_link import dumps
from graph.model import Edge, Evidence, Graph, Node

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
KEYS = {
    "graph": ("generation", "relations", "files"),
    "node": ("label", "kind", "aliases", "text", "lines", "evidence"),
    "edge": ("label", "relation", "qualifiers", "readers", "lines", "evidence"),
}
"""Element to the names of its keys."""

_IN_DATA = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
)
"""Parsers turn other white space in an attribute into spaces (XML 1.0, section 3.3.3)."""


def write(graph: Graph) -> Iterator[str]:
    """Yield the document in pieces, nodes before edges."""
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<graphml xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\n'
        f'    xsi:schemaLocation="{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd">\n'
    )
    for element, names in KEYS.items():
        for name in names:
            yield (
                f'<key id="{element}.{name}" for="{element}" attr.name="{name}"'
                ' attr.type="string"/>\n'
            )
    yield '<graph id="designbook" edgedefault="directed">\n'
    yield from _data("graph", _graph_values(graph))
    labels = {relation.name: relation.label for relation in graph.relations}
    for node in graph.nodes:
        yield f'<node id="{_attribute(node.id)}">\n'
        yield from _data("node", _node_values(node))
        yield "</node>\n"
    for edge in graph.edges:
        yield f'<edge source="{_attribute(edge.source)}" target="{_attribute(edge.target)}">\n'
        yield from _data("edge", _edge_values(edge, labels[edge.relation]))
        yield "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _graph_values(graph: Graph) -> tuple[str, ...]:
    return (
        graph.generation,
        dumps([relation_entry(relation) for relation in graph.relations]),
        dumps([file_entry(file) for file in graph.files]),
    )


def _node_values(node: Node) -> tuple[str, ...]:
    return (node.name, node.kind.value, dumps(node.aliases), node.text, *_stated(node.evidence))


def _edge_values(edge: Edge, label: str) -> tuple[str, ...]:
    listed = (dumps(edge.qualifiers), dumps(edge.readers))
    return (label, edge.relation, *listed, *_stated(edge.evidence))


def _stated(evidence: tuple[Evidence, ...]) -> tuple[str, str]:
    places = (f"{item.path}:{item.line_start}-{item.line_end}" for item in evidence)
    return "; ".join(places), dumps([evidence_entry(item) for item in evidence])


def _data(element: str, values: tuple[str, ...]) -> Iterator[str]:
    """Yield the values of an element's keys, in the order of ``KEYS``."""
    for name, value in zip(KEYS[element], values, strict=True):
        text = escape(value, NOT_IN_XML).translate(_IN_DATA)
        yield f'<data key="{element}.{name}">{text}</data>\n'


def _attribute(text: str) -> str:
    return escape(text, NOT_IN_XML).translate(_IN_ATTRIBUTE)
