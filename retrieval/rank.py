"""Ranking: one linear score over a few features for every candidate query and every passage.

Each feature lies between 0 and 1, so that a weight says how much its feature can move a score.
A second hop is scored by what the first one leaves open: the share of the question's weight that
its own words cover and the first edge's do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from graph.snapshot import Snapshot
from ingest.facts import Said
from retrieval.answer_sets import OUT, AnswerSet, AnswerSets
from retrieval.candidates import Candidate, Shape
from retrieval.intent import Asked, Intent, kind_stems, wordings
from retrieval.search import PassageHit
from retrieval.words import Vocabulary, content_stems, is_general


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each feature counts; set by hand on the project's own questions."""

    anchor: float = 1.0
    """The question names what the query starts from."""
    kind: float = 1.2
    """What it gives is of the kind asked for: 1, half without a kind, less than 0 if not."""
    relation: float = 0.55
    """The relation's words stand in the question."""
    target: float = 0.45
    """The relation's or the answers' words are those of the phrase that says what is asked."""
    cosine: float = 2.0
    """Likeness of meaning of the facts to the question."""
    words: float = 0.35
    """BM25 of the facts, as a share of the best."""
    covered: float = 1.2
    """Share of the question's weight that the query's words cover."""
    left: float = 0.5
    """Second hops: what they cover of what the first leaves open."""
    intent: float = 0.8
    """The shape is what the question's intent calls for."""
    hop: float = -0.3
    """A second hop."""
    structure: float = -0.9
    """It says only under which title of the text something stands."""
    united: float = 0.15
    """It holds all that the first hop leads to, not one part of it."""
    circular: float = -0.6
    """It gives what the question already names."""
    passage: float = -0.45
    """A passage states more than is asked."""


WEIGHTS = Weights()
OPPOSING = frozenset({"VERSUS", "HAS_OPTION"})
"""Relations by which the text sets two things against each other."""
TARGETS_SHARE = 0.4
"""Words that only the answers hold were mostly not asked with, so they cover less."""


@dataclass(frozen=True, slots=True)
class Signals:
    """What search found, by edge key or by passage node."""

    fact_cosine: Mapping[tuple[str, str, str], float]
    fact_words: Mapping[tuple[str, str, str], float]
    """BM25 as a share of the best hit's."""
    floor: float
    """Cosine of a fact that search did not return: at most the least one returned."""
    known: float = 1.0
    """Share of the question's weight in words that the handbook uses: the best of a few common
    words is no find where the telling ones are unknown."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features."""

    candidate: Candidate
    score: float
    features: dict[str, float]


