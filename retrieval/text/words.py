"""Words of a text: tokens, stems, and how much each says.

Stems are those of the Snowball English stemmer (Porter 2). The weight of a stem is its inverse
document frequency over a handbook's own entries, ln(1 + n / df), so that a word which stands in
every line weighs little; a word that the handbook never uses weighs as much as one used once.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import Stemmer

_LISTS: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("everyday_words.toml").read_text(encoding="utf-8")
)

_TOKEN = re.compile(r"[^\W_]+(?:['’](?:s|t|re|ve|ll|d|m)\b)?")
_HYPHENATED = re.compile(r"(?<![^\W_])[^\W_]++(?:-[^\W_]++)+")
_POSSESSIVE = re.compile(r"['’]\w++$")
_ABBREVIATIONS = re.compile(r"(?=.{3,5}$)[^\Waeiouy_\d]+[aeiou]?s")
"""The plural of an abbreviation: "GPUs", "KPIs", "LLMs", from which the stemmer takes no "s"."""
_stemmer: Any = Stemmer
"""The library ships no type information."""

STOP_WORDS = frozenset(_LISTS["stop"].split())
"""Words that carry no topic of their own: function words and the verbs of asking."""

_DENIED = re.compile(
    r"(?:is|are|was|were|do|does|did|has|have|had|ca|could|would|should|wo|must)n['’]t",
    re.IGNORECASE,
)
"""Auxiliaries with their "not"."""
GENERAL_WORDS = frozenset(_LISTS["general"].split())
"""Everyday words that say little about the topic, so they weigh a quarter of their share."""

GENERAL_WEIGHT = 0.25

MOST_NAMING = 8
"""Words of a text that is a name or a title."""
LEAST_NEIGHBOUR = 3
"""Letters of each of two neighbours that may be written as one word."""
REMEMBERED = 65536
"""Words that are kept with their stems."""
LONGEST_REMEMBERED = 64
"""Characters of a word that is kept; a longer one is no word, and would only take memory."""
_LEAST_ROOT = 4
"""Letters of a root that two words can share."""
_ENDINGS = frozenset(
    [
        "",
        "e",
        "i",
        "y",
        "s",
        "er",
        "or",
        "ed",
        "al",
        "ag",
        "age",
        "ic",
        "iv",
        "ive",
        "ion",
        "at",
        "ate",
        "ation",
        "ment",
        "anc",
        "ance",
        "enc",
        "ence",
        "abl",
        "ing",
        "ist",
        "iti",
        "ity",
        "ness",
        "ful",
        "li",
    ]
)
"""Endings of stems by which words of one root differ."""


class Word(NamedTuple):
    """A word of a text with its place."""

    text: str
    """As written."""
    stem: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """In lower case, without a possessive ending."""
        return _lower(self.text)

    @property
    def is_stop(self) -> bool:
        """Whether it carries no topic."""
        known = len(self.text) <= LONGEST_REMEMBERED
        return _remembered_stop(self.text) if known else _is_stop(self.text)


def _lower(word: str) -> str:
    return _remembered_lower(word) if len(word) <= LONGEST_REMEMBERED else _lowered(word)


def _is_stop(word: str) -> bool:
    return _lower(word) in STOP_WORDS or _DENIED.fullmatch(word) is not None


def _lowered(word: str) -> str:
    return _POSSESSIVE.sub("", word.lower())


def stem(word: str) -> str:
    """Return the stem of one word in any case."""
    return _remembered_stem(word) if len(word) <= LONGEST_REMEMBERED else _stemmed(word)


def _stemmed(word: str) -> str:
    lower = _lower(word)
    if _ABBREVIATIONS.fullmatch(lower):
        return lower[:-1]
    # A stemmer keeps state of its own, so threads must not share one.
    return _stemmer.Stemmer("english").stemWord(lower)


_remembered_stop = lru_cache(maxsize=REMEMBERED)(_is_stop)
_remembered_lower = lru_cache(maxsize=REMEMBERED)(_lowered)
_remembered_stem = lru_cache(maxsize=REMEMBERED)(_stemmed)


def words(text: str) -> tuple[Word, ...]:
    """Return the words of ``text`` in order; hyphens, slashes and dots divide words."""
    return tuple(
        Word(match.group(), stem(match.group()), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


_PARTICLES = frozenset({"out", "up", "down", "off", "over", "back"})


@lru_cache(maxsize=4096)
def content_stems(text: str) -> tuple[str, ...]:
    """Return the distinct stems of the words that carry a topic, in order."""
    return tuple(dict.fromkeys(word.stem for word in words(text) if not word.is_stop))


def told_stems(text: str) -> frozenset[str]:
    """Return the stems of a text of the handbook, with those of the nouns of its phrasal verbs.

    "Roll out" tells of a "rollout" as well.
    """
    found = words(text)
    verbs = (
        stem(word.lower + following.lower)
        for word, following in pairwise(found)
        if following.lower in _PARTICLES and not word.is_stop
    )
    return frozenset(content_stems(text)).union(verbs)


def _common(one: str, other: str) -> int:
    """Return how many letters two words have in common from the beginning."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


