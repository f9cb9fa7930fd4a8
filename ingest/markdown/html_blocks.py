"""Tables, lists and definition lists that are written in HTML, as the blocks that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ingest.document import (
    Block,
    Html,
    ListBlock,
    ListItem,
    Mark,
    MarkKind,
    Span,
    Table,
    TableRow,
    Text,
)

_HOLDS = re.compile(r"<(?:table|tr|dl|ul|ol)\b", re.IGNORECASE)
_OPEN_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_CLOSED_TABLE = re.compile(r"</table\s*>", re.IGNORECASE)
_OPEN_TAG = re.compile(r"<[^>]{1000}")
"""A tag that does not end: the parser would look for its end again and again."""
_SPACES = re.compile(r"\s+")
_MARKS = {
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "code": MarkKind.CODE,
    "a": MarkKind.LINK,
}
_LONGEST = 200_000
"""Characters of a block that is taken apart; no table that a person wrote is longer."""
_WIDEST = 50
_IN_CELLS = frozenset({"li", "br", "p", "ul", "ol", "dl", "dt", "dd"})
_BREAK = "<br>"


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Join the parts of a table that blank lines cut into several HTML blocks."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found and isinstance(block, Html) else None
        if isinstance(block, Html) and isinstance(last, Html) and _is_open(last.text):
            gap = "\n" * max(1, block.span.line_start - last.span.line_end)
            span = Span(last.span.path, last.span.line_start, block.span.line_end)
            found[-1] = Html(last.text + gap + block.text, span)
        else:
            found.append(block)
    return found


def blocks_of(block: Html) -> list[Block]:
    """Return the tables and lists of an HTML block in order, each cell and item on its lines.

    A definition list comes back as a list of "term: text", the term in bold.
    """
    if len(block.text) > _LONGEST or not _HOLDS.search(block.text) or _OPEN_TAG.search(block.text):
        return []
    reader = _Reader(block.span)
    reader.feed(block.text)
    reader.close()
    return reader.finished()


def _is_open(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    return len(_OPEN_TABLE.findall(text)) > len(_CLOSED_TABLE.findall(text))


@dataclass(slots=True)
class _Words:
    """The text of a cell or an item while it is read."""

    line: int
    head: bool = False
    columns: int = 1
    rows: int = 1
    plain: str = ""
    marks: list[Mark] = field(default_factory=list[Mark])
    open: list[tuple[str, int, str]] = field(default_factory=list[tuple[str, int, str]])

    def add(self, data: str) -> None:
        data = _SPACES.sub(" ", data)
        self.plain += data.lstrip() if self.plain[-1:] in {"", " ", ">"} else data

    def cut(self) -> None:
        """Begin a new line of the cell."""
        if self.plain.strip() and not self.plain.endswith(_BREAK):
            self.plain = self.plain.rstrip() + _BREAK

    def close(self, tag: str) -> None:
        for n in range(len(self.open) - 1, -1, -1):
            name, start, target = self.open[n]
            if name == tag:
                del self.open[n:]
                self.marks.append(Mark(start, len(self.plain), _MARKS[tag], target))
                return

    def text(self) -> Text:
        plain = self.plain.removesuffix(_BREAK).rstrip()
        marks = (Mark(m.start, min(m.end, len(plain)), m.kind, m.target) for m in self.marks)
        kept = sorted((m for m in marks if m.start < m.end), key=lambda mark: mark.start)
        return Text(plain, tuple(kept))


class _Reader(HTMLParser):
    def __init__(self, span: Span) -> None:
        super().__init__(convert_charrefs=True)
        self.span = span
        self.blocks: list[Block] = []
        self.depth = 0
        self.rows: list[tuple[int, int, list[_Words]]] = []
        self.row: list[_Words] | None = None
        self.row_line = 0
        self.items: list[ListItem] = []
        self.ordered = False
        self.term: _Words | None = None
        self.words: _Words | None = None
        self.in_cell = False

    @property
    def line(self) -> int:
        return self.span.line_start + self.getpos()[0] - 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "table":
            self.depth += 1
        elif self.in_cell and (self.depth > 1 or tag in _IN_CELLS):
            if self.words:
                self.words.cut()
        elif tag in {"tr", "td", "th"}:
            self._start_of_table(tag, given)
        elif tag in {"li", "dt", "dd", "ul", "ol", "dl"}:
            self._start_of_list(tag)
        elif tag in _MARKS and self.words:
            self.words.open.append((tag, len(self.words.plain), given.get("href", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            self.depth = max(0, self.depth - 1)
            if not self.depth:
                self._end_table()
        elif self.depth > 1:
            return
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag in _MARKS and self.words:
            self.words.close(tag)
        elif not self.in_cell:
            self._end_of_list(tag)

    def handle_data(self, data: str) -> None:
        if self.words:
            self.words.add(data)

    def finished(self) -> list[Block]:
        """Close what is still open and return the blocks."""
        self._end_table()
        self._end_item()
        self._end_list()
        return self.blocks

    def _start_of_table(self, tag: str, given: dict[str, str]) -> None:
        if tag == "tr":
            self._end_row()
            self.row, self.row_line = [], self.line
            return
        self._end_cell()
        if self.row is None:
            self.row, self.row_line = [], self.line
        columns, rows = _count(given.get("colspan")), _count(given.get("rowspan"))
        self.words = _Words(self.line, tag == "th", columns, rows)
        self.in_cell = True

    def _end_cell(self) -> None:
        if self.in_cell and self.words is not None and self.row is not None:
            self.row.append(self.words)
        if self.in_cell:
            self.words, self.in_cell = None, False

    def _end_row(self) -> None:
        self._end_cell()
        if self.row:
            self.rows.append((self.row_line, self.line, self.row))
        self.row = None

    def _end_table(self) -> None:
        self._end_row()
        rows, self.rows = self.rows, []
        if not rows:
            return
        cells = list(_filled([row for _, _, row in rows]))
        width = max(map(len, cells))
        texts = [(*row, *(Text("") for _ in range(width - len(row)))) for row in cells]
        spans = [Span(self.span.path, first, last) for first, last, _ in rows]
        headed = all(word.head for word in rows[0][2]) and len(rows) > 1
        header = texts[0] if headed else tuple(Text("") for _ in range(width))
        body = [TableRow(row, span) for row, span in zip(texts, spans, strict=True)]
        whole = Span(self.span.path, rows[0][0], rows[-1][1])
        self.blocks.append(Table(header, tuple(body[headed:]), whole))

    def _start_of_list(self, tag: str) -> None:
        self._end_item()
        if tag in {"ul", "ol", "dl"}:
            if not self.items:
                self.ordered = tag == "ol"
            return
        self.words = _Words(self.line)
        if tag == "dt":
            self.term = self.words

    def _end_of_list(self, tag: str) -> None:
        if tag in {"li", "dt", "dd"}:
            self._end_item()
        elif tag in {"ul", "ol", "dl"}:
            self._end_item()
            self._end_list()

    def _end_item(self) -> None:
        words, self.words = self.words, None
        if words is None or words is self.term or not words.plain.strip():
            return
        text = words.text()
        if self.term is not None:
            term = self.term.text().plain
            bold = Mark(0, len(term), MarkKind.STRONG)
            text = Text(f"{term}: {text.plain}", (bold,))
        first = self.term.line if self.term is not None else words.line
        self.items.append(ListItem(text, Span(self.span.path, first, self.line)))

    def _end_list(self) -> None:
        items, self.items, self.term = self.items, [], None
        if items:
            span = Span(self.span.path, items[0].span.line_start, items[-1].span.line_end)
            self.blocks.append(ListBlock(self.ordered, tuple(items), span))


def _count(value: str | None) -> int:
    return min(int(value), _WIDEST) if value and value.isascii() and value.isdigit() else 1


def _filled(rows: list[list[_Words]]) -> Iterator[list[Text]]:
    """Yield each row's texts, a cell that spans columns or rows in each of its places."""
    hanging: dict[int, tuple[int, Text]] = {}
    for row in rows:
        told: list[Text] = []
        given = iter(row)
        while True:
            left, text = hanging.pop(len(told), (0, Text("")))
            columns = 1
            if not left:
                words = next(given, None)
                if words is None:
                    break
                text, left, columns = words.text(), words.rows, max(1, words.columns)
            for _ in range(columns):
                if left > 1:
                    hanging[len(told)] = (left - 1, text)
                told.append(text)
        yield told
