"""What a line that opens a list, a table or a paragraph states, and where it puts their items."""

from __future__ import annotations

from ingest.facts import Fact, Role, Said, Term
from ingest.grammar.lead_ins import LeadInKind, says_sequence
from ingest.readers.place import Holder, Place


def open_group(place: Place, reader: str) -> tuple[Place, list[Fact]]:
    """Return the place below the opening line, and the facts that the line itself states."""
    opening = place.opening
    if opening is None:
        return place, []
    lead_in, owner = opening.lead_in, place.holder
    sequence = place.sequence or says_sequence(opening.text)
    facts: list[Fact] = []
    subject = Term(lead_in.subject, Role.NONE) if lead_in.subject else owner.subject
    aspect = _aspect_of(lead_in.words, owner) if lead_in.kind is LeadInKind.GROUP else ""
    if aspect:
        holder = Holder(owner.subject, aspect, aspect)
    elif lead_in.kind is LeadInKind.GROUP and _recurs(lead_in.words, place):
        holder = Holder(owner.subject, lead_in.words, lead_in.words)
    elif lead_in.kind is LeadInKind.GROUP:
        group = Term(lead_in.words, Role.LEAD_IN)
        facts.append(place.fact(owner.subject, owner.relation, group, opening.span, reader))
        holder = Holder(group, Said.INCLUDES, group.text)
    elif lead_in.kind is LeadInKind.PLAIN:
        holder = owner._replace(role=lead_in.words or owner.role)
    else:
        holder = Holder(subject, lead_in.words, lead_in.words)
    return place._replace(holder=holder, sequence=sequence, opening=None), facts


def _recurs(words: str, place: Place) -> bool:
    """Say whether a lead-in names what several sections tell of what they are about."""
    return words in place.recurring and place.holder.subject.role == Role.HEADING


def _aspect_of(words: str, owner: Holder) -> str:
    """Return "Sources" of "Sources of leakage" right under the title "Leakage"."""
    noun, _, of = words.partition(" of ")
    return noun if noun and of and of.lower() == owner.subject.text.lower() else ""
