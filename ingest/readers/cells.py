"""What the form of a table and of its cells says before any cell is read as items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import MarkKind, Table, Text
from ingest.facts import Said
from ingest.grammar.item import Item, Items
from ingest.grammar.lead_ins import is_relation
from ingest.grammar.listing import is_sentence
from ingest.grammar.terms import clean_label, clean_term
from ingest.grammar.words import FINITE, is_name, word_set, words
from ingest.readers.place import marked_start

_COMPARED_BY = word_set("compared_by")
_ANSWERS = word_set("yes_cells") | word_set("no_cells")
_PROSE = word_set("prose_headers")
_NAMING = frozenset({MarkKind.STRONG, MarkKind.CODE, MarkKind.LINK})
_MADE_NAME = re.compile(r"[a-z][A-Z]|\d")
_ABILITY = re.compile(r"[a-z]{3}[ai]ble$")
_THIRD_PERSON = frozenset(f"{verb}s" for verb in word_set("verbs"))
_DASH = re.compile(r"\s+(?:-{1,2}|–|—)\s+(?=\S)")
_SLASH = re.compile(r"\s/\s")
_NONE = Items()
_MEASURE = re.compile(r"[~≈<>≤≥]?\s?\d[\d.,]*\s?(?:%|[a-zµ]{1,7}|[KMGTP]i?B|°[CF])$")
_FIGURE = re.compile(r"\s*[~≈<>≤≥$€£±−-]?\s?\d")
_UNIT = re.compile(r"\((?:%|[€$£]|[a-zA-Zµ°]{1,4}(?:/[a-zA-Z]{1,5})?)\)$")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""Of HTTP (RFC 9110, RFC 5789)."""
_KEYS = frozenset({"key", "property", "attribute"})
_VALUES = frozenset({"value", "values"})
_ASKING = frozenset({("what",), ("how",), ("where",), ("who",), ("when",)})
_MOST_ASKING = 6
_MOST_ALTERNATIVE = 3
_LEAST_COLUMNS = 3
_MOST_WORDS = 4


def is_property(name: str) -> bool:
    """Say whether a row of a matrix names a property: "Latency", "What changes"."""
    found = words(name)
    asks = name.endswith("?") or found[:1] in _ASKING or not FINITE.isdisjoint(found[:1])
    # "No restart on upgrade" is what a thing has or has not.
    return is_name(name.removeprefix("No ")) or (asks and len(found) <= _MOST_ASKING)


def with_unit(name: str, cell: Text) -> str:
    """Return a property's name with the unit behind it in its cell: "Flow (l/min)"."""
    unit = _UNIT.search(cell.plain.rstrip())
    return f"{name} {unit[0]}" if unit and unit[0] not in name else name


def is_matrix(table: Table, headers: list[str], titles: tuple[str, ...]) -> bool:
    """Say whether the columns of a table are the things compared and its rows their properties.

    The first header must say so ("Feature", "Aspect"), and something must show that the others
    are things: ticks in two columns, a made name ("PostgreSQL"), or the heading naming them all.
    With no first header, only what is true of the columns and not of the rows shows it.
    """
    if len(headers) < _LEAST_COLUMNS or headers[0].lower() not in _COMPARED_BY:
        return False
    things = headers[1:]
    if not all(_is_thing(header) for header in things):
        return False
    title = titles[-1].lower() if titles else ""
    if all(_is_in(title, thing, short=not headers[0]) for thing in things):
        return True
    made = any(_MADE_NAME.search(thing) for thing in things)
    rows = [row.cells[0].plain for row in table.rows if row.cells]
    if headers[0]:
        return made or _answering_columns(table) > 1
    told = (
        made
        or _columns_mix(table)
        or _are_told(rows)
        or (_only_answers(table) and any(map(_acts, rows)))
    )
    return told and not any(_MADE_NAME.search(row) for row in rows)


def _is_in(title: str, thing: str, *, short: bool) -> bool:
    """Say whether a title names a thing, ``short``: at least by its first word.

    "Offline eval" and "Online eval" stand under "Offline or online?".
    """
    return thing.lower() in title or (short and words(thing)[0] in words(title))


def _columns_mix(table: Table) -> bool:
    """Say whether values of several sorts stand down the columns more than along the rows.

    The values of one property are of one sort, so a property lies where they mix less.
    """
    rows = [[cell.plain for cell in row.cells[1:]] for row in table.rows]
    columns = list(zip(*rows, strict=False))
    if not rows or not columns:
        return False
    return sum(map(_mixes, columns)) * len(rows) > sum(map(_mixes, rows)) * len(columns)


