"""Features of one answer set, which every candidate that holds it shares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.model import Edge
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.memo import Memo
from retrieval.queries.answer_sets import OUT, AnswerSet, AnswerSets
from retrieval.queries.relation_words import wording_stems
from retrieval.question.intent import Asked, Intent, kind_stems, wordings
from retrieval.ranking.masks import Masks
from retrieval.ranking.signals import Signals
from retrieval.ranking.surroundings import Surroundings
from retrieval.text.words import Vocabulary

FRAMES = frozenset({Kind.TRADEOFF, Kind.QUESTION})
"""Kinds of what only frames something: who names one asks for what is in it."""
NAMED = 0.99
"""Score of a mention of a whole name."""
GLOSS_FROM, GLOSS_SPAN = 0.3, 0.4
"""Cosines to glosses from 0.3 to 0.7 become 0 to 1: below lie chance likenesses."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A question with what is known of it."""

    asked: Asked
    terms: Sequence[str]
    """Its stems with a topic, spelling mended."""
    mentioned: Mapping[str, float]
    """Nodes that it mentions by name, with the link's score."""
    signals: Signals


@dataclass(slots=True)
class OfSet:
    """What depends on a set alone, or on several sets together."""

    values: dict[str, float]
    """Features by their names."""
    given: int
    """Mask of the words of what it starts from, of its relation and of its place."""
    targets: int
    """Mask of the words of what it answers with."""
    spoken: int
    """Mask of the spans that the question names exactly and that it speaks of."""
    is_layout: bool
    """Whether it says only where in the text its anchor is listed."""
    circular: float
    """Share of the answers that the question names itself."""
    linking: float
    """1 where it leads out of the handbook."""


class SetFeatures:
    """Reads the sets of one question's candidates."""

    def __init__(
        self,
        snapshot: Snapshot,
        sets: AnswerSets,
        surroundings: Surroundings,
        vocabulary: Vocabulary,
        asking: Asking,
    ) -> None:
        asked, terms, everyday = asking.asked, asking.terms, wordings()
        self._snapshot = snapshot
        self._sets = sets
        self._surroundings = surroundings
        self._vocabulary = vocabulary
        self._asked = asked
        self._mentioned = asking.mentioned
        self._signals = asking.signals
        self._asks = set(terms) | {everyday.get(term, term) for term in terms}
        self._kind_stems = frozenset(stem for kind in asked.kinds for stem in kind_stems(kind))
        self._target_stems = frozenset(asked.target)
        self._counts = asked.wants(Intent.COUNT)
        self._relations = Memo[str, float](self._relation)
        self._whole_named = sum(weight for weight, _ in asking.signals.mentions)
        self.masks = Masks(sets, vocabulary, asked, terms, asking.signals.mentions)
        """The masks of the question."""

    def of(self, found: AnswerSet) -> OfSet:
        """Return what depends on a set alone."""
        nodes, targets = self.masks.nodes, 0
        for target in found.targets:
            targets |= nodes[target]
        relation = self.masks.relations[found.relation]
        given = nodes[found.anchor] | relation | self.masks.of(self._sets.words(found).place)
        kind = self._kind(found)
        # What is counted is what the relation leads to, not what it starts from.
        aimed = relation if self._counts else given
        if self._asked.kinds and kind == 1.0:
            aimed |= self.masks.kinds
        ends = (found.anchor, *found.targets)
        return OfSet(
            {
                "kind": kind,
                "relation": self._relations[found.relation],
                "target": self.masks.aimed[aimed],
                **self._near(found),
                "gloss": self._gloss(ends),
                "surroundings": max(map(self._surrounded, found.edges)),
            },
            given,
            targets,
            self.masks.spoken(ends),
            is_layout=self._sets.is_layout(found),
            circular=self._circular(found),
            linking=float(found.relation in self._sets.linking),
        )

    def named(self, spoken: int) -> float:
        """Return the share of what the question names that a mask of spans holds."""
        if not self._whole_named:
            return 0.5
        mentions = enumerate(self._signals.mentions)
        got = sum(weight for position, (weight, _) in mentions if spoken >> position & 1)
        return got / self._whole_named

    def _kind(self, found: AnswerSet) -> float:
        asked = self._asked
        if not asked.kinds:
            return 0.5
        kinds = [self._snapshot.node(target).kind for target in found.targets]
        hits, plain = sum(kind in asked.kinds for kind in kinds), kinds.count(Kind.CONCEPT)
        if hits > plain and hits + plain == len(kinds):
            return 1.0  # What is listed beside things of the kind is taken for one.
        anchor = self._sets.stems(found.anchor)
        own = self._snapshot.node(found.anchor).kind
        if own in asked.kinds and anchor <= self._target_stems:
            return 0.8  # "Stream sources" asks for what is below the source that it names.
        if own in asked.kinds & FRAMES and self._mentioned.get(found.anchor, 0.0) >= NAMED:
            return 0.8  # "The tradeoff for freshness" asks for what is weighed in it.
        named = anchor | self._sets.words(found).header
        if found.direction == OUT:
            named |= self._sets.relation_stems(found.relation)
        return 0.7 if named & self._kind_stems & self._target_stems else -1.0

    def _relation(self, name: str) -> float:
        """Return the share of the relation's weight that stands in the question.

        It is all of it where one of its other wordings does.
        """
        if any(stems <= self._asks for stems in wording_stems(name)):
            return 1.0
        return self._vocabulary.share(self._asks, sorted(self._sets.label_stems(name)))

    def _near(self, found: AnswerSet) -> dict[str, float]:
        """Return how near a set's facts are by meaning and by words.

        Their likeness is mostly the best one's, in part their mean.
        """
        signals, keys = self._signals, [edge.key for edge in found.edges]
        cosine, floor, words = signals.fact_cosine, signals.floor, signals.fact_words
        each = [cosine.get(key, floor) for key in keys]
        return {
            "cosine": max(0.0, 0.7 * max(each) + 0.3 * sum(each) / len(each)),
            "words": signals.known * max([words.get(key, 0.0) for key in keys]),
        }

    def _surrounded(self, edge: Edge) -> float:
        """Return how near the nearest passage is that an edge stands in."""
        near, farthest = self._signals.surroundings, self._signals.farthest
        passages = self._surroundings.of(edge)
        if len(passages) == 1:
            return near.get(passages[0], farthest)
        return max([near.get(p, farthest) for p in passages], default=farthest)

    def _gloss(self, ends: Sequence[str]) -> float:
        glosses = self._signals.glosses
        if glosses.keys().isdisjoint(ends):
            return 0.0
        cosine = max([glosses.get(end, 0.0) for end in ends])
        return min(1.0, max(0.0, (cosine - GLOSS_FROM) / GLOSS_SPAN))

    def _circular(self, found: AnswerSet) -> float:
        mentioned = self._mentioned
        if mentioned.keys().isdisjoint(found.targets):
            return 0.0
        return sum([mentioned.get(target, 0.0) for target in found.targets]) / len(found.targets)
