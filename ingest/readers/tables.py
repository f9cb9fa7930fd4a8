"""Tables: the first column names the subject, each other header is a relation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from ingest.document import MarkKind, Table, TableRow, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.item import Item, Items
from ingest.grammar.items import read_item
from ingest.grammar.lead_ins import LeadInKind
from ingest.grammar.listing import opposes
from ingest.grammar.nouns import is_plural
from ingest.grammar.plain_items import plain_items
from ingest.grammar.terms import clean_label, clean_term
from ingest.grammar.words import is_name, word_set
from ingest.readers.cell_items import described, listed_in, options_asked, yes_or_no
from ingest.readers.cell_remarks import AMBIGUOUS, denies, sense_of, with_remarks, without_count
from ingest.readers.cells import are_requests, is_card, is_matrix, is_property, with_unit
from ingest.readers.changes import NOTHING, REPLACES, changes, replacing
from ingest.readers.key_columns import DATES, INDEX_HEADERS, is_dated, key_column
from ingest.readers.legends import marked_facts
from ingest.readers.openings import open_group
from ingest.readers.place import (
    Found,
    Holder,
    Lines,
    Opening,
    Place,
    item_facts,
)
from ingest.readers.row_groups import Row, grouped, one_header
from ingest.readers.row_subjects import order_facts, row_facts, shared_heads
from ingest.readers.side_by_side import are_parallel, parallel_facts, says_nothing
from ingest.tuples import new

_EMPTY = word_set("empty_cells")
_YES = word_set("yes_cells")
_NO = word_set("no_cells")
_ANSWERS = _YES | _NO
_PROSE = word_set("prose_headers")
_DITTO = frozenset(('"', "″", "〃", "↑", "''", "same", "same as above", "as above", "ditto"))
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}")
_DENYING = frozenset({"not ", "Not "})
_MOST_HEADER = 2
_NOTED = re.compile(r"(?P<name>[^()]+?)\s\((?P<note>[^()]+)\)")
_COUNTS = re.compile(r"[^,]+, \d[\d.]* [a-z]{3}[^,]*$")


class _Columns(NamedTuple):
    """How the columns of a table are read."""

    headers: list[str]
    key: int
    changed: dict[int, str]
    """Relation of a column that tells of a change."""
    earlier: dict[int, int]
    """Column of what is used now, for one of what was used earlier."""
    matrix: bool


def read_table(table: Table, place: Place) -> Found:
    """Read a table of any number of columns, with or without headers."""
    table, opening = one_header(table), place.opening
    found = Found()
    if opening and _is_titled(opening):
        place, found.facts = open_group(place, Reader.TABLE)
    key = key_column(table)
    headers = _headers(table, key)
    if listed := _without_subjects(table, headers, key, place):
        found.facts.extend(listed)
        return found
    dated = key > 0 and (is_dated(table) or are_requests(table))
    matrix = is_matrix(table, headers, place.heading_path) and not key
    columns = _Columns(headers, key, changes(headers), replacing(headers, key), matrix)
    rows = _rows(table, key, headers[key] if headers else "")
    above: dict[int, Text] = {}
    shared = shared_heads(rows)
    for row in grouped(rows, key, place.holder.subject):
        found.facts.extend(row_facts(row, place, shared, turned=matrix))
        cells = row.row.cells
        if place.legend and not row.goes_on:
            named = cells[key].plain
            found.facts += marked_facts(row.subject, named, place, row.lines, Reader.TABLE)
        for column in _told_columns(row.row, key, dated=dated):
            cell = cells[column]
            if cell.plain.strip().lower() in _DITTO:
                cell = above.get(column, cell)
            above[column] = cell
            found.facts.extend(_column_facts(row, column, cell, columns, place))
    found.facts.extend(order_facts(rows, headers[: key + 1], place))
    return found


def _headers(table: Table, key: int) -> list[str]:
    """Return the words of the headers, each in the sense that its column gives it."""
    headers = [clean_label(header.plain) for header in table.header]
    if len(headers) <= key or not any(header in AMBIGUOUS for header in headers):
        return headers
    rows = [row.cells for row in table.rows]
    columns = [[cells[at].plain for cells in rows if at < len(cells)] for at in range(len(headers))]
    pairs = zip(headers, columns, strict=True)
    return [sense_of(header, headers[key], cells) for header, cells in pairs]


def _column_facts(row: Row, column: int, cell: Text, columns: _Columns, place: Place) -> list[Fact]:
    headers = columns.headers
    header = headers[column] if column < len(headers) else ""
    if column in columns.changed:
        return _changed_facts(row, cell, columns.changed[column], place)
    now = columns.earlier.get(column, len(row.row.cells))
    if now < len(row.row.cells) and (user := _user(row, headers[now], now)):
        first = cell.plain.strip().lower() in NOTHING
        told = [] if first else _cell_facts(user, cell, REPLACES, place)
        return [fact._replace(object=fact.object._replace(role=headers[now])) for fact in told]
    if columns.matrix and header and is_property(row.subject.text):
        # The column is the thing, the row what is said of it.
        turned = _turned(row, header)
        told_by = with_unit(row.subject.text, row.row.cells[columns.key])
        return _cell_facts(turned, cell, told_by, place)
    return _cell_facts(row, cell, header, place)


def _user(row: Row, header: str, column: int) -> Row | None:
    """Return a row told of what one of its cells names, None where that names nothing."""
    item = _subject(row.row.cells[column])
    if item is None or item.text == row.subject.text:
        return row if item else None
    return row._replace(subject=Term(item.text, header), item=item)


def _changed_facts(row: Row, cell: Text, relation: str, place: Place) -> list[Fact]:
    told = clean_term(cell.plain)
    if says_nothing(cell.plain) or told in {"", row.subject.text}:
        return []
    return [place.fact(row.subject, relation, Term(told, relation), row.row.span, Reader.TABLE)]


def _turned(row: Row, header: str) -> Row:
    """Return a matrix's row told of a column's thing: "NATS (nats-py)" is NATS, with a note."""
    if not (noted := _NOTED.fullmatch(header)):
        return row._replace(subject=Term(header, Role.NONE))
    told = row.item._replace(qualifiers=(*row.item.qualifiers, noted["note"]))
    return row._replace(subject=Term(noted["name"], Role.NONE), item=told)


def _without_subjects(table: Table, headers: list[str], key: int, place: Place) -> list[Fact]:
    """Return the facts of a table whose rows name no subject, nothing for any other."""
    if are_parallel(headers):
        return parallel_facts(table, headers, place)
    if not key and is_card(table, headers, place.recurring):
        return _card_facts(table, place)
    return []


def _card_facts(table: Table, place: Place) -> list[Fact]:
    """Return what a card of properties says of what holds it: "Licence | MIT"."""
    about = Item(place.holder.subject.text, 0, 0)
    facts: list[Fact] = []
    for row in table.rows:
        lines = Lines(row.cells[0], row.span)
        card = Row(place.holder.subject, about, row, lines)
        facts.extend(_cell_facts(card, row.cells[1], clean_label(row.cells[0].plain), place))
    return facts


def _is_titled(opening: Opening) -> bool:
    """Say whether the line above a table names it: "**Limits**", "Push vs pull:"."""
    named = opening.bold or opposes(opening.text)
    return named and opening.lead_in.kind is LeadInKind.GROUP


def _told_columns(row: TableRow, key: int, *, dated: bool) -> Iterable[int]:
    """Return the columns that say something of the key column; one that counts rows does not."""
    behind = range(key + 1, len(row.cells))
    return (0, *behind) if dated else behind


def _rows(table: Table, key: int, header: str) -> list[Row]:
    read: list[tuple[TableRow, Item | None, str]] = []
    for row in table.rows:
        cell = row.cells[key] if key < len(row.cells) else Text("")
        item = _subject(cell)
        if item is not None or (read and cell.plain.strip() in {"", *_DITTO}):
            # A row without a subject goes on with that of the row above.
            read.append((row, item, clean_term(cell.plain)))
    names = [item.text for _, item, _ in read if item]
    counts: dict[str, int] = Counter(names) if len(set(names)) < len(names) else {}
    rows: list[Row] = []
    for row, item, whole in read:
        cell = row.cells[key] if key < len(row.cells) else Text("")
        lines = Lines(cell, row.span)
        if item is None:
            rows.append(rows[-1]._replace(row=row, lines=lines, goes_on=True))
            continue
        named = _numbered(item, header)
        if counts.get(item.text, 1) > 1 and whole != item.text:
            # "Latency (p50)" and "Latency (p99)" are two subjects.
            named = item._replace(text=whole, below=(), qualifiers=())
        rows.append(Row(new(Term, (named.text, header)), named, row, lines))
    return rows


def _numbered(item: Item, header: str) -> Item:
    """Name "1" below "Tier" Tier 1: the number alone names nothing elsewhere."""
    if not _NUMBER.fullmatch(item.text) or not is_name(header, _MOST_HEADER) or is_plural(header):
        return item
    if not header.replace(" ", "").isalpha() or header.lower() in DATES | INDEX_HEADERS:
        return item
    return item._replace(text=f"{header} {item.text}")


def _subject(cell: Text) -> Item | None:
    if says_nothing(cell.plain):
        return None
    return read_item(cell)


def _cell_facts(row: Row, cell: Text, header: str, place: Place) -> list[Fact]:
    if header and row.lines.single is row.row.span and (items := _plain_items(cell, header)):
        holder = new(Holder, (row.subject, header, header))
        told = _conditions(row, cell)
        lines = Lines(cell, row.row.span) if "(" in cell.plain else row.lines
        return item_facts(place, holder, items, lines, Reader.TABLE, qualifiers=told)
    if says_nothing(cell.plain) or denies(cell.plain, header):
        return []
    plain = row.lines.single and "\n" not in cell.plain and "(" not in cell.plain
    lines = row.lines if plain else Lines(cell, row.row.span)
    qualifiers = _conditions(row, cell)
    answer = yes_or_no(cell)
    if header.lower() in _PROSE and not any(mark.kind is MarkKind.LINK for mark in cell.marks):
        items = described(cell)
    elif answer:
        word, rest = answer
        items = Items((Item(word, 0, len(cell.plain), qualifiers=(rest,) if rest else ()),))
    else:
        items = with_remarks(listed_in(cell), header, cell.plain)
    relation = header
    if not header:
        single = len(items.items) == 1
        relation = Said.DEFINITION if single else Said.INCLUDES
    holder = Holder(row.subject, relation, header or Role.NONE)
    facts = item_facts(place, holder, items, lines, Reader.TABLE, qualifiers=qualifiers)
    if "?" in cell.plain:
        asked = Items(tuple(option for item in items.items for option in options_asked(item)))
        facts.extend(item_facts(place, holder, asked, lines, Reader.TABLE, qualifiers=qualifiers))
    if row.row.span.line_start == row.row.span.line_end and "\n" not in cell.plain:
        return facts
    return [fact._replace(span=row.row.span) for fact in facts]


def _conditions(row: Row, cell: Text) -> tuple[str, ...]:
    """Return the conditions of a row, and what tells it from others of its subject."""
    said = row.item.qualifiers
    if said:
        said = without_count(said)
    if not row.apart or row.apart == clean_term(cell.plain):
        return said
    return (*said, row.apart)


def _plain_items(cell: Text, header: str) -> Items | None:
    """Return the items of a cell that only lists plain names; None where more must be looked at.

    Such a cell holds no line break, question, link or slash; what it may hold is an answer.
    """
    measured = "," in cell.plain and (cell.plain[:1].isdigit() or _COUNTS.match(cell.plain))
    if cell.marks or measured or header.lower() in _PROSE or cell.plain[:4] in _DENYING:
        return None
    low = cell.plain.lower()
    if low in _EMPTY or low.split(" ", 1)[0].rstrip(",") in _ANSWERS:
        return None
    items = plain_items(cell.plain, 0, conjunctions=False)
    return with_remarks(items, header, cell.plain) if items and items.items[1:] else items
