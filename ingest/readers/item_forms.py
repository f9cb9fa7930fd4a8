"""Items that ask, draw arrows, or go on with what the item above them is."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Block, Text
from ingest.facts import Fact, Role, Said
from ingest.grammar.headings import chooses
from ingest.readers.chains import chain_facts, chain_of, has_head
from ingest.readers.conditional_flows import conditional_flow
from ingest.readers.consequences import (
    chained_consequences,
    choice_facts,
    consequence_facts,
    consequence_of,
)
from ingest.readers.place import Lines, Place
from ingest.readers.questions import asked_and_answered, inline_question
from ingest.readers.unsaid import unsaid_facts

_PAIR = 2


def asked_or_chained(
    text: Text, children: Sequence[Block], place: Place, lines: Lines
) -> list[Fact]:
    """Return the facts of an item that asks and answers, or is a chain of arrows."""
    start = inline_question(text.plain) if "?" in text.plain and not children else 0
    if start:
        return asked_and_answered(text, start, place, lines)
    if not has_head(text.plain):
        return []
    return conditional_flow(text, place, lines) or _chained(text, place, lines)


def _chained(text: Text, place: Place, lines: Lines) -> list[Fact]:
    case = consequence_of(text)
    if case:
        return consequence_facts(case, place, lines)
    labels = chain_of(text.plain)
    chosen = chooses(place.heading_path[-1] if place.heading_path else "")
    if len(labels) == _PAIR and (chosen or place.cases):
        told = (labels[0], labels[1])
        return choice_facts(told, place, lines) if chosen else consequence_facts(told, place, lines)
    if labels:
        return chain_facts(labels, place, lines)
    return chained_consequences(text, place, lines)


def unsaid_of(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return what an item says of the one above it: "served by Triton" below "Heavy ranker"."""
    holder = place.holder
    if holder.relation != Said.INCLUDES or holder.subject.role in {Role.HEADING, Role.LEAD_IN}:
        return []
    return unsaid_facts(text, place, lines)
