"""Rows that belong together: below a title in a row of its own, with one subject, or summed up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import MarkKind, Table, TableRow, Text
from ingest.facts import Term
from ingest.grammar.item import Item
from ingest.grammar.terms import clean_term
from ingest.grammar.words import is_name
from ingest.readers.place import Lines, wholly
from ingest.tuples import new

_TOTALS = frozenset({"total", "totals", "sum", "grand total", "in total", "altogether"})
_MOST_HEADER = 4


class Row(NamedTuple):
    """A row of a table, read as far as its subject."""

    subject: Term
    item: Item
    row: TableRow
    lines: Lines
    goes_on: bool = False
    """Whether the row names no subject and says more of the one above."""
    group: Term | None = None
    """The title of the rows that it is one of; its own subject where it is that title."""
    apart: str = ""
    """What tells it from the other rows of its subject."""


def one_header(table: Table) -> Table:
    """Write a header over two rows as one: "Offline | " over "NDCG | recall" is "Offline NDCG".

    The second row has no subject and only names; in the first a name stands over several columns,
    or the columns hold figures below both.
    """
    if len(table.rows) < 2 or not _is_second_header(table):  # noqa: PLR2004
        return table
    second, above = table.rows[0].cells, ""
    written = [table.header[0]]
    for upper, lower in zip(table.header[1:], second[1:], strict=True):
        above = upper.plain.strip() or above
        below = lower.plain.strip()
        written.append(Text(f"{above} {below}".strip() if below != above else above))
    return new(Table, (tuple(written), table.rows[1:], table.span))


def _is_second_header(table: Table) -> bool:
    cells = [cell.plain.strip() for cell in table.rows[0].cells]
    if len(cells) < 2 or len(cells) != len(table.header):  # noqa: PLR2004
        return False
    if cells[0] or not all(cells[1:]):
        return False
    if not all(is_name(cell, _MOST_HEADER) and not cell[0].isdigit() for cell in cells[1:]):
        return False
    upper = [header.plain.strip() for header in table.header[1:]]
    spanned = bool(upper[0]) and not all(upper)
    figures = all(
        any(map(str.isdigit, cell.plain)) for row in table.rows[1:] for cell in row.cells[1:]
    )
    return spanned or (all(upper) and figures)


def grouped(rows: Sequence[Row], key: int, above: Term) -> Iterator[Row]:
    """Yield the rows of a table with what they belong to and what tells them apart.

    A row that sums up the others speaks of ``above``, what the whole table stands under.
    """
    group: Term | None = None
    apart = _told_apart(rows, key)
    for at, row in enumerate(rows):
        total = total_of(row.row, key)
        if total:
            about = Item(above.text, 0, 0, qualifiers=(total,))
            yield row._replace(subject=above, item=about, goes_on=True)
        elif _is_title(row.row, key):
            group = row.subject
            yield row._replace(group=group)
        else:
            yield row._replace(group=group, apart=apart[at]) if group or apart[at] else row


def _is_title(row: TableRow, key: int) -> bool:
    """Say whether a row is the title of those below it: bold, with nothing in its other cells."""
    if len(row.cells) < 2 or any(c.plain.strip() for c in row.cells[key + 1 :]):  # noqa: PLR2004
        return False
    title = row.cells[key]
    return wholly(title, MarkKind.STRONG) or wholly(title, MarkKind.EMPHASIS)


def total_of(row: TableRow, key: int) -> str:
    """Return "total" where a row sums up the others and names nothing of its own."""
    name = row.cells[key].plain.strip(" *:") if key < len(row.cells) else ""
    return name.lower() if name.lower() in _TOTALS else ""


def _told_apart(rows: Sequence[Row], key: int) -> list[str]:
    """Return for each row what tells it from the others of its subject, mostly nothing.

    That is the cell behind the subject, where several rows share one and differ in it: "North |
    early | Ada" over " | late | Bo".
    """
    told = [""] * len(rows)
    start = 0
    for at in range(1, len(rows) + 1):
        if at < len(rows) and (rows[at].goes_on or rows[at].subject == rows[start].subject):
            continue
        if at - start > 1:
            cells = [_cell(row.row, key + 1) for row in rows[start:at]]
            if all(cells) and len(set(cells)) == len(cells):
                told[start:at] = cells
        start = at
    return told


def _cell(row: TableRow, column: int) -> str:
    """Return the name in a cell that is not the last one."""
    text = clean_term(row.cells[column].plain) if column + 1 < len(row.cells) else ""
    return text if is_name(text) else ""
