"""Said: what would be said in answer to a question, and which words it explains."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from graph.snapshot import Snapshot
from retrieval.indexing.field_words import Field
from retrieval.queries.answer_sets import DEFINED_AS, AnswerSets
from retrieval.queries.candidates import Candidate
from retrieval.queries.columns import header
from retrieval.question.intent import kind_stems, wordings
from retrieval.question.link import WHOLE_NAME
from retrieval.ranking.aspect import word_list
from retrieval.ranking.finding import Linked
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import SentenceHit
from retrieval.text.words import Vocabulary, content_stems, stem

_MARKER = re.compile(r"^[ \t>]*(?:\d+[.)]|[-*+])[ \t]+", re.MULTILINE)
"""What a list puts before its items."""
_BY = re.compile(r"(?:\W|^)[Bb]y\s\[?[A-Z]\w")
"""What names somebody behind what they made."""


@dataclass(frozen=True, slots=True)
class Said:
    """What would be said."""

    text: str
    stems: frozenset[str]
    """Of its words, and of what it stands under."""
    cosine: float
    """Likeness to the question."""
    nodes: frozenset[str] = frozenset()
    """What it speaks of; none for prose."""
    kinds: frozenset[str] = frozenset()
    """Stems of the words for the kinds of what it names."""
    relations: frozenset[str] = frozenset()
    """Stems of its relations."""
    labels: frozenset[str] = frozenset()
    """Labels of its relations."""
    anchors: frozenset[str] = frozenset()
    """Stems of what it starts from, unless that is a definition, and of where it stands."""
    meant: frozenset[str] = frozenset()
    """Stems by which the lexicon says what it speaks of."""
    lines: str = ""
    """The lines of the text that state it."""
    line_stems: frozenset[str] = frozenset()
    """Of their words."""
    prose: bool = False

    def explains(self, term: str, vocabulary: Vocabulary) -> bool:
        """Whether it, or the lines that state it, explain a stem of the question."""
        own = vocabulary.related(term) or term
        forms = {term, own, wordings().get(term, term), *_degrees(term)}
        if term in _computing() and "=" in self.lines:
            return True
        if term in _authoring() and _BY.search(self.lines):
            return True
        told = not (forms.isdisjoint(self.stems) and forms.isdisjoint(self.line_stems))
        parts = vocabulary.compounds.get(term, ())
        told |= bool(parts) and self.stems.union(self.line_stems).issuperset(parts)
        return told or term in self.kinds

    def bears(self, term: str, vocabulary: Vocabulary) -> bool:
        """Whether a stem is that of its relation, or of what it starts from."""
        forms = {term, vocabulary.related(term) or term, wordings().get(term, term)}
        return not forms.isdisjoint(self.relations | self.anchors)


class Speaker:
    """Tells what would be said about one snapshot."""

    def __init__(
        self, snapshot: Snapshot, sets: AnswerSets, vocabulary: Vocabulary, field: Field
    ) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._vocabulary = vocabulary
        self._titles = snapshot.titles
        self._meant = _by_node(field)

    def said(
        self,
        linked: Linked,
        ranked: Sequence[Scored],
        sentences: Sequence[SentenceHit],
        quote: Quote | None,
    ) -> Said:
        """Return what would be said: the quote if one is given, otherwise the best candidate."""
        if quote is not None:
            stems = [f"{self._titles.of(s.source)} {s.text}" for s in quote.sentences]
            text = " ".join(sentence.text for sentence in quote.sentences)
            return Said(
                text=text,
                stems=frozenset(content_stems(" ".join(stems))),
                cosine=sentences[0].cosine,
                lines=text,
                prose=True,
            )
        if not ranked:
            return Said("", frozenset(), 0.0)
        return self._of_candidate(linked, ranked[0].candidate, ranked[0].features["cosine"])

    def _of_candidate(self, linked: Linked, candidate: Candidate, cosine: float) -> Said:
        nodes = _nodes(candidate)
        sets = candidate.sets
        kinds = {self._snapshot.node(target).kind for target in sets[0].targets}
        starts = (found.anchor for found in sets if found.relation != DEFINED_AS)
        named = " ".join(self._snapshot.node(node_id).name for node_id in starts)
        places = (self._sets.words(found).place for found in sets)
        labels = {self._snapshot.relation(found.relation).label for found in sets}
        lines = self._lines(candidate)
        return Said(
            text=" ".join(self._snapshot.node(node_id).name for node_id in sorted(nodes)),
            stems=self._stems(linked, candidate, nodes),
            cosine=cosine,
            nodes=nodes,
            kinds=frozenset(s for kind in kinds | linked.asked.kinds for s in kind_stems(kind)),
            relations=frozenset(content_stems(" ".join(sorted(labels)))),
            labels=frozenset(labels),
            anchors=frozenset(content_stems(named)).union(*places),
            meant=frozenset(s for node_id in nodes for s in self._meant.get(node_id, ())),
            lines=lines,
            line_stems=frozenset(content_stems(lines)),
        )

    def _lines(self, candidate: Candidate) -> str:
        """Return the lines that state a candidate, a row of a table behind its header."""
        places = [edge.evidence[0] for edge in candidate.edges]
        heads = dict.fromkeys(" | ".join(header(self._snapshot, place)) for place in places)
        stated = dict.fromkeys(place.text for place in places)
        return _MARKER.sub("", "\n".join([*heads, *stated]))

    def _stems(self, linked: Linked, candidate: Candidate, nodes: frozenset[str]) -> frozenset[str]:
        stems: set[str] = set(candidate.explained)
        called = {link.node_id: link.span for link in linked.links if link.reason in WHOLE_NAME}
        for node_id in nodes:
            if span := called.get(node_id):
                # What its other names say ("low-rank adaptation") is not said of it.
                stems.update(content_stems(f"{span} {self._snapshot.node(node_id).name}"))
            else:
                stems |= self._sets.stems(node_id)
        for answers in candidate.sets:
            stems |= self._sets.relation_stems(answers.relation) | self._sets.words(answers).place
        for edge in candidate.via:
            stems |= self._sets.relation_stems(edge.relation)
        kinds = {self._snapshot.node(t).kind for s in candidate.sets for t in s.targets}
        for kind in kinds & linked.asked.kinds:
            stems |= kind_stems(kind)
        return frozenset(stems)


@cache
def _computing() -> frozenset[str]:
    """Return the stems of words for how something is computed, which an equation says."""
    return frozenset(stem(word) for word in word_list("computing"))


@cache
def _authoring() -> frozenset[str]:
    """Return the stems of words for making a work, whose maker stands behind "by"."""
    return frozenset(stem(word) for word in word_list("authoring"))


def _degrees(term: str) -> frozenset[str]:
    """Return a comparative's other degrees: those of "cheaper" are "cheap" and "cheapest"."""
    if term not in word_list("ranking"):
        return frozenset()
    base = re.sub(r"(?:er|est)$", "", term)
    return frozenset({base, f"{base}e", f"{base}er", f"{base}est"})


def _by_node(field: Field) -> Mapping[str, frozenset[str]]:
    """Return for each node the stems by which the lexicon says what it means."""
    found: dict[str, set[str]] = {}
    for meaning in field.meanings:
        for node_id in meaning.node_ids:
            found.setdefault(node_id, set()).update(meaning.stems)
    return {node_id: frozenset(stems) for node_id, stems in found.items()}


def _nodes(candidate: Candidate) -> frozenset[str]:
    ends = {candidate.focus} if candidate.focus else set[str]()
    for found in candidate.sets:
        ends |= {found.anchor, *found.targets}
    for edge in candidate.via:
        ends |= {edge.source, edge.target}
    return frozenset(ends)
