"""The commonest Markdown blocks, read line by line without the parser.

Each function takes a file's lines and where a block starts at the left margin, outside any other
block. It returns what stands there, or None where the form is not the plain one that it knows: the
parser then decides. What it returns is what the parser gives (CommonMark 0.31, GFM tables).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.common.utils import mdTrim

from ingest.markdown.tables import MOST_PADDING, fit, split_row

_TEXT = r"(?:[^\W\d_]|\d++(?![.)])|\*\*?[^\W_]|`[^`\s]|[\"'(]|[^\x00-\x7f\s])"
"""The beginning of a line that can be nothing but text."""
_TEXT_LINE = re.compile(_TEXT)
_NEXT_TEXT_LINE = re.compile(rf"{_TEXT}|[\[\]){{}}%$&@,;.?!/^]")
"""The beginning of a line that only goes on with the text above it."""
_NEXT_BLOCK = re.compile(r"[-*+] [^\s]|#{1,6} |>")
"""Lines that end a paragraph without a blank line between."""
_HEADING = re.compile(r"(#{1,6}) ([^\s#](?:.*[^\s#])?)$")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})$")
_FENCE = re.compile(r"(`{3,}|~{3,})([^`|]*)$")
_CLOSING = re.compile(r"(`{3,}|~{3,})[ \t]*$")
_INDENTED_CLOSING = re.compile(r"[ \t]+(?:`{3,}|~{3,})[ \t]*$")
_QUOTED = re.compile(rf"> {_TEXT}")
_ONLY_DELIMITERS = re.compile(r"[ \t|:-]+$")
_DELIMITERS = re.compile(r"\|(?: *:?-+:? *\|)+ *$")
_ITEM = re.compile(rf"( *)([-*+]|\d{{1,9}}[.)]) (?=(?:\[[ xX]\] )?{_TEXT}|\[(?![\^]))")
_GOES_ON = re.compile(r"[ \t]|(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)")
_DEEPEST_INDENT = 3
_MOST_LEVELS = 12


@dataclass(slots=True)
class Item:
    """A list item: its text as written, its line (from 0), and the lists below it."""

    source: str
    line: int
    lists: list[Items]


@dataclass(slots=True)
class Items:
    """A list that is being read; ``offset`` is where the text of its last item stands."""

    mark: str
    indent: int
    offset: int
    items: list[Item]

    @property
    def ordered(self) -> bool:
        """Whether its items are numbered."""
        return self.mark in ".)"


def is_blank(line: str) -> bool:
    """Say whether a line holds nothing but blanks and tabs."""
    return not line or (line.isspace() and not line.strip(" \t"))


def quick_heading(lines: Sequence[str], at: int) -> tuple[int, str] | None:
    """Return the level and the text of a heading ("## Text")."""
    match = _HEADING.match(lines[at])
    if match is None or (at + 1 < len(lines) and _ONLY_DELIMITERS.match(lines[at + 1])):
        return None
    return len(match[1]), match[2]


def quick_rule(lines: Sequence[str], at: int) -> bool:
    """Say whether a line is a thematic break."""
    return _RULE.match(lines[at]) is not None


def quick_paragraph(lines: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the text of a paragraph and the line behind it."""
    if not _TEXT_LINE.match(lines[at]):
        return None
    end = at + 1
    while end < len(lines) and _NEXT_TEXT_LINE.match(lines[end]):
        end += 1
    if not (end == len(lines) or is_blank(lines[end]) or _NEXT_BLOCK.match(lines[end])):
        return None
    return mdTrim("\n".join(lines[at:end])), end


