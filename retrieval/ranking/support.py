"""Support: the signals by which it is decided whether what was found answers a question.

They compare the question with what would be said: how near it is, which of the question's words
it explains, whether it speaks of what the question names, and whether it is of the sort that was
asked for (a definition, a number). Words of the field that the handbook never uses count against.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import AnswerSets
from retrieval.queries.candidates import Candidate
from retrieval.question.intent import Asked, Intent, kind_stems, wordings
from retrieval.question.link import WHOLE_NAME, Reason
from retrieval.ranking.aspect import Ask, signals
from retrieval.ranking.cover import unknown_words
from retrieval.ranking.features import GLOSS_FROM, GLOSS_SPAN
from retrieval.ranking.finding import Linked
from retrieval.ranking.intent_fit import defines
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import Found, SentenceHit
from retrieval.ranking.silence import Silence
from retrieval.text.words import Vocabulary, content_stems, is_general

_QUANTITY = re.compile(
    r"\b(?:how (?:much|big|large|long|often|fast|high|tall|old|deep|wide|far|small|expensive)"
    r"|what (?:percentage|share|size|rate|price|version|year)|which (?:rate|version|year|port|size)"
    r")\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|few|several|daily|weekly|monthly"
    r"|hundred|thousand|million|seconds?|minutes?|hours?|days?|weeks?|half)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Said:
    """What would be said."""

    nodes: frozenset[str]
    stems: frozenset[str]
    cosine: float
    text: str
    explained: frozenset[str] = frozenset()
    """Stems of the question that the answer explains by its form."""


class Supporter:
    """Measures how well findings support answers about one snapshot."""

    def __init__(
        self, snapshot: Snapshot, sets: AnswerSets, vocabulary: Vocabulary, silence: Silence
    ) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._vocabulary = vocabulary
        self._silence = silence

    def support(
        self,
        linked: Linked,
        found: Found,
        ranked: Sequence[Scored],
        sentences: Sequence[SentenceHit],
        quote: Quote | None,
    ) -> dict[str, float]:
        """Return the signals, name to a number from 0 to 1.

        ``quote`` is given where prose answers, otherwise the best candidate does.
        """
        said = self._said(linked, ranked, sentences, quote)
        named, taken = self._named(linked)
        ask = Ask(linked.asked, linked.terms, taken, said.stems, said.text, named)
        named_in = self._named_in(linked, said)
        gloss = _scaled(max((linked.glosses.get(n, 0.0) for n in said.nodes), default=0.0))
        meant = _scaled(max(linked.glosses.values(), default=0.0))
        aims = linked.asked.target
        return {
            "cosine": max(said.cosine, 0.0),
            "best": found.best_cosine,
            "gloss": gloss,
            **self._shares(linked, said, named),
            "named": named,
            "named_in": named_in,
            "named_out": named * (1 - named_in),
            "cosine_unnamed": found.best_cosine * (1 - named),
            "gloss_unnamed": gloss * (1 - named),
            "meant_unnamed": meant * (1 - named),
            "target": ranked[0].features["target"] if ranked and aims else 0.5,
            "kind": max(0.0, ranked[0].features["kind"]) if ranked and linked.asked.kinds else 0.5,
            "silent": self._silence.weight(linked.asked.text, linked.asked.words),
            **_sort(linked.asked, ranked if quote is None else (), said.text, named=named > 0),
            **signals(ask, self._vocabulary),
        }

    def _named(self, linked: Linked) -> tuple[float, frozenset[str]]:
        """Return how surely a question names something, and the stems of what it names.

        A name all of whose words stand in the question is named too, if in another form.
        """
        named, taken, terms = 0.0, set[str](), set(linked.terms)
        for link in linked.links:
            if link.reason in WHOLE_NAME:
                taken.update(content_stems(link.span))
            elif link.reason is Reason.PART and self._sets.stems(link.node_id) <= terms:
                taken |= self._sets.stems(link.node_id)
            else:
                continue
            named = max(named, link.score)
        return named, frozenset(taken)

    def _shares(self, linked: Linked, said: _Said, named: float) -> dict[str, float]:
        """Return the shares of the question's weight by what becomes of its words."""
        terms, everyday = linked.terms, wordings()
        explained = {t for t in terms if t in said.stems or everyday.get(t, t) in said.stems}
        unknown = {word.stem for word in unknown_words(linked.asked.words, self._vocabulary)}
        unknown -= said.explained
        left = [t for t in terms if t not in explained and t not in unknown and not is_general(t)]
        covered = self._vocabulary.share(explained, terms)
        open_share = self._vocabulary.share(left, terms)
        unsaid = self._vocabulary.share(unknown, terms)
        return {
            "covered": covered,
            "covered_named": covered * named,
            "open": open_share,
            "open_named": open_share * named,
            "unknown": unsaid,
            "unknown_named": unsaid * named,
            "aim_unknown": self._aim_unknown(linked, unknown),
        }

    def _said(
        self,
        linked: Linked,
        ranked: Sequence[Scored],
        sentences: Sequence[SentenceHit],
        quote: Quote | None,
    ) -> _Said:
        if quote is not None:
            text = " ".join(sentence.text for sentence in quote.sentences)
            return _Said(frozenset(), self._of_quote(quote), sentences[0].cosine, text)
        if not ranked:
            return _Said(frozenset(), frozenset(), 0.0, "")
        best = ranked[0]
        nodes = _nodes(best.candidate)
        text = " ".join(self._snapshot.node(node_id).name for node_id in sorted(nodes))
        stems = self._of_candidate(best.candidate, linked)
        return _Said(nodes, stems, best.features["cosine"], text, best.candidate.explained)

    def _aim_unknown(self, linked: Linked, unknown: set[str]) -> float:
        """Return the share of the phrase that says what is asked for that nobody could explain."""
        asked = linked.asked
        if asked.kinds or not asked.target:
            return 0.0
        return self._vocabulary.share(unknown, asked.target)

    def _of_quote(self, quote: Quote) -> frozenset[str]:
        text = " ".join(f"{' '.join(s.source.heading_path[-1:])} {s.text}" for s in quote.sentences)
        return frozenset(content_stems(text))

    def _of_candidate(self, candidate: Candidate, linked: Linked) -> frozenset[str]:
        stems: set[str] = set(candidate.explained)
        for node_id in _nodes(candidate):
            stems |= self._sets.stems(node_id)
        for answers in candidate.sets:
            stems |= self._sets.relation_stems(answers.relation) | self._sets.words(answers).place
        for edge in candidate.via:
            stems |= self._sets.relation_stems(edge.relation)
        kinds = {self._snapshot.node(t).kind for s in candidate.sets for t in s.targets}
        for kind in kinds & linked.asked.kinds:
            stems |= kind_stems(kind)
        return frozenset(stems)

    def _named_in(self, linked: Linked, said: _Said) -> float:
        """Return the share of what the question names exactly that the answer speaks of."""
        spans: dict[str, set[str]] = {}
        for link in linked.links:
            if link.reason in WHOLE_NAME:
                spans.setdefault(link.span, set()).add(link.node_id)
        stems = set(content_stems(said.text))
        whole = got = 0.0
        for span, ids in spans.items():
            own = content_stems(span)
            weight = self._vocabulary.total(own)
            whole += weight
            got += weight if ids & said.nodes or set(own) <= stems else 0.0
        return got / whole if whole else 0.5


def _sort(asked: Asked, ranked: Sequence[Scored], said: str, *, named: bool) -> dict[str, float]:
    """Return whether what would be said is of the sort asked for: a definition, a number."""
    other = asked.wants(Intent.COMPARE, Intent.BEFORE, Intent.AFTER, Intent.REVERSE)
    wants = asked.wants(Intent.DEFINE) and not asked.kinds and not other
    defined = bool(ranked) and defines(ranked[0].candidate.sets[0])
    counts = bool(_QUANTITY.search(asked.clause)) and not _NUMBER.search(said)
    return {
        "defined": float(wants and defined),
        "undefined": float(wants and not defined and named),
        "number": float(counts),
    }


def _nodes(candidate: Candidate) -> frozenset[str]:
    ends = {candidate.focus} if candidate.focus else set[str]()
    for found in candidate.sets:
        ends |= {found.anchor, *found.targets}
    for edge in candidate.via:
        ends |= {edge.source, edge.target}
    return frozenset(ends)


def _scaled(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - GLOSS_FROM) / GLOSS_SPAN))
