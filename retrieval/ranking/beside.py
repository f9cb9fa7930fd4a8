"""Beside: signs that what would be said speaks of the things asked about, but not of what is asked.

Each is 0 or 1, and none decides alone: several of them have to come together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.queries.answer_sets import DEFINED_AS
from retrieval.queries.candidates import Candidate, Shape
from retrieval.question.intent import Asked, all_kind_stems, aspects
from retrieval.ranking.aspect import Aspect, is_idle, listing, opposites
from retrieval.ranking.cover import is_name
from retrieval.ranking.left import Left
from retrieval.ranking.naming import Named
from retrieval.ranking.said import Said
from retrieval.text.words import Vocabulary, Word, is_general, words

SURELY = 0.9
"""How surely a question has to name a thing for what it asks of it to be required."""
_EXACTLY = re.compile(r"\bdefin(?:ed?|ition|es)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Compared:
    """A question beside what would be said."""

    asked: Asked
    aspect: Aspect
    said: Said
    left: Left
    named: Named
    out: float
    """Share of what it names that the answer does not speak of."""
    vocabulary: Vocabulary

    def explains(self, term: str) -> bool:
        """Whether what would be said, or the lines that state it, explain a stem."""
        return self.said.explains(term, self.vocabulary)

    @property
    def beyond(self) -> tuple[Word, ...]:
        """The telling words of the asking clause that are in no name."""
        return tuple(
            word
            for word in words(self.asked.clause)
            if not (word.is_stop or is_idle(word.stem) or is_general(word.stem))
            and word.stem not in self.named.taken
        )


def beside(compared: Compared, best: Candidate | None) -> dict[str, float]:
    """Return the signs by their names; ``best`` is the candidate that would be said, if any."""
    aspect, said, rest = compared.aspect, compared.said, compared.left
    sure = compared.named.sureness >= SURELY
    listed = aspect.how and bool(said.labels) and said.labels <= listing()
    signs = {
        "choice_open": aspect.alternatives and (rest.proper or rest.numbers),
        "listed": sure and listed,
        "denied": sure and aspect.yes_no and (rest.open >= 1 or compared.out >= SURELY),
        "figure_open": rest.numbers or rest.ranked,
        "head_open": any(_is_open(compared, phrase) for phrase in aspect.heads),
        "head_unborne": sure and any(_is_unborne(compared, phrase) for phrase in aspect.heads),
        "opposite": _is_opposite(compared),
        "detour": sure and best is not None and _is_detour(compared, best),
        "narrowed": sure and _is_narrowed(compared),
        "head_last": sure and any(_is_last_open(compared, phrase) for phrase in aspect.heads),
        "undefined": _is_undefined(compared, best),
    }
    return {name: float(value) for name, value in signs.items()}


def _is_open(compared: Compared, phrase: Sequence[str]) -> bool:
    """Whether the noun behind "which" is neither a kind nor a word of what is said."""
    said, taken = compared.said, compared.named.taken
    if phrase[0] in taken:
        return any(
            t in aspects() and not said.bears(t, compared.vocabulary) and not compared.explains(t)
            for t in phrase
        )
    return phrase[-1] not in all_kind_stems() and not any(
        term in taken or is_idle(term) or compared.explains(term) for term in phrase
    )


def _is_narrowed(compared: Compared) -> bool:
    """Whether a word that nothing explains stands right before a name, or a capital behind it."""
    found, text, taken = compared.asked.words, compared.asked.text, compared.named.taken
    for word, following in pairwise(found):
        if text[word.end : following.start] not in {" ", "-"}:
            continue
        inner, outer = (following, word) if following.stem in taken else (word, following)
        if inner.stem not in taken or outer.stem in taken or outer.is_stop:
            continue
        if is_general(outer.stem) or is_idle(outer.stem) or compared.explains(outer.stem):
            continue
        if outer is word or is_name(outer, text):
            return True
    return False


def _is_last_open(compared: Compared, phrase: Sequence[str]) -> bool:
    """Whether the noun that a name stands before is open: "which Kafka version"."""
    last, taken = phrase[-1], compared.named.taken
    settled = last in taken or is_idle(last) or is_general(last) or last in all_kind_stems()
    return phrase[0] in taken and not settled and not compared.explains(last)


def _is_unborne(compared: Compared, phrase: Sequence[str]) -> bool:
    said, taken = compared.said, compared.named.taken
    if phrase[0] in taken:
        return any(t in aspects() and not said.bears(t, compared.vocabulary) for t in phrase)
    return phrase[-1] not in all_kind_stems() and not any(
        term in taken
        or is_idle(term)
        or said.bears(term, compared.vocabulary)
        or (said.prose and term in said.stems)
        for term in phrase
    )


def _is_opposite(compared: Compared) -> bool:
    """Whether the contrary of a word of the question is said, and the word is not."""
    asked = {word.stem for word in words(compared.asked.clause)}
    own = asked & opposites().keys()
    return any(
        not compared.explains(term)
        and any(other not in asked and compared.explains(other) for other in opposites()[term])
        for term in own
    )


def _is_detour(compared: Compared, best: Candidate) -> bool:
    """Whether it is said of another thing, to which no word of the question leads."""
    if best.shape is not Shape.TWO_HOPS:
        return False
    siblings = compared.said.nodes_kind == compared.said.first_kind
    return siblings and not any(compared.said.leads(word.stem) for word in compared.beyond)


def _is_undefined(compared: Compared, best: Candidate | None) -> bool:
    """Whether a definition is asked for in so many words, and a fact of another kind is said."""
    if best is None or not _EXACTLY.search(compared.asked.clause):
        return False
    return best.sets[0].relation != DEFINED_AS and not compared.said.prose


def listed(best: Candidate | None) -> int:
    """Return how many things a candidate lists."""
    return sum(len(found.targets) for found in best.sets) if best is not None else 0
