r"""Pieces of inline text, cut only where nothing protects the cut.

Parentheses, brackets, quotation marks, code and links protect what they hold. A piece carries a
second string of the same length, ``top``, in which all that is protected reads as ``\0``: a
pattern that matches ``top`` therefore matches at the top level only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from ingest.document import Mark, MarkKind, Text
from ingest.tuples import new

_OPEN = {"(": ")", "[": "]", "{": "}", "“": "”", "«": "»", "„": "“"}
_ENCLOSING = re.compile(r"[()\[\]{}“”«»„\"]")
_PROTECTING = frozenset({MarkKind.CODE, MarkKind.LINK})


class Piece(NamedTuple):
    """A run of an inline text; ``start`` is its offset in the whole text's ``plain``."""

    plain: str
    top: str
    start: int
    links: tuple[Mark, ...]
    """All links of the whole text, by start."""

    @property
    def end(self) -> int:
        """Offset behind the piece in the whole text."""
        return self.start + len(self.plain)

    def cut(self, start: int, end: int) -> Piece:
        """Return ``plain[start:end]`` as a piece, without white space around it."""
        plain = self.plain[start:end]
        bare = plain.strip()
        if len(bare) < len(plain):
            start += len(plain) - len(plain.lstrip())
        top = self.top[start : start + len(bare)]
        return new(Piece, (bare, top, self.start + start, self.links))

    def split(self, pattern: re.Pattern[str]) -> list[Piece]:
        """Cut at every match of a pattern at the top level; empty pieces are left out."""
        if pattern.search(self.top) is None:
            return [self] if self.plain else []
        pieces: list[Piece] = []
        at = 0
        for match in pattern.finditer(self.top):
            pieces.append(self.cut(at, match.start()))
            at = match.end()
        pieces.append(self.cut(at, len(self.plain)))
        return [piece for piece in pieces if piece.plain]

    def inside(self, start: int, end: int) -> Piece:
        """Return ``plain[start:end]`` with its own protection, as if it stood alone."""
        whole = self.cut(start, end)
        shift = whole.start
        if not self.links:
            return Piece(whole.plain, _top(whole.plain, []), shift, ())
        marks = [
            Mark(max(0, mark.start - shift), mark.end - shift, mark.kind, mark.target)
            for mark in self._links_within(shift, shift + len(whole.plain))
        ]
        return Piece(whole.plain, _top(whole.plain, marks), shift, self.links)

    def address(self) -> str:
        """Return the address where the whole piece is one link, otherwise an empty string."""
        if not self.links:
            return ""
        within = self._links_within(self.start, self.start + len(self.plain))
        if len(within) != 1:
            return ""
        link = within[0]
        outer = self.plain[: max(0, link.start - self.start)] + self.plain[link.end - self.start :]
        return "" if any(map(str.isalnum, outer)) else link.target

    def _links_within(self, start: int, end: int) -> list[Mark]:
        first = bisect_left(self.links, start, key=lambda mark: mark.start)
        found: list[Mark] = []
        for mark in self.links[first:]:
            if mark.start >= end:
                break
            if mark.end <= end:
                found.append(mark)
        return found


def piece_of(text: Text) -> Piece:
    """Return a whole inline text as a piece, white space around it left out."""
    if not text.marks:
        return Piece(text.plain, _top(text.plain, []), 0, ()).cut(0, len(text.plain))
    marks = sorted(
        (mark for mark in text.marks if mark.kind in _PROTECTING and mark.end > mark.start),
        key=lambda mark: mark.start,
    )
    links = tuple(mark for mark in marks if mark.kind is MarkKind.LINK)
    plain = _without_images(text)
    piece = Piece(plain, _top(plain, marks), 0, links)
    return piece.cut(0, len(plain))


def _without_images(text: Text) -> str:
    """Blank out the alternative texts of pictures that stand beside words; offsets stay."""
    images = [mark for mark in text.marks if mark.kind is MarkKind.IMAGE and mark.end > mark.start]
    if not images:
        return text.plain
    plain = text.plain
    for mark in images:
        plain = plain[: mark.start] + " " * (mark.end - mark.start) + plain[mark.end :]
    return plain if any(char.isalnum() for char in plain) else text.plain


def _top(plain: str, marks: list[Mark]) -> str:
    runs = [(mark.start, mark.end) for mark in marks]
    if runs:
        plain = _masked(plain, runs)
    return _masked(plain, _enclosed(plain)) if _ENCLOSING.search(plain) else plain


def _masked(plain: str, runs: list[tuple[int, int]]) -> str:
    parts: list[str] = []
    at = 0
    for start, end in runs:
        if end > at:
            parts += (plain[at:start], "\0" * (min(end, len(plain)) - max(start, at)))
            at = end
    return "".join([*parts, plain[at:]])


def _enclosed(plain: str) -> list[tuple[int, int]]:
    """Return the outermost enclosed runs, with their enclosing characters, in order."""
    stack: list[tuple[str, int]] = []
    runs: list[tuple[int, int]] = []
    for match in _ENCLOSING.finditer(plain):
        at, char = match.start(), match.group()
        # A closer that skips over one or two unclosed openers still closes its own.
        depth = next((n for n in range(1, 4) if n <= len(stack) and stack[-n][0] == char), 0)
        if depth:
            opened = stack[-depth][1]
            del stack[-depth:]
            while runs and runs[-1][0] > opened:
                runs.pop()
            runs.append((opened, at + 1))
        elif char in _OPEN:
            stack.append((_OPEN[char], at))
        elif char == '"' and not (at and plain[at - 1].isalnum()):
            stack.append(('"', at))
    return runs
