"""Features of candidate queries: numbers between -1 and 1 that a linear ranker weighs.

Which of the question's words a candidate explains is kept as a bit mask over them, so that a
candidate's masks are joined from those of its nodes, relations and places, each made once for a
question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.model import Edge
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import LINKING, OUT, AnswerSet, AnswerSets
from retrieval.queries.shapes import PLACED, STAGES, Candidate, Shape
from retrieval.question.intent import Asked, Intent, kind_stems, wordings
from retrieval.ranking.intent_fit import defines, intent_fit, starts_of_kinds, unites
from retrieval.ranking.signals import Signals
from retrieval.ranking.surroundings import Surroundings
from retrieval.text.words import Vocabulary

TARGETS_SHARE = 0.4
"""Words that only the answers hold were mostly not asked with, so they cover less."""
GLOSS_FROM, GLOSS_SPAN = 0.3, 0.4
"""Cosines to glosses from 0.3 to 0.7 become 0 to 1: below lie chance likenesses."""
WHOLE = 0.99
"""Share of the question's weight from which it is explained as a whole."""


@dataclass(slots=True)
class _Masks:
    """Bit masks over the question's words, and what was computed for sets before."""

    nodes: dict[str, int] = field(default_factory=dict[str, int])
    relations: dict[str, int] = field(default_factory=dict[str, int])
    places: dict[object, int] = field(default_factory=dict[object, int])
    sets: dict[object, dict[str, float]] = field(default_factory=dict[object, dict[str, float]])
    shares: dict[str, float] = field(default_factory=dict[str, float])
    covered: dict[tuple[int, int], float] = field(default_factory=dict[tuple[int, int], float])


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with what is known of it."""

    asked: Asked
    terms: Sequence[str]
    """Its stems with a topic, spelling mended."""
    mentioned: Mapping[str, float]
    """Nodes that it mentions by name, with the link's score."""
    signals: Signals


