"""How much of the handbook's lines has been read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.document import Document, Passage, Span, Unread
from ingest.facts import Fact, Reading
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


def shares(lines: Coverage) -> str:
    """Return where the lines ended up, each number with its share of all."""
    parts = {
        "in facts": lines.in_facts,
        "in passages": lines.in_passages,
        "layout": lines.layout,
        "unread": sum(lines.unread.values()),
    }
    return ", ".join(f"{n} {name} ({n / max(1, lines.total):.1%})" for name, n in parts.items())


def coverage(reading: Reading) -> Coverage:
    """Count the lines of a reading."""
    files = coverage_by_file(reading).values()
    unread: Counter[str] = Counter()
    for file in files:
        unread.update(file.unread)
    return Coverage(
        total=sum(file.total for file in files),
        in_facts=sum(file.in_facts for file in files),
        in_passages=sum(file.in_passages for file in files),
        layout=sum(file.layout for file in files),
        unread=_most_first(unread),
        unaccounted=sum(file.unaccounted for file in files),
    )


def coverage_by_file(reading: Reading) -> dict[str, Coverage]:
    """Count the lines of each file, in the order of the reading."""
    facts, cited = _by_path(reading.facts), _by_path(reading.passages)
    unread: defaultdict[str, list[Unread]] = defaultdict(list)
    for entry in reading.unread:
        unread[entry.span.path].append(entry)
    return {
        document.path: _of_file(
            document,
            _lines(facts.get(document.path, ())),
            _lines(cited.get(document.path, ())),
            unread[document.path],
        )
        for document in reading.documents
    }


def _of_file(
    document: Document, facts: set[int], cited: set[int], unread: Iterable[Unread]
) -> Coverage:
    filled = {number for number, line in enumerate(document.lines, 1) if line.strip()}
    in_facts, in_passages = facts & filled, cited & filled
    left = filled - in_facts - in_passages
    layout = layout_lines(document) & left
    left -= layout
    reasons: dict[int, str] = {}
    for entry in unread:
        for line in sorted(_lines([entry.span]) & left):
            reasons.setdefault(line, entry.reason)
    return Coverage(
        total=len(filled),
        in_facts=len(in_facts),
        in_passages=len(in_passages),
        layout=len(layout),
        unread=_most_first(Counter(reasons.values())),
        unaccounted=len(left - set(reasons)),
    )


def _by_path(entries: Iterable[Fact | Passage]) -> dict[str, list[Span]]:
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for entry in entries:
        spans[entry.span.path].append(entry.span)
    return spans


def _lines(spans: Iterable[Span]) -> set[int]:
    return {n for span in spans for n in range(span.line_start, span.line_end + 1)}


def _most_first(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
