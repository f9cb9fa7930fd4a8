"""Support: the signals by which it is decided whether what was found answers a question.

They compare the question with what would be said: how near it is, which of the question's words
it leaves open, whether it speaks of what the question names and says of it what is asked, and
whether it is of the sort that was asked for. A term of the field that the handbook never uses
counts against it. Signals lie between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.snapshot import Snapshot
from retrieval.indexing.field_words import Field
from retrieval.queries.answer_sets import AnswerSets
from retrieval.question.intent import Asked, Intent, all_kind_stems, aspects, wordings
from retrieval.question.link import WHOLE_NAME, Reason
from retrieval.ranking.aspect import Aspect, is_idle, listing, read_aspect
from retrieval.ranking.cover import unknown_words
from retrieval.ranking.features import GLOSS_FROM, GLOSS_SPAN
from retrieval.ranking.finding import Linked
from retrieval.ranking.intent_fit import defines
from retrieval.ranking.left import Known, Left, left
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.said import Said, Speaker
from retrieval.ranking.search import Found, SentenceHit
from retrieval.ranking.silence import Silence
from retrieval.ranking.sort import is_of_another_sort
from retrieval.text.words import Vocabulary, content_stems, stem

SURELY = 0.9
"""How surely a question has to name a thing for what it asks of it to be required."""
HALF = 0.5
"""Share of what is named from which an answer that leaves it out is about something else."""
MANY_UNKNOWN, MANY = 3.0, 2.0
"""Words that are left from which more of them say nothing more."""
_SHORT = 3
"""Words with a topic of a question that asks what one thing is."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """A question beside what would be said."""

    asked: Asked
    aspect: Aspect
    said: Said
    left: Left
    taken: Collection[str]
    """Stems of the names that the question holds."""
    named: float
    """How surely it names something, 0 to 1."""
    out: float
    """Share of what it names that the answer does not speak of."""


class Supporter:
    """Measures how well findings support answers about one snapshot."""

    def __init__(
        self,
        snapshot: Snapshot,
        sets: AnswerSets,
        vocabulary: Vocabulary,
        silence: Silence,
        field: Field,
    ) -> None:
        self._sets = sets
        self._vocabulary = vocabulary
        self._silence = silence
        self._speaker = Speaker(snapshot, sets, vocabulary, field)

    def support(
        self,
        linked: Linked,
        found: Found,
        ranked: Sequence[Scored],
        sentences: Sequence[SentenceHit],
        quote: Quote | None,
    ) -> dict[str, float]:
        """Return the signals by their names.

        ``quote`` is given where prose answers, otherwise the best candidate does.
        """
        said = self._speaker.said(linked, ranked, sentences, quote)
        compared = self._compared(linked, said)
        named, asked = compared.named, linked.asked
        covered = self._covered(linked, said)
        best = ranked[0] if ranked else None
        kind = max(0.0, best.features["kind"]) if best and asked.kinds else 0.5
        meant = _scaled(max(linked.glosses.values(), default=0.0))
        return {
            "cosine": max(said.cosine, 0.0),
            "best": found.best_cosine,
            "best_unnamed": found.best_cosine * (1 - named),
            "gloss": _scaled(max((linked.glosses.get(n, 0.0) for n in said.nodes), default=0.0)),
            "meant_unnamed": meant * (1 - named),
            "covered": covered,
            "covered_named": covered * named,
            "named_out": compared.out,
            "target": best.features["target"] if best and asked.target else 0.5,
            "kind": kind,
            "silent": self._silence.weight(asked.text, asked.words),
            **_definition(compared, ranked if quote is None else (), covered),
            **_open(compared),
            **self._asides(compared),
        }

    def _compared(self, linked: Linked, said: Said) -> _Compared:
        named, taken = self._named(linked)
        asked, aspect = linked.asked, read_aspect(linked.asked)
        known = Known(
            lambda term: said.explains(term, self._vocabulary),
            taken,
            said.meant,
            {word.stem for word in unknown_words(asked.words, self._vocabulary)},
        )
        out = named * (1 - self._named_in(linked, said))
        return _Compared(asked, aspect, said, left(asked, aspect, known), taken, named, out)

    def _named(self, linked: Linked) -> tuple[float, frozenset[str]]:
        """Return how surely a question names something, and the stems of what it names.

        A name all of whose words stand in the question is named too, if in another form.
        """
        named, taken, terms = 0.0, set[str](), set(linked.terms)
        for link in linked.links:
            if link.reason in WHOLE_NAME:
                taken.update(content_stems(link.span))
                if link.reason is Reason.SPELLING:
                    taken |= self._sets.stems(link.node_id)
            elif link.reason is Reason.PART and self._sets.stems(link.node_id) <= terms:
                taken |= self._sets.stems(link.node_id)
            else:
                continue
            named = max(named, link.score)
        return named, frozenset(taken)

    def _covered(self, linked: Linked, said: Said) -> float:
        """Return the share of the question's weight in words that are explained."""
        everyday = wordings()
        terms = linked.terms
        explained = {t for t in terms if t in said.stems or everyday.get(t, t) in said.stems}
        return self._vocabulary.share(explained, terms)

    def _named_in(self, linked: Linked, said: Said) -> float:
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

    def _asides(self, compared: _Compared) -> dict[str, float]:
        """Return whether an answer would be beside the point, or of another sort."""
        said = compared.said
        other = is_of_another_sort(
            compared.asked,
            said.text,
            lambda word: said.explains(stem(word), self._vocabulary),
            counted=self._is_counted(compared),
        )
        return {"beside": float(self._is_beside(compared)), "other_sort": float(other)}

    def _is_counted(self, compared: _Compared) -> bool:
        """Whether the things that are to be counted are those that would be said."""
        asked, aspect, said = compared.asked, compared.aspect, compared.said
        if not asked.wants(Intent.COUNT) or compared.out >= HALF:
            return False
        borne = (said.bears(term, self._vocabulary) for phrase in aspect.heads for term in phrase)
        return bool(asked.kinds) or (aspect.totals and any(borne))

    def _is_beside(self, compared: _Compared) -> bool:
        """Whether what is asked of the things named is not what would be said of them."""
        aspect, said, rest = compared.aspect, compared.said, compared.left
        if aspect.alternatives and (rest.proper or rest.numbers):
            return True
        if compared.named < SURELY:
            return False
        listed = aspect.how and bool(said.labels) and said.labels <= listing()
        denied = aspect.yes_no and (rest.open >= 1 or compared.out >= SURELY)
        opens = any(self._is_open(compared, phrase) for phrase in aspect.heads)
        return listed or denied or rest.numbers or rest.ranked or rest.seldom or opens

    def _is_open(self, compared: _Compared, phrase: Sequence[str]) -> bool:
        """Whether the noun behind "which" is neither a kind nor a word of what is said."""
        said, taken = compared.said, compared.taken
        if phrase[0] in taken:
            return any(t in aspects() and not said.bears(t, self._vocabulary) for t in phrase)
        return phrase[-1] not in all_kind_stems() and not any(
            term in taken
            or is_idle(term)
            or said.bears(term, self._vocabulary)
            or (said.prose and term in said.stems)
            for term in phrase
        )


