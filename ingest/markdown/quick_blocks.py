"""Blocks of the commonest forms, as ``ingest.markdown.quick_lines`` cut them, as a document's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ingest.document import (
    Block,
    Fence,
    Heading,
    ListBlock,
    ListItem,
    Paragraph,
    Quote,
    Rule,
    Span,
    Table,
    TableRow,
    Text,
)
from ingest.markdown.inline import cut, is_unmarked
from ingest.markdown.quick_lines import Item, Items
from ingest.tuples import new

_TASK = re.compile(r"\[([ xX])\][ \t]+")


class QuickReader:
    """Turns plain blocks, whose lines count from 0, into those of the document."""

    def __init__(self, path: str, text: Callable[..., Text]) -> None:
        """Take the file's path, and what reads inline text (with ``cell`` a table's)."""
        self.path = path
        self.text = text

    def heading(self, level: int, source: str, at: int) -> list[Block]:
        """Return a heading of one line."""
        return [new(Heading, (level, self.text(source), new(Span, (self.path, at + 1, at + 1))))]

    def paragraph(self, source: str, end: int, at: int) -> list[Block]:
        """Return a paragraph that ends before line ``end``."""
        return [new(Paragraph, (self.text(source), new(Span, (self.path, at + 1, end))))]

    def quote(self, source: str, end: int, at: int) -> list[Block]:
        """Return a quote of one paragraph that ends before line ``end``."""
        span = Span(self.path, at + 1, end)
        return [Quote((Paragraph(self.text(source), span),), span)]

    def rule(self, at: int) -> list[Block]:
        """Return a thematic break."""
        return [Rule(Span(self.path, at + 1, at + 1))]

    def fence(self, info: str, lines: tuple[str, ...], at: int) -> list[Block]:
        """Return a fence with the lines between its marks."""
        span = Span(self.path, at + 1, at + 2 + len(lines))
        return [Fence(info.strip(), lines, at + 2, span)]

    def table(self, rows: list[list[str]], end: int, at: int) -> list[Block]:
        """Return a table that ends before line ``end``; its delimiters are its second line."""
        header, *body = [self.cells(row) for row in rows]
        told = tuple(
            new(TableRow, (cells, new(Span, (self.path, line, line))))
            for line, cells in enumerate(body, at + 3)
        )
        return [Table(header, told, Span(self.path, at + 1, end))]

    def cells(self, row: Sequence[str]) -> tuple[Text, ...]:
        """Return the cells of a row, looked through for markup all at once."""
        if is_unmarked(row):
            return tuple([new(Text, (cell, ())) for cell in row])
        return tuple([self.text(cell, cell=True) for cell in row])

    def list(self, listed: Items) -> list[Block]:
        """Return a list with the lists below its items."""
        unmarked = is_unmarked([item.source for item in listed.items])
        items = tuple([self.item(item, unmarked=unmarked) for item in listed.items])
        first, last = items[0].span.line_start, items[-1].span.line_end
        return [new(ListBlock, (listed.ordered, items, new(Span, (self.path, first, last))))]

    def item(self, item: Item, *, unmarked: bool) -> ListItem:
        """Return an item and what is below it; ``unmarked``: its text holds no markup."""
        source, first = item.source, item.line + 1
        text, checked = new(Text, (source.strip(), ())) if unmarked else self.text(source), None
        if source[:1] == "[":
            text, checked = without_box(text)
        if not item.lists:
            return new(ListItem, (text, new(Span, (self.path, first, first)), (), checked))
        children = tuple([block for below in item.lists for block in self.list(below)])
        return ListItem(text, Span(self.path, first, children[-1].span.line_end), children, checked)


def without_box(text: Text) -> tuple[Text, bool | None]:
    """Return an item's text without its task box, and the box's state."""
    box = _TASK.match(text.plain)
    return (cut(text, 0, box.end()), box[1] != " ") if box else (text, None)
