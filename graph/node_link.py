"""A graph as node-link JSON: the object that NetworkX, D3 and igraph read."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from graph.model import Edge, Evidence, Graph, Node


def to_node_link(graph: Graph) -> dict[str, Any]:
    """Return a graph as an object that ``json.dumps`` takes, in the order of ``graph.model``."""
    labels = {relation.name: relation.label for relation in graph.relations}
    return {
        "directed": True,
        "multigraph": True,
        "graph": {
            "generation": graph.generation,
            "relations": [asdict(relation) for relation in graph.relations],
            "files": [
                {"path": file.path, "title": file.title, "sha256": file.sha256}
                for file in graph.files
            ],
        },
        "nodes": [_node(node) for node in graph.nodes],
        "edges": [_edge(edge, labels[edge.relation]) for edge in graph.edges],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "kind": node.kind.value,
        "name": node.name,
        "aliases": list(node.aliases),
        "text": node.text,
        "evidence": [_evidence(item) for item in node.evidence],
    }


def _edge(edge: Edge, label: str) -> dict[str, Any]:
    return {
        "source": edge.source,
        "target": edge.target,
        "relation": edge.relation,
        "label": label,
        "evidence": [_evidence(item) for item in edge.evidence],
        "qualifiers": list(edge.qualifiers),
        "readers": list(edge.readers),
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "path": evidence.path,
        "heading_path": list(evidence.heading_path),
        "line_start": evidence.line_start,
        "line_end": evidence.line_end,
        "text": evidence.text,
    }
