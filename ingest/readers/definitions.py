"""Definition lines: "Term: text", "Term - text", "**Term**. text" and "Group: a, b, c"."""

from __future__ import annotations

import re

from ingest.document import MarkKind, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.headings import gives_duties
from ingest.grammar.item import Items
from ingest.grammar.lead_ins import (
    LeadIn,
    LeadInKind,
    counts,
    is_relation,
    read_lead_in,
    says_sequence,
)
from ingest.grammar.listing import does_something, is_sentence
from ingest.grammar.nouns import NUMBERS, is_plural
from ingest.grammar.parentheses import is_alias
from ingest.grammar.sorts import sorts_of
from ingest.grammar.terms import clean_label
from ingest.grammar.traits import describes, tells
from ingest.grammar.words import ARTICLES, FINITE, first_word, is_name, word_set, words
from ingest.readers.cell_remarks import with_remarks
from ingest.readers.chains import Link, chain_behind, chain_facts, has_head
from ingest.readers.place import (
    Holder,
    Labels,
    Lines,
    Place,
    item_facts,
    slice_text,
    wholly,
)
from ingest.readers.prose import prose_facts
from ingest.readers.splits import Split, without_verb
from ingest.readers.term_facts import shifted, term_facts
from ingest.readers.told_labels import told_by_label
from ingest.readers.values import RESPONSIBLE, sentence_fact, value_facts

_DATE = re.compile(r"(?:\d{1,2}\.?\s)?[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},\s)?\d{4}")
_ASKING = word_set("question_words")
_MOST_LABEL_WORDS = 3
_MOST_RELATION = 3
_MOST_VALUE_WORDS = 3


def definition_facts(
    text: Text, split: Split, place: Place, lines: Lines, *, grouped: bool
) -> tuple[list[Fact], Place]:
    """Return the facts of a definition line, and the place of what stands below its term.

    ``grouped``: a line of its own, whose term may name a group, rather than a list's item.
    """
    split = without_verb(text.plain, split)
    term_text, rest = slice_text(text, 0, split.term_end), text.plain[split.rest :]
    name = clean_label(term_text.plain)
    told = told_by_label(name, text, split, place, lines, grouped=grouped)
    if told is not None:
        return told
    if has_head(rest) and (drawn := chain_behind(text.plain, split.rest)):
        facts, below = _titled_chain(term_text, drawn.links, place, lines)
        return facts + prose_facts(text, place, lines, start=drawn.end), below
    lead_in = read_lead_in(name)
    items = shifted(text, split.rest, conjunctions=_counts(name, lead_in))
    items = with_remarks(items, name, rest) if len(items.items) > 1 else items
    holder = _relation_of(name, lead_in, place, grouped=grouped)
    if holder is not None:
        listed = len(items.items) > 1 and (_counts(name, lead_in) or _ends_in_or(rest))
        whole = is_sentence(rest) and not listed
        one = [sentence_fact(place, holder, text, split.rest, lines)] if whole else None
        facts = one or item_facts(place, holder, items, lines, Reader.LEAD_IN)
        return facts, place.under(holder.subject)
    if grouped and ":" in text.plain[: split.rest] and _is_attribute(name, items, rest, place):
        holder = Holder(place.holder.subject, name, name)
        return item_facts(place, holder, items, lines, Reader.LEAD_IN), place
    several = len(items.items) > 1 and not is_sentence(rest)
    several = several and (";" in rest or not _goes_on(items))
    group = grouped and (several or (is_plural(name) and not is_sentence(rest)))
    term, facts = term_facts(term_text, place, lines, group=group)
    if several or group:
        reader = Reader.LEAD_IN if group else Reader.DEFINITION
        holder = _members_of(term, items, text, split, place, group=group)
        facts += item_facts(place, holder, items, lines, reader)
    else:
        facts += value_facts(text, split.rest, place.under(term), items, lines)
    return facts, place.under(term)


def _goes_on(items: Items) -> bool:
    """Say whether what has an article goes on behind commas: "a mill, driven by wind"."""
    articles = [first_word(item.text) in ARTICLES for item in items.items]
    return articles[0] and not any(articles[1:]) and not items.versus


def _ends_in_or(rest: str) -> bool:
    """Say whether what several things are ends in "or" and states nothing: "a, b, or c."."""
    return ", or " in rest and FINITE.isdisjoint(words(rest))


