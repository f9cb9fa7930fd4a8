"""Beside: signs that what would be said speaks of the things asked about, but not of what is asked.

Each is 0 or 1, and none decides alone: several of them have to come together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from retrieval.queries.answer_sets import DEFINED_AS
from retrieval.queries.candidates import Candidate
from retrieval.question.intent import Asked, all_kind_stems, aspects
from retrieval.ranking.aspect import Aspect, is_idle, listing, opposites
from retrieval.ranking.cover import is_name, unknown_words
from retrieval.ranking.left import Left
from retrieval.ranking.naming import Named
from retrieval.ranking.said import Said
from retrieval.text.words import Vocabulary, Word, is_general, stem, words

BOTH_OPEN = 2
"""Words that are left open by whom neither of two alternatives is explained."""
SURELY = 0.9
"""How surely a question has to name a thing for what it asks of it to be required."""
_FURTHER = re.compile(
    r"(?:\b(?:and|or)\b|[,;?])\s+(?:how|what|when|where|who|whom|whose|why|which)\b", re.IGNORECASE
)
"""A further question behind the first, which may be the one that is answered."""
_SUBJECT = re.compile(
    r"^\W*(?:how|where|when|why)\s+(?:is|are|was|were|do|does|did|can|could|should|must|will)\s+"
    r"(?:(?:the|an?|my|our|your|its)\s+)?(?P<subject>\w+)",
    re.IGNORECASE,
)
_SAID_OF = re.compile(
    r"(?:\b(?:what|who|whats|what['’]s)\s+(?:(?:is|are|was|were)\s+)?(?:the|its|their|an?)\s+"
    r"|['’]s\s+)(?P<noun>\w+(?:\s+\w+)?)",
    re.IGNORECASE,
)
"""What is asked to be said of something: "what is the price of", "its maker's name"."""
_EXACTLY = re.compile(r"\bdefin(?:ed?|ition|es)\b", re.IGNORECASE)
_SPELLED = re.compile(
    r"\b(?:stands? for|short for|abbreviat\w+|acronym|letters|spell(?:ed|s)? out|full form)\b", re.I
)
"""What an abbreviation is written for, which only its long form answers."""


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
    further = bool(_FURTHER.search(compared.asked.clause))
    heads = () if further else aspect.heads[:1]
    unsaid = rest.open >= 1 or compared.out >= SURELY
    listed = aspect.how and bool(said.labels) and said.labels <= listing()
    signs = {
        "choice_open": aspect.alternatives
        and (rest.proper or rest.numbers or rest.open + rest.meant >= BOTH_OPEN),
        "listed": sure and listed,
        "denied": sure and aspect.yes_no and not further and unsaid,
        "figure_open": rest.numbers or rest.ranked,
        "head_open": any(_is_open(compared, phrase) for phrase in heads),
        "head_unborne": sure and any(_is_unborne(compared, phrase) for phrase in heads),
        "opposite": _is_opposite(compared),
        "narrowed": sure and _is_narrowed(compared),
        "head_last": any(_is_last_open(compared, phrase) for phrase in heads),
        "subject_open": sure and _is_subject_open(compared),
        "seldom_head": not sure and _asks_seldom(compared),
        "seldom_named": sure and rest.seldom,
        "undefined": _is_undefined(compared, best),
    }
    return {name: float(value) for name, value in signs.items()}


def _is_open(compared: Compared, phrase: Sequence[str]) -> bool:
    """Whether the noun behind "which" is neither a kind nor a word of what is said."""
    said, taken = compared.said, compared.named.spelt
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
    """Whether the noun is open that a word stands before which is not: "which Kafka version"."""
    last, taken = phrase[-1], compared.named.taken
    settled = last in taken or is_idle(last) or is_general(last) or last in all_kind_stems()
    begun = phrase[0] in taken or compared.explains(phrase[0])
    return len(phrase) > 1 and begun and not settled and not compared.explains(last)


def _is_unborne(compared: Compared, phrase: Sequence[str]) -> bool:
    said, taken = compared.said, compared.named.spelt
    if phrase[0] in taken:
        return any(t in aspects() and not said.bears(t, compared.vocabulary) for t in phrase)
    return phrase[-1] not in all_kind_stems() and not any(
        term in taken
        or is_idle(term)
        or said.bears(term, compared.vocabulary)
        or (said.prose and term in said.stems)
        for term in phrase
    )


def _is_subject_open(compared: Compared) -> bool:
    """Whether the handbook never uses what the verb is said of: "How are comments stored?"."""
    match = _SUBJECT.match(compared.asked.clause)
    term = stem(match["subject"]) if match is not None else ""
    unused = unknown_words(compared.beyond, compared.vocabulary)
    return term in {word.stem for word in unused} and not compared.explains(term)


def _asks_seldom(compared: Compared) -> bool:
    """Whether what is asked for itself is what a text seldom says of things."""
    nouns = [match["noun"] for match in _SAID_OF.finditer(compared.asked.clause)]
    terms = {stem(noun) for phrase in nouns for noun in phrase.split()}
    terms |= {term for phrase in compared.aspect.heads for term in phrase}
    return any(term in aspects() and not compared.explains(term) for term in terms)


def _is_opposite(compared: Compared) -> bool:
    """Whether the contrary of a word of the question is said, and the word is not."""
    asked = {word.stem for word in words(compared.asked.clause)}
    own = asked & opposites().keys()
    return any(
        not compared.explains(term)
        and any(other not in asked and compared.explains(other) for other in opposites()[term])
        for term in own
    )


def _is_undefined(compared: Compared, best: Candidate | None) -> bool:
    """Whether a definition is asked for in so many words, and a fact of another kind is said."""
    if best is None or compared.said.prose:
        return False
    if _SPELLED.search(compared.asked.clause):
        return best.sets[0].relation != DEFINED_AS
    if not _EXACTLY.search(compared.asked.clause):
        return False
    return best.sets[0].relation != DEFINED_AS


def listed(best: Candidate | None) -> int:
    """Return how many things a candidate lists."""
    return sum(len(found.targets) for found in best.sets) if best is not None else 0
