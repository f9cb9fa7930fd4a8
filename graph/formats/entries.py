"""The entries of node-link JSON, which other formats hold as well."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from graph.model import Edge, Evidence, Node, Relation, SourceFile

Entry = dict[str, Any]
"""What ``json.dumps`` takes."""


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