def quick_quote(lines: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the text of a quote that is one paragraph, and the line behind it."""
    end = at
    while end < len(lines) and _QUOTED.match(lines[end]):
        end += 1
    if end == at or not (end == len(lines) or is_blank(lines[end])):
        return None
    return mdTrim("\n".join([line[2:] for line in lines[at:end]])), end


def quick_fence(lines: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the info string of a closed fence and the line of its closing marks."""
    opening = _FENCE.match(lines[at])
    if opening is None:
        return None
    marks = opening[1]
    for end in range(at + 1, len(lines)):
        line = lines[end]
        if marks in line:
            closing = _CLOSING.match(line)
            if closing and closing[1].startswith(marks):
                return opening[2], end
            if _INDENTED_CLOSING.match(line):
                return None
    return None


def quick_table(lines: Sequence[str], at: int) -> tuple[list[list[str]], int] | None:
    """Return the cells of a table between pipes, header first, and the line behind it."""
    first = _header(lines, at)
    if not first:
        return None
    rows, end, padding = [first], at + 2, 0
    while end < len(lines) and lines[end][:1] == "|":
        cells = split_row(lines[end])
        padding += max(0, len(first) - len(cells))
        if padding > MOST_PADDING:
            return None
        rows.append(fit(cells, len(first)))
        end += 1
    closed = end == len(lines) or is_blank(lines[end])
    return (rows, end) if closed else None


def _header(lines: Sequence[str], at: int) -> list[str]:
    """Return the header's cells; none where a line of delimiters does not match them."""
    header = lines[at]
    if at + 1 >= len(lines) or header[:1] != "|" or "\\" in header:
        return []
    delimiters = lines[at + 1]
    if not _DELIMITERS.match(delimiters):
        return []
    cells = split_row(header)
    return cells if len(cells) == delimiters.count("|") - 1 else []


def quick_list(lines: Sequence[str], at: int) -> tuple[Items, int] | None:
    """Return a list whose items are one line each, with the lists below them, and its end.

    Blank lines may stand between the items.
    """
    levels: list[Items] = []
    end, behind, count = at, at, len(lines)
    while behind < count:
        line = lines[behind]
        match = _ITEM.match(line)
        if match is None or _begins_anew(levels, match):
            break
        if "]:" in line or not _add(levels, match, behind):
            return None
        end = behind = behind + 1
        while behind < count and is_blank(lines[behind]):
            behind += 1
    if not levels or (behind < count and not _is_over(lines[behind], blank=end < behind)):
        return None
    return levels[0], end


def _begins_anew(levels: list[Items], match: re.Match[str]) -> bool:
    """Say whether an item at the margin has another mark than the list before it."""
    return bool(levels) and not match[1] and match[2][-1] != levels[0].mark


def _is_over(line: str, *, blank: bool) -> bool:
    """Say whether a line can be no part of the list above it; ``blank``: a line is between."""
    return blank and (_GOES_ON.match(line) is None or _ITEM.match(line) is not None)


def _add(levels: list[Items], match: re.Match[str], line: int) -> bool:
    """Hang an item into the open lists; False where its place is not plain."""
    indent, mark = len(match[1]), match[2]
    if not (levels and indent == levels[-1].indent) and not _moves(levels, indent, mark):
        return False
    own, start = levels[-1], match.end()
    if own.mark != mark[-1]:
        return False
    own.offset = start
    own.items.append(Item(mdTrim(match.string[start:]), line, []))
    return True


def _moves(levels: list[Items], indent: int, mark: str) -> bool:
    """Close lists that an item is too far out for, or open one for it; False if neither fits."""
    deepest = len(levels)
    while levels and indent < levels[-1].indent:
        levels.pop()
    if levels and indent == levels[-1].indent:
        return True
    # Half a level out: an item of the deeper list still, wherever it stands.
    if (levels and deepest > len(levels)) or not _opens(levels, indent, mark):
        return False
    opened = Items(mark[-1], indent, 0, [])
    if levels:
        levels[-1].items[-1].lists.append(opened)
    levels.append(opened)
    return True


def _opens(levels: list[Items], indent: int, mark: str) -> bool:
    """Say whether a list may open here: at the margin, or below the last item's text."""
    if not levels:
        return indent == 0
    offset = levels[-1].offset
    # Only a list that starts with 1 follows a text without a blank line.
    starts = mark[-1] not in ".)" or mark[:-1] == "1"
    return starts and 0 <= indent - offset <= _DEEPEST_INDENT and len(levels) < _MOST_LEVELS
