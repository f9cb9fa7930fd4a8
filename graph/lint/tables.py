"""Rules for tables: ragged rows, empty cells, rows that repeat or contradict each other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph import names
from graph.lint.finding import Finding, Level, Rule
from graph.lint.subject import Subject, tables
from graph.mapping import Mapping
from ingest.document import Document, Table, TableRow

RAGGED = Rule("ragged-row", Level.WARNING, "a row with more or fewer cells than its header")
EMPTY_ROW = Rule("empty-row", Level.WARNING, "a row that names a subject and says nothing of it")
EMPTY_CELL = Rule("empty-cell", Level.INFO, "a cell without a text beside cells that have one")
DUPLICATE = Rule("duplicate-row", Level.WARNING, "a row that stands twice under the same header")
CONTRADICTION = Rule(
    "contradicting-rows",
    Level.WARNING,
    "two rows that say different things of one subject under the same header",
)

_PIPE = re.compile(r"(?<!\\)\|")
_INDENT = re.compile(r"^[ \t>]*")
_MAY_REPEAT = 5
"""One in so many rows may name a subject again before the first column is taken for a grouping."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """What a row says of its subject under one header."""

    path: str
    line: int
    table: int
    subject: str
    header: str
    said: str
    items: frozenset[str]


def ragged_rows(subject: Subject) -> Iterator[Finding]:
    """Yield rows whose source line has another number of cells than the header."""
    for document in subject.reading.documents:
        for _, table in tables(document):
            for row in table.rows:
                count, width = _count(document, row), len(table.header)
                if count and count != width:
                    message = f"The row has {count} cells and its header {width}."
                    yield _at(document, row, RAGGED, message)


def empty_cells(subject: Subject) -> Iterator[Finding]:
    """Yield cells without a text; a whole row of them once."""
    for document in subject.reading.documents:
        for _, table in tables(document):
            for row in table.rows:
                yield from _empty(document, table, row)


def _empty(document: Document, table: Table, row: TableRow) -> Iterator[Finding]:
    name, *rest = (cell.plain.strip() for cell in row.cells)
    if name and rest and not any(rest):
        yield _at(document, row, EMPTY_ROW, f"The row names “{name}” and says nothing of it.")
        return
    for header, cell in zip(table.header, row.cells, strict=False):
        if not cell.plain.strip() and any(rest):
            column = header.plain.strip()
            under = f" under “{column}”" if column else ""
            yield _at(document, row, EMPTY_CELL, f"The cell{under} is empty.")


def duplicate_rows(subject: Subject) -> Iterator[Finding]:
    """Yield rows that repeat an earlier row of the same header, whatever table it is in."""
    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
    for document in subject.reading.documents:
        for _, table in tables(document):
            header = tuple(names.key(cell.plain) for cell in table.header)
            for row in table.rows:
                cells = tuple(names.key(cell.plain) for cell in row.cells)
                place = f"{document.path}:{row.span.line_start}"
                first = seen.setdefault((header, cells), place)
                if first != place and any(cells):
                    yield _at(document, row, DUPLICATE, f"The row repeats {first}.")


def contradicting_rows(subject: Subject) -> Iterator[Finding]:
    """Yield rows that say other things of a subject than an earlier row under the same header.

    Left out are tables whose first column groups their rows, and pairs of tables that list the
    same subjects for different things.
    """
    said: defaultdict[tuple[str, str], list[_Cell]] = defaultdict(list)
    subjects: list[frozenset[str]] = []
    for document in subject.reading.documents:
        for _, table in tables(document):
            cells = list(_cells(document, table, len(subjects), subject.mapping))
            subjects.append(frozenset(cell.subject for cell in cells))
            for cell in cells:
                said[cell.subject, cell.header].append(cell)
    for cells in said.values():
        for at, cell in enumerate(cells):
            other = next((c for c in cells[:at] if _contradict(c, cell, subjects)), None)
            if other is not None:
                yield Finding(
                    cell.path,
                    cell.line,
                    CONTRADICTION.name,
                    f"“{cell.said}” stands against “{other.said}” in {other.path}:{other.line}.",
                )


def _cells(document: Document, table: Table, number: int, mapping: Mapping) -> Iterator[_Cell]:
    keys = [names.key(row.cells[0].plain) if row.cells else "" for row in table.rows]
    repeated = len(keys) - len(set(keys))
    if repeated > max(1, len(keys) // _MAY_REPEAT):
        return
    for row, key in zip(table.rows, keys, strict=True):
        if not key or mapping.is_value(row.cells[0].plain):
            continue
        for header, cell in list(zip(table.header, row.cells, strict=False))[1:]:
            if header.plain.strip() and cell.plain.strip():
                yield _Cell(
                    document.path,
                    row.span.line_start,
                    number,
                    key,
                    names.key(header.plain),
                    f"{row.cells[0].plain.strip()}: {cell.plain.strip()}",
                    _items(cell.plain),
                )


def _contradict(first: _Cell, second: _Cell, subjects: Sequence[frozenset[str]]) -> bool:
    if first.items == second.items:
        return False
    if first.table == second.table:
        return True
    one, other = subjects[first.table], subjects[second.table]
    shared = len(one & other)
    return shared == 1 or 2 * shared < min(len(one), len(other))


def _items(cell: str) -> frozenset[str]:
    """Return the keys of a cell's items, whatever their order."""
    return frozenset(names.key(item) for item in re.split(r"[,;\n]", cell) if item.strip())


def _count(document: Document, row: TableRow) -> int:
    """Return how many cells the source line has, 0 where the row takes several lines."""
    if row.span.line_start != row.span.line_end:
        return 0
    line = _INDENT.sub("", document.lines[row.span.line_start - 1]).rstrip()
    cells = _PIPE.split(line)
    outer = (not cells[0].strip()) + (len(cells) > 1 and not cells[-1].strip())
    return len(cells) - outer


def _at(document: Document, row: TableRow, rule: Rule, message: str) -> Finding:
    return Finding(document.path, row.span.line_start, rule.name, message)
