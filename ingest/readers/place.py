"""Where a block stands, and the facts that its items give there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from ingest.document import Mark, MarkKind, Span, Text, Unread
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.clauses import bids
from ingest.grammar.headings import lists_statements, names_made, names_people, names_things
from ingest.grammar.item import Item, Items
from ingest.grammar.lead_ins import LeadIn
from ingest.grammar.listing import is_sentence
from ingest.grammar.parentheses import remarks_on
from ingest.tuples import new

_BREAK = re.compile("\n")

_NAMED_BY = frozenset({Said.EXAMPLE, Said.INCLUDES})
"""Relations whose objects are what their subject says that they are."""
FOLLOWED_BY = "is followed by"
"""Relation between neighbours of a numbered list or a table of steps."""
_LEAST_NOTE = 5
"""Blanks in a sentence; what is shorter names what it says."""


class Holder(NamedTuple):
    """What a block's items belong to, by which relation, and the role they take from it."""

    subject: Term
    relation: str
    role: str


class Opening(NamedTuple):
    """A line that opens the block behind it: a lead-in, a bold line or a question."""

    text: str
    span: Span
    lead_in: LeadIn
    bold: bool = False
    question: str = ""
    """The question that the line asks, if it asks one."""


class Labels(Enum):
    """What the labels of a list's items are, going by all of them: "Status: …" or "Kafka: …"."""

    EITHER = auto()
    TERMS = auto()
    PROPERTIES = auto()


class Place(NamedTuple):
    """The section of a block, what holds its items there, and the line that opens it."""

    path: str
    heading_path: tuple[str, ...]
    holder: Holder
    sequence: bool = False
    """Whether the heading or lead-in says that a numbered list is a sequence."""
    opening: Opening | None = None
    answered: bool = False
    """Whether the question that holds this place has its answer already."""
    home: Holder | None = None
    """What holds the question itself, where the place is that of an answer; None for nothing."""
    labels: Labels = Labels.EITHER
    names: Labels = Labels.EITHER
    """What the items without a label are in the list at this place."""
    cases: bool = False
    """Whether every item of the list at this place is a case and what follows from it."""
    recurring: frozenset[str] = frozenset()
    """Labels that open list items in several sections: properties of what each section is about."""
    legend: tuple[tuple[str, str, str], ...] = ()
    """Pictures that the document explains, each with what it means."""
    boxed: bool = False
    """Whether the document ticks boxes of its task lists."""

    def fact(
        self,
        subject: Term,
        relation: str,
        obj: Term,
        span: Span,
        reader: Reader,
        *,
        qualifiers: Sequence[str] = (),
    ) -> Fact:
        """Return a fact of this place."""
        path = self.heading_path
        return new(Fact, (subject, relation, obj, span, path, reader, tuple(qualifiers)))

    def under(self, term: Term, relation: str = Said.INCLUDES) -> Place:
        """Return the place of what belongs to a term, such as the list below an item."""
        holder = Holder(term, relation, term.text)
        path, titles = self.path, self.heading_path
        return Place(path, titles, holder, legend=self.legend, boxed=self.boxed)


@dataclass(slots=True, init=False)
class Found:
    """What a reader gives back for one block."""

    facts: list[Fact]
    unread: list[Unread]
    opens: Opening | None
    """A last line that opens the next block."""

    def __init__(
        self,
        facts: list[Fact] | None = None,
        unread: list[Unread] | None = None,
        opens: Opening | None = None,
    ) -> None:
        """Take what was found so far; lists of its own are made where none is given."""
        self.facts = [] if facts is None else facts
        self.unread = [] if unread is None else unread
        self.opens = opens

    def add(self, other: Found) -> None:
        """Take over what another reader found; its opening replaces this one's."""
        self.facts += other.facts
        if other.unread:
            self.unread += other.unread
        self.opens = other.opens


class Lines:
    """Source lines of the offsets in an inline text."""

    __slots__ = ("_breaks", "_plain", "_span", "single")

    def __init__(self, text: Text, span: Span) -> None:
        """Take the text and the lines on the first of which it starts."""
        self._plain = plain = text.plain
        self.single: Span | None
        """The one line that the whole text stands on, None where it has several."""
        path, first, last = span
        if "\n" not in plain:
            self.single = span if first == last else Span(path, first, first)
            return
        self.single, self._span = None, span
        self._breaks: list[int] | None = None

    def text(self, start: int, end: int) -> str:
        """Return ``plain[start:end]`` in one line; empty where the text is not kept."""
        return " ".join(self._plain[start:end].split())

    def span(self, start: int, end: int) -> Span:
        """Return the lines of ``plain[start:end]``."""
        if self.single is not None:
            return self.single
        if self._breaks is None:
            self._breaks = [found.start() for found in _BREAK.finditer(self._plain)]
        first = bisect_right(self._breaks, start - 1)
        last = bisect_right(self._breaks, max(start, end - 1) - 1)
        path, line, _ = self._span
        return new(Span, (path, line + first, line + last))