class Vocabulary:
    """The stems and words of a handbook with their weights."""

    def __init__(self, texts: Iterable[str]) -> None:
        frequency: Counter[str] = Counter()
        self.words: frozenset[str]
        self.compounds: dict[str, tuple[str, ...]] = {}
        seen: set[str] = set()
        count = 0
        for text in texts:
            found = words(text)
            frequency.update({word.stem for word in found})
            seen.update(word.lower for word in found)
            self._note_compounds(text)
            if len(found) <= MOST_NAMING:
                self._note_neighbours(found)
            count += 1
        self.words = frozenset(seen)
        self._weight = {
            term: math.log(1 + count / df) * _importance(term) for term, df in frequency.items()
        }
        self._unknown = math.log(1 + count) if count else 1.0
        self._by_root: dict[str, list[str]] = {}
        for term in sorted(self._weight):
            self._by_root.setdefault(term[:_LEAST_ROOT], []).append(term)

    def _note_compounds(self, text: str) -> None:
        """Remember "realtime" as the parts of "real-time"."""
        for match in _HYPHENATED.finditer(text):
            parts = match.group().split("-")
            for run in (parts, *(parts[n : n + 2] for n in range(len(parts) - 1))):
                self.compounds.setdefault(stem("".join(run)), tuple(stem(part) for part in run))

    def _note_neighbours(self, found: Sequence[Word]) -> None:
        """Remember "mindmap" as the neighbours in a name such as "Mind map"."""
        for one, other in pairwise(found):
            if one.end + 1 != other.start or one.is_stop or other.is_stop:
                continue
            if min(len(one.text), len(other.text)) >= LEAST_NEIGHBOUR:
                self.compounds.setdefault(stem(one.lower + other.lower), (one.stem, other.stem))

    def __contains__(self, term: str) -> bool:
        """Whether the handbook uses a word of this stem."""
        return term in self._weight

    def related(self, term: str) -> str:
        """Return the handbook's stem of the same root: "storag" for "store"; empty for none.

        Two stems are of one root if they differ only in endings by which English derives words.
        """
        if term in self._weight or len(term) < _LEAST_ROOT:
            return ""
        for other in self._by_root.get(term[:_LEAST_ROOT], ()):
            root = _common(term, other)
            ends = (term[root:], other[root:])
            if root >= min(len(term), len(other)) - 1 and all(end in _ENDINGS for end in ends):
                return other
        return ""

    def weight(self, term: str) -> float:
        """Return how much a stem says; the most for one that the handbook never uses."""
        known = self._weight.get(term)
        return self._unknown * _importance(term) if known is None else known

    def total(self, terms: Iterable[str]) -> float:
        """Return the sum of the weights of distinct stems."""
        return sum([self.weight(term) for term in sorted(set(terms))])

    def share(self, covered: Iterable[str], terms: Sequence[str]) -> float:
        """Return the part of the weight of ``terms`` that ``covered`` holds, from 0 to 1."""
        common = set(terms).intersection(covered)
        whole = self.total(terms) if common else 0.0
        return self.total(common) / whole if whole else 0.0

    def telling(self, weight: float) -> float:
        """Return how much a weight says beside one word that is used once, at most 1."""
        return min(1.0, weight / self._unknown)

    def joined(self, found: Sequence[Word]) -> list[str]:
        """Return the stems with a topic; two words that the handbook writes as one are one."""
        stems: list[str] = []
        last = -1
        for at, word in enumerate(found):
            following = found[at + 1] if at + 1 < len(found) else None
            whole = stem(word.text + following.text) if following is not None else ""
            if at == last:
                continue
            if following is not None and not word.is_stop and whole in self and len(word.text) > 1:
                stems.append(whole)
                last = at + 1
            elif not word.is_stop:
                stems.append(word.stem)
        return stems

    def split_compounds(self, terms: Iterable[str]) -> tuple[str, ...]:
        """Write the parts of a compound that the handbook hyphenates, such as "realtime"."""
        parts: list[str] = []
        for term in terms:
            parts.extend(self.compounds.get(term, (term,)))
        return tuple(dict.fromkeys(parts))


_GENERAL_STEMS = frozenset(stem(word) for word in GENERAL_WORDS)


def _importance(term: str) -> float:
    return GENERAL_WEIGHT if term in _GENERAL_STEMS else 1.0


def is_general(term: str) -> bool:
    """Whether a stem is that of an everyday word."""
    return term in _GENERAL_STEMS
