"""Stages: all of a chain, as its line draws it, or its steps in their order."""

from __future__ import annotations

from graph.snapshot import Snapshot
from retrieval.composing.sheet import Sheet
from retrieval.composing.subjects import name_of
from retrieval.queries.shapes import Candidate
from retrieval.question.intent import Asked
from retrieval.text.sentences import bare, is_chain

LONGEST_LINE = 40
"""Words of a line that is told as it is."""


class Stages:
    """Says the chains of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def say(self, sheet: Sheet, _: Asked, best: Candidate) -> None:
        """Write all of a chain."""
        lines = {edge.evidence[0].text for edge in best.edges}
        line = bare(lines.pop()).strip(" `|+-*─└├") if len(lines) == 1 else ""
        if not (is_chain(line) and "\n" not in line and len(line.split()) <= LONGEST_LINE):
            steps = [best.edges[0].source, *(edge.target for edge in best.edges)]
            line = " → ".join([name_of(self._snapshot.node(step)) for step in steps])
        sheet.say(f"in this order: {line}", best.edges)
