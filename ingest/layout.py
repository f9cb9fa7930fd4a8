"""Account for every line: what is read, what is layout, and what is left unread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ingest.document import (
    Block,
    Document,
    Fence,
    Heading,
    ListBlock,
    Quote,
    Rule,
    Span,
    Table,
    Unread,
)
from ingest.markdown.parser import front_matter_lines

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LINK_DEFINITION = re.compile(r"[ \t>]*\[(?!\^)[^\]]+\]:[ \t]*\S")

FRONT_MATTER = "front matter, which describes the file"
NO_ROWS = "table without rows"
NO_WORDS = "no words on the line"
NO_READER = "no reader knows this form"


def layout_lines(document: Document) -> frozenset[int]:
    """Return the numbers of lines that state nothing by themselves.

    Headings (they are in every heading path), header and delimiter rows of tables with rows, the
    marker lines of fences, rules, HTML comments and link reference definitions.
    """
    lines: set[int] = set()
    for section in document.root.walk():
        if section.heading:
            lines.update(_numbers(section.heading.span))
        lines.update(_of_blocks(section.blocks))
    return frozenset(lines | _comments_and_definitions(document))


def unread_lines(document: Document, read: Iterable[Span]) -> tuple[Unread, ...]:
    """Return the lines with text that are neither layout nor in one of the spans ``read``."""
    known = set(layout_lines(document))
    for span in read:
        if span.path == document.path:
            known.update(_numbers(span))
    front = front_matter_lines("\n".join(document.lines))
    left = [n for n, line in enumerate(document.lines, 1) if line.strip() and n not in known]
    reasons = [(n, _reason(document.lines[n - 1], n <= front)) for n in left]
    return tuple(_joined(reasons, document.path))


def _reason(line: str, front: bool) -> str:  # noqa: FBT001
    if front:
        return FRONT_MATTER
    if not any(map(str.isalnum, line)):
        return NO_WORDS
    return NO_ROWS if line.strip().startswith("|") else NO_READER


def _joined(reasons: Sequence[tuple[int, str]], path: str) -> Iterator[Unread]:
    """Join neighbouring lines with one reason into one span."""
    start = 0
    for at, (line, reason) in enumerate(reasons):
        following = reasons[at + 1] if at + 1 < len(reasons) else (0, "")
        if following != (line + 1, reason):
            yield Unread(Span(path, reasons[start][0], line), reason)
            start = at + 1


def _numbers(span: Span) -> range:
    return range(span.line_start, span.line_end + 1)


def _of_blocks(blocks: Iterable[Block]) -> Iterator[int]:
    for block in blocks:
        if isinstance(block, Rule | Heading):
            yield from _numbers(block.span)
        elif isinstance(block, Fence):
            inside = range(block.first_line, block.first_line + len(block.lines))
            yield from (n for n in _numbers(block.span) if n not in inside)
        elif isinstance(block, Table) and block.rows:
            rows = {row.span.line_start for row in block.rows}
            yield from (n for n in _numbers(block.span) if n not in rows)
        elif isinstance(block, Quote):
            yield from _of_blocks(block.children)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from _of_blocks(item.children)


def _comments_and_definitions(document: Document) -> set[int]:
    lines = {n for n, line in enumerate(document.lines, 1) if _LINK_DEFINITION.match(line)}
    if any("<!--" in line for line in document.lines):
        text = "\n".join(document.lines)
        for comment in _COMMENT.finditer(text):
            first = text.count("\n", 0, comment.start()) + 1
            lines.update(range(first, first + comment[0].count("\n") + 1))
    return lines
