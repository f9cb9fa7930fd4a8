"""Yes and no: cells of tables that say whether something has what its column names.

"Does Kafka support transactions?" is answered by a row's "yes" under "Transactions", and "Which
brokers support delayed delivery?" by the rows whose cell says yes.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import IN, OUT, AnswerSet, AnswerSets

YES = frozenset({"yes", "y", "true", "supported", "available", "✓", "✔", "✅", "x"})
NO = frozenset({"no", "n", "false", "unsupported", "unavailable", "✗", "✘", "❌"})


class Polar:
    """The yes and no of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._yes = sorted(n.id for n in snapshot.graph.nodes if n.name.lower() in YES)
        self._no = sorted(n.id for n in snapshot.graph.nodes if n.name.lower() in NO)

    def says(self, node_id: str) -> bool | None:
        """Return whether a thing is a yes or a no; None for anything else."""
        name = self._snapshot.node(node_id).name.lower()
        return True if name in YES else False if name in NO else None

    def mentions(self, found: AnswerSet) -> bool:
        """Whether a set starts from or gives a mere yes or no."""
        return any(self.says(node_id) is not None for node_id in (found.anchor, *found.targets))

    def affirmed(self) -> tuple[AnswerSet, ...]:
        """Return for each column the things whose cell says yes."""
        return self._into(self._yes)

    def denied(self) -> tuple[AnswerSet, ...]:
        """Return for each column the things whose cell says no."""
        return self._into(self._no)

    def _into(self, nodes: Sequence[str]) -> tuple[AnswerSet, ...]:
        sets = (found for node_id in nodes for found in self._sets.of(node_id))
        return tuple(found for found in sets if found.direction == IN)

    def verdict(self, found: AnswerSet) -> bool | None:
        """Return whether a set says yes or no of its anchor; None where it says neither."""
        said = [self.says(target) for target in found.targets]
        return said[0] if found.direction == OUT and len(said) == 1 else None
