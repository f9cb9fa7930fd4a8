"""Tokens of a sentence for its check: words of content, each with what stands before it.

Negators, quantifiers, conditions and pronouns are no words of content: they are kept as guards of
the word that follows, for they decide what a sentence claims. So are prepositions of direction.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.text.words import stem

_LISTS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("function_words.toml").read_text(encoding="utf-8")
)


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {word: group for group, words in table.items() for word in words.split()}


GLUE = frozenset(_LISTS["glue"].split())
NEUTRAL = frozenset(_LISTS["neutral"].split())
LEADING = frozenset(_LISTS["leading"].split())
TURNING = frozenset(_LISTS["turning"].split())
DIRECTIONS = frozenset(_LISTS["directions"].split())
GUARDS = _by_word(_LISTS["guards"])
WEAK = _by_word(_LISTS["weak"])

_SIGN = re.compile(r"(?P<colon>:|[→←↓↑⇒]|->)|[,;|/()\[\]{}=]|\s[-–—]\s|\n")
_AS_WELL_AS = re.compile(r"\bas well as\b", re.IGNORECASE)
_TOKEN = re.compile(
    r"(?:(?<![\w.])[-−+](?=\d))?(?:[<>≤≥~≈±$€£]=?\s?)?"
    r"(?:\d+(?:[.,:]\d+)+|[^\W_]+)(?:['’](?:s|t|re|ve|ll|d|m)\b)?(?:\+\+|[%#+](?!\w))?"
)
BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_PARTICIPLE = re.compile(r"(?:ed|en|wn|ught|pt|lt|nt|ld|ade|un|et|ut|id)$")
_POSSESSIVE = re.compile(r"['’](?:s|re|ve|ll|d|m)$")
_NOT = re.compile(r"n['’]t$")
_COUNTS = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_COUNT = {word: number for number, word in enumerate(_COUNTS, start=2)}

Word = tuple[str, str]
"""A word in lower case with the sign before it: a colon, a comma for all others, or nothing."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text as it is compared."""

    lower: str
    stem: str
    separated: bool
    """Whether a comma, another sign or "and" stands between it and the word of content before."""
    guards: frozenset[str] = frozenset()
    """Groups of guards since the word of content before."""
    weak: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    """Prepositions, and "be" before what looks like a participle."""

    @property
    def is_number(self) -> bool:
        """Whether it has a digit or is a count in words."""
        return self.lower in _COUNT or any(char.isdigit() for char in self.lower)

    @property
    def is_neutral(self) -> bool:
        """Whether a model may add it."""
        return self.lower in NEUTRAL


END = "\0"
"""The word of content that stands behind the last one and holds the guards at the end."""


def count_of(word: str) -> int | None:
    """Return the number that a whole number in digits or words stands for."""
    return int(word) if word.isdecimal() else _COUNT.get(word)


def raw(text: str) -> list[Word]:
    """Return all words in lower case, each with the sign that stands before it."""
    text = _AS_WELL_AS.sub("and", text)
    found: list[Word] = []
    end = 0
    for match in _TOKEN.finditer(text):
        sign = _sign(text[end : match.start()])
        word = match.group().replace(" ", "").lower()
        if _NOT.search(word):
            found += [(_NOT.sub("", word), sign), ("not", "")]
        else:
            found.append((_POSSESSIVE.sub("", word), sign))
        end = match.end()
    return found


def _sign(gap: str) -> str:
    """Return ":" where a colon or an arrow stands in a gap, "," for other signs."""
    match = _SIGN.search(gap)
    return "" if match is None else ":" if match["colon"] else ","


def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of content in order, and ``END`` behind them."""
    return grouped(raw(text))


def grouped(words: Iterable[Word]) -> tuple[Token, ...]:
    """Return the words of content of some raw words, and ``END`` behind them."""
    found: list[Token] = []
    guards: set[str] = set()
    weak: set[str] = set()
    directions: set[str] = set()
    apart = False
    for word, sign in [*words, (END, "")]:
        apart = apart or bool(sign) or word in {"and", "or"}
        if word in GUARDS or word in WEAK:
            (guards if word in GUARDS else weak).add(GUARDS.get(word) or WEAK[word])
        if word in DIRECTIONS or word in TURNING or word in LEADING or word in BE:
            directions.add("be" if word in BE else word)
        if is_function_word(word):
            continue
        if not _PARTICIPLE.search(word):
            directions.discard("be")
        kept = (frozenset(guards), frozenset(weak), frozenset(directions))
        found.append(Token(word, stem(word), apart, *kept))
        guards, weak, directions = set[str](), set[str](), set[str]()
        apart = False
    return tuple(found)


def is_function_word(word: str) -> bool:
    """Whether a word in lower case is no word of content."""
    return word in GLUE or word in GUARDS or word in WEAK or word in DIRECTIONS


def content(found: Sequence[Token]) -> frozenset[str]:
    """Return the stems of words of content that a model may not add."""
    return frozenset(t.stem for t in found if t.lower != END and not t.is_neutral)
