"""Support: the signals by which it is decided whether what was found answers a question.

They compare the question with what would be said: how near it is, which of the question's words
it leaves open, whether it speaks of what the question names and says of it what is asked, and
whether it is of the sort that was asked for. A term of the field that the handbook never uses
counts against it. Signals lie between 0 and 1.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.snapshot import Snapshot
from retrieval.indexing.field_words import Field
from retrieval.queries.answer_sets import AnswerSets
from retrieval.queries.candidates import Candidate
from retrieval.question.intent import Intent
from retrieval.ranking.aspect import is_idle, read_aspect
from retrieval.ranking.beside import Compared, beside, listed
from retrieval.ranking.cover import unknown_words
from retrieval.ranking.coverage import Coverage
from retrieval.ranking.finding import Linked
from retrieval.ranking.left import Known, left
from retrieval.ranking.naming import Naming
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.said import Said, Speaker
from retrieval.ranking.search import Found, SentenceHit
from retrieval.ranking.set_features import GLOSS_FROM, GLOSS_SPAN
from retrieval.ranking.silence import Silence
from retrieval.ranking.sort import Told, is_of_another_sort
from retrieval.text.words import Vocabulary, stem

HALF = 0.5
"""Share of what is named from which an answer that leaves it out is about something else."""
_SHORT = 3
"""Words with a topic of a question that asks what one thing is."""
LEAST_KNOWN, LEAST_NEAR, LEAST_MEANT = 0.4, 0.3, 0.1
"""Share of a question's weight in words that the handbook uses, likeness to the nearest text, and
to what the lexicon says of its things, below which a question is foreign to it."""


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
        self._vocabulary = vocabulary
        self._coverage = Coverage(vocabulary)
        self._silence = silence
        self._naming = Naming(snapshot, sets, vocabulary)
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
        named, asked = compared.named.sureness, linked.asked
        covered = self._covered(linked, said)
        best = ranked[0] if ranked else None
        chosen = best.candidate if best is not None and quote is None else None
        kind = max(0.0, best.features["kind"]) if best and asked.kinds else 0.5
        meant = _scaled(max(linked.glosses.values(), default=0.0))
        return {
            "cosine": max(said.cosine, 0.0),
            "foreign": float(_is_foreign(linked, found, meant)),
            "best": found.best_cosine,
            "best_unnamed": found.best_cosine * (1 - named),
            "gloss": _scaled(max((linked.glosses.get(n, 0.0) for n in said.nodes), default=0.0)),
            "meant_unnamed": meant * (1 - named),
            "covered_unnamed": covered * (1 - named),
            "covered_named": covered * named,
            "named_out": compared.out,
            "target": best.features["target"] if best and asked.target else 0.5,
            "kind": kind,
            "silent": self._silence.weight(asked),
            "define_unnamed": float(_is_short(compared)) * (1 - named) * (1 - covered),
            **_open(compared),
            **beside(compared, chosen),
            "other_sort": float(self._sort(compared, chosen)),
        }

    def _compared(self, linked: Linked, said: Said) -> Compared:
        named = self._naming.read(linked)
        asked, aspect = linked.asked, read_aspect(linked.asked)
        known = Known(
            lambda term: said.explains(term, self._vocabulary),
            named.taken,
            said.meant,
            {word.stem for word in unknown_words(asked.words, self._vocabulary)},
        )
        out = named.sureness * (1 - self._naming.share(named, said, asked.text))
        rest = left(asked, aspect, known)
        return Compared(asked, aspect, said, rest, named, out, self._vocabulary)

    def _covered(self, linked: Linked, said: Said) -> float:
        """Return the share of the question's weight in words that are explained."""
        return self._coverage.share(linked.terms, said.stems)

    def _sort(self, compared: Compared, chosen: Candidate | None) -> bool:
        """Return whether what would be said is of another sort than what is asked for."""
        told = Told(
            f"{compared.said.text}\n{compared.said.lines}",
            lambda word: compared.explains(stem(word)),
            listed(chosen) if compared.out < HALF else 0,
        )
        return is_of_another_sort(compared.asked, told)


def _is_short(compared: Compared) -> bool:
    """Whether what one thing is is asked, and nothing else."""
    asked = compared.asked
    telling = [word for word in asked.words if not word.is_stop and not is_idle(word.stem)]
    return asked.wants(Intent.DEFINE) and not asked.kinds and len(telling) <= _SHORT


def _open(compared: Compared) -> dict[str, float]:
    """Return what the answer leaves open; words as a share of those with a topic.

    A long question has more words that nothing explains than a short one, and is as well answered.
    """
    rest, aspect, named = compared.left, compared.aspect, compared.named.sureness
    some = min(1.0, rest.open)
    telling = max(1, sum(not word.is_stop for word in compared.asked.words))
    said = compared.said
    return {
        "unknown": rest.unknown / telling,
        "unknown_named": min(1.0, rest.unknown) * named,
        "elsewhere": rest.elsewhere / telling,
        "proper": float(rest.proper),
        "orders": float(bool(aspect.ordered)),
        "yes_no_open": float(aspect.yes_no) * some,
        "how_prose": float(aspect.how and said.prose),
        "advice_open": float(aspect.advice and rest.open >= 1) * named,
    }


def _is_foreign(linked: Linked, found: Found, meant: float) -> bool:
    """Whether a question is about something else, whatever one of its words may name."""
    near = found.best_cosine >= LEAST_NEAR or meant >= LEAST_MEANT
    return linked.known < LEAST_KNOWN and not near


def _scaled(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - GLOSS_FROM) / GLOSS_SPAN))
