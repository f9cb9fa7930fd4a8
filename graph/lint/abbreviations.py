"""Abbreviations in a text: where they are used, and whether the text writes them out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from graph.lint.subject import Written
from ingest.document import MarkKind, Text

# Two capitals or more, no part of a longer word, a path or a flag.
_SHORT = re.compile(r"(?<![\w./\\&@#$-])[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*s?(?![\w&/\\@])")
_LONGEST = 8
_NUMBERED = re.compile(r"\d{2}")
"""Two digits in a row, as in the names of parts and standards (A10G, SHA256)."""
_ROMAN = re.compile(r"[IVX]+")
_CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]+\b(?:[ ,]+\b[A-Z][A-Z0-9]+\b){2,}")
"""Three words in capitals in a row: emphasis."""
_IN_PARENTHESES = re.compile(r"[^\W\d_]*[a-z]\W*\(([A-Z][A-Za-z0-9&/-]*)\)")
"""Words, and behind them the abbreviation alone in parentheses."""
_WITH_PARENTHESES = re.compile(r"([A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)s?\s*\(([^()]*\s[^()]*)\)")
"""The abbreviation, and behind it at least two words in parentheses."""
_SAID_TO_BE = re.compile(
    r"(?:^|(?<=\n))\W*([A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)s?\W*?(?::|\s[–—=-])\s*\w"
    r"|\b([A-Z][A-Z0-9]*[A-Z][A-Z0-9]*)s?\s(?:stands?\sfor|means?|is\s(?:an?|the|short)|are)\s"
)
"""A definition line that begins with it, or a sentence that says what it is."""
_WORD = re.compile(r"[^\W\d_][\w’']*")


@dataclass(frozen=True, slots=True)
class Uses:
    """Where an abbreviation is used."""

    path: str
    line: int
    """Of its first use."""
    lines: int
    """How many lines use it."""


def uses(pieces: Iterable[tuple[str, Written]]) -> dict[str, Uses]:
    """Return the abbreviations of a text with their uses, in the order of the text."""
    found: dict[str, Uses] = {}
    last: dict[str, tuple[str, int]] = {}
    for path, piece in pieces:
        for short, offset in _shorts(piece.text):
            place = (path, piece.line_at(offset))
            known = found.setdefault(short, Uses(*place, lines=0))
            if last.get(short) != place:
                found[short] = replace(known, lines=known.lines + 1)
                last[short] = place
    return found


def expanded(texts: Iterable[str], shorts: Collection[str]) -> set[str]:
    """Return those of the abbreviations that a text writes out or defines."""
    written_out: set[str] = set()
    sizes = sorted({len(short) for short in shorts if len(short) > 2})  # noqa: PLR2004
    for text in texts:
        written_out.update(_singular(match) for match in _IN_PARENTHESES.findall(text))
        written_out.update(match[1] for match in _WITH_PARENTHESES.finditer(text))
        written_out.update(match[1] or match[2] for match in _SAID_TO_BE.finditer(text))
        initials = "".join(word[0].upper() for word in _WORD.findall(text))
        windows = (initials[at : at + n] for n in sizes for at in range(len(initials) - n + 1))
        written_out.update(window for window in windows if window in shorts)
    return written_out


def _shorts(text: Text) -> Iterator[tuple[str, int]]:
    hidden = [(m.start, m.end) for m in text.marks if m.kind in {MarkKind.CODE, MarkKind.IMAGE}]
    hidden += [match.span() for match in _CAPITALS.finditer(text.plain)]
    for match in _SHORT.finditer(text.plain):
        short, at = _singular(match[0]), match.start()
        covered = any(start <= at < end for start, end in hidden)
        named = _ROMAN.fullmatch(short) or _NUMBERED.search(short)
        if not covered and len(short) <= _LONGEST and not named:
            yield short, at


def _singular(short: str) -> str:
    return short[:-1] if short.endswith("s") else short
