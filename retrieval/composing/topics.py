"""Topics: what a question that is not covered is offered instead."""

from __future__ import annotations

from dataclasses import dataclass

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.ranking.finding import Finding
from retrieval.ranking.search import Search

MOST = 3
LEAST_NEAR = 0.4
"""Cosine below which nothing is near; then the handbook's main sections are offered."""
LEAST_QUOTED, LEAST_SCORE = 0.25, 0.01
"""Cosine of the nearest text, and probability that it answers, from which it is quoted."""
LEAST_KNOWN = 0.1
"""Share of the question's weight in words of the handbook; one in another language has none."""
_LONGEST = 5
"""Words of a name that reads as a topic."""
_NO_TOPICS = frozenset({Kind.PASSAGE, Kind.QUESTION})
_LOOKED_AT = 18


@dataclass(frozen=True, slots=True)
class Topic:
    """What the handbook covers."""

    name: str
    node_id: str = ""
    """Empty for the title of a section."""


class Topics:
    """Offers the topics of one snapshot."""

    def __init__(self, snapshot: Snapshot, search: Search) -> None:
        self._snapshot = snapshot
        self._search = search
        self._main = _main_sections(snapshot)

    def near(self, finding: Finding) -> tuple[Topic, ...]:
        """Return the nearest things; the main sections where nothing is near."""
        names: list[str] = []
        found: list[Topic] = []
        for node_id, cosine in self._search.nodes(finding.linked.vector, _LOOKED_AT):
            node = self._snapshot.node(node_id)
            known = {name.lower() for name in names}
            if cosine < LEAST_NEAR or node.kind in _NO_TOPICS or node.name.lower() in known:
                continue
            if len(node.name.split()) <= _LONGEST:
                names.append(node.name)
                found.append(Topic(node.name, node_id))
        return tuple(found[:MOST]) or tuple(Topic(name) for name in self._main)


def is_near(finding: Finding) -> bool:
    """Whether what was found bears on a question enough to be quoted, though it answers it not.

    What only gives orders is told nothing.
    """
    near = finding.found.best_cosine >= LEAST_QUOTED and finding.cover.score >= LEAST_SCORE
    near &= finding.linked.known >= LEAST_KNOWN
    return near and not finding.support.get("orders", 0.0)


def _main_sections(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the titles at the highest level that has several, in the order of the text."""
    levels: dict[int, list[tuple[str, int, str]]] = {}
    for node in snapshot.graph.nodes:
        if node.kind is Kind.SECTION and node.evidence:
            at = node.evidence[0]
            levels.setdefault(len(at.heading_path), []).append((at.path, at.line_start, node.name))
    for level in sorted(levels):
        if len(levels[level]) > 1:
            return tuple(name for _, _, name in sorted(levels[level]))[:MOST]
    return tuple(name for level in sorted(levels) for _, _, name in levels[level])[:MOST]
