"""Columns that are lists side by side: "Pros | Cons", "Do | Don't"."""

from __future__ import annotations

from ingest.document import Table
from ingest.facts import Fact, Reader
from ingest.grammar.items import read_items
from ingest.grammar.words import word_set, words
from ingest.readers.place import Holder, Lines, Place, item_facts

_EMPTY = word_set("empty_cells")
_PARALLEL = word_set("parallel_headers")


def says_nothing(text: str) -> bool:
    """Say whether a cell is empty, or a sign that stands for it."""
    return text.strip().lower() in _EMPTY


def are_parallel(headers: list[str]) -> bool:
    """Say whether each header is one of those that head lists side by side."""
    named = [" ".join(words(header.replace("’", "'"))) for header in headers]
    return len(named) > 1 and all(name in _PARALLEL for name in named)


def parallel_facts(table: Table, headers: list[str], place: Place) -> list[Fact]:
    """Return the facts of columns that are lists side by side: "Pros | Cons"."""
    subject = place.holder.subject
    facts: list[Fact] = []
    for row in table.rows:
        for cell, header in zip(row.cells, headers, strict=False):
            if not says_nothing(cell.plain):
                lines = Lines(cell, row.span)
                holder = Holder(subject, header, header)
                facts.extend(item_facts(place, holder, read_items(cell), lines, Reader.TABLE))
    return facts