class Features:
    """The features of one question's candidates."""

    def __init__(
        self,
        snapshot: Snapshot,
        sets: AnswerSets,
        surroundings: Surroundings,
        vocabulary: Vocabulary,
        asking: Asking,
    ) -> None:
        asked, terms, signals = asking.asked, asking.terms, asking.signals
        self._snapshot = snapshot
        self._sets = sets
        self._surroundings = surroundings
        self._vocabulary = vocabulary
        self._asked = asked
        self._terms = terms
        self._mentioned = asking.mentioned
        self._signals = signals
        self._masks = _Masks()
        everyday = wordings()
        self._words = list(dict.fromkeys([*terms, *asked.target]))
        self._bits: dict[str, int] = {}
        for position, term in enumerate(self._words):
            for form in {term, everyday.get(term, term)}:
                self._bits[form] = self._bits.get(form, 0) | 1 << position
        weights = [vocabulary.weight(term) for term in self._words]
        own = set(terms)
        self._weights = [w if t in own else 0.0 for t, w in zip(self._words, weights, strict=True)]
        aimed = set(asked.target)
        self._aims = [w if t in aimed else 0.0 for t, w in zip(self._words, weights, strict=True)]
        self._kinds = self._mask({stem for kind in asked.kinds for stem in kind_stems(kind)})
        asks = set(terms) | {everyday.get(term, term) for term in terms}
        self._asks = asks
        self._unnamed = 1.0 - max(asking.mentioned.values(), default=0.0)
        self._whole_named = sum(weight for weight, _ in signals.mentions)

    def of(self, candidate: Candidate) -> dict[str, float]:
        """Return the features of a candidate by their names."""
        answers, first = candidate.sets, candidate.sets[0]
        values = _joined([self._of_set(found) for found in answers])
        kind, gloss = values["kind"], values["gloss"]
        stage = candidate.shape is Shape.FLOW and self._asked.kinds <= STAGES
        if stage or candidate.shape in PLACED:  # "The last step of …" may be anything.
            kind = max(kind, 0.5)
        if starts_of_kinds(self._snapshot, self._asked, candidate):
            kind = 1.0
        given = self._given(candidate)
        if self._asked.kinds and kind == 1.0:
            given |= self._kinds
        targets = 0
        for target in (target for found in answers for target in found.targets):
            targets |= self._node(target)
        two, named = candidate.shape is Shape.TWO_HOPS, self._named(candidate)
        covered = self._share(given, targets & ~given)
        return {
            "anchor": candidate.anchor,
            "whole": float(covered >= WHOLE),
            **values,
            "kind": kind,
            "target": max(self._aimed(candidate), values["target"]),
            "covered": covered,
            "left": self._left(candidate) if two else 0.0,
            "intent": intent_fit(self._snapshot, self._asked, self._terms, candidate, named),
            "hop": float(two),
            "structure": float(all(map(self._sets.is_layout, answers))),
            "united": two and unites(self._snapshot, answers, lambda node: bool(self._node(node))),
            "circular": self._circular(candidate),
            "gloss_unnamed": gloss * self._unnamed,
            "meant": gloss * defines(first) * (1.0 - candidate.anchor),
            "named": named,
            "linking": float(self._snapshot.relation(first.relation).label == LINKING),
        }

    def _of_set(self, found: AnswerSet) -> dict[str, float]:
        """Return what depends on a set alone; made once for a question."""
        key = (found.key, found.targets)
        known = self._masks.sets.get(key)
        if known is None:
            signals = self._signals
            words = max(signals.fact_words.get(edge.key, 0.0) for edge in found.edges)
            kind = self._kind(found)
            known = self._masks.sets[key] = {
                "kind": kind,
                "relation": self._relation(found.relation),
                "target": self._target(found, kind),
                "cosine": self._cosine(found),
                "words": signals.known * words,
                "gloss": max(map(self._gloss, (found.anchor, *found.targets))),
                "surroundings": max(map(self._surrounded, found.edges)),
            }
        return known

    def _mask(self, stems: Iterable[str]) -> int:
        mask = 0
        for stem in stems:
            mask |= self._bits.get(stem, 0)
        return mask

    def _node(self, node_id: str) -> int:
        known = self._masks.nodes.get(node_id)
        if known is None:
            known = self._masks.nodes[node_id] = self._mask(self._sets.stems(node_id))
        return known

    def _relation_mask(self, name: str) -> int:
        known = self._masks.relations.get(name)
        if known is None:
            known = self._masks.relations[name] = self._mask(self._sets.relation_stems(name))
        return known

    def _place(self, found: AnswerSet) -> int:
        known = self._masks.places.get(found.key)
        if known is None:
            known = self._masks.places[found.key] = self._mask(self._sets.words(found).place)
        return known

    def _given(self, candidate: Candidate) -> int:
        """Return the mask of what the candidate starts from and follows."""
        given = self._node(candidate.focus) if candidate.focus else 0
        given |= self._mask(candidate.explained)
        for found in candidate.sets:
            given |= self._node(found.anchor) | self._relation_mask(found.relation)
            given |= self._place(found)
        for edge in candidate.via:
            given |= self._node(edge.source) | self._node(edge.target)
            given |= self._relation_mask(edge.relation)
        return given

    def _share(self, full: int, part: int = 0) -> float:
        """Return the share of the question's weight under a mask; ``part`` counts in part."""
        known = self._masks.covered.get((full, part))
        if known is None:
            known = self._masks.covered[full, part] = self._weigh(full, part)
        return known

    def _weigh(self, full: int, part: int) -> float:
        whole = sum(self._weights)
        if not whole:
            return 0.0
        got = 0.0
        for position, weight in enumerate(self._weights):
            if full >> position & 1:
                got += weight
            elif part >> position & 1:
                got += TARGETS_SHARE * weight
        return got / whole

    def _kind(self, found: AnswerSet) -> float:
        asked = self._asked
        if not asked.kinds:
            return 0.5
        hits = sum(self._snapshot.node(t).kind in asked.kinds for t in found.targets)
        plain = sum(self._snapshot.node(t).kind is Kind.CONCEPT for t in found.targets)
        if hits > plain and hits + plain == len(found.targets):
            return 1.0  # What is listed beside things of the kind is taken for one.
        anchor = self._sets.stems(found.anchor)
        if self._snapshot.node(found.anchor).kind in asked.kinds and anchor <= set(asked.target):
            return 0.8  # "Stream sources" asks for what is below the source that it names.
        named = anchor | self._sets.words(found).header
        if found.direction == OUT:
            named |= self._sets.relation_stems(found.relation)
        stems = frozenset(stem for kind in asked.kinds for stem in kind_stems(kind))
        return 0.7 if named & stems & set(asked.target) else -1.0

    def _relation(self, name: str) -> float:
        """Return the share of the relation's weight that stands in the question."""
        known = self._masks.shares.get(name)
        if known is None:
            words = sorted(self._sets.relation_stems(name))
            known = self._masks.shares[name] = self._vocabulary.share(self._asks, words)
        return known

    def _target(self, found: AnswerSet, kind: float) -> float:
        """Return how much of the phrase that says what is asked for a set explains."""
        whole = sum(self._aims)
        if not whole:
            return 0.0
        given = self._relation_mask(found.relation)
        if not self._asked.wants(Intent.COUNT):
            # What is counted is what the relation leads to, not what it starts from.
            given |= self._node(found.anchor) | self._place(found)
        if self._asked.kinds and kind == 1.0:
            given |= self._kinds
        return sum(w for position, w in enumerate(self._aims) if given >> position & 1) / whole

    def _aimed(self, candidate: Candidate) -> float:
        """Return how much of that phrase a candidate explains by its form."""
        explained, whole = self._mask(candidate.explained), sum(self._aims)
        got = sum(w for position, w in enumerate(self._aims) if explained >> position & 1)
        return got / whole if whole else 0.0

    def _cosine(self, found: AnswerSet) -> float:
        """Return the likeness of a set's facts: mostly the best one's, in part their mean."""
        cosine, floor = self._signals.fact_cosine, self._signals.floor
        each = [cosine.get(edge.key, floor) for edge in found.edges]
        return max(0.0, 0.7 * max(each) + 0.3 * sum(each) / len(each))

    def _surrounded(self, edge: Edge) -> float:
        """Return how near the nearest passage is that an edge stands in."""
        near, farthest = self._signals.surroundings, self._signals.farthest
        passages = self._surroundings.of(edge)
        return max((near.get(p, farthest) for p in passages), default=farthest)

    def _gloss(self, node_id: str) -> float:
        cosine = self._signals.glosses.get(node_id, 0.0)
        return min(1.0, max(0.0, (cosine - GLOSS_FROM) / GLOSS_SPAN))

    def _named(self, candidate: Candidate) -> float:
        """Return the share of what the question names that the candidate speaks of."""
        if not self._whole_named:
            return 0.5
        spoken = {candidate.focus}
        for found in candidate.sets:
            spoken.add(found.anchor)
            spoken.update(found.targets)
        for edge in candidate.via:
            spoken.update((edge.source, edge.target))
        got = sum(weight for weight, nodes in self._signals.mentions if nodes & spoken)
        return got / self._whole_named

    def _left(self, candidate: Candidate) -> float:
        first, second = candidate.via[0], candidate.sets[0]
        answered = self._node(first.source) | self._node(first.target)
        answered |= self._relation_mask(first.relation)
        words = self._relation_mask(second.relation) | self._place(second)
        words |= self._node(second.anchor)
        return candidate.anchor * self._share(words & ~answered)

    def _circular(self, candidate: Candidate) -> float:
        """Return the share of the answers that the question names itself."""
        if candidate.shape in {Shape.EDGE, Shape.PAIR, Shape.LIST_ALL}:
            return 0.0
        targets = candidate.sets[0].targets
        return sum(self._mentioned.get(target, 0.0) for target in targets) / len(targets)


def _joined(each: Sequence[dict[str, float]]) -> dict[str, float]:
    """Return what depends on the sets of a candidate: the least for the kind, else the greatest."""
    if len(each) == 1:
        return each[0]
    kind = min(values["kind"] for values in each)
    return {name: max(values[name] for values in each) for name in each[0]} | {"kind": kind}