def _mixes(cells: Sequence[str]) -> bool:
    return len({_sort_of(cell) for cell in cells if cell.strip()}) > 1


def _sort_of(cell: str) -> str:
    """Return what sort of value a cell holds: an answer, a figure or words."""
    if _answers(cell):
        return "answer"
    return "figure" if _FIGURE.match(cell) else "words"


def _are_told(rows: Sequence[str]) -> bool:
    """Say whether most first cells only say what the others are: "Owner", "Who repairs it"."""
    told = sum(is_relation(clean_label(row)) for row in rows)
    return told * 2 > len(rows)


def _answers(cell: str) -> bool:
    return cell.strip().lower().replace("\ufe0f", "") in _ANSWERS


def _only_answers(table: Table) -> bool:
    return all(_answers(cell.plain) for row in table.rows for cell in row.cells[1:])


def _is_thing(header: str) -> bool:
    told = is_relation(header) or header.lower() in _PROSE or _acts(header)
    return not told and not _ABILITY.search(header) and is_name(header, _MOST_WORDS)


def _acts(name: str) -> bool:
    """Say whether a name opens with a verb, as properties do: "Handles failures", "Needs a key"."""
    found = words(name)
    return len(found) > 1 and found[0] in _THIRD_PERSON


def _answering_columns(table: Table) -> int:
    return sum(
        any(column < len(row.cells) and _answers(row.cells[column].plain) for row in table.rows)
        for column in range(1, len(table.header))
    )


def is_card(table: Table, headers: Sequence[str], recurring: frozenset[str]) -> bool:
    """Say whether a table of two columns gives properties of what its section is about.

    Its headers say so ("Key | Value"), or it has none and most of its first cells are properties.
    """
    if len(headers) != 2 or not table.rows:  # noqa: PLR2004
        return False
    if any(headers):
        return headers[0].lower() in _KEYS and headers[1].lower() in _VALUES
    keys = [clean_label(row.cells[0].plain) for row in table.rows if row.cells]
    known = sum(is_relation(key) or key in recurring for key in keys)
    return len(keys) > 1 and known * 2 > len(keys) and all(map(is_name, keys))


def are_requests(table: Table) -> bool:
    """Say whether rows are requests of an interface: "GET | /users", of which the path is one."""
    if not table.rows or table.rows[0].cells[0].plain not in _METHODS:
        return False
    rows = [row.cells for row in table.rows if len(row.cells) > 1]
    return bool(rows) and all(
        cells[0].plain.strip() in _METHODS and "/" in cells[1].plain for cells in rows
    )


def one_measure(items: Items) -> bool:
    """Say whether commas go on with one measure: "55 min, falling from 250 to 200 °C"."""
    first, *others = (item.text for item in items.items)
    if items.versus or not others or not _MEASURE.match(first):
        return False
    return not any(other[0].isdigit() and not _CLOCK.match(other) for other in others)


def lists_alternatives(cell: Text) -> bool:
    """Say whether spaced slashes divide names: "MySQL / Postgres", but not "read / write ratio"."""
    if "/" not in cell.plain or "," in cell.plain or "(" in cell.plain:
        return False
    parts = _SLASH.split(cell.plain)
    if len(parts) < 2 or not all(is_name(part, _MOST_ALTERNATIVE) for part in parts):  # noqa: PLR2004
        return False
    return all(part.strip()[:1].isupper() for part in parts)


def named_and_told(cell: Text) -> Items:
    """Read "**Name** - what it is" as one item with its definition; empty where it is none."""
    end = marked_start(cell, _NAMING) if cell.marks else 0
    dash = _DASH.match(cell.plain, end) if end else None
    if dash is None or "<br" in cell.plain.lower() or "\n" in cell.plain:
        return _NONE
    name, told = clean_term(cell.plain[: dash.start()]), clean_term(cell.plain[dash.end() :])
    if not name or not told or is_sentence(name):
        return _NONE
    links = [m.target for m in cell.marks if m.kind is MarkKind.LINK and m.end <= dash.start()]
    inner = Item(told, dash.end(), len(cell.plain))
    below = ((Said.DEFINITION, inner),)
    return Items((Item(name, 0, dash.start(), below, (), links[0] if links else ""),))
