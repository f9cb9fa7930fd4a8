"""Features of candidate queries: numbers, most between -1 and 1, that a linear ranker weighs.

Most depend on a candidate's sets alone and are read once for each set (``set_features.py``); the
others join those of its sets with its first hops and its shape.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Edge
from graph.snapshot import Snapshot
from retrieval.memo import Memo
from retrieval.queries.answer_sets import CATALOGUE, AnswerSet
from retrieval.queries.shapes import PLACED, STAGES, Candidate, Shape
from retrieval.question.intent import Intent
from retrieval.ranking.intent_fit import IntentFit, defines, starts_of_kinds, unites
from retrieval.ranking.set_features import Asking, OfSet, SetFeatures

MANY = 100
"""Entries from which a catalogue counts as one in full."""
WHOLE = 0.99
"""Share of the question's weight from which it is explained as a whole."""
_UNCIRCULAR = frozenset({Shape.EDGE, Shape.PAIR, Shape.LIST_ALL})
"""Shapes whose answers the question may well name."""


class Features:
    """The features of one question's candidates."""

    def __init__(
        self,
        snapshot: Snapshot,
        asking: Asking,
        read: SetFeatures,
    ) -> None:
        self._snapshot = snapshot
        self._asked = asking.asked
        self._fit = IntentFit(snapshot, asking.asked, asking.terms)
        self._read = read
        self._masks = read.masks
        self._named = Memo[int, float](read.named)
        self._lists = asking.asked.wants(Intent.LIST, Intent.COUNT)
        self._unnamed = 1.0 - max(asking.mentioned.values(), default=0.0)
        self._known: dict[int, tuple[AnswerSet, OfSet]] = {}

    def of(self, candidate: Candidate) -> dict[str, float]:
        """Return the features of a candidate by their names, always in the same order."""
        answers, first, masks = candidate.sets, candidate.sets[0], self._masks
        part = self._of_set(first) if len(answers) == 1 else self._joined(answers)
        values = part.values
        kind, gloss = self._kind(candidate, values["kind"]), values["gloss"]
        explained = masks.of(candidate.explained) if candidate.explained else 0
        given, spoken = part.given | explained, part.spoken
        hops = [self._hop(edge) for edge in candidate.via]
        for edge, hop in zip(candidate.via, hops, strict=True):
            given |= hop
            if masks.spans:
                spoken |= masks.spoken((edge.source, edge.target))
        if candidate.focus:
            given |= masks.nodes[candidate.focus]
            spoken |= masks.spoken((candidate.focus,))
        if self._asked.kinds and kind == 1.0:
            given |= masks.kinds
        covered = masks.share(given, part.targets & ~given)
        two, named = candidate.shape is Shape.TWO_HOPS, self._named[spoken]
        return {
            "anchor": candidate.anchor,
            "whole": float(covered >= WHOLE),
            **values,
            "kind": kind,
            "target": max(masks.aimed[explained], values["target"]),
            "covered": covered,
            "left": self._left(candidate, hops[0]) if two else 0.0,
            "intent": self._fit.of(candidate, named),
            "hop": float(two),
            "structure": float(part.is_layout),
            "united": two and unites(self._snapshot, answers, lambda n: bool(masks.nodes[n])),
            "circular": 0.0 if candidate.shape in _UNCIRCULAR else part.circular,
            "gloss_unnamed": gloss * self._unnamed,
            "meant": gloss * defines(first) * (1.0 - candidate.anchor),
            "named": named,
            "linking": part.linking,
            "long": self._long(candidate),
        }

    def _of_set(self, found: AnswerSet) -> OfSet:
        """Return what depends on a set alone.

        Sets are told apart by identity, which is much cheaper than by what they hold; few are
        equal and not the same, and it would only be computed again.
        """
        known = self._known.get(id(found))
        if known is None:
            known = self._known[id(found)] = (found, self._read.of(found))
        return known[1]

    def _joined(self, answers: Sequence[AnswerSet]) -> OfSet:
        """Return what depends on several sets: the least for the kind, else the greatest."""
        each = [self._of_set(found) for found in answers]
        first = each[0]
        values = {name: max([one.values[name] for one in each]) for name in first.values}
        values["kind"] = min([one.values["kind"] for one in each])
        joined = OfSet(
            values,
            first.given,
            first.targets,
            first.spoken,
            is_layout=all(one.is_layout for one in each),
            circular=first.circular,
            linking=first.linking,
        )
        for one in each[1:]:
            joined.given |= one.given
            joined.targets |= one.targets
            joined.spoken |= one.spoken
        return joined

    def _kind(self, candidate: Candidate, kind: float) -> float:
        """Return how well the kind of the answers fits, their shape considered."""
        shape = candidate.shape
        if shape is Shape.EXTREME and starts_of_kinds(self._snapshot, self._asked, candidate):
            return 1.0
        stage = shape is Shape.FLOW and self._asked.kinds <= STAGES
        # "The last step of …" may be anything.
        return max(kind, 0.5) if stage or shape in PLACED else kind

    def _long(self, candidate: Candidate) -> float:
        """Return how far a list is a catalogue, of which one entry is sought and not all."""
        size = max(len(found.targets) for found in candidate.sets)
        if size < CATALOGUE or candidate.anchor >= WHOLE or self._lists:
            return 0.0
        return min(1.0, size / MANY)

    def _hop(self, edge: Edge) -> int:
        masks = self._masks
        return masks.nodes[edge.source] | masks.nodes[edge.target] | masks.relations[edge.relation]

    def _left(self, candidate: Candidate, answered: int) -> float:
        """Return what a second hop explains of that which the first one leaves open."""
        words = self._of_set(candidate.sets[0]).given
        return candidate.anchor * self._masks.share(words & ~answered)
