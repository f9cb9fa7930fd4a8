"""Rows of the Neo4j store's model back into nodes and edges, strictly.

Evidence stands in them as a list of JSON objects (``graph.neo4j.rows``).
"""

from __future__ import annotations

from graph.formats.node_link import loads
from graph.formats.parts import Entry, texts_of, to_edge, to_node
from graph.model import Edge, Node


def node_of(row: Entry) -> Node:
    """Read a node's row; raises ``Malformed``."""
    return to_node(_unpacked(row))


def edge_of(row: Entry) -> Edge:
    """Read an edge's row, its ends and its relation in it; raises ``Malformed``."""
    return to_edge(_unpacked(row))


def _unpacked(row: Entry) -> dict[str, object]:
    return {**row, "evidence": [loads(text) for text in texts_of(row, "evidence")]}
