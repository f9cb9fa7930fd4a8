"""Occurrences: where a thing comes up, each place by what it belongs to and by its section."""

from __future__ import annotations

from graph.model import Edge, Evidence
from graph.snapshot import Snapshot
from graph.structure import STRUCTURAL
from retrieval.composing.sheet import Sheet
from retrieval.composing.subjects import name_of
from retrieval.queries.shapes import Candidate
from retrieval.question.intent import Asked
from retrieval.text.english import join, number, sentence

MOST_PLACES = 8
_HIGHEST = 4
"""Edges of one line that are followed upwards."""


class Occurrences:
    """Says where the things of one snapshot come up."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def say(self, sheet: Sheet, _: Asked, best: Candidate) -> None:
        """Write the lines on which a thing stands, in the order of the text."""
        sets = best.sets
        lines: dict[tuple[str, int], list[tuple[str, Edge]]] = {}
        for found in sets:
            for edge in found.edges:
                place = edge.evidence[0]
                lines.setdefault((place.path, place.line_start), []).append((found.anchor, edge))
        told: dict[str, list[Edge]] = {}
        for stated in (lines[line] for line in sorted(lines)):
            told.setdefault(self._place(*stated[0]), []).extend(edge for _, edge in stated)
        shown = list(told.items())[:MOST_PLACES]
        said = [f"{text} {sheet.cite(edges)}" for text, edges in shown]
        name = name_of(self._snapshot.node(sets[0].anchor))
        count = "one place" if len(told) == 1 else f"{number(len(told))} places"
        rest = "" if len(shown) == len(told) else ", among others"
        sheet.sentences.append(f"{sentence(name)} comes up in {count}: {join(said)}{rest}.")

    def _place(self, node_id: str, edge: Edge) -> str:
        """Return what a thing belongs to on the line of an edge, with the section's title."""
        place = edge.evidence[0]
        above: list[str] = []
        at = node_id
        while len(above) < _HIGHEST and (higher := self._above(at, place, {node_id, *above})):
            at = higher
            above.append(at)
        title = f"“{' '.join(place.heading_path[-1:])}”"
        if not above:
            return f"under {title}"
        names = [name_of(self._snapshot.node(one)) for one in above]
        inner = f" ({names[0]})" if len(names) > 1 else ""
        return f"{names[-1]}{inner} under {title}"

    def _above(self, node_id: str, place: Evidence, known: set[str]) -> str:
        """Return what holds a thing on the line of a place, titles apart; empty for nothing."""
        line = (place.path, place.line_start)
        for edge in self._snapshot.into(node_id):
            stated = any((e.path, e.line_start) == line for e in edge.evidence)
            apart = edge.relation in STRUCTURAL or self._snapshot.is_title(edge.source)
            if stated and not apart and edge.source not in known:
                return edge.source
        return ""
