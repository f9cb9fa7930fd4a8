"""The rule for things that are listed once and never spoken of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.lint.finding import Finding, Level, Rule
from graph.lint.subject import Subject
from graph.model import Edge, Graph, Node
from graph.schema import STRUCTURE, Kind
from graph.structure import MENTIONS, STRUCTURAL

ORPHAN = Rule(
    "orphan",
    Level.INFO,
    "things that are listed once, and of which nothing else is said anywhere",
)

_MEMBERSHIP = frozenset(("INCLUDES", "COVERS"))
"""Relations that only say where a thing belongs. Examples and the branches of a tree are left out:
they illustrate, and nobody looks for more."""
_SELF_EXPLAINING = frozenset((Kind.QUESTION, Kind.STEP, Kind.TRIGGER))
"""Kinds whose members are statements of their own."""
_LONGEST = 4
"""Words of a name; a longer item is a statement too."""
_SHOWN = 6


def orphans(subject: Subject) -> Iterator[Finding]:
    """Yield, once for each line, its things that no other line mentions.

    Such a thing has one stated relation, the membership in a list, a group or a section.
    """
    if subject.graph is None:
        return
    stated, mentions = _edges(subject.graph)
    at_line: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for node in subject.graph.nodes:
        edges = stated[node.id]
        named = len(node.name.split()) <= _LONGEST and node.kind not in STRUCTURE
        if not named or node.kind in _SELF_EXPLAINING or len(edges) != 1:
            continue
        if _is_member(node, edges[0]) and _stands_once(node, mentions):
            at = edges[0].evidence[0]
            at_line[at.path, at.line_start].append(f"“{node.name}”")
    for (path, line), found in at_line.items():
        shown = ", ".join(found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        message = f"Listed here and spoken of nowhere else: {shown}{more}."
        yield Finding(path, line, ORPHAN.name, message)


def _edges(graph: Graph) -> tuple[dict[str, list[Edge]], dict[str, list[Edge]]]:
    """Return the stated edges at each node, and the mentions of each."""
    stated: defaultdict[str, list[Edge]] = defaultdict(list)
    mentions: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in graph.edges:
        if edge.relation == MENTIONS.name:
            mentions[edge.target].append(edge)
        elif edge.relation not in STRUCTURAL:
            stated[edge.source].append(edge)
            stated[edge.target].append(edge)
    return stated, mentions


def _is_member(node: Node, edge: Edge) -> bool:
    return edge.target == node.id and edge.relation in _MEMBERSHIP and len(edge.evidence) == 1


def _stands_once(node: Node, mentions: dict[str, list[Edge]]) -> bool:
    lines = {(e.path, e.line_start) for e in node.evidence}
    return len(lines) == 1 and len(mentions.get(node.id, ())) <= 1
