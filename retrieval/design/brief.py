"""Brief: what a handbook says of any design, a few words a step.

A person who speaks along an outline needs what is particular to the case; the rest is a list of
names with its place. What flows is told in the order of its arrows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Edge
from graph.snapshot import Snapshot
from ingest.facts import Said
from retrieval.composing.phrases import Phraser
from retrieval.composing.sheet import Sheet
from retrieval.queries.answer_sets import AnswerSet
from retrieval.text.english import join, number

MOST_WORDS = 9
"""Words of the names that stand for a list, if its first name is not longer."""
_LEAST_FLOW = 3
_INSIDE = re.compile(r"\s+\([^()]*(?:\([^()]*\)[^()]*)*\)$")
"""What stands in parentheses behind a name."""


class Briefs:
    """Says lists in a few words on one sheet."""

    def __init__(self, snapshot: Snapshot, sheet: Sheet) -> None:
        self._snapshot = snapshot
        self._sheet = sheet
        self._phraser = Phraser(snapshot)
        self._feeds = {r.name for r in snapshot.graph.relations if r.label.lower() == Said.FEEDS}

    def listed(self, found: AnswerSet) -> str:
        """Return some names of a list, or the longest way along its arrows, with its places."""
        if (flow := self._flow(found)) and len(flow) >= _LEAST_FLOW - 1:
            names = [flow[0].source, *(edge.target for edge in flow)]
            told = " → ".join(self._snapshot.node(node_id).name for node_id in names)
            return f"{told} {self._sheet.cite(flow)}"
        return f"{self._few(self._phraser.names(found))} {self._sheet.cite(found.edges)}"

    def asked(self, found: AnswerSet) -> str:
        """Return some questions of a step with their place."""
        return f"ask {self._few(self._phraser.names(found))} {self._sheet.cite(found.edges)}"

    def _few(self, names: Sequence[str]) -> str:
        names = [_INSIDE.sub("", name) for name in names]
        count = 1
        while count < len(names) and len(" ".join(names[: count + 1]).split()) <= MOST_WORDS:
            count += 1
        left = len(names) - count
        return join([*names[:count], f"{number(left)} more"] if left else names)

    def _flow(self, found: AnswerSet) -> list[Edge]:
        """Return the longest way along the arrows between the members of a list."""
        inside = set(found.targets)
        onward: dict[str, list[Edge]] = {}
        for edge in self._snapshot.graph.edges:
            if edge.relation in self._feeds and edge.source in inside and edge.target in inside:
                onward.setdefault(edge.source, []).append(edge)
        best: list[Edge] = []
        for start in found.targets:
            best = max(best, self._way(start, onward, frozenset()), key=len)
        return best

    def _way(self, at: str, onward: dict[str, list[Edge]], seen: frozenset[str]) -> list[Edge]:
        seen |= {at}
        best: list[Edge] = []
        for edge in onward.get(at, ()):
            if edge.target not in seen:
                best = max(best, [edge, *self._way(edge.target, onward, seen)], key=len)
        return best