def note_holder(plain: str, holder: Holder) -> Holder:
    """Return what holds an item's sentence: a note on things that a plural names, or on an item."""
    role = holder.subject.role
    listed = holder.relation == Said.INCLUDES and role != Role.LEAD_IN
    if not listed or plain.count(" ") < _LEAST_NOTE or plain.rstrip().endswith("?"):
        return holder
    title = holder.subject.text
    if role != Role.HEADING and bids(title):
        return holder
    named = names_things(title) if role == Role.HEADING else not lists_statements(title)
    return holder._replace(relation=Said.NOTE) if named and is_sentence(plain) else holder


def item_facts(
    place: Place,
    holder: Holder,
    items: Items,
    lines: Lines,
    reader: Reader,
    *,
    qualifiers: Sequence[str] = (),
) -> list[Fact]:
    """Return the facts of items under a holder: membership, what is below each, oppositions."""
    facts: list[Fact] = []
    subject, relation, role = holder
    about, path, single = subject.text, place.heading_path, lines.single
    for item in items.items:
        text, start, end, below, said, address = item
        if below and role:
            item = remarked(item, role, lines)  # noqa: PLW2901
            below, said = item.below, item.qualifiers
        term = new(Term, (text, role))
        if text != about:
            span = single or lines.span(start, end)
            if qualifiers:
                said = (*qualifiers, *said)
            facts.append(new(Fact, (subject, relation, term, span, path, reader, said)))
        if below or address:
            facts += below_facts(place, term, item, lines, reader)
    for left, right in items.versus:
        pair = Term(left.text, role), Term(right.text, role)
        span = lines.span(left.start, right.end)
        facts.append(place.fact(pair[0], Said.VERSUS, pair[1], span, reader))
    return facts


def remarked(item: Item, role: str, lines: Lines) -> Item:
    """Take parentheses behind a made thing or a person for a remark on it, not for examples.

    "Sift (device and behaviour signals)" in a list of tools, "Marta (DBA lead)" in one of people.
    """
    people = names_people(role)
    if not (people or names_made(role)):
        return item
    examples = [inner for relation, inner in item.below if relation == Said.EXAMPLE]
    if not examples or len(examples) < len(item.below):
        return item
    said = lines.text(examples[0].start, examples[-1].end)
    if not said or not (people or remarks_on(item.text, said)):
        return item
    return item._replace(below=(), qualifiers=(*item.qualifiers, said))


def below_facts(
    place: Place, term: Term, item: Item, lines: Lines, reader: Reader
) -> Iterator[Fact]:
    """Yield the facts of what stands with an item: examples, parts, members, its address."""
    if item.address and not item.address.startswith("#"):
        span = lines.span(item.start, item.end)
        yield place.fact(term, Said.LINK, Term(item.address), span, reader)
    path = place.heading_path
    for relation, inner in item.below:
        text, start, end, below, said, address = inner
        obj = new(Term, (text, term.text if relation in _NAMED_BY else Role.NONE))
        span = lines.single or lines.span(start, end)
        yield new(Fact, (term, relation, obj, span, path, reader, said))
        if below or address:
            yield from below_facts(place, obj, inner, lines, reader)


def slice_text(text: Text, start: int, end: int) -> Text:
    """Return ``plain[start:end]`` with the marks that lie in it."""
    if not text.marks:
        return new(Text, (text.plain[start:end], ()))
    marks = tuple(
        Mark(max(0, mark.start - start), min(end, mark.end) - start, mark.kind, mark.target)
        for mark in text.marks
        if mark.start < end and mark.end > start
    )
    return Text(text.plain[start:end], marks)


def wholly(text: Text, kind: MarkKind) -> bool:
    """Say whether a mark of the kind lies over all letters and digits of a text."""
    marks = [mark for mark in text.marks if mark.kind is kind] if text.marks else None
    if not marks or (text.plain[0].isalnum() and all(mark.start for mark in marks)):
        return False
    covered = sum(sum(map(str.isalnum, text.plain[mark.start : mark.end])) for mark in marks)
    return 0 < covered == sum(map(str.isalnum, text.plain))


def marked_start(text: Text, kinds: frozenset[MarkKind]) -> int:
    """Return where the mark ends that opens a text, 0 where none does."""
    for start, end, kind, _ in text.marks:
        if kind in kinds and not (start and any(map(str.isalnum, text.plain[:start]))):
            return end
    return 0
