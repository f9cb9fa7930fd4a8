"""Left: the words of a question that what would be said does not explain.

Words of the clause that asks count more than those of the situation before it; words that say
nothing of a subject, those of the names in the question, and those that the lexicon has in what a
node of the answer means, do not count. A word that the handbook never uses is told from one that it
uses elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from retrieval.question.intent import Asked, Intent, all_kind_stems, aspects
from retrieval.ranking.aspect import Aspect, is_idle, word_list
from retrieval.ranking.cover import is_name
from retrieval.text.words import Word, is_general

_NUMBERS = frozenset(
    {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty"}
    | {"thirty", "forty", "fifty", "sixty", "hundred", "thousand", "million"}
)
BACKGROUND = 0.35
"""What a word of the situation counts."""


@dataclass(frozen=True, slots=True)
class Known:
    """What explains words."""

    explained: Callable[[str], bool]
    """Whether what would be said explains a stem."""
    named: Collection[str]
    """Stems of the names in the question."""
    meant: Collection[str]
    """Stems by which the lexicon says what the answer's nodes mean."""
    unknown: Collection[str]
    """Stems that the handbook never uses."""


@dataclass(frozen=True, slots=True)
class Left:
    """Numbers of words that are left; those of the situation count in part."""

    unknown: float = 0.0
    """The handbook never uses them."""
    elsewhere: float = 0.0
    """The handbook uses them for something else."""
    proper: bool = False
    """Whether one in the asking clause is a proper name that the handbook never uses."""
    numbers: bool = False
    """Whether one is a number."""
    seldom: bool = False
    """Whether one in the asking clause is a word for what a text seldom says of things; one that is
    the name of something else counts as well."""
    ranked: bool = False
    """Whether one in the asking clause is a comparative: "faster"."""
    meant: int = 0
    """Number of those in the asking clause that only the lexicon explains; they are not open."""

    @property
    def open(self) -> float:
        """Number of those that nothing explains."""
        return self.unknown + self.elsewhere


def left(asked: Asked, aspect: Aspect, known: Known) -> Left:
    """Return what is left of a question's words."""
    unknown, elsewhere, meant = 0.0, 0.0, 0
    proper = numbers = ranked = seldom = False
    chosen = aspect.alternatives and any(
        word.text.isdigit() and known.explained(word.stem) for word in asked.words
    )
    for before, word in zip((None, *asked.words), asked.words, strict=False):
        if word.lower in _NUMBERS and word.start >= len(asked.situation):
            numbers |= not chosen and not known.explained(word.stem)
        seldom |= _is_seldom_said(word, asked, known)
        if _is_settled(word, aspect, known) or (word.text.isdigit() and _ranks(before)):
            continue
        if word.text.isdigit():
            numbers |= word.stem in known.unknown and not chosen
            continue
        asking = word.start >= len(asked.situation)
        ranked |= asking and word.lower in word_list("ranking")
        if is_general(word.stem) or is_idle(word.stem):
            continue
        if word.stem in known.meant:
            meant += asking
            continue
        count = 1.0 if asking else BACKGROUND
        if word.stem in known.unknown:
            unknown += count
            proper |= asking and is_name(word, asked.text) and word.lower not in word_list("roles")
        else:
            elsewhere += count
    return Left(unknown, elsewhere, proper, numbers, seldom, ranked, meant)


def _is_seldom_said(word: Word, asked: Asked, known: Known) -> bool:
    asking = word.start >= len(asked.situation)
    if word.lower == "number" and asked.wants(Intent.COUNT):
        return False
    return asking and word.stem in aspects() and not known.explained(word.stem)


def _ranks(before: Word | None) -> bool:
    """Whether a number behind a word only says which one: "step 3", "question 2"."""
    return before is not None and (is_idle(before.stem) or before.stem in all_kind_stems())


def _is_settled(word: Word, aspect: Aspect, known: Known) -> bool:
    return (
        word.is_stop
        or aspect.orders(word)
        or word.stem in known.named
        or known.explained(word.stem)
    )
