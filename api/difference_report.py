"""A difference between two generations, as text and as JSON, in a stable order."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from api.difference import Compared
from graph.diff import Counts, Difference, EdgeChange
from graph.model import Edge, Evidence, Graph, Node
from graph.snapshot import Snapshot
from graph.verbalize import say

ADDED, REMOVED, CHANGED = "+", "-", "~"


def as_text(compared: Compared) -> str:
    """Return the counts, and below them a line for each file, thing and fact that differs.

    Facts whose lines have moved are counted and not listed: they say what they said before.
    """
    found = compared.difference
    before = found.before or "nothing"
    if found.is_empty:
        return f"{before} and {found.after} are the same."
    lists = [_files(found), _things(found), _facts(compared)]
    head = [f"{before} → {found.after}", *_counts(found)]
    return "\n\n".join("\n".join(lines) for lines in (head, *lists) if lines)


def as_json(compared: Compared) -> str:
    """Return the whole difference as JSON."""
    return json.dumps(_values(compared), ensure_ascii=False, indent=2)


def _counts(found: Difference) -> list[str]:
    nodes, edges = found.structure_nodes, found.structure_edges
    renamed = f", {len(found.files_renamed)} renamed" if found.files_renamed else ""
    return [
        "files   " + _sums(found.files_added, found.files_removed, found.files_changed) + renamed,
        "things  " + _sums(found.nodes_added, found.nodes_removed, found.nodes_changed),
        f"facts   {len(found.edges_added)} added, {len(found.edges_removed)} removed, "
        f"{len(found.edges_changed)} restated, {len(found.edges_moved)} moved",
        f"text    {_both(nodes)} sections and passages, {_both(edges)} links to them",
    ]


def _sums(added: Sequence[Any], removed: Sequence[Any], changed: Sequence[Any]) -> str:
    return f"{len(added)} added, {len(removed)} removed, {len(changed)} changed"


def _both(counts: Counts) -> str:
    return f"+{counts.added} -{counts.removed}"


def _files(found: Difference) -> list[str]:
    marked = (
        (ADDED, found.files_added),
        (REMOVED, found.files_removed),
        (CHANGED, found.files_changed),
    )
    lines = [f"{mark} {path}" for mark, paths in marked for path in paths]
    return lines + [f"renamed {name.before} → {name.after}" for name in found.files_renamed]


def _things(found: Difference) -> list[str]:
    lines = [f"{ADDED} {_say_node(node)}" for node in found.nodes_added]
    lines += [f"{REMOVED} {_say_node(node)}" for node in found.nodes_removed]
    lines += [
        f"{CHANGED} {_say_node(change.before)} → {_say_node(change.after)}"
        for change in found.nodes_changed
    ]
    return lines


def _facts(compared: Compared) -> list[str]:
    found = compared.difference
    lines = _say_edges(ADDED, found.edges_added, compared.after)
    if compared.before:
        lines += _say_edges(REMOVED, found.edges_removed, compared.before)
    changed = [change.after for change in found.edges_changed]
    return lines + _say_edges(CHANGED, changed, compared.after)


def _say_node(node: Node) -> str:
    aliases = f", also {', '.join(node.aliases)}" if node.aliases else ""
    return f"{node.name} ({node.kind}{aliases})"


def _say_edges(mark: str, edges: Iterable[Edge], graph: Graph) -> list[str]:
    snapshot = Snapshot(graph)
    return [f"{mark} {say(edge, snapshot)}  [{_where(edge)}]" for edge in edges]


def _where(edge: Edge) -> str:
    return ", ".join(f"{item.path}:{item.line_start}" for item in edge.evidence)


def _values(compared: Compared) -> dict[str, Any]:
    found, before, after = compared.difference, compared.before, compared.after
    later = Snapshot(after)
    # Without an earlier graph nothing was removed.
    earlier = Snapshot(before) if before else later
    return {
        "before": found.before,
        "after": found.after,
        "files": {
            "added": list(found.files_added),
            "removed": list(found.files_removed),
            "changed": list(found.files_changed),
            "renamed": [asdict(rename) for rename in found.files_renamed],
        },
        "nodes": {
            "added": [_node(node) for node in found.nodes_added],
            "removed": [_node(node) for node in found.nodes_removed],
            "changed": [
                {"before": _node(change.before), "after": _node(change.after)}
                for change in found.nodes_changed
            ],
        },
        "edges": {
            "added": [_edge(edge, later) for edge in found.edges_added],
            "removed": [_edge(edge, earlier) for edge in found.edges_removed],
            "changed": [_change(change, later) for change in found.edges_changed],
            "moved": [_change(change, later) for change in found.edges_moved],
        },
        "structure": {
            "nodes": asdict(found.structure_nodes),
            "edges": asdict(found.structure_edges),
        },
        "failures": [asdict(failure) for failure in compared.failures],
    }


def _node(node: Node) -> dict[str, Any]:
    return {"id": node.id, "kind": node.kind, "name": node.name, "aliases": list(node.aliases)}


def _edge(edge: Edge, snapshot: Snapshot) -> dict[str, Any]:
    return {
        "source": edge.source,
        "relation": edge.relation,
        "target": edge.target,
        "text": say(edge, snapshot),
        "qualifiers": list(edge.qualifiers),
        "evidence": _places(edge.evidence),
    }


def _change(change: EdgeChange, later: Snapshot) -> dict[str, Any]:
    return {**_edge(change.after, later), "evidence_before": _places(change.before.evidence)}


def _places(evidence: tuple[Evidence, ...]) -> list[dict[str, Any]]:
    return [
        {"path": e.path, "line_start": e.line_start, "line_end": e.line_end, "text": e.text}
        for e in evidence
    ]
