"""Prices and limits behind a comma: "Group ride, 45 minutes: 24 €", "hosting, 19 € a month"."""

from __future__ import annotations

import re

from ingest.document import Text
from ingest.facts import Fact
from ingest.grammar.item import Items
from ingest.grammar.terms import clean_label, clean_term
from ingest.readers.place import Holder, Lines, Place, item_facts, slice_text
from ingest.readers.splits import PRICE, Split
from ingest.readers.term_facts import shifted, term_facts

READER = "definition"
COSTS = "costs"
_LIMIT = re.compile(
    r"(?:up to|at most|at least|max\.?|min\.?|about|around|from|under|over)\s[€$£]?\s?\d"
    r"|(?:costs|takes|lasts)\s(?:about\s|around\s|up\sto\s)?[€$£]?\s?\d"
)


def price_facts(
    text: Text, split: Split, place: Place, lines: Lines
) -> tuple[list[Fact], Place] | None:
    """Read a thing, the conditions behind its commas, and what it costs; None for any other."""
    if not PRICE.match(text.plain, split.rest):
        return None
    head, *told = text.plain[: split.term_end].split(", ")
    term, facts = term_facts(slice_text(text, 0, len(head)), place, lines, group=False)
    items = shifted(text, split.rest, conjunctions=False)
    holder = Holder(term, COSTS, COSTS)
    said = tuple(clean_label(part) for part in told)
    facts += item_facts(place, holder, items, lines, READER, qualifiers=said)
    return facts, place.under(term)


def with_prices(items: Items) -> Items:
    """Take prices and limits behind the one name of an item for conditions of it."""
    name, *others = items.items or (None,)
    if name is None or not others or items.versus:
        return items
    texts = [clean_term(other.text) for other in others]
    if not all(PRICE.match(told) or _LIMIT.match(told) for told in texts):
        return items
    said = (*name.qualifiers, *texts)
    return Items((name._replace(end=others[-1].end, qualifiers=said),))
