"""Diagrams: which of several drawings a question speaks of, by the words above it.

"What comes after the store in the serving path?" asks of the drawing below "The serving path …",
whatever follows the store in another one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph.model import Edge
from graph.snapshot import Snapshot
from retrieval.queries.shapes import Candidate
from retrieval.question.intent import Asked
from retrieval.text.words import words

_FENCE = re.compile(r"^\s*(?:```|~~~)")
_ARROW = re.compile(r"[→←↓↑⟶⇒]|[-=]+>|<[-=]+")
_PLACE = re.compile(
    r"\b(?:in|of|on|along|within|inside|by)\s+(?:the|our|this)\s+(?P<place>[\w-]+(?:\s+[\w-]+){1,3})\W*$",
    re.IGNORECASE,
)
_ABOVE = 4
"""Lines above a drawing that tell what it shows."""


@dataclass(frozen=True, slots=True)
class Diagram:
    """A drawing of arrows."""

    path: str
    line_start: int
    line_end: int
    above: str
    """Stems of the paragraph above it, each between spaces."""

    def holds(self, edge: Edge) -> bool:
        """Whether the drawing states an edge."""
        return any(
            place.path == self.path
            and self.line_start <= place.line_end
            and place.line_start <= self.line_end
            for place in edge.evidence
        )


class Diagrams:
    """The drawings of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._all = [
            diagram
            for file in snapshot.graph.files
            for diagram in _of_file(file.path, file.text.split("\n"))
        ]

    def named(self, asked: Asked) -> tuple[Diagram, ...]:
        """Return the drawings that a question speaks of; empty where it tells none from others."""
        match = _PLACE.search(asked.clause)
        if match is None or len(self._all) == 1:
            return ()
        sought = f" {' '.join(word.stem for word in words(match['place']))} "
        found = tuple(one for one in self._all if sought in one.above)
        return found if len(found) < len(self._all) else ()


def is_held(edges: Iterable[Edge], diagrams: Collection[Diagram]) -> bool:
    """Whether each of some edges is stated by one of some drawings."""
    return all(any(diagram.holds(edge) for diagram in diagrams) for edge in edges)


def within(candidate: Candidate, diagrams: Collection[Diagram]) -> Candidate | None:
    """Return what of a candidate's first set some drawings state; None for nothing."""
    first = candidate.sets[0]
    kept = [
        target
        for edge, target in zip(first.edges, first.targets, strict=True)
        if is_held([edge], diagrams)
    ]
    return candidate._replace(sets=(first.only(kept),)) if kept else None


def _of_file(path: str, lines: list[str]) -> Iterable[Diagram]:
    begun = -1
    for number, line in enumerate(lines):
        if not _FENCE.match(line):
            continue
        if begun < 0:
            begun = number
            continue
        if any(_ARROW.search(inner) for inner in lines[begun + 1 : number]):
            yield Diagram(path, begun + 1, number + 1, _above(lines, begun))
        begun = -1


def _above(lines: list[str], fence: int) -> str:
    """Return the stems of the paragraph right above a line."""
    at = fence - 1
    while at >= 0 and not lines[at].strip():
        at -= 1
    told: list[str] = []
    while at >= 0 and lines[at].strip() and len(told) < _ABOVE:
        told.insert(0, lines[at])
        at -= 1
    return f" {' '.join(word.stem for word in words(' '.join(told)))} "