def _definition(compared: _Compared, ranked: Sequence[Scored], covered: float) -> dict[str, float]:
    """Return whether what a thing is is asked for and said, or asked of what is not named."""
    asked = compared.asked
    other = asked.wants(Intent.COMPARE, Intent.BEFORE, Intent.AFTER, Intent.REVERSE)
    asks = asked.wants(Intent.DEFINE) and not asked.kinds
    telling = [word for word in asked.words if not word.is_stop and not is_idle(word.stem)]
    short = asks and len(telling) <= _SHORT
    defined = bool(ranked) and defines(ranked[0].candidate.sets[0])
    return {
        "defined": float(asks and not other and defined),
        "define_unnamed": float(short) * (1 - compared.named) * (1 - covered),
    }


def _open(compared: _Compared) -> dict[str, float]:
    """Return what the answer leaves open."""
    rest, aspect, named = compared.left, compared.aspect, compared.named
    some = min(1.0, rest.open)
    said = compared.said
    return {
        "unknown": min(1.0, rest.unknown / MANY_UNKNOWN),
        "unknown_named": min(1.0, rest.unknown) * named,
        "elsewhere": min(1.0, rest.elsewhere / MANY),
        "meant": min(1.0, rest.meant / MANY),
        "general_named": min(1.0, rest.general / MANY_UNKNOWN) * named,
        "proper": float(rest.proper),
        "orders": float(bool(aspect.ordered)),
        "yes_no_open": float(aspect.yes_no) * some,
        "how_prose": float(aspect.how and said.prose),
        "how_own": float(aspect.own) * named,
        "advice_open": float(aspect.advice and rest.open >= 1),
        "seldom": float(rest.seldom),
    }


def _scaled(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - GLOSS_FROM) / GLOSS_SPAN))
