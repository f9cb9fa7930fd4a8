"""The answerer: from a question to an answer that says only what the handbook says.

Stages: understand (a follow-up is written out), link, search, enumerate candidate queries, rank,
decide whether the handbook covers the question, compose. Everything that does not depend on the
question is prepared once, for one snapshot; an answerer may be used from several threads.
"""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.answer import Answer, Ranked, Status, Turn
from retrieval.answer_sets import AnswerSets, sources
from retrieval.candidates import Enumerator
from retrieval.compose import MOST_SUGGESTED, Composed, Composer
from retrieval.conversation import resolve
from retrieval.cover import Cover, Support, decide, unknown_words
from retrieval.embedder import Embedder
from retrieval.errors import BadQuestion
from retrieval.index import Index
from retrieval.intent import Asked, Intent, read
from retrieval.link import (
    MOST_BY_MEANING,
    WHOLE_NAME,
    Link,
    Names,
    Reason,
    best_of_each,
    by_meaning,
    left_spans,
)
from retrieval.rank import Ranker, Scored, Signals
from retrieval.search import Found, PassageHit, Search
from retrieval.words import Vocabulary

LONGEST_QUESTION = 2000
"""Characters."""
MOST_EVIDENCE = 20
PASSAGE_LEAD = 0.3
"""How much more of the question a passage must cover than the best facts to be quoted."""
LEAST_SPAN_MEANING = 0.5
"""A span of a word or two is near too much below this cosine."""


@dataclass(frozen=True, slots=True)
class _Linked:
    """What linking gives."""

    asked: Asked
    links: tuple[Link, ...]
    terms: tuple[str, ...]
    known: float
    """Share of the terms' weight in words that the handbook uses."""
    vector: npt.NDArray[np.float32]


class _Clock:
    """Milliseconds of each stage."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self.stages: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Book the time since the last lap to a stage."""
        now = time.perf_counter()
        self.stages[stage] = round((now - self._last) * 1000, 2)
        self._last = now

    def total(self) -> dict[str, float]:
        """Return all stages with their total."""
        total = round((time.perf_counter() - self._start) * 1000, 2)
        return {**self.stages, "total": total}


