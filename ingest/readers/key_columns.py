"""Which column of a table names what its rows are about."""

from __future__ import annotations

import re

from ingest.document import Table
from ingest.grammar.lead_ins import says_sequence
from ingest.grammar.terms import clean_term
from ingest.grammar.words import is_name, word_set
from ingest.readers.cells import are_requests

INDEX_HEADERS = word_set("index_headers")
DATES = frozenset({"year", "date", "month", "quarter", "released", "release date", "week"})
_COUNT = re.compile(r"^#?\d+[.)]?$")
_LEAST_DATED = 3


def key_column(table: Table) -> int:
    """Return the column that names what the rows are about: behind one of counts or dates."""
    width = len(table.header)
    if width < 2 or not table.rows:  # noqa: PLR2004
        return 0
    header = table.header[0].plain.strip().lower()
    first = [row.cells[0].plain.strip() for row in table.rows if row.cells]
    counted = all(_COUNT.match(cell) for cell in first)
    if (header in INDEX_HEADERS and counted) or is_dated(table) or are_requests(table):
        return 1
    # "Step | Action" with 1, 2, 3 and a nameless column of numbers count rows as well.
    return int(counted and (not header or says_sequence(header)) and width > 1)


def is_dated(table: Table) -> bool:
    """Say whether the first column dates what the second one names: "Year | Model | Library"."""
    if table.header[0].plain.strip().lower() not in DATES or len(table.header) < _LEAST_DATED:
        return False
    rows = [row.cells for row in table.rows if len(row.cells) > 1]
    dated = all(re.search(r"\d", cells[0].plain) for cells in rows)
    named = [clean_term(cells[1].plain) for cells in rows]
    short = all(is_name(name) and not name[:1].isdigit() for name in named)
    return dated and short and len(set(named)) == len(named)
