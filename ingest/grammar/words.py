"""Closed word classes and small word lists, read once from ``words.toml``.

The data names no tool, model or field: what a handbook speaks of is never looked up in a list.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

_DATA: dict[str, list[str]] = tomllib.loads(
    files("ingest.grammar").joinpath("words.toml").read_text(encoding="utf-8")
)
LONGEST_REMEMBERED = 120
"""Characters of a text whose reading is kept: names come back, long sentences hardly do."""
REMEMBERED = 1 << 14
"""Readings that one cache keeps, some megabytes at most."""
_LONGEST_OPENING = 80
"""Characters in which the first word of a text is looked for."""

_TOKEN = re.compile(r"[\w$#@%'’.+/-]+")
_OUTER = ".'’/-+"
"""What is dropped at both ends of a word."""
_ASCII = bytes(
    ord(char.lower()) if _TOKEN.match(char) else ord(" ") for char in map(chr, range(128))
).ljust(256)
"""ASCII characters as they stand in words, for ``bytes.translate``: in lower case, or a blank."""


def word_set(name: str) -> frozenset[str]:
    """Return one list of ``words.toml`` as a set of lower-case entries."""
    return frozenset(_DATA[name])


def word_pairs(name: str) -> dict[str, str]:
    """Return one list of ``words.toml`` with two words an entry: the first to the second."""
    halves = (entry.partition(" ") for entry in _DATA[name])
    return {first: second for first, _, second in halves}


def phrases(name: str) -> tuple[str, ...]:
    """Return one list of ``words.toml``, longest entry first, for use in an alternation."""
    return tuple(sorted(_DATA[name], key=lambda entry: (-len(entry), entry)))


def one_of(entries: Iterable[str]) -> str:
    """Return an alternation of entries for a pattern, grouped by their first characters.

    It matches what a plain one does, the entries of one character in their order, in a fraction
    of the time where there are many.
    """
    grouped: dict[str, list[str]] = {}
    for entry in entries:
        grouped.setdefault(entry[0], []).append(re.escape(entry[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in grouped.items())


FINITE = word_set("finite")
PRONOUNS = word_set("pronouns")
BOUNDARIES = word_set("boundaries")
ARTICLES = word_set("articles")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, outer punctuation dropped, in order."""
    return _remembered_words(text) if len(text) <= LONGEST_REMEMBERED else _words(text)


def _words(text: str) -> tuple[str, ...]:
    if not text.isascii():
        found = [token.strip(_OUTER).lower() for token in _TOKEN.findall(text)]
        return tuple(filter(None, found))
    tokens = text.encode().translate(_ASCII).decode().split()
    if "".join(tokens).isalnum():
        return tuple(tokens)
    return tuple(filter(None, [token.strip(_OUTER) for token in tokens]))


_remembered_words = lru_cache(maxsize=REMEMBERED)(_words)


def first_word(text: str) -> str:
    """Return the first word in lower case, or an empty string."""
    opening = text[:_LONGEST_OPENING]
    first = opening.split(" ", 1)[0]
    if first.isalnum() and first.isascii():
        return first.lower()
    found = words(opening)
    return found[0] if found else ""


def states_something(text: str) -> bool:
    """Say whether a text holds a finite auxiliary verb, so that it is a clause and no name."""
    return not FINITE.isdisjoint(words(text))


def is_name(text: str, most: int = 6) -> bool:
    """Say whether a text can name a thing: 1 to ``most`` words, no verb, no pronoun in front."""
    found = words(text)
    return 0 < len(found) <= most and found[0] not in PRONOUNS and FINITE.isdisjoint(found)
