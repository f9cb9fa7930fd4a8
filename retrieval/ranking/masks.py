"""Masks: which of a question's words something explains, one bit a word.

The masks of a candidate are joined from those of its nodes, relations and places, each of which is
made once for a question, and so is the weight under each mask.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from retrieval.memo import Memo
from retrieval.queries.answer_sets import AnswerSets
from retrieval.question.intent import Asked, kind_stems, wordings
from retrieval.text.words import Vocabulary

TARGETS_SHARE = 0.4
"""Words that only the answers hold were mostly not asked with, so they cover less."""


class Masks:
    """The masks of one question."""

    def __init__(
        self,
        sets: AnswerSets,
        vocabulary: Vocabulary,
        asked: Asked,
        terms: Sequence[str],
        mentions: Sequence[tuple[float, frozenset[str]]],
    ) -> None:
        """Number the words; ``terms`` and ``mentions`` are those of ``Asking`` and ``Signals``."""
        everyday = wordings()
        distinct = list(dict.fromkeys([*terms, *asked.target]))
        self._bits: dict[str, int] = {}
        for position, term in enumerate(distinct):
            for form in {term, everyday.get(term, term)}:
                self._bits[form] = self._bits.get(form, 0) | 1 << position
        weights = [vocabulary.weight(term) for term in distinct]
        own, aimed = set(terms), set(asked.target)
        self._weights = [w if t in own else 0.0 for t, w in zip(distinct, weights, strict=True)]
        self._aims = [w if t in aimed else 0.0 for t, w in zip(distinct, weights, strict=True)]
        self._whole, self._aim = sum(self._weights), sum(self._aims)
        self._shares: dict[tuple[int, int], float] = {}
        self._forms = frozenset(self._bits)
        self.spans = _by_node(mentions)
        """Nodes that the question names exactly, each with a bit for each of its spans."""
        self.kinds = self.of(stem for kind in asked.kinds for stem in kind_stems(kind))
        """Of the words for the kinds that are asked for."""
        self._sets = sets
        self.nodes = Memo[str, int](self._node)
        self.relations = Memo[str, int](lambda name: self.of(sets.relation_stems(name)))
        self.aimed = Memo[int, float](self._weigh_aims)
        """How much of the phrase that says what is asked for stands under a mask."""

    def of(self, stems: Iterable[str]) -> int:
        """Return the mask of some stems."""
        mask = 0
        for stem in self._forms.intersection(stems):
            mask |= self._bits[stem]
        return mask

    def _node(self, node_id: str) -> int:
        stems = self._sets.stems(node_id)
        return 0 if self._forms.isdisjoint(stems) else self.of(stems)

    def spoken(self, node_ids: Collection[str]) -> int:
        """Return which of the spans that the question names exactly some nodes are meant by."""
        mask = 0
        if not self.spans.keys().isdisjoint(node_ids):
            for node_id in node_ids:
                mask |= self.spans.get(node_id, 0)
        return mask

    def share(self, full: int, part: int = 0) -> float:
        """Return the share of the question's weight under a mask; ``part`` counts in part."""
        known = self._shares.get((full, part))
        if known is None:
            known = self._shares[full, part] = self._weigh(full, part)
        return known

    def _weigh(self, full: int, part: int) -> float:
        if not self._whole:
            return 0.0
        got = 0.0
        for position, weight in enumerate(self._weights):
            if full >> position & 1:
                got += weight
            elif part >> position & 1:
                got += TARGETS_SHARE * weight
        return got / self._whole

    def _weigh_aims(self, mask: int) -> float:
        if not self._aim:
            return 0.0
        got = sum(weight for position, weight in enumerate(self._aims) if mask >> position & 1)
        return got / self._aim


def _by_node(mentions: Sequence[tuple[float, frozenset[str]]]) -> Mapping[str, int]:
    """Return the nodes of spans with one bit a span that each is meant by."""
    found: dict[str, int] = {}
    for position, (_, nodes) in enumerate(mentions):
        for node_id in nodes:
            found[node_id] = found.get(node_id, 0) | 1 << position
    return found
