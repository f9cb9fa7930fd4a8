"""The order of a table's rows, where a header says that they are steps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.document import Span
from ingest.facts import Fact, Reader
from ingest.grammar.lead_ins import says_sequence
from ingest.readers.place import FOLLOWED_BY, Place
from ingest.readers.row_groups import Row, total_of


def ordered(rows: Sequence[Row], headers: Sequence[str], place: Place) -> list[Fact]:
    """Return which row follows which; nothing where no header speaks of an order."""
    if not any(map(says_sequence, headers)):
        return []
    return [
        place.fact(first.subject, FOLLOWED_BY, second.subject, _both(first, second), Reader.TABLE)
        for first, second in pairwise(rows)
        if first.subject != second.subject and not total_of(second.row, len(headers) - 1)
    ]


def _both(first: Row, second: Row) -> Span:
    return Span(first.row.span.path, first.row.span.line_start, second.row.span.line_end)
