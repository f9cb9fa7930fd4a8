"""Closed boxes drawn with box characters or with + - |."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.grammar.terms import clean_label
from ingest.grammar.words import words

_TOP_LEFT, _TOP_RIGHT = frozenset("┌╔╭┏+"), frozenset("┐╗╮┓+")
_LOW_LEFT, _LOW_RIGHT = frozenset("└╚╰┗+"), frozenset("┘╝╯┛+")
_FLAT = frozenset("─━═╌┄-=┬┴┼╦╩╤╧┯┷+▼▲▾▴↓↑vV^")
_SIDE = frozenset("│┃║|├┤┼╠╣┝┥╟╢+▶◀►◄→←><")
_RULE = re.compile(r"^[\s─━═╌┄\-=┬┴┼+]*[─━═╌┄\-=]{3,}[\s─━═╌┄\-=┬┴┼+]*$")
_LIST = re.compile(r"^\s*(?:[-*•·▪]|\d+[.)])\s+")
_MOST_WORDS = 8
_MOST_TRIES = 40
_MOST_FRAMES = 1_000


@dataclass(frozen=True, slots=True)
class Box:
    """A closed box; rows and columns of its frame, inclusive, from 0."""

    top: int
    bottom: int
    left: int
    right: int
    text: str = ""
    members: tuple[tuple[str, int], ...] = ()
    """What the box lists below its name, each with its row."""
    parent: int | None = None
    """Position, in the list of boxes, of the smallest box around this one."""


def boxes_of(lines: Sequence[str]) -> list[Box]:
    """Return the boxes of a drawing from top to bottom and left to right, with their words."""
    frames = [
        frame
        for top, line in enumerate(lines)
        for left, char in enumerate(line)
        if char in _TOP_LEFT and (frame := _frame(lines, top, left)) is not None
    ]
    del frames[_MOST_FRAMES:]
    # A "+" in the middle of a frame starts no box of its own.
    boxes = [_nested(box, n, frames) for n, box in enumerate(frames)]
    return [_named(lines, box, n, boxes) for n, box in enumerate(boxes)]


def _at(lines: Sequence[str], row: int, column: int) -> str:
    line = lines[row] if row < len(lines) else ""
    return line[column] if column < len(line) else " "


def _frame(lines: Sequence[str], top: int, left: int) -> Box | None:
    line = lines[top]
    right, tries = left + 1, 0
    while right < len(line) and line[right] in _FLAT | _TOP_RIGHT and tries < _MOST_TRIES:
        if line[right] in _TOP_RIGHT and right > left + 2:
            tries += 1
            bottom = _bottom(lines, top, left, right)
            if bottom is not None:
                return Box(top, bottom, left, right)
        right += 1
    return None


def _bottom(lines: Sequence[str], top: int, left: int, right: int) -> int | None:
    for row in range(top + 1, len(lines)):
        a, b = _at(lines, row, left), _at(lines, row, right)
        if a in _LOW_LEFT and b in _LOW_RIGHT and row > top + 1:
            inner = lines[row][left + 1 : right]
            if all(char in _FLAT for char in inner):
                return row
        if a not in _SIDE or b not in _SIDE:
            return None
    return None


def _nested(box: Box, n: int, frames: Sequence[Box]) -> Box:
    around = [
        (other.right - other.left, m)
        for m, other in enumerate(frames)
        if m != n
        and other.top < box.top
        and other.bottom > box.bottom
        and other.left < box.left
        and other.right > box.right
    ]
    return replace(box, parent=min(around)[1]) if around else box


def _named(lines: Sequence[str], box: Box, n: int, boxes: Sequence[Box]) -> Box:
    inner = [other for other in boxes if other.parent == n]
    told: list[tuple[str, int, bool]] = []
    ruled = False
    for row in range(box.top + 1, box.bottom):
        text = _inner_text(lines, box, row, inner)
        if _RULE.match(text):
            ruled = bool(told)
            continue
        if any(map(str.isalnum, text)):
            told.append((text, row, ruled or bool(_LIST.match(text) and told)))
    name = [text.strip() for text, _, listed in told if not listed]
    rest = [(text, row) for text, row, listed in told if listed]
    if inner or len(words(" ".join(name))) > _MOST_WORDS:
        rest = [] if inner else [(t, r) for t, r, _ in told[1:]]
        name = name[:1]
    members = tuple((label, row) for text, row in rest if (label := clean_label(text)))
    return replace(box, text=clean_label(" ".join(name)), members=members)


def _inner_text(lines: Sequence[str], box: Box, row: int, inner: Sequence[Box]) -> str:
    chars = list(lines[row][box.left + 1 : box.right])
    for other in inner:
        if other.top <= row <= other.bottom:
            for column in range(other.left - box.left - 1, other.right - box.left):
                if column < len(chars):
                    chars[column] = " "
    return "".join(chars)
