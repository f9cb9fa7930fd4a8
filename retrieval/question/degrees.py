"""Degrees: of what a question asks for the most or the least, the more or the less.

"The cheapest", "fewer parameters", "under 10 ms" and "faster than X" ask to compare amounts; the
words are data (``degree_words.toml``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from retrieval.text.quantities import Quantity, quantities
from retrieval.text.words import Word, stem, words

_DATA = Path(__file__).with_name("degree_words.toml")
_LEADING = {"most": 1, "more": 1, "least": -1, "less": -1}
_GOOD = {"best": 1, "better": 1, "worst": -1, "worse": -1}
_FOR = frozenset({"for", "suited", "at"})
_LEAST_BASE = 3
"""Letters of the shortest adjective: "new"."""
_BOUND = re.compile(
    r"\b(?P<more>(?:more|higher|greater|larger|bigger|longer|over|above|at least|no less|not less"
    r"|exceeding|exceeds?)(?:\s+than)?|from)\s+(?P<above>.+)"
    r"|\b(?P<less>(?:less|lower|fewer|smaller|shorter|cheaper|faster|quicker|under|below|at most"
    r"|no more|not more|up to|within|inside)(?:\s+than)?)\s+(?P<below>.+)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?P<amount>(?<![\w.])[€$£]?\d[\d.,]*\s?(?:%|[^\W\d]+)?)\s+(?:or|and)\s+(?:(?P<more>more|above|over|up|upwards"
    r"|higher|longer|larger|bigger|heavier|greater|beyond)|(?P<less>less|below|under|fewer|lower"
    r"|shorter|smaller|lighter|faster|quicker|cheaper))\b",
    re.IGNORECASE,
)
"""A side behind its amount, which it includes: "80 kg or more"."""
_INCLUDED = re.compile(r"\b(?:at least|at most|up to|within|from|no|not)\b", re.IGNORECASE)
_NO_DEGREE = frozenset({"once", "any", "no", "tell", "know", "learn", "read", "say"})
"""Words before a "more" that compares nothing: "once more", "tell me more"."""
_NEAR = 3
"""Words behind "under" among which its amount begins."""


@dataclass(frozen=True, slots=True)
class Degree:
    """What is asked for the most or the least of."""

    more: bool
    """Whether for the most."""
    word: str
    """As asked: "cheapest"."""
    columns: frozenset[str]
    """Stems of headers that tell it; empty where the question itself has to name one."""
    dimensions: frozenset[str] = frozenset()
    """Dimensions of units that tell it under any header."""
    by_quality: bool = False
    """Whether it asks for the better, which is less of some things."""

    @property
    def is_most(self) -> bool:
        """Whether it asks for one of all, rather than of two."""
        first = self.word.split()[0]
        return first.endswith("st") or first in {"maximum", "max", "minimum", "min", "top"}


@dataclass(frozen=True, slots=True)
class Bound:
    """An amount that is asked for by what lies on one side of it."""

    above: bool
    quantity: Quantity
    included: bool
    text: str
    """As asked: "under 10 ms"."""


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))


@cache
def _dimensions() -> dict[str, dict[str, str]]:
    return {name: held for name, held in _tables().items() if "columns" in held}


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _dimensions()[name]["columns"].split())


@cache
def better_if_less() -> frozenset[str]:
    """Return the stems of headers of which less is better."""
    return frozenset(stem(word) for word in _tables()["better"]["less"].split())


def alike(stems: frozenset[str]) -> frozenset[str]:
    """Return the stems of all headers that tell the same as some words do."""
    held = [_stems(name) for name in _dimensions() if stems & _stems(name)]
    return frozenset[str]().union(*held)


def degrees(clause: str) -> tuple[Degree, ...]:
    """Return what a question asks for the most or the least of, by all that it may mean."""
    found = words(clause)
    asked = [one for at, word in enumerate(found) for one in _at(found, at, word.lower)]
    return tuple(dict.fromkeys(asked))


def bound(clause: str) -> Bound | None:
    """Return the amount on one side of which a question asks for things; None for no amount."""
    if behind := _BEHIND.search(clause):
        amounts = quantities(behind["amount"])
        more = behind["more"] is not None
        return Bound(more, amounts[0], included=True, text=behind[0]) if amounts else None
    match = _BOUND.search(clause)
    if match is None:
        return None
    rest = match["above"] or match["below"]
    near = " ".join(rest.split()[:_NEAR])
    amounts = quantities(near)
    if not amounts:
        return None
    side = match["more"] or match["less"]
    above = bool(match["more"])
    if re.match(r"(?:no|not)\b", side, re.IGNORECASE):
        above = "less" in side.lower()
    included = bool(_INCLUDED.search(side))
    return Bound(above, amounts[0], included, f"{side} {near}".rstrip(" ?.!"))


def _at(found: tuple[Word, ...], at: int, word: str) -> Iterator[Degree]:
    """Yield what the word at a place asks for."""
    after = found[at + 1].lower if at + 1 < len(found) else ""
    sign = _LEADING.get(word, 0)
    if sign and (named := list(_named(after, sign > 0, f"{word} {after}"))):
        yield from named
        return
    plain = _tables()["plain"]
    if at and found[at - 1].lower in _NO_DEGREE:
        return
    if word in plain["more"].split() or word in plain["less"].split():
        verbs = {name for name, held in _tables()["verbs"].items() if _verb(found, held)}
        told = frozenset[str]().union(*(_stems(name) for name in verbs))
        kinds = frozenset(unit for name in verbs for unit in _dimensions()[name]["units"].split())
        yield Degree(word in plain["more"].split(), word, told, kinds)
    if word in _GOOD and after not in _FOR:  # "better for what" asks for no amount
        yield Degree(_GOOD[word] > 0, word, _stems("quality"), by_quality=True)
    for base in _bases(word):
        yield from _named(base, more=True, word=word)


def _verb(found: tuple[Word, ...], verbs: str) -> bool:
    return any(word.lower in verbs.split() for word in found)


def _named(adjective: str, more: bool, word: str) -> Iterator[Degree]:  # noqa: FBT001 (one of two signs)
    """Yield the dimensions of an adjective; ``more`` is false for "less" and "least"."""
    for name, held in _dimensions().items():
        for key, sign in (("more", True), ("less", False)):
            if adjective in held[key].split():
                units = frozenset(held["units"].split())
                yield Degree(sign is more, word, _stems(name), units)


_IRREGULAR = {"further": "far", "farther": "far", "furthest": "far", "farthest": "far"}


def _bases(word: str) -> tuple[str, ...]:
    """Return the adjectives of which a word may be a degree: of "bigger" "bigg", "bigge", "big"."""
    if word in _IRREGULAR:
        return (_IRREGULAR[word],)
    match = re.fullmatch(r"(?P<base>\w+?)(?:er|est)", word)
    if match is None or len(match["base"]) < _LEAST_BASE - 1:
        return ()
    base = match["base"]
    forms = [base, f"{base}e"]
    if base.endswith("i"):
        forms.append(f"{base[:-1]}y")
    if len(base) > _LEAST_BASE and base[-1] == base[-2]:
        forms.append(base[:-1])
    return tuple(forms)
