"""List items in plain words, which need no look for labels, arrows and marks."""

from __future__ import annotations

import re

from ingest.document import ListItem
from ingest.facts import Fact, Role, Term
from ingest.grammar.item import Item, Items
from ingest.grammar.listing import is_sentence
from ingest.grammar.plain_items import PLAIN_NAME, plain_items
from ingest.readers.advice import ADVISING
from ingest.readers.item_forms import unsaid_of
from ingest.readers.place import Lines, Place, item_facts
from ingest.readers.prices import with_prices
from ingest.readers.prose import prose_facts
from ingest.tuples import new

READER = "list"
_FIGURE = re.compile(r"\d")


def plain_item(item: ListItem, place: Place) -> tuple[list[Fact], Term | None] | None:
    """Return the facts of an item that only lists plain names, and the first; else None.

    The grammar and every other reader would find the same: such an item has no label, no arrow,
    no verb and no mark.
    """
    plain = item.text.plain
    if item.text.marks or plain.split(" ", 1)[0] in ADVISING:
        return None
    items = plain_items(plain, 0, conjunctions=False)
    if items is None:
        return None
    if "," in plain and _FIGURE.search(plain):
        items = with_prices(items)
    lines = Lines(item.text, item.span)
    if plain[:1].islower() and (told := unsaid_of(item.text, place, lines)):
        return told, None
    facts = item_facts(place, place.holder, items, lines, reader_of(place))
    return facts, new(Term, (items.items[0].text, place.holder.role))


def plain_step(item: ListItem, place: Place) -> tuple[list[Fact], Term | None] | None:
    """Return the facts of a step in plain words, and the step; None for any other item.

    Such a step has no mark, label, arrow or number of its own, and is one thing whatever it joins.
    """
    text = item.text
    if text.marks or not PLAIN_NAME.fullmatch(text.plain):
        return None
    lines = Lines(text, item.span)
    if told := unsaid_of(text, place, lines):
        return told, None
    items = Items((Item(text.plain, 0, len(text.plain)),))
    facts = item_facts(place, place.holder, items, lines, reader_of(place))
    if is_sentence(text.plain):
        facts += prose_facts(text, place, lines)
    return facts, Term(text.plain, place.holder.role)


def reader_of(place: Place) -> str:
    """Return the name of the reader that facts of a list's items carry."""
    return "lead_in" if place.holder.subject.role == Role.LEAD_IN else READER
