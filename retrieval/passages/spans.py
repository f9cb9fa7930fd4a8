"""Tokens and capitalised spans: the names that a text holds, found without a model.

A small stand-in for named-entity recognition: a run of capitalised words, joined by the few
lower-case words that stand inside names ("University of Leeds"), and every shorter span within
it, because a run may hold two names side by side.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_SPAN: Final = 6
"""Words of a span; longer names share a part of themselves anyway."""

_WORD: Final = re.compile(r"[^\W_]+")
_WITHIN: Final = " .'’-&"
"""What may stand between two words of one name."""
_INITIAL: Final = 3
"""Letters of the longest word that a full stop may follow within a name ("St.", "Dr.")."""

JOINING: Final = frozenset(
    [
        "of",
        "the",
        "de",
        "la",
        "von",
        "van",
        "du",
        "del",
        "da",
        "di",
        "el",
        "al",
        "le",
        "der",
        "den",
        "y",
        "ibn",
        "bin",
    ]
)
"""Lower-case words that stand inside names."""

Token = tuple[str, bool]
"""A word in lower case without accents, and whether it began with a capital or a digit."""


def fold(text: str) -> str:
    """Return the text without accents."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def tokens(text: str) -> list[Token]:
    """Return the words of a text in order."""
    return [_token(word) for word in _WORD.findall(fold(text))]


def capital_spans(text: str) -> list[str]:
    """Return the distinct capitalised spans of a text, in order, in lower case."""
    found: dict[str, None] = {}
    run: list[Token] = []
    folded = fold(text)
    end = 0
    for match in _WORD.finditer(folded):
        word, gap = match.group(), folded[end : match.start()]
        end = match.end()
        if run and _divides(gap, run[-1][0]):
            _spans(run, found)
            run = []
        token = _token(word)
        if token[1] or (run and word in JOINING):
            run.append(token)
        else:
            _spans(run, found)
            run = []
    _spans(run, found)
    return list(found)


def _token(word: str) -> Token:
    return word.casefold(), word[0].isupper() or word[0].isdigit()


def _divides(gap: str, before: str) -> bool:
    """Say whether what stands between two words parts two names."""
    return bool(gap.strip(_WITHIN)) or ("." in gap and len(before) > _INITIAL)


def _spans(run: list[Token], found: dict[str, None]) -> None:
    """Add every span of a run that begins and ends with a capital."""
    for start, (_, capital) in enumerate(run):
        if not capital:
            continue
        for end in range(start + 1, min(len(run), start + LONGEST_SPAN) + 1):
            if run[end - 1][1]:
                found.setdefault(" ".join(word for word, _ in run[start:end]))
