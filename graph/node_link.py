"""A graph as node-link JSON: the object that NetworkX, D3 and igraph read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile

Entry = dict[str, Any]
"""What ``json.dumps`` takes."""


def to_node_link(graph: Graph) -> Entry:
    """Return a graph as an object that ``json.dumps`` takes, in the order of ``graph.model``."""
    labels = {relation.name: relation.label for relation in graph.relations}
    return {
        "directed": True,
        "multigraph": True,
        "graph": {
            "generation": graph.generation,
            "relations": [relation_entry(relation) for relation in graph.relations],
            "files": [file_entry(file) for file in graph.files],
        },
        "nodes": [node_entry(node) for node in graph.nodes],
        "edges": [edge_entry(edge, labels[edge.relation]) for edge in graph.edges],
    }


def node_entry(node: Node) -> Entry:
    """Return a node with its evidence."""
    return {
        "id": node.id,
        "kind": node.kind.value,
        "name": node.name,
        "aliases": list(node.aliases),
        "text": node.text,
        "evidence": [evidence_entry(item) for item in node.evidence],
    }


def edge_entry(edge: Edge, label: str) -> Entry:
    """Return an edge with its evidence; ``label`` is how its relation reads."""
    return {
        "source": edge.source,
        "target": edge.target,
        "relation": edge.relation,
        "label": label,
        "evidence": [evidence_entry(item) for item in edge.evidence],
        "qualifiers": list(edge.qualifiers),
        "readers": list(edge.readers),
    }


def evidence_entry(evidence: Evidence) -> Entry:
    """Return the place of a statement and its lines."""
    return {
        "path": evidence.path,
        "heading_path": list(evidence.heading_path),
        "line_start": evidence.line_start,
        "line_end": evidence.line_end,
        "text": evidence.text,
    }


def relation_entry(relation: Relation) -> Entry:
    """Return a relation with its readable names."""
    return asdict(relation)


def file_entry(file: SourceFile) -> Entry:
    """Return a source file with its text."""
    return asdict(file)
