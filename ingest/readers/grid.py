"""A drawing as a grid of characters: labels, lines and arrowheads with their places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from ingest.readers.boxes import Box, boxes_of
from ingest.readers.chains import ARROW

UP, DOWN, LEFT, RIGHT = (-1, 0), (1, 0), (0, -1), (0, 1)
Move = tuple[int, int]
Cell = tuple[int, int]

ARMS: dict[str, tuple[Move, ...]] = {
    **dict.fromkeys("─━═╌┄╴╶", (LEFT, RIGHT)),
    **dict.fromkeys("│┃║╎┆", (UP, DOWN)),
    **dict.fromkeys("┌╔╭┏", (RIGHT, DOWN)),
    **dict.fromkeys("┐╗╮┓", (LEFT, DOWN)),
    **dict.fromkeys("└╚╰┗", (UP, RIGHT)),
    **dict.fromkeys("┘╝╯┛", (UP, LEFT)),
    **dict.fromkeys("├╠┣┝", (UP, DOWN, RIGHT)),
    **dict.fromkeys("┤╣┫┥", (UP, DOWN, LEFT)),
    **dict.fromkeys("┬╦┳┯", (LEFT, RIGHT, DOWN)),
    **dict.fromkeys("┴╩┻┷", (LEFT, RIGHT, UP)),
    **dict.fromkeys("┼╬╋", (UP, DOWN, LEFT, RIGHT)),
}
_VERTICAL = {
    **dict.fromkeys("↓⬇▼⇓⇩▾⭣", (DOWN,)),
    **dict.fromkeys("↑⬆▲⇑⇧▴⭡", (UP,)),
    **dict.fromkeys("↕⇕⬍", (UP, DOWN)),
}
_RIGHT_HEADS, _LEFT_HEADS = "→⟶⇒➜➔➡➝►▶⟹>", "←⟵⇐⬅◄◀⟸<"
_BOTH = "↔⇔⟷"
_LOOSE = re.compile(r"(?<![^\s|+/\\])[vV^|](?![^\s|+/\\])")
_RULE = re.compile(r"(?:(?<=\+)[-=]+|[-=]+(?=\+)|(?<!\S)[-=]{2,}(?!\S))")
_PLUS = re.compile(r"(?<![^\s\0|])(?<!\w )\+(?! \w)(?![^\s\0|])")
"""A crossing of lines; between words ("TCP + TLS") it joins them."""
_TEXT = re.compile(r"[^\s\0]+(?: [^\s\0]+)*")
_ONLY_HEADS = re.compile(r"^[\s|]*(?<!\S)[vV^](?:\s+[vV^|])*\s*$")
_WORDED = re.compile(
    r"(?<=[\s\0])(?:--+|==+)\s?(?P<note>[^\s=>|-][^=>|\n]{0,40}?)\s?(?=(?:--+|==+)>)"
)
_NOTE_GAP = 2


@dataclass(frozen=True, slots=True)
class Label:
    """A named place of a drawing; rows and columns are inclusive, from 0."""

    text: str
    top: int
    bottom: int
    left: int
    right: int
    box: Box | None = None


@dataclass(slots=True)
class Grid:
    """What stands in each cell."""

    labels: list[Label] = field(default_factory=list[Label])
    arms: dict[Cell, tuple[Move, ...]] = field(default_factory=dict[Cell, tuple[Move, ...]])
    heads: dict[Cell, tuple[Move, ...]] = field(default_factory=dict[Cell, tuple[Move, ...]])
    notes: dict[Cell, str] = field(default_factory=dict[Cell, str])
    """Words on a line or close behind a vertical one, at each cell of the line."""
    rows: list[list[int]] = field(default_factory=list[list[int]])
    """Labels of each row, from left to right."""
    reach: list[list[int]] = field(default_factory=list[list[int]])
    """How far right the labels of each row reach, up to and with each of them."""
    steps: int = 0
    """Cells that were visited in following lines, over all arrows."""
    width: int = 0

    def label_at(self, cell: Cell) -> int | None:
        """Return the innermost label that covers a cell."""
        if not 0 <= cell[0] < len(self.rows):
            return None
        row = self.rows[cell[0]]
        at = bisect_right(row, cell[1], key=lambda n: self.labels[n].left)
        reach = self.reach[cell[0]]
        while at and reach[at - 1] >= cell[1]:
            at -= 1
            if self.labels[row[at]].right >= cell[1]:
                return row[at]
        return None


def has_arrows(lines: Sequence[str]) -> bool:
    """Say whether any line holds an arrow."""
    return any(
        ARROW.search(line)
        or _ONLY_HEADS.match(line)
        or any(char in _VERTICAL or char in _BOTH for char in line)
        for line in lines
    )


def has_boxes(lines: Sequence[str]) -> bool:
    """Say whether the lines draw a closed box."""
    return bool(boxes_of(lines))


def grid_of(lines: Sequence[str]) -> Grid:
    """Find the labels, lines and arrowheads of a drawing."""
    rows = [line.expandtabs(4).rstrip().replace("\ufe0f", "") for line in lines]
    grid = Grid(width=max(map(len, rows), default=0))
    boxes = boxes_of(rows)
    bare = [list(row) for row in rows]
    for box in boxes:
        grid.labels.append(Label(box.text, box.top, box.bottom, box.left, box.right, box))
        for at in range(box.top, box.bottom + 1):
            line = bare[at]
            for column in range(box.left, min(box.right + 1, len(line))):
                line[column] = "\0"
    for at, line in enumerate(bare):
        _read_row(grid, at, line)
    grid.rows = [[] for _ in rows]
    for n, label in enumerate(grid.labels):
        for at in range(label.top, label.bottom + 1):
            grid.rows[at].append(n)
    for row in grid.rows:
        row.sort(key=lambda n: (grid.labels[n].left, -grid.labels[n].right))
        grid.reach.append(list(accumulate((grid.labels[n].right for n in row), max)))
    return grid


def _read_row(grid: Grid, at: int, line: list[str]) -> None:
    _mark_signs(grid, at, line)
    text = "".join(line)
    spans = [(match.start(), match.end()) for match in _TEXT.finditer(text)]
    for start, end in spans:
        if not any(map(str.isalnum, text[start:end])):
            continue
        beside = _vertical_before(grid, at, start)
        if beside is not None:
            grid.notes[at, beside] = text[start:end]
        elif not _on_line(grid, at, start, end, text[start:end]):
            grid.labels.append(Label(text[start:end], at, at, start, end - 1))


def _vertical_before(grid: Grid, at: int, start: int) -> int | None:
    """Return the column of a vertical line close in front of a text, which annotates it."""
    for column in range(start - 1, max(-1, start - 2 - _NOTE_GAP), -1):
        arms = grid.arms.get((at, column)) or grid.heads.get((at, column))
        if arms:
            return column if set(arms) <= {UP, DOWN} else None
    return None


def _on_line(grid: Grid, at: int, start: int, end: int, note: str) -> bool:
    """Take a word between two stretches of a horizontal line for what the line says."""
    left = next((c for c in (start - 1, start - 2) if LEFT in grid.arms.get((at, c), ())), None)
    right = next((c for c in (end, end + 1) if RIGHT in grid.arms.get((at, c), ())), None)
    if left is None or right is None:
        return False
    for column in range(left + 1, right):
        grid.arms[at, column] = (LEFT, RIGHT)
        grid.notes[at, column] = note
    return True


def _mark_signs(grid: Grid, at: int, line: list[str]) -> None:
    for match in _WORDED.finditer("".join(line)):
        for column in range(match.start(), match.end()):
            grid.notes[at, column] = match.group("note")
        _draw(grid, at, line, match, (LEFT, RIGHT))
    for match in ARROW.finditer("".join(line)):
        _mark_arrow(grid, at, match)
        line[match.start() : match.end()] = "\0" * len(match.group())
    _mark_drawn(grid, at, line)
    for pattern, arms in ((_RULE, (LEFT, RIGHT)), (_PLUS, (UP, DOWN, LEFT, RIGHT))):
        for match in pattern.finditer("".join(line)):
            _draw(grid, at, line, match, arms)
    _mark_loose(grid, at, line)


def _mark_drawn(grid: Grid, at: int, line: list[str]) -> None:
    for column, char in enumerate(line):
        if char in _VERTICAL:
            grid.heads[at, column] = _VERTICAL[char]
        elif char in ARMS:
            grid.arms[at, column] = ARMS[char]
        else:
            continue
        line[column] = "\0"


def _draw(
    grid: Grid, at: int, line: list[str], match: re.Match[str], arms: tuple[Move, ...]
) -> None:
    for column in range(match.start(), match.end()):
        grid.arms[at, column] = arms
        line[column] = "\0"


def _mark_arrow(grid: Grid, at: int, match: re.Match[str]) -> None:
    for column, char in enumerate(match.group(), start=match.start()):
        if char in _RIGHT_HEADS:
            grid.heads[at, column] = (RIGHT,)
        elif char in _LEFT_HEADS:
            grid.heads[at, column] = (LEFT,)
        elif char in _BOTH:
            grid.heads[at, column] = (LEFT, RIGHT)
        else:
            grid.arms[at, column] = (LEFT, RIGHT)


def _mark_loose(grid: Grid, at: int, line: list[str]) -> None:
    """Take "v", "^" and "|" for lines where the row holds no word of its own in front."""
    text = "".join(line).replace("\0", " ")
    loose = list(_LOOSE.finditer(text))
    words = re.sub(r"[vV^|]", " ", text)
    front = next((n for n, char in enumerate(words) if char.isalnum()), len(text))
    for match in loose:
        char, column = match.group(), match.start()
        if char in "vV" and column > front:
            continue
        if char == "|":
            grid.arms[at, column] = (UP, DOWN)
        else:
            grid.heads[at, column] = (UP,) if char == "^" else (DOWN,)
        line[column] = "\0"
