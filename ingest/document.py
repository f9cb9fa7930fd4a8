"""The values of a parsed document: text with marks, blocks, sections, passages.

Lines are numbered from 1, both ends inclusive, and always those of the file as stored.
Character offsets are half-open and count Python characters of ``Text.plain``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A run of whole lines of one file."""

    path: str
    """POSIX path of the file, relative to the handbook's root."""
    line_start: int
    line_end: int


class MarkKind(StrEnum):
    """What an inline mark says of the characters under it."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    IMAGE = "image"
    STRIKE = "strike"


class Mark(NamedTuple):
    """Markup over ``plain[start:end]``; ``target`` is the address of a link or an image."""

    start: int
    end: int
    kind: MarkKind
    target: str = ""


class Text(NamedTuple):
    r"""Inline text without its markup; every line break of the source is one ``\n``.

    So the n-th line of ``plain`` stands on line ``block.span.line_start + n`` (n from 0).
    """

    plain: str
    marks: tuple[Mark, ...] = ()


class Heading(NamedTuple):
    """A heading of level 1 to 6."""

    level: int
    text: Text
    span: Span


class Paragraph(NamedTuple):
    """A run of text lines."""

    text: Text
    span: Span


class ListItem(NamedTuple):
    """One item: its first paragraph as ``text``, everything below it as ``children``."""

    text: Text
    span: Span
    children: tuple[Block, ...] = ()
    checked: bool | None = None
    """State of a task-list box, None without one."""


class ListBlock(NamedTuple):
    """A bulleted or numbered list."""

    ordered: bool
    items: tuple[ListItem, ...]
    span: Span


class TableRow(NamedTuple):
    """The cells of one body row, as many as the header has."""

    cells: tuple[Text, ...]
    span: Span


class Table(NamedTuple):
    """A GFM table; ``header`` cells are empty texts where the source has none."""

    header: tuple[Text, ...]
    rows: tuple[TableRow, ...]
    span: Span


class Fence(NamedTuple):
    """A fenced or indented code block; ``lines[n]`` stands on ``first_line + n``."""

    info: str
    lines: tuple[str, ...]
    first_line: int
    span: Span


class Quote(NamedTuple):
    """A block quote."""

    children: tuple[Block, ...]
    span: Span


class Html(NamedTuple):
    """An HTML block as written."""

    text: str
    span: Span


class Rule(NamedTuple):
    """A thematic break."""

    span: Span


Block = Heading | Paragraph | ListBlock | Table | Fence | Quote | Html | Rule


class Section(NamedTuple):
    """A heading with what stands under it; the root of a document has level 0 and no heading."""

    title: str
    """The heading without numbering, emoji and other ornament."""
    level: int
    heading_path: tuple[str, ...]
    """Titles from the outermost section down to this one; empty for the root."""
    span: Span
    """From the heading's line to the last line before the next section of the same rank."""
    heading: Heading | None
    blocks: tuple[Block, ...] = ()
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in the order of the text."""
        ahead: list[Section] = [self]
        while ahead:
            section = ahead.pop()
            yield section
            ahead.extend(reversed(section.children))


@dataclass(frozen=True, slots=True)
class Repair:
    """One mended piece of encoding damage, or a loss that could not be mended."""

    line: int
    before: str
    after: str
    """The mended text; equal to ``before`` where ``lost``."""
    encoding: str
    """The one-byte code page through which the UTF-8 had gone, or ``unknown``."""
    lost: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One file, decoded and parsed."""

    path: str
    title: str
    root: Section
    lines: tuple[str, ...]
    """The repaired source, one entry a stored line, without line ends."""
    sha256: str
    """Of the stored bytes."""
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is embedded and cited: a block, or a table row with its header."""

    text: str
    """Readable on its own: "Use Case: Fraud; Typical Models: CatBoost, DNN"."""
    heading_path: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Unread:
    """Source lines of which something is in no fact, with the reason."""

    span: Span
    reason: str