class Answerer:
    """Answers questions about one snapshot."""

    def __init__(self, snapshot: Snapshot, index: Index, embedder: Embedder) -> None:
        self._snapshot = snapshot
        self._embedder = embedder
        self._vocabulary = Vocabulary(entry.text for entry in index.entries)
        self._names = Names(snapshot.graph.nodes, self._vocabulary)
        self._sets = AnswerSets(snapshot)
        self._search = Search(index)
        self._enumerator = Enumerator(snapshot, self._sets, self._names)
        self._ranker = Ranker(snapshot, self._sets, self._vocabulary)
        self._composer = Composer(snapshot)

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question after the turns before it.

        Raises:
            BadQuestion: the question is empty, or longer than ``LONGEST_QUESTION`` characters.
        """
        clock = _Clock()
        understood = resolve(clean(question), history, self._names)
        linked = self._link(understood)
        clock.lap("link")
        found = self._search.search(understood, linked.vector)
        clock.lap("search")
        ranked = self._rank(linked, found)
        passages = self._rank_passages(linked, found)
        cover = self._decide(linked, found, ranked, passages)
        clock.lap("rank")
        composed, suggestions = self._compose(linked, ranked, passages, cover)
        evidence = self._evidence(ranked, passages)
        clock.lap("compose")
        return Answer(
            question=understood,
            answer=composed.text,
            status=cover.status,
            citations=composed.citations,
            evidence=evidence,
            timings_ms=clock.total(),
            suggestions=suggestions,
        )

    def _link(self, question: str) -> _Linked:
        mentions = self._names.mentions(question)
        mended = self._names.mended(question, mentions.corrected)
        asked = read(mended)
        spans = left_spans(question, mentions.left)
        vectors = self._embedder.embed([mended, *spans])
        links = list(mentions.links)
        links += by_meaning(question, self._search.nodes(vectors[0], MOST_BY_MEANING))
        for span, vector in zip(spans, vectors[1:], strict=True):
            links += by_meaning(span, self._search.nodes(vector, 3), LEAST_SPAN_MEANING)
        terms = self._names.question_stems(asked.words)
        unknown = {word.stem for word in unknown_words(asked.words, self._vocabulary)}
        known = 1.0 - self._vocabulary.share(unknown, terms)
        return _Linked(asked, best_of_each(links), terms, known, vectors[0])

    def _rank(self, linked: _Linked, found: Found) -> list[Scored]:
        candidates = self._enumerator.candidates(linked.asked, linked.links, found.nodes)
        signals = Signals(found.fact_cosine, found.fact_words, found.floor, linked.known)
        return self._ranker.rank(
            linked.asked, linked.terms, self._mentioned(linked), candidates, signals
        )

    def _mentioned(self, linked: _Linked) -> Mapping[str, float]:
        return {k.node_id: k.score for k in linked.links if k.reason is not Reason.MEANING}

    def _rank_passages(self, linked: _Linked, found: Found) -> list[PassageHit]:
        return self._ranker.rank_passages(linked.terms, found.passages, linked.known)

    def _decide(
        self,
        linked: _Linked,
        found: Found,
        ranked: Sequence[Scored],
        passages: Sequence[PassageHit],
    ) -> Cover:
        best = ranked[0].features if ranked else {}
        passage = passages[0].covered if passages else 0.0
        support = Support(
            cosine=found.best_cosine,
            covered=max(best.get("covered", 0.0), passage),
            named=max((k.score for k in linked.links if k.reason in WHOLE_NAME), default=0.0),
            target=best.get("target", 0.0) if linked.asked.target else 1.0,
        )
        return decide(
            linked.asked.text,
            linked.terms,
            support,
            self._vocabulary,
            compares=linked.asked.wants(Intent.COMPARE),
        )

    def _compose(
        self,
        linked: _Linked,
        ranked: Sequence[Scored],
        passages: Sequence[PassageHit],
        cover: Cover,
    ) -> tuple[Composed, tuple[str, ...]]:
        if cover.status is Status.NOT_COVERED or not (ranked or passages):
            topics = self._topics(linked)
            return Composed(self._composer.not_covered(topics), ()), topics
        if not ranked or (passages and _says_more(passages[0], ranked[0], linked.asked)):
            hit = passages[0]
            text = self._snapshot.node(hit.node_id).text
            return self._composer.from_passage(linked.asked.text, text, hit.source), ()
        return self._composer.from_facts(linked.asked, ranked, cover), ()

    def _topics(self, linked: _Linked) -> tuple[str, ...]:
        """Return the names of the nearest things, for a question that is not covered."""
        names: list[str] = []
        for node_id, _ in self._search.nodes(linked.vector, MOST_BY_MEANING * 2):
            node = self._snapshot.node(node_id)
            if node.kind not in {Kind.PASSAGE, Kind.QUESTION} and node.name not in names:
                names.append(node.name)
        return tuple(names[:MOST_SUGGESTED])

    def _evidence(
        self, ranked: Sequence[Scored], passages: Sequence[PassageHit]
    ) -> tuple[Ranked, ...]:
        """Return facts and passages in one order; each set of facts once."""
        pieces: list[Ranked] = []
        seen: set[frozenset[tuple[str, str, str]]] = set()
        for scored in ranked:
            edges = scored.candidate.edges
            keys = frozenset(edge.key for edge in edges)
            if keys in seen:
                continue
            seen.add(keys)
            ends = dict.fromkeys(end for edge in edges for end in (edge.source, edge.target))
            text = self._composer.evidence_text(scored.candidate)
            source = sources(self._snapshot, edges)[0]
            pieces.append(Ranked(text, round(scored.score, 4), source, tuple(ends)))
            if len(pieces) == MOST_EVIDENCE:
                break
        for hit in passages:
            text = self._snapshot.node(hit.node_id).text
            pieces.append(Ranked(text, round(hit.score, 4), hit.source, (hit.node_id,)))
        pieces.sort(key=lambda piece: -piece.score)
        return tuple(pieces[:MOST_EVIDENCE])


def _says_more(passage: PassageHit, best: Scored, asked: Asked) -> bool:
    """Whether a passage answers rather than the best query: it covers what no fact states."""
    if passage.score > best.score:
        return True
    source = passage.source
    stated = any(
        place.path == source.path and source.line_start <= place.line_start <= source.line_end
        for edge in best.candidate.edges
        for place in edge.evidence
    )
    lead = passage.covered - best.features["covered"]
    return lead >= PASSAGE_LEAD and not asked.kinds and not stated


def clean(question: str) -> str:
    """Return the question in Unicode's form NFC without control characters.

    Raises:
        BadQuestion: nothing is left, or the question is longer than ``LONGEST_QUESTION``.
    """
    if len(question) > LONGEST_QUESTION:
        raise BadQuestion(
            f"The question has {len(question)} characters; ask in at most {LONGEST_QUESTION}."
        )
    whole = question.encode("utf-8", "replace").decode("utf-8")
    kept = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", whole))
    text = "".join(char for char in kept if char == " " or unicodedata.category(char) != "Cc")
    text = " ".join(text.split())
    if not text:
        raise BadQuestion("The question is empty; type what you want to know.")
    return text