class Ranker:
    """Scores candidates against a question."""

    def __init__(
        self,
        snapshot: Snapshot,
        sets: AnswerSets,
        vocabulary: Vocabulary,
        weights: Weights = WEIGHTS,
    ) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._vocabulary = vocabulary
        self._weights = weights
        self._passages: dict[str, frozenset[str]] = {}

    def rank(
        self,
        asked: Asked,
        terms: Sequence[str],
        mentioned: Mapping[str, float],
        candidates: Sequence[Candidate],
        signals: Signals,
    ) -> list[Scored]:
        """Return the candidates, best first; ties by the candidates' keys.

        Args:
            asked: The question, read.
            terms: Its stems with a topic, spelling mended.
            mentioned: Nodes that it mentions by name, with the link's score.
            candidates: What to score.
            signals: What search found.
        """
        scored = [
            self._score(candidate, self._features(asked, terms, mentioned, candidate, signals))
            for candidate in candidates
        ]
        return sorted(scored, key=lambda s: (-s.score, str(s.candidate.key)))

    def _score(self, candidate: Candidate, features: dict[str, float]) -> Scored:
        total = sum(getattr(self._weights, name) * value for name, value in features.items())
        return Scored(candidate, round(total, 6), features)

    def _features(
        self,
        asked: Asked,
        terms: Sequence[str],
        mentioned: Mapping[str, float],
        candidate: Candidate,
        signals: Signals,
    ) -> dict[str, float]:
        answers = candidate.sets
        kind = min(self._kind(asked, found) for found in answers)
        given = self.given(candidate)
        if asked.kinds and kind == 1.0:
            given |= {stem for k in asked.kinds for stem in kind_stems(k)}
        return {
            "anchor": candidate.anchor,
            "kind": kind,
            "relation": max(self._relation(terms, found) for found in answers),
            "target": max(self._target(asked, candidate, found) for found in answers),
            "cosine": max(self._cosine(found, signals) for found in answers),
            "words": signals.known
            * max(signals.fact_words.get(e.key, 0.0) for s in answers for e in s.edges),
            "covered": self.covered(terms, given, self._answer_words(candidate)),
            "left": self._left(terms, candidate),
            "intent": self._fits_intent(asked, terms, candidate),
            "hop": float(candidate.shape is Shape.TWO_HOPS),
            "structure": float(all(self._sets.is_layout(found) for found in answers)),
            "united": float(candidate.shape is Shape.TWO_HOPS and len(answers) > 1),
            "circular": self._circular(mentioned, candidate),
        }

    def rank_passages(
        self, terms: Sequence[str], passages: Sequence[PassageHit], known: float = 1.0
    ) -> list[PassageHit]:
        """Return the passages with their scores, best first; ties by id.

        ``known`` is that of ``Signals``.
        """
        scored: list[PassageHit] = []
        for hit in passages:
            covered = self.covered(terms, self._passage_stems(hit), set())
            score = (
                self._weights.cosine * hit.cosine
                + self._weights.words * hit.words * known
                + self._weights.covered * covered
                + self._weights.passage
            )
            scored.append(replace(hit, covered=covered, score=round(score, 6)))
        return sorted(scored, key=lambda hit: (-hit.score, hit.node_id))

    def _passage_stems(self, hit: PassageHit) -> frozenset[str]:
        known = self._passages.get(hit.node_id)
        if known is None:
            known = self._passages[hit.node_id] = frozenset(content_stems(hit.text))
        return known

    def given(self, candidate: Candidate) -> set[str]:
        """Return the stems of what the candidate starts from and follows."""
        given: set[str] = set()
        for found in candidate.sets:
            given |= self._sets.words(found).given
        if candidate.focus:
            given |= self._sets.stems(candidate.focus)
        for edge in candidate.via:
            given |= self._sets.stems(edge.source) | self._sets.stems(edge.target)
            given |= self._sets.relation_stems(edge.relation)
        return given

    def _answer_words(self, candidate: Candidate) -> set[str]:
        return {stem for found in candidate.sets for stem in self._sets.words(found).targets}

    def covered(self, terms: Sequence[str], given: Set[str], answers: Set[str]) -> float:
        """Return the share of the question's weight that the words cover, 0 to 1."""
        whole = self._vocabulary.total(terms)
        if not whole:
            return 0.0
        everyday = wordings()
        got = 0.0
        for term in terms:
            forms = {term, everyday.get(term, term)}
            if forms & given:
                got += self._vocabulary.weight(term)
            elif forms & answers:
                got += TARGETS_SHARE * self._vocabulary.weight(term)
        return got / whole

    def _kind(self, asked: Asked, found: AnswerSet) -> float:
        if not asked.kinds:
            return 0.5
        hits = sum(self._snapshot.node(t).kind in asked.kinds for t in found.targets)
        if hits == len(found.targets):
            return 1.0
        anchor = self._sets.stems(found.anchor)
        if self._snapshot.node(found.anchor).kind in asked.kinds and anchor <= set(asked.target):
            return 0.8  # "Stream sources" asks for what is below the source that it names.
        named = self._sets.words(found).relation | anchor
        stems = frozenset(stem for kind in asked.kinds for stem in kind_stems(kind))
        return 0.7 if named & stems & set(asked.target) else -1.0

    def _relation(self, terms: Sequence[str], found: AnswerSet) -> float:
        """Return the share of the relation's weight that stands in the question."""
        words = self._sets.words(found).relation
        everyday = wordings()
        return self._vocabulary.share(
            {everyday.get(t, t) for t in terms} | set(terms), sorted(words)
        )

    def _target(self, asked: Asked, candidate: Candidate, found: AnswerSet) -> float:
        words = self._sets.words(found)
        # What is counted is what the relation leads to, not what it starts from.
        given = words.relation if asked.wants(Intent.COUNT) else words.given
        if candidate.focus:
            given = given | self._sets.stems(candidate.focus)
        if asked.kinds and self._kind(asked, found) == 1.0:
            given = given | {stem for kind in asked.kinds for stem in kind_stems(kind)}
        everyday = wordings()
        target = [everyday.get(term, term) for term in asked.target]
        return self._vocabulary.share(given, target) if target else 0.0

    def _cosine(self, found: AnswerSet, signals: Signals) -> float:
        """Return the likeness of a set's facts: mostly the best one's, in part their mean."""
        each = [signals.fact_cosine.get(edge.key, signals.floor) for edge in found.edges]
        return max(0.0, 0.7 * max(each) + 0.3 * sum(each) / len(each))

    def _left(self, terms: Sequence[str], candidate: Candidate) -> float:
        if candidate.shape is not Shape.TWO_HOPS:
            return 0.0
        first = candidate.via[0]
        answered = self._sets.stems(first.source) | self._sets.stems(first.target)
        answered |= self._sets.relation_stems(first.relation)
        words = self._sets.words(candidate.sets[0])
        second = (words.relation | words.place | words.anchor) - answered
        return candidate.anchor * self._vocabulary.share(second, terms)

    def _fits_intent(self, asked: Asked, terms: Sequence[str], candidate: Candidate) -> float:
        """Return how well the shape is what the question calls for, -1 to 1."""
        shape, first = candidate.shape, candidate.sets[0]
        if shape is Shape.LIST_ALL:
            # A list of all answers only a question that asks for nothing narrower.
            stems = {stem for kind in asked.kinds for stem in kind_stems(kind)}
            narrower = [t for t in terms if t not in stems and not is_general(t)]
            return -1.0 if narrower else 1.0
        if shape is Shape.PAIR:
            return float(asked.wants(Intent.COMPARE) and not asked.kinds)
        if asked.wants(Intent.BEFORE, Intent.AFTER):
            return 1.0 if shape is Shape.FLOW else -0.5
        opposes = asked.wants(Intent.COMPARE) and first.relation in OPPOSING
        defines = asked.wants(Intent.DEFINE) and self._defines(first)
        return float(defines or (opposes and shape is Shape.EDGE))

    def _defines(self, found: AnswerSet) -> bool:
        """Whether a set says what its anchor is, in the text's own definition."""
        return found.direction == OUT and (
            self._snapshot.relation(found.relation).label == Said.DEFINITION
        )

    def _circular(self, mentioned: Mapping[str, float], candidate: Candidate) -> float:
        """Return the share of the answers that the question names itself."""
        if candidate.shape in {Shape.EDGE, Shape.PAIR, Shape.LIST_ALL}:
            return 0.0
        targets = candidate.sets[0].targets
        return sum(mentioned.get(target, 0.0) for target in targets) / len(targets)