def _counts(name: str, lead_in: LeadIn) -> bool:
    """Say whether a label counts what it lists: "There are two kinds: fixed and sliding."."""
    plain = lead_in.kind is LeadInKind.PLAIN and bool(lead_in.words)
    return plain or (lead_in.kind is LeadInKind.STATEMENT and counts(name))


def _relation_of(name: str, lead_in: LeadIn, place: Place, *, grouped: bool) -> Holder | None:
    """Return what holds the items behind a label that names a relation: "Tools", "Pros of X"."""
    named = lead_in.kind in {LeadInKind.GROUP, LeadInKind.STATEMENT}
    recurs = grouped and name in place.recurring and place.holder.subject.role == Role.HEADING
    if named and (recurs or place.labels is Labels.PROPERTIES):
        return Holder(place.holder.subject, name, name)
    bare = lead_in.kind is LeadInKind.RELATION and not lead_in.subject
    if lead_in.kind is LeadInKind.GROUP or not lead_in.words:
        return None
    if bare and place.labels is Labels.TERMS:
        return None
    subject = Term(lead_in.subject) if lead_in.subject else place.holder.subject
    relation = place.holder.relation if lead_in.kind is LeadInKind.PLAIN else lead_in.words
    if lead_in.kind is LeadInKind.PLAIN and (sorts := sorts_of(lead_in.words)):
        # A sentence that counts names what it counts: "two kinds of joins".

        return Holder(Term(sorts[1]), sorts[0].capitalize(), lead_in.words)
    if lead_in.kind is LeadInKind.PLAIN and not grouped and first_word(name) in NUMBERS:
        # "Two people: a primary and a shadow" in a list names its own two.
        relation = lead_in.words.capitalize()
    return Holder(subject, relation, lead_in.words)


def _members_of(
    term: Term, items: Items, text: Text, split: Split, place: Place, *, group: bool
) -> Holder:
    """Return what holds the items behind a term: its options, its traits or its members."""
    if items.versus:
        return Holder(term, Said.OPTION, term.text)
    told = [item.text for item in items.items]
    if gives_duties(place.heading_path[-1] if place.heading_path else "", told):
        return Holder(term, RESPONSIBLE, Role.PROSE)
    coded = any(m.kind is MarkKind.CODE and m.start >= split.rest for m in text.marks)
    linked = wholly(slice_text(text, 0, split.term_end), MarkKind.LINK) and any(map(tells, told))
    if linked or (not coded and describes(term.text, told, group=group)):
        return Holder(term, Said.TRAIT, Role.PROSE)
    return Holder(term, Said.INCLUDES, term.text)


def _titled_chain(
    title: Text, links: list[Link], place: Place, lines: Lines
) -> tuple[list[Fact], Place]:
    """Read "Flow: a → b": the labels belong to the title, or to the section where it is generic."""
    name = clean_label(title.plain)
    asks = first_word(name) in _ASKING and len(words(name)) > _MOST_LABEL_WORDS
    # "How a tool gets in: …" names its flow, "How: …" that of the section.
    if (is_relation(name) and not asks) or (says_sequence(name) and " " not in name):
        return chain_facts(links, place, lines), place
    term, facts = term_facts(title, place, lines, group=True)
    return facts + chain_facts(links, place.under(term), lines), place.under(term)


def _is_attribute(name: str, items: Items, rest: str, place: Place) -> bool:
    """Say whether a line right under a heading gives it a property: "Severity: high".

    Its label is one singular noun and its value one short name. "SLO: service level objective"
    defines the label instead.
    """
    if place.holder.subject.role != Role.HEADING or is_plural(name):
        return False
    if _DATE.fullmatch(rest.strip(" .")):
        # "May" reads as a verb in "12 May 2026".
        return is_name(name, _MOST_LABEL_WORDS)
    values = [item.text for item in items.items]
    if len(values) > 1:
        measured = all(value[0].isdigit() for value in values)
    else:
        measured = bool(values) and _is_value(name, values[0]) and not is_sentence(rest)
    return measured and is_name(name, _MOST_LABEL_WORDS)


def _is_value(name: str, value: str) -> bool:
    """Say whether one short name is the value of a property, and neither explains nor acts.

    "On-call: owns rollbacks" says what on-call does.
    """
    if first_word(value) in ARTICLES or is_alias(name, value):
        return False
    acts = value[:1].islower() and does_something(words(value))
    return not acts and is_name(value, _MOST_VALUE_WORDS)
