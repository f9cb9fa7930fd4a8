"""What the subjects of a table's rows state: that they stand there, their members, their order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise

from ingest.document import Span, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.items import read_items, sides_of
from ingest.grammar.lead_ins import is_relation
from ingest.grammar.listing import is_sentence
from ingest.grammar.words import words
from ingest.readers.cell_remarks import counts_in
from ingest.readers.place import FOLLOWED_BY, Place, below_facts
from ingest.readers.row_groups import Row, total_of

_LIST = re.compile(r",\s")
_IN_TURN = frozenset(
    f"{noun}{ending}"
    for noun in ("step", "stage", "phase", "order", "sequence")
    for ending in ("", "s")
)
"""Headers whose rows follow each other; below "Pipeline" each row is a pipeline of its own."""


def shared_heads(rows: Iterable[Row]) -> frozenset[str]:
    """Return what several subjects have before their first comma: "User, long-term"."""
    heads = [row.subject.text.split(",", 1)[0] for row in rows if "," in row.subject.text]
    if len(heads) < 2:  # noqa: PLR2004
        return frozenset()
    return frozenset(head for head, count in Counter(heads).items() if count > 1)


def row_facts(row: Row, place: Place, shared: frozenset[str], *, turned: bool) -> list[Fact]:
    """Return what a row's subject states.

    ``shared``: what ``shared_heads`` gives, for it heads no list; ``turned``: the subject names
    what is said of the columns.
    """
    holder, span = place.holder, row.row.span
    facts: list[Fact] = []
    if row.goes_on:
        return facts
    if row.group == row.subject:
        return [place.fact(holder.subject, Said.INCLUDES, row.subject, span, Reader.TABLE)]
    if row.group:
        facts.append(place.fact(row.group, Said.INCLUDES, row.subject, span, Reader.TABLE))
    # "Compute covers Runs on" would name no part of it.
    if row.subject.text != holder.subject.text and not (turned and is_relation(row.subject.text)):
        count = counts_in(row.item.qualifiers)
        facts.append(
            place.fact(holder.subject, Said.ROW, row.subject, span, Reader.TABLE, qualifiers=count)
        )
    if (row.item.below or row.item.address) and not turned:
        facts.extend(below_facts(place, row.subject, row.item, row.lines, Reader.TABLE))
    if sides := [Term(side, Role.NONE) for side in sides_of(row.subject.text)]:
        pairs = combinations(sides, 2)
        facts += [place.fact(one, Said.VERSUS, other, span, Reader.TABLE) for one, other in pairs]
    else:
        facts += _members(row, place, shared)
    return facts


def _members(row: Row, place: Place, shared: frozenset[str]) -> list[Fact]:
    """Return what a subject lists: "Age, gender", but not "User, long-term" above "User, new"."""
    text = row.item.text
    if "," not in text or not _LIST.search(text) or is_sentence(text):
        return []
    members = read_items(Text(text)).items
    if len(members) < 2 or row.subject.text.split(",", 1)[0] in shared:  # noqa: PLR2004
        return []
    if any(counted.text[:1].isdigit() for counted in members):
        return []
    return [
        place.fact(row.subject, Said.INCLUDES, Term(member.text), row.row.span, Reader.TABLE)
        for member in members
    ]


def order_facts(rows: Sequence[Row], headers: Sequence[str], place: Place) -> list[Fact]:
    """Return which row comes after which, where a header of ``headers`` says that they do."""
    if all(_IN_TURN.isdisjoint(words(header)) for header in headers):
        return []
    return [
        place.fact(first.subject, FOLLOWED_BY, second.subject, _both(first, second), Reader.TABLE)
        for first, second in pairwise(rows)
        if first.subject != second.subject and not total_of(second.row, len(headers) - 1)
    ]


def _both(first: Row, second: Row) -> Span:
    return Span(first.row.span.path, first.row.span.line_start, second.row.span.line_end)
