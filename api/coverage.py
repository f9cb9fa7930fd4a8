"""How much of the handbook's lines has been read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Span
from ingest.facts import Reading
from ingest.layout import layout_lines


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of lines that are not blank; a line can be both in a fact and in a passage."""

    total: int
    in_facts: int
    in_passages: int
    layout: int
    """Lines that state nothing by themselves (headings, delimiter rows) and are in neither."""
    unread: dict[str, int]
    """Reason to number of lines, most lines first."""
    unaccounted: int
    """Lines that nothing above speaks of: 0 unless a reader errs."""


def coverage(reading: Reading) -> Coverage:
    """Count the lines of a reading."""
    filled = {
        (document.path, number)
        for document in reading.documents
        for number, line in enumerate(document.lines, 1)
        if line.strip()
    }
    in_facts = _lines(fact.span for fact in reading.facts) & filled
    in_passages = _lines(passage.span for passage in reading.passages) & filled
    layout = {
        (document.path, number)
        for document in reading.documents
        for number in layout_lines(document)
    } & filled - in_facts - in_passages
    reasons: dict[tuple[str, int], str] = {}
    for unread in reading.unread:
        for line in sorted(_lines([unread.span]) & filled - in_facts - in_passages - layout):
            reasons.setdefault(line, unread.reason)
    counts = Counter(reasons.values())
    return Coverage(
        total=len(filled),
        in_facts=len(in_facts),
        in_passages=len(in_passages),
        layout=len(layout),
        unread=dict(sorted(counts.items(), key=lambda item: (-item[1], item[0]))),
        unaccounted=len(filled - in_facts - in_passages - layout - set(reasons)),
    )


def _lines(spans: Iterable[Span]) -> set[tuple[str, int]]:
    return {
        (span.path, number)
        for span in spans
        for number in range(span.line_start, span.line_end + 1)
    }
