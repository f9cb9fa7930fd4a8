"""Columns: the header over a table's cell, as the table writes it."""

from __future__ import annotations

import re

from graph.model import Edge, Evidence
from graph.names import key
from graph.snapshot import Snapshot

_CELL = re.compile(r"(?<!\\)\|")
TABLE = "table"
"""The reader of facts that a table states."""
OWN_NOUNS = frozenset({"example", "option", "alternative", "part", "member", "item", "step"})
"""Nouns of what one thing holds, rather than of what it is like."""
_PHRASE = re.compile(r"has under “(?P<header>.+?)\??”")
"""The label of a column whose header is no noun."""
_MARKS = re.compile(r"[*_`]")


def first_line(snapshot: Snapshot, place: Evidence) -> int:
    """Return the first line of the table that a place lies in, from 1; 0 for no table."""
    lines = snapshot.lines(place.path)
    row = place.line_start - 1
    if row >= len(lines) or "|" not in lines[row]:
        return 0  # an imported graph may bring lines without the whole of their file
    while row > 0 and "|" in lines[row - 1]:
        row -= 1
    return row + 1


def cells(line: str) -> list[str]:
    """Return the cells of a table's line that hold something."""
    found = [_MARKS.sub("", cell).strip() for cell in _CELL.split(line)]
    return [cell for cell in found if cell]


def header(snapshot: Snapshot, place: Evidence) -> list[str]:
    """Return the cells of the first line of the table that a place lies in, empty for no table."""
    line = first_line(snapshot, place)
    return cells(snapshot.lines(place.path)[line - 1]) if line else []


def over(snapshot: Snapshot, place: Evidence, name: str) -> str:
    """Return the header over the cell of a row that holds a name; empty where there is none."""
    cells = header(snapshot, place)
    row = [cell.lower() for cell in _CELL.split(place.text.strip().strip("|"))]
    if len(cells) != len(row):
        return ""
    held = (head for head, cell in zip(cells[1:], row[1:], strict=True) if name.lower() in cell)
    return next(held, "")


def is_phrase(snapshot: Snapshot, edge: Edge) -> bool:
    """Whether the header of the column that states an edge is no noun: "Who to inform"."""
    return _PHRASE.fullmatch(snapshot.relation(edge.relation).label) is not None


def column(snapshot: Snapshot, edge: Edge) -> str:
    """Return the header of the column that states an edge, in lower case if it is a word.

    Where no header fits ("has pro" under "Pros" does), it is the relation's own noun.
    """
    label = snapshot.relation(edge.relation).label
    phrase = _PHRASE.fullmatch(label)
    noun = phrase["header"] if phrase else label.removeprefix("has ")
    for text in (head.rstrip("?") for head in header(snapshot, edge.evidence[0])):
        if key(text) == key(noun):
            first, _, rest = text.partition(" ")
            lower = text[1:].islower() or (
                first[1:].islower() and any(word.islower() for word in rest.split())
            )
            return text[0].lower() + text[1:] if lower else text
    return noun
