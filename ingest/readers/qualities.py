"""Lists of what a thing is like: "Good tests are:" and a list of qualities."""

from __future__ import annotations

import re

from ingest.document import ListBlock
from ingest.facts import Said
from ingest.grammar.lead_ins import LeadIn, LeadInKind
from ingest.grammar.nouns import without_article
from ingest.grammar.terms import clean_label
from ingest.grammar.traits import is_property
from ingest.grammar.words import first_word, is_name
from ingest.readers.place import Place

_ARE = re.compile(r"(?P<name>[^,;:.]{2,60})\s(?:are|is)$")


def described(block: ListBlock, place: Place) -> Place:
    """Take a lead-in that ends in "are" for the subject of the qualities that the list names."""
    opening = place.opening
    match = _ARE.match(opening.text.rstrip(": ")) if opening else None
    name = without_article(clean_label(match["name"])) if match else ""
    if opening is None or not is_name(name) or not _are_qualities(block):
        return place
    lead_in = LeadIn(LeadInKind.STATEMENT, Said.TRAIT, name)
    return place._replace(opening=opening._replace(lead_in=lead_in))


def _are_qualities(block: ListBlock) -> bool:
    told = [item.text.plain for item in block.items]
    return all(is_property(text) or first_word(text).endswith("ed") for text in told)
