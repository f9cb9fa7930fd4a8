"""The finder: from one question to what the handbook says about it, ranked, and whether it answers.

Stages: link, search, enumerate candidate queries, rank, decide. Everything that does not depend on
the question is prepared once, for one snapshot; a finder may be used from several threads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from graph.snapshot import Snapshot
from retrieval.answer import Status
from retrieval.clock import Clock
from retrieval.embedding.embedder import Embedder, Vectors, known_words
from retrieval.indexing.entries import WORDED
from retrieval.indexing.index import Index
from retrieval.queries.answer_sets import AnswerSets
from retrieval.queries.candidates import Enumerator
from retrieval.question.asking import divide
from retrieval.question.intent import Intent, read
from retrieval.question.link import (
    MOST_BY_MEANING,
    WHOLE_NAME,
    Names,
    Reason,
    best_of_each,
    by_gloss,
    by_meaning,
)
from retrieval.ranking.because import because
from retrieval.ranking.conditions import in_order
from retrieval.ranking.cover import Cover, decide, unknown_words
from retrieval.ranking.evidence_kind import prefers_prose
from retrieval.ranking.finding import Finding, Linked
from retrieval.ranking.forms import covers, from_told, is_told_so, of_form
from retrieval.ranking.members import Members
from retrieval.ranking.prose import LEAST_GAIN, LEAST_SIDE, Prose, Quote
from retrieval.ranking.rank import Ranker, Scored
from retrieval.ranking.search import Found, Search, SentenceHit
from retrieval.ranking.shortfall import Shortfalls
from retrieval.ranking.signals import Signals
from retrieval.ranking.silence import Silence
from retrieval.ranking.support import Supporter
from retrieval.ranking.tallied import Tallied
from retrieval.ranking.word_for_word import is_asked_itself
from retrieval.text.words import Vocabulary, content_stems

_Piece = TypeVar("_Piece", Scored, SentenceHit)


class Finder:
    """Finds what one snapshot says."""

    def __init__(self, snapshot: Snapshot, index: Index, embedder: Embedder) -> None:
        self._snapshot = snapshot
        self._embedder = embedder
        self.vocabulary = Vocabulary(
            entry.text for entry in index.entries if entry.channel in WORDED
        )
        self.names = Names(snapshot.graph.nodes, self.vocabulary, known_words(embedder))
        self.search = Search(index)
        self.prose = Prose(snapshot, self.vocabulary)
        passages = self.prose.passages
        self._tallied = Tallied(snapshot, passages, self.vocabulary)
        self._members = Members(passages, self.vocabulary)
        self._sets = AnswerSets(snapshot)
        self._enumerator = Enumerator(snapshot, self._sets, self.names)
        self._shortfalls = Shortfalls(snapshot, self._sets, self.prose, self.vocabulary)
        self._ranker = Ranker(snapshot, self._sets, self.vocabulary)
        said = (entry.text for entry in index.entries if entry.channel in WORDED)
        silence = Silence(index.field, said)
        self._supporter = Supporter(snapshot, self._sets, self.vocabulary, silence, index.field)

    def find(self, question: str, clock: Clock) -> Finding:
        """Find what bears on a question that stands on its own."""
        linked = self._link(question)
        clock.lap("link")
        found = self.search.search(linked.asked.text, linked.vector)
        clock.lap("search")
        ranked = self._conditioned(linked, self._rank(linked, found))
        passages = self._ranker.rank_passages(linked.terms, found.passages, linked.known)
        sentences = self.prose.rank(linked.terms, found, linked.known)
        sentences = _by_gain(sentences, in_order(linked.asked, sentences, lambda hit: hit.bare))
        sentences = _by_gain(
            sentences, of_form(linked.asked, sentences, lambda hit: hit.bare, covers)
        )
        quote, by_prose = self._chosen(linked, ranked, sentences)
        support, cover = self._decided(
            linked, found, ranked, sentences, quote if by_prose else None
        )
        reason = because(
            linked.asked, ranked, sentences, quote if by_prose else None, self._snapshot
        )
        if reason is not None:
            sentences = [reason, *(hit for hit in sentences if hit is not reason)]
            quote = self._quoted(linked, sentences)
        if reason is not None or (
            not by_prose and is_told_so(linked.asked, ranked[:1], sentences, self._snapshot)
        ):
            # It says more of what is asked than the facts, and so is no less an answer.
            by_prose, other = True, self._decided(linked, found, ranked, sentences, quote)
            support, cover = max((support, cover), other, key=lambda decided: decided[1].score)
        clock.lap("rank")
        whole = Finding(linked, found, ranked, passages, sentences, quote, by_prose, support, cover)
        if is_asked_itself(whole, self._snapshot):
            if by_prose and quote is not None and not quote.listed:
                quote = self.prose.answer(linked.terms, quote.sentences[0].ref)
            sure = replace(cover, status=Status.ANSWERED, missing=())
            return replace(whole, quote=quote, cover=sure)
        return self._shortfalls.told(whole)

    def _chosen(
        self, linked: Linked, ranked: list[Scored], sentences: list[SentenceHit]
    ) -> tuple[Quote | None, bool]:
        """Return what would be quoted, and whether it is to be said rather than the best query."""
        listed = self._listed(linked, ranked) if sentences else None
        if listed is not None:
            return listed, True
        quote = self._quoted(linked, sentences)
        return quote, prefers_prose(linked.asked, ranked, sentences, quote, self._snapshot)

    def _listed(self, linked: Linked, ranked: Sequence[Scored]) -> Quote | None:
        """Return what is told of a list, or of one of its members, where that is asked for."""
        asked = linked.asked
        return self._tallied.quote(asked, ranked) or self._members.quote(asked, ranked)

    def _quoted(self, linked: Linked, sentences: Sequence[SentenceHit]) -> Quote | None:
        """Return what would be quoted around the best sentence."""
        if not sentences:
            return None
        least = LEAST_SIDE if linked.asked.wants(Intent.COMPARE) else LEAST_GAIN
        quote = self.prose.quote(linked.terms, sentences[0].ref, least)
        return from_told(linked.asked, quote, sentences[0])

    def _decided(
        self,
        linked: Linked,
        found: Found,
        ranked: list[Scored],
        sentences: list[SentenceHit],
        said: Quote | None,
    ) -> tuple[dict[str, float], Cover]:
        """Return whether what would be said answers, and by which signals."""
        support = self._supporter.support(linked, found, ranked, sentences, said)
        return support, decide(linked.asked.text, linked.asked.words, support, self.vocabulary)

    def _link(self, question: str) -> Linked:
        question = divide(question).text
        mentions = self.names.mentions(question)
        mended = self.names.mended(question, mentions.corrected)
        asked = read(mended)
        told = [asked.situation] if asked.situation else []
        vectors = self._embedder.embed([mended, *told])
        links = list(mentions.links)
        links += by_meaning(question, self.search.nodes(vectors[0], MOST_BY_MEANING))
        near = self.search.glosses(mended, _direction(vectors))
        links += by_gloss(question, near[:MOST_BY_MEANING])
        terms = self.names.question_stems(asked.words)
        unknown = {word.stem for word in unknown_words(asked.words, self.vocabulary)}
        known = 1.0 - self.vocabulary.share(unknown, terms)
        return Linked(asked, best_of_each(links), terms, known, vectors[0], dict(near))

    def _rank(self, linked: Linked, found: Found) -> list[Scored]:
        candidates = self._enumerator.candidates(linked.asked, linked.links, found.nodes)
        surroundings = found.surroundings()
        signals = Signals(
            found.fact_cosine,
            found.fact_words,
            found.floor,
            linked.known,
            linked.glosses,
            self._spans(linked),
            surroundings,
            min(surroundings.values(), default=0.0),
        )
        return self._ranker.rank(
            linked.asked, linked.terms, _mentioned(linked), candidates, signals
        )

    def _conditioned(self, linked: Linked, ranked: list[Scored]) -> list[Scored]:
        """Return the candidates, those first that state the condition which is met."""

        def lines(scored: Scored) -> str:
            ends = [end for e in scored.candidate.edges for end in (e.source, e.target)]
            return " ; ".join(self._snapshot.node(end).name for end in dict.fromkeys(ends))

        ranked = _by_gain(ranked, in_order(linked.asked, ranked, lines))
        return _by_gain(ranked, of_form(linked.asked, ranked, lines))

    def _spans(self, linked: Linked) -> list[tuple[float, frozenset[str]]]:
        """Return the weight and the nodes of each span that the question names exactly."""
        spans: dict[str, set[str]] = {}
        for link in linked.links:
            if link.reason in WHOLE_NAME:
                spans.setdefault(link.span, set()).add(link.node_id)
        return [
            (self.vocabulary.total(content_stems(span)), frozenset(nodes))
            for span, nodes in spans.items()
        ]


def _by_gain(pieces: list[_Piece], gains: list[float] | None) -> list[_Piece]:
    """Return pieces with what they gain, best first; as they are without any gain."""
    if gains is None or not any(gains):
        return pieces
    gained = [
        piece._replace(score=piece.score + gain) for piece, gain in zip(pieces, gains, strict=True)
    ]
    return sorted(gained, key=lambda piece: -piece.score)


def _direction(vectors: Vectors) -> npt.NDArray[np.float32]:
    """Return the unit vector between some unit vectors, shape (n, d): the mean of cosines to it."""
    mean = vectors.mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def _mentioned(linked: Linked) -> Mapping[str, float]:
    named = {Reason.NAME, Reason.SPELLING, Reason.PART}
    return {k.node_id: k.score for k in linked.links if k.reason in named}
