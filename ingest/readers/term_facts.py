"""The term of a definition line: its membership, its other names, what stands with it."""

from __future__ import annotations

import re

from ingest.document import Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.headings import names_things
from ingest.grammar.item import Item, Items
from ingest.grammar.items import read_item, read_items
from ingest.grammar.listing import opposes
from ingest.grammar.terms import clean_label
from ingest.grammar.words import is_name
from ingest.readers.place import (
    Lines,
    Place,
    below_facts,
)
from ingest.readers.versus import versus_facts
from ingest.readers.works import work_facts

_TITLED = re.compile(r"\s[–—-]\s|:\s")
"""What sets a title off from the opposition that it has: "Test 1 – oars vs sails"."""


def term_facts(text: Text, place: Place, lines: Lines, *, group: bool) -> tuple[Term, list[Fact]]:
    """Return the term of a definition line, and what the line says by naming it.

    ``group``: the term names a group of its own.
    """
    if not group and text.marks and (work := work_facts(text, place, lines)):
        return work
    reader = Reader.LEAD_IN if group else Reader.DEFINITION
    item = read_item(text)
    name = clean_label(item.text if item else text.plain) or text.plain.strip()
    if item and item.below:
        item = item._replace(below=tuple(_named(relation, i) for relation, i in item.below))
    term = Term(name, Role.LEAD_IN if group else place.holder.role)
    holder, span = place.holder, lines.span(0, len(text.plain))
    sides = versus_facts(name, term, place, span) if opposes(name) else []
    bare = bool(sides) and _TITLED.search(name) is None
    if bare and holder.relation == Said.INCLUDES and names_things(holder.subject.text):
        # "Workflow vs agent" below "Agents" is none of them.
        holder = holder._replace(relation=Said.NOTE)
    facts: list[Fact] = []
    if name != holder.subject.text:
        qualifiers = item.qualifiers if item else ()
        facts.append(
            place.fact(holder.subject, holder.relation, term, span, reader, qualifiers=qualifiers)
        )
    if item and (item.below or item.address):
        facts.extend(below_facts(place, term, item, lines, reader))
    return term, [*facts, *sides]


def _named(relation: str, item: Item) -> tuple[str, Item]:
    """Take "Term (or Word)" for two names of one thing."""
    first, _, rest = item.text.partition(" ")
    if relation == Said.EXAMPLE and first.lower() == "or" and is_name(rest):
        return Said.ALIAS, item._replace(text=rest)
    return relation, item


def shifted(text: Text, start: int, *, conjunctions: bool) -> Items:
    """Read items from an offset on; the text before it is blanked so that offsets stay."""
    marks = tuple(mark for mark in text.marks if mark.start >= start)
    return read_items(Text(" " * start + text.plain[start:], marks), conjunctions=conjunctions)
