"""What stands behind a term on a definition line: a member of it, or what it means."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import MarkKind, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.clauses import is_clause
from ingest.grammar.headings import gives_duties
from ingest.grammar.item import Items
from ingest.grammar.items import read_items
from ingest.grammar.lead_ins import is_relation
from ingest.grammar.listing import is_sentence
from ingest.grammar.parentheses import Inner, inner_kind, is_alias, trailing_parenthesis
from ingest.grammar.pieces import piece_of
from ingest.grammar.sentences import first_sentence, sentences
from ingest.grammar.terms import clean_label
from ingest.grammar.traits import is_member
from ingest.readers.chains import has_head
from ingest.readers.place import Holder, Lines, Place, item_facts, marked_start, slice_text
from ingest.readers.prose import prose_facts
from ingest.readers.prose_flows import prose_flow
from ingest.readers.unsaid import further_facts, unsaid_facts

RESPONSIBLE = "is responsible for"
_SUBORDINATE = re.compile(r", |\s(?:that|which|who)\s")
_DASHES = frozenset("-–—")
"""Behind one of these a phrase in small letters tells what a thing is: "Lathe – table legs"."""
_BOLD = frozenset({MarkKind.STRONG, MarkKind.CODE, MarkKind.LINK})
_REFERENCE = re.compile(r"^\W*see\b", re.IGNORECASE)
_ADVISED = re.compile(
    r"\W*(?P<how>(?:(?:use|choose|pick|avoid|skip)(?:\s(?:it|this|them|these))?|(?:best|good|bad|great)"
    r"(?:\sused)?)\s(?:when|if|for))\s+(?=\w)",
    re.IGNORECASE,
)
"""What a value opens with that says when or for what its term is meant."""
_LABELLED = re.compile(r"^(?P<label>[^:.→>]{2,40}?)(?::|\s+(?:→|[-=]>))\s+(?=\S)")


def value_facts(text: Text, start: int, place: Place, items: Items, lines: Lines) -> list[Fact]:
    """Return the facts of the one thing behind a term: its member or what the term means.

    ``place`` is that of the term, ``start`` the offset of what stands behind it.
    """
    term = place.holder.subject
    title = place.heading_path[-1] if place.heading_path else ""
    dashed = text.plain[:start].rstrip()[-1:] in _DASHES and items.items[:1] != ()
    lower = dashed and items.items[0].text.islower()
    duty = gives_duties(title, [item.text for item in items.items])
    if _has_one_member(term, items) and not lower and not duty:
        holder = Holder(term, Said.INCLUDES, term.text)
        return item_facts(place, holder, items, lines, Reader.DEFINITION)
    if _REFERENCE.match(text.plain[start:]):
        return []
    if advised := _ADVISED.match(text.plain, start):
        relation = " ".join(advised["how"].lower().split())
        holder = Holder(term, relation, Role.PROSE)
        return [sentence_fact(place, holder, text, advised.end(), lines)]
    duty = duty and not is_sentence(text.plain[start:])
    # "Filter bubbles. Variety helps." tells of what it names and does not define it.
    noted = text.plain[:start].rstrip().endswith(".") and not marked_start(text, _BOLD)
    said_as = Said.NOTE if noted else Said.DEFINITION
    holder = Holder(term, RESPONSIBLE if duty else said_as, Role.PROSE)
    end = first_sentence(text.plain, start).end
    said = [sentence_fact(place, holder, text, start, lines)]
    further = further_facts(text, place, lines, start, end)
    if further and not is_clause(_SUBORDINATE.split(text.plain[start:end], maxsplit=1)[0]):
        # "Rota: the list is a sheet, kept by Ida" says of the sheet who keeps it.
        said += further
    if end < len(text.plain):
        said += prose_facts(text, place, lines, start=end, it=term.text)
        said += prose_flow(text, place, lines)
        said += unsaid_facts(text, place, lines, start=end)
        said += further_facts(text, place, lines, end, len(text.plain))
        said += _labelled(text, end, place, lines)
    return said


def _labelled(text: Text, start: int, place: Place, lines: Lines) -> Iterator[Fact]:
    """Yield what later sentences say with a label: "Remedy: weigh by popularity."."""
    if ":" not in text.plain[start:] and not has_head(text.plain):
        return
    for sentence in sentences(text.plain[start:]):
        match = _LABELLED.match(sentence.text)
        label = clean_label(match.group("label")) if match else ""
        if not match or not is_relation(label):
            continue
        at, end = start + sentence.start + match.end(), start + sentence.end
        holder = Holder(place.holder.subject, label, label)
        value = slice_text(text, at, end)
        items = read_items(value)
        moved = Lines(value, lines.span(at, end))
        if len(items.items) == 1:
            yield sentence_fact(place, holder, value, 0, moved)
        else:
            yield from item_facts(place, holder, items, moved, Reader.DEFINITION)


def _has_one_member(term: Term, items: Items) -> bool:
    """Say whether the one value names a member; "SLO: Service Level Objective" spells it out."""
    if len(items.items) != 1:
        return False
    value = items.items[0].text
    return is_member(value) and not is_alias(term.text, value)


def sentence_fact(place: Place, holder: Holder, text: Text, start: int, lines: Lines) -> Fact:
    """Return what the first sentence from an offset on says of the holder's subject."""
    first = first_sentence(text.plain, start)
    name, condition = _without_condition(first.text)
    said = Term(clean_label(name) or first.text, holder.role)
    span = lines.span(0, first.end)
    return place.fact(
        holder.subject, holder.relation, said, span, Reader.DEFINITION, qualifiers=condition
    )


def _without_condition(text: str) -> tuple[str, tuple[str, ...]]:
    """Take a condition in parentheses off the end of what is said: "delete it (if empty)"."""
    if ")" not in text:
        return text, ()
    piece = piece_of(Text(text.rstrip(". ")))
    found = trailing_parenthesis(piece)
    if found is None or not clean_label(piece.plain[: found[0]]):
        return text, ()
    inner = piece.inside(found[0] + 1, found[1] - 1)
    if inner_kind(piece.plain[: found[0]], inner) is not Inner.CONDITION:
        return text, ()
    return piece.plain[: found[0]], (clean_label(inner.plain),)
