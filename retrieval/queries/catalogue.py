"""The catalogue: all things of a kind, in the sets in which the text lists them."""

from __future__ import annotations

from graph.schema import STRUCTURE, Kind
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import AnswerSet, AnswerSets

HOLDING = frozenset({"has example", "includes"})
"""Labels by which one thing holds another of its kind, which need not be listed beside it."""


class Catalogue:
    """Lists the things of each kind of one snapshot; each list is made when first asked for."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._all: dict[Kind, tuple[AnswerSet, ...]] = {}
        self._holding = frozenset(
            r.name for r in snapshot.graph.relations if r.label.lower() in HOLDING
        )

    def of(self, kind: Kind) -> tuple[AnswerSet, ...]:
        """Return sets that together hold every node of a kind, the greatest first."""
        known = self._all.get(kind)
        if known is not None:
            return known
        left = {
            node.id
            for node in self._snapshot.graph.nodes
            if node.kind is kind and not self._is_example(node.id, kind)
        }
        sets = [
            cut
            for node_id in sorted({t for n in left for s in self._sets.of(n) for t in s.targets})
            for found in self._sets.of(node_id)
            if (cut := found.only(left)).targets
        ]
        chosen: list[AnswerSet] = []
        while left and sets:
            best = max(sets, key=lambda s: self._worth(s, left))
            gained = [t for t in best.targets if t in left]
            if not gained:
                break
            chosen.append(best.only(gained))
            left -= set(gained)
        self._all[kind] = tuple(chosen)
        return self._all[kind]

    def _is_example(self, node_id: str, kind: Kind) -> bool:
        """Whether a node stands below another one of its kind, which is listed for it."""
        return any(
            edge.relation in self._holding and self._snapshot.node(edge.source).kind is kind
            for edge in self._snapshot.into(node_id)
        )

    def _worth(self, found: AnswerSet, left: set[str]) -> tuple[int, bool, tuple[str, ...]]:
        gained = sum(target in left for target in found.targets)
        return (gained, self._snapshot.node(found.anchor).kind in STRUCTURE, found.key)
