"""Passages: the units that are embedded and cited.

A paragraph (cut at sentence ends where it is long), a list with its lead-in, a table row with its
header, a fence: each readable on its own, with the exact lines it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ingest.chunks import MOST_WORDS, chunks, word_count
from ingest.document import (
    Block,
    Document,
    Fence,
    Heading,
    Html,
    ListBlock,
    ListItem,
    Paragraph,
    Passage,
    Quote,
    Section,
    Span,
    Table,
    TableRow,
    Text,
)
from ingest.markdown.parser import front_matter_lines
from ingest.titles import strip_ornament

_LONGEST_LEAD_IN = 30
"""Words of a paragraph that may stand before its list as lead-in."""
_MOST_FENCE_LINES = 40
_DESCRIBED = re.compile(
    r"(?:description|summary|abstract|subtitle|excerpt)\s*:\s*(?P<quote>[\"']?)(?P<text>\w.*?)"
    r"(?P=quote)\s*",
    re.IGNORECASE,
)
"""A line of front matter that describes the document in a sentence."""
_LEAST_DESCRIBED = 3
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


def passages(document: Document) -> tuple[Passage, ...]:
    """Return the passages of a document in the order of its text."""
    sections = document.root.walk()
    own = (passage for section in sections for passage in _Section(section).passages())
    return (*_described(document), *own)


def _described(document: Document) -> Iterator[Passage]:
    """Yield what the front matter says that the document is about."""
    front = document.lines[: front_matter_lines("\n".join(document.lines))]
    titles = (section.heading_path for section in document.root.walk() if section.heading)
    heading_path = next(titles, ())
    for number, line in enumerate(front, 1):
        if (said := _DESCRIBED.fullmatch(line)) and word_count(said["text"]) >= _LEAST_DESCRIBED:
            yield Passage(said["text"], heading_path, Span(document.path, number, number))


class _Section:
    """The passages of one section's own blocks."""

    def __init__(self, section: Section) -> None:
        self.heading_path = section.heading_path
        self.title = section.title
        self.path = section.span.path
        self.blocks = section.blocks

    def passages(self) -> Iterator[Passage]:
        return self.of_blocks(self.blocks)

    def of_blocks(self, blocks: Sequence[Block]) -> Iterator[Passage]:
        """Read blocks in turn; a short paragraph right before a list leads it in."""
        before: Paragraph | None = None
        for block in blocks:
            if isinstance(block, ListBlock):
                yield from self.of_list(block, before)
                before = None
                continue
            if before is not None:
                yield from self.of_text(before.text.plain, before.span.line_start)
            before = block if isinstance(block, Paragraph) and _leads_in(block.text) else None
            if before is None:
                yield from self.of_block(block)
        if before is not None:
            yield from self.of_text(before.text.plain, before.span.line_start)

    def of_block(self, block: Block) -> Iterator[Passage]:
        if isinstance(block, Paragraph | Heading):
            yield from self.of_text(block.text.plain, block.span.line_start)
        elif isinstance(block, Table):
            yield from (p for row in block.rows if (p := self.of_row(block, row)))
        elif isinstance(block, Fence):
            yield from self.of_fence(block)
        elif isinstance(block, Quote):
            yield from self.of_blocks(block.children)
        elif isinstance(block, Html):
            comments_out = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), block.text)
            yield from self.of_text(_TAG.sub(" ", comments_out), block.span.line_start)

    def make(self, text: str, first: int, last: int) -> Passage:
        return Passage(text, self.heading_path, Span(self.path, first, last))

    def of_text(self, plain: str, first: int) -> Iterator[Passage]:
        for text, start, end in chunks(plain):
            yield self.make(strip_ornament(text) or text, first + start, first + end)

    def of_row(self, table: Table, row: TableRow) -> Passage | None:
        stated: list[str] = []
        for header, cell in zip_longest(table.header, row.cells, fillvalue=Text("")):
            if words := _line(cell):
                name = _line(header).rstrip(":")
                stated.append(f"{name}: {words}" if name else words)
        return (
            self.make("; ".join(stated), row.span.line_start, row.span.line_end) if stated else None
        )

    def of_fence(self, fence: Fence) -> Iterator[Passage]:
        """Keep a fence whole where it is short, else cut it every few lines."""
        for start in range(0, len(fence.lines), _MOST_FENCE_LINES):
            numbered = [
                (fence.first_line + start + n, line.rstrip())
                for n, line in enumerate(fence.lines[start : start + _MOST_FENCE_LINES])
                if line.strip()
            ]
            if numbered:
                text = "\n".join(line for _, line in numbered)
                prefix = f"{self.title}:\n" if self.title else ""
                yield self.make(prefix + text, numbered[0][0], numbered[-1][0])

    def of_list(self, block: ListBlock, before: Paragraph | None) -> Iterator[Passage]:
        """Group items under their lead-in, or under the title, up to a passage's length."""
        lead_in = strip_ornament(_line(before.text) if before else self.title).rstrip(":")
        first = before.span.line_start if before else 0
        group: list[str] = []
        start = end = size = 0
        for item in block.items:
            words = _item(item)
            count = word_count(words)
            if group and size + count > MOST_WORDS:
                yield self.make(_led(lead_in, group), first or start, end)
                group, size, first = [], 0, 0
            start = start if group else item.span.line_start
            end = _last_line(item)
            group.append(words)
            size += count
        if any(group):
            yield self.make(_led(lead_in, group), first or start, end)
        yield from self.below(block)

    def below(self, block: ListBlock) -> Iterator[Passage]:
        """Blocks in items that no list line can hold: tables, fences, quotes, long paragraphs."""
        for item in block.items:
            for child in item.children:
                if isinstance(child, ListBlock):
                    yield from self.below(child)
                else:
                    yield from self.of_block(child)


def _leads_in(text: Text) -> bool:
    return word_count(text.plain) <= _LONGEST_LEAD_IN


def _led(lead_in: str, items: list[str]) -> str:
    told = [item for item in items if item]
    listed = "; ".join([*(item.rstrip(".;,") for item in told[:-1]), *told[-1:]])
    if not lead_in:
        return listed
    return f"{lead_in} {listed}" if lead_in.endswith((".", "!", "?")) else f"{lead_in}: {listed}"


def _line(text: Text) -> str:
    return " ".join(text.plain.split())


def _item(item: ListItem) -> str:
    """Put an item and the lists below it on one line: "parent (child; child)"."""
    words = _line(item.text)
    below = [
        _item(child)
        for block in item.children
        if isinstance(block, ListBlock)
        for child in block.items
    ]
    listed = "; ".join(child for child in below if child)
    if listed and words:
        return f"{words.rstrip(':')} ({listed})"
    return words or listed


def _last_line(item: ListItem) -> int:
    """Return the last line of what ``_item`` says."""
    last = item.span.line_start + item.text.plain.count("\n")
    for block in item.children:
        if isinstance(block, ListBlock) and block.items:
            last = max(last, _last_line(block.items[-1]))
    return last
