"""Titles: a heading's words without numbering, ornament and closing punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.encoding.code_pages import PAGES, explain

_BARE = re.compile(r"[A-Za-z]++(?: [A-Za-z]++)*+\??")
"""A title of words alone, from which nothing goes."""
_MARKUP = re.compile(r"\*\*|__|`")
_ANCHOR = re.compile(r"\s*\{#[^}]*\}$")
_KEYCAP = re.compile(r"^(?:\d+\ufe0f?\u20e3\ufe0f?|[①-⓿❶-➓])\s*")
"""A digit in a key, or in a circle."""
_NUMBERING = re.compile(
    r"^(?:"
    r"(?:chapter|section|part|step|phase|module|lesson|unit|appendix)\s+"
    r"(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])\s*[:.)–—-]"  # Chapter 3:  Part IV -
    r"|\(\d+\)"  # (3)
    r"|\d{1,3}(?:\.\d+)*\s*[.):]"  # 4.  4.2:  4)
    r"|\d{1,3}(?:\.\d+)*\s+[–—-](?=\s)"  # 4 -
    r"|\d{1,3}(?:\.\d+)+(?=\s)"  # 4.2
    r"|§\s*\d+(?:\.\d+)*\.?"
    r"|(?-i:M{0,3}(?:C[MD]|D?C{0,3})(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})(?<=[IVXLCDM]))[.)]"  # IV.
    r")\s+(?=\S)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^(?:(?P<number>\d{1,2})|(?P<letter>[A-Z])[.):])\s+(?=[^\W\d_])")
"""A bare number or a letter in front: numbering where the neighbours count on, else part of the
name."""
_CLOSING = ":;,–—- "
_ABBREVIATION = re.compile(r"(?:\.\w+|\betc|\bvs|\bInc|\bLtd|\bNo)\.$", re.IGNORECASE)


def clean_title(title: str) -> str:
    """Return the words of a heading; the stripped original where nothing would be left.

    Numbering ("4.2", "Chapter 3:", "IV."), emoji and what encoding damage left of them, anchors
    ("{#id}") and closing punctuation other than "?" and "!" go; "A/B", "C++" and "8 rules" stay.
    """
    original = " ".join(title.split())
    if _BARE.fullmatch(original):
        return original
    words = _ANCHOR.sub("", _MARKUP.sub("", original))
    while (shorter := _shorten(words)) != words:
        words = shorter
    return words or original


def counted_titles(headings: Sequence[tuple[int, str]]) -> frozenset[int]:
    """Return the positions of headings (level, words) that are counted: "2 Storage", "B. Refit".

    A number or letter counts where the heading before or behind it, of the same level and under
    the same heading, has the one before or behind; "8 rules" alone keeps its number.
    """
    counted: set[int] = set()
    last: dict[int, tuple[int, int]] = {}
    for at, (level, title) in enumerate(headings):
        last = {other: seen for other, seen in last.items() if other <= level}
        match = _COUNTED.match(title)
        if not match:
            last.pop(level, None)
            continue
        number = ord(match["letter"]) if match["letter"] else int(match["number"])
        before = last.get(level)
        if before and before[1] + 1 == number:
            counted.update((before[0], at))
        last[level] = (at, number)
    return frozenset(counted)


def without_count(title: str) -> str:
    """Drop the number or letter in front of a heading that ``counted_titles`` names."""
    return _COUNTED.sub("", title, count=1)


def _shorten(words: str) -> str:
    words = strip_ornament(words)
    words = _NUMBERING.sub("", words, count=1)
    words = words.rstrip(_CLOSING)
    if words.endswith(".") and not words.endswith("..") and not _ABBREVIATION.search(words):
        words = words[:-1]
    return words.strip()


def strip_ornament(words: str) -> str:
    """Remove emoji, symbols and remains of damaged emoji from both ends."""
    words = _KEYCAP.sub("", words.strip(), count=1)
    start, end = 0, len(words)
    while start < end and _ornamental(words[start]):
        start += 1
    while end > start and _ornamental(words[end - 1]):
        end -= 1
    first, space, rest = words[start:end].partition(" ")
    if space and _damaged(first):
        return rest.strip()
    return words[start:end]


def _ornamental(character: str) -> bool:
    if character.isascii():
        return character.isspace()
    kind = unicodedata.category(character)
    return kind in {"So", "Sk", "Sm", "Cf", "Co", "Cn", "Zs", "Cc"} or character in "\ufe0e\ufe0f•·"


def _damaged(word: str) -> bool:
    """Whether a word is nothing but UTF-8 seen through a one-byte code page."""
    if word[0].isascii():
        return False
    run = word.rstrip("\ufe0f\u200d")
    return any(
        all(piece.damaged and (piece.weight > 1 or piece.before == piece.after) for piece in pieces)
        for pieces in (explain(run, page) for page in PAGES)
    )
