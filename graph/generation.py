"""The generation of a graph: a hash over everything that it holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace

from graph.model import Evidence, Graph

DIGITS = 16
"""Hexadecimal digits of a generation."""


def generation_of(graph: Graph) -> str:
    """Return the hash of a graph's content, whatever its ``generation`` says.

    It is the start of the SHA-256 of one line of canonical JSON for each entry.
    """
    digest = hashlib.sha256()
    for entry in _entries(graph):
        # ASCII escapes keep the hash defined for every string, lone surrogates included.
        line = json.dumps(entry, ensure_ascii=True, separators=(",", ":"))
        digest.update(line.encode("ascii") + b"\n")
    return digest.hexdigest()[:DIGITS]


def with_generation(graph: Graph) -> Graph:
    """Return the graph under the hash of its content."""
    return replace(graph, generation=generation_of(graph))


def _entries(graph: Graph) -> Iterator[tuple[object, ...]]:
    for node in graph.nodes:
        evidence = [_evidence(item) for item in node.evidence]
        yield "node", node.id, node.kind.value, node.name, node.aliases, node.text, evidence
    for edge in graph.edges:
        evidence = [_evidence(item) for item in edge.evidence]
        yield "edge", *edge.key, evidence, edge.qualifiers, edge.readers
    for relation in graph.relations:
        yield "relation", relation.name, relation.label, relation.inverse
    for file in graph.files:
        yield "file", file.path, file.title, file.sha256, file.text


def _evidence(item: Evidence) -> tuple[object, ...]:
    return item.path, item.line_start, item.line_end, item.text, item.heading_path
