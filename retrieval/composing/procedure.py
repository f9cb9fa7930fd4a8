"""Procedure: what is to be done, all of it, in the order of the text."""

from __future__ import annotations

from graph.snapshot import Snapshot
from ingest.grammar.clauses import are_acts
from retrieval.composing.sheet import Sheet
from retrieval.composing.subjects import name_of
from retrieval.queries.shapes import Candidate
from retrieval.question.intent import Asked
from retrieval.text.english import number


class Procedure:
    """Says the procedures of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def say(self, sheet: Sheet, _: Asked, best: Candidate) -> None:
        """Write the steps under a title, numbered; what is only to be seen to is listed."""
        (found,) = best.sets
        names = [self._snapshot.node(target).name for target in found.targets]
        title = name_of(self._snapshot.node(found.anchor), inside=False)
        acts = are_acts(names)
        noun = "steps" if acts else "points"
        steps = [f"({place}) {name}" if acts else name for place, name in enumerate(names, 1)]
        lead = f"under “{title}” the handbook gives {number(len(names))} {noun}"
        sheet.say(f"{lead}: {'; '.join(steps)}", found.edges)
