"""Labels that are no terms: they address readers, ask, or say how a thing stands to a case."""

from __future__ import annotations

from ingest.document import Text
from ingest.facts import Fact, Reader, Role, Said
from ingest.grammar.lead_ins import is_relation, says_sequence
from ingest.grammar.nouns import is_plural
from ingest.grammar.openings import is_admonition, only_opens
from ingest.grammar.terms import clean_label
from ingest.grammar.words import first_word, is_name, words
from ingest.readers.advice import ADVISING
from ingest.readers.chains import chain_behind, chain_facts, has_head
from ingest.readers.conditional_flows import conditional_flow
from ingest.readers.consequences import consequence_facts, consequence_of
from ingest.readers.place import (
    Holder,
    Lines,
    Place,
    item_facts,
    slice_text,
)
from ingest.readers.prices import price_facts
from ingest.readers.prose import prose_facts
from ingest.readers.questions import answer_place, asked, is_answer_place
from ingest.readers.splits import Split
from ingest.readers.term_facts import shifted, term_facts
from ingest.readers.values import sentence_fact

_MOST_RELATION = 3
_WARNING = frozenset({"warning", "danger", "caution", "important", "attention", "beware"})


def told_by_label(
    name: str, text: Text, split: Split, place: Place, lines: Lines, *, grouped: bool
) -> tuple[list[Fact], Place] | None:
    """Return the facts of a line whose label names no term, and the place below it.

    None where the label is a term. ``grouped`` as for ``definition_facts``.
    """
    if only_opens(name):
        return _behind_opening(text, split, place, lines), place
    if flow := conditional_flow(text, place, lines):
        return flow, place
    if not grouped and ", " in name:
        priced = price_facts(text, split, place, lines)
        return priced or _with_property(text, split, place, lines)
    if _asks(name, place):
        return _why(name, text, split, place, lines), place
    told = _told_readers(name, text, split, place, lines)
    if told is None:
        told = _case_of_relation(name, text, split, place, lines)
    return None if told is None else (told, place)


def _behind_opening(text: Text, split: Split, place: Place, lines: Lines) -> list[Fact]:
    """Return what is said behind "In short:", which names nothing."""
    if drawn := chain_behind(text.plain, split.rest):
        drawing = chain_facts(drawn.links, place, lines)
        return drawing + prose_facts(text, place, lines, start=drawn.end)
    return prose_facts(text, place, lines, start=split.rest)


def _asks(name: str, place: Place) -> bool:
    """Say whether a label asks: "Why log loss and not AUC"; "Why it helps" is a relation."""
    found = words(name)
    return found[:1] == ("why",) and len(found) > _MOST_RELATION and not is_answer_place(place)


def _why(name: str, text: Text, split: Split, place: Place, lines: Lines) -> list[Fact]:
    question = asked(place, name, lines.span(0, split.term_end))
    there = answer_place(place, name)
    return [*question, sentence_fact(place, there.holder, text, split.rest, lines)]


def _case_of_relation(
    name: str, text: Text, split: Split, place: Place, lines: Lines
) -> list[Fact] | None:
    """Return the facts of "Cons: slow in rain → cover it"; None for a flow and without an arrow."""
    if not has_head(text.plain) or says_sequence(name) or not is_relation(name):
        return None
    rest = Text(" " * split.rest + text.plain[split.rest :])
    sides = consequence_of(rest)
    holder = Holder(place.holder.subject, name, name)
    return consequence_facts(sides, place._replace(holder=holder), lines) if sides else None


def _with_property(
    text: Text, split: Split, place: Place, lines: Lines
) -> tuple[list[Fact], Place] | None:
    """Read "two-mast yawl, sails: main, jib": a thing, and behind a comma what it has."""
    head, _, label = text.plain[: split.term_end].rpartition(", ")
    label = clean_label(label)
    if not head or not (label.islower() and is_plural(label) and is_name(label, 2)):
        return None
    term, facts = term_facts(slice_text(text, 0, len(head)), place, lines, group=False)
    label = label.capitalize()  # a noun: in small letters "heads" could be a verb
    holder = Holder(term, label, label)
    items = shifted(text, split.rest, conjunctions=False)
    return facts + item_facts(place, holder, items, lines, Reader.DEFINITION), place.under(term)


def _told_readers(
    name: str, text: Text, split: Split, place: Place, lines: Lines
) -> list[Fact] | None:
    """Return what a label that addresses readers tells them; None where it is a term.

    "Rule of thumb: use queues for bursts" says something of queues.
    """
    if not is_admonition(name) and first_word(text.plain[split.rest :]) not in ADVISING:
        return None
    told = prose_facts(text, place, lines, start=split.rest)
    if told or not is_admonition(name):
        return told or None
    return warned(name, text, split.rest, place, lines)


def warned(name: str, text: Text, start: int, place: Place, lines: Lines) -> list[Fact]:
    """Return that a section warns: "Warning: never do X"; other remarks state no more."""
    label = clean_label(name).lower()
    if label not in _WARNING or place.holder.relation != Said.INCLUDES:
        return []
    holder = Holder(place.holder.subject, "Warning", Role.PROSE)
    return [sentence_fact(place, holder, text, start, lines)]
