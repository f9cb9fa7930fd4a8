"""Paragraphs: lead-ins, definition lines, tick lines, chains, questions and prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Block, MarkKind, Paragraph, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.headings import defines_terms
from ingest.grammar.items import read_items
from ingest.grammar.lead_ins import LeadIn, LeadInKind, is_relation, read_lead_in
from ingest.grammar.occasions import occasion
from ingest.grammar.openings import is_admonition
from ingest.grammar.sentences import sentences
from ingest.grammar.words import is_name
from ingest.readers.announced import announced, part_of
from ingest.readers.chains import chain_facts, chain_of, has_head
from ingest.readers.conditional_flows import conditional_flow
from ingest.readers.connected import connected_facts
from ingest.readers.consequences import (
    consequence_facts,
    consequence_of,
    consequences_in_prose,
)
from ingest.readers.definitions import definition_facts
from ingest.readers.described import described_list
from ingest.readers.equations import equation_facts
from ingest.readers.labels import label_of
from ingest.readers.legends import explains_marks, is_navigation
from ingest.readers.listed_lines import listed_lines
from ingest.readers.lists import read_list
from ingest.readers.named import acting_facts, named_facts, titled_facts
from ingest.readers.openings import open_group
from ingest.readers.place import (
    Found,
    Labels,
    Lines,
    Opening,
    Place,
    item_facts,
    marked_start,
    slice_text,
    wholly,
)
from ingest.readers.prose import prose_facts
from ingest.readers.prose_flows import prose_flow
from ingest.readers.questions import (
    answer_facts,
    answer_place,
    answer_start,
    asked,
    asked_and_answered,
    inline_question,
    is_answer_place,
    is_question_line,
    opens_answer,
    question_of,
)
from ingest.readers.segments import TICKED, Segment, segments_of
from ingest.readers.splits import split_definition
from ingest.readers.steps import are_steps, step_facts
from ingest.readers.told_labels import warned
from ingest.readers.unsaid import unsaid_facts
from ingest.readers.versus import opposed, versus_facts

_BOLD = frozenset({MarkKind.STRONG})
_CLAUSE_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-Z][a-z]|A\s[a-z])")
"""The number of a policy's clause: "1.3 Out of scope: laptops"."""
_PRONOUNS = frozenset({"It", "They"})
_LEAST_FIELDS = 3
_MOST_NAME_WORDS = 4
_MOST_TITLE_WORDS = 8


def read_paragraph(block: Paragraph, place: Place) -> Found:
    """Read a paragraph; its last line may open the next block."""
    if block.text.marks and is_navigation(block.text):
        return Found()
    if place.opening and place.opening.bold and "\n: " in block.text.plain:
        return _terms_below(block, place, place.opening)
    if block.text.plain.count("\n: ") > 1 and (listed := described_list(block)):
        title, items = listed
        opening = Opening(title, block.span, read_lead_in(title))
        return read_list(items, place._replace(opening=opening), _no_blocks)
    return _read_segments(segments_of(block, place.path), place)


def _read_segments(segments: Sequence[Segment], place: Place) -> Found:
    if len(segments) == 1:
        return Found() if explains_marks(segments[0].plain) else _read(segments[0], place)
    if are_steps(segments):
        place, facts = open_group(place, Reader.LEAD_IN)
        return Found(facts + step_facts(segments, place))
    return _read_in_turn(segments, place)


def _no_blocks(_blocks: Sequence[Block], _place: Place) -> Found:
    return Found()


def _read_in_turn(segments: Sequence[Segment], place: Place) -> Found:
    found = Found()
    if _is_card(segments, place):
        place = place._replace(labels=Labels.PROPERTIES)
    named = len(segments) > 1 and all(marked_start(s.text, _BOLD) for s in segments)
    for segment in segments:
        if explains_marks(segment.plain):
            continue
        told = _told_of_name(segment, place) if named else []
        part = Found(told) if told else _read(segment, place)
        found.add(part)
        if part.opens and part.opens.question:
            place = answer_place(place, part.opens.question)
        elif part.opens or place.opening:
            # Tick lines go on under the line that opened them.
            ticked = bool(TICKED.match(segment.plain))
            place = place._replace(opening=part.opens or (place.opening if ticked else None))
        if is_answer_place(place) and any(f.relation == Said.ANSWER for f in part.facts):
            place = place._replace(answered=True)
    return found


def _is_card(segments: Sequence[Segment], place: Place) -> bool:
    """Say whether lines right under a heading are properties of it, most of them known as such."""
    if place.holder.subject.role != Role.HEADING or len(segments) < _LEAST_FIELDS:
        return False
    labels = [label_of(segment.plain) for segment in segments]
    known = sum(is_relation(label) or label in place.recurring for label in labels if label)
    return all(labels) and known * 2 > len(labels)


def _terms_below(block: Paragraph, place: Place, opening: Opening) -> Found:
    """Read terms with descriptions (": …") under a bold title, which goes on to the next ones."""
    inner, facts = open_group(place, Reader.LEAD_IN)
    found = read_paragraph(block, inner)
    # The group itself is stated with each of its terms; equal facts are given once.
    return Found(facts + found.facts, found.unread, opening)


def _told_of_name(segment: Segment, place: Place) -> list[Fact]:
    """Return what a line that opens with a bold name says of it."""
    if wholly(segment.text, MarkKind.STRONG):
        return []
    told = named_facts(segment.text, place, segment.lines)
    return told[1] if told else []


def _read(segment: Segment, place: Place) -> Found:
    if is_answer_place(place) and opens_answer(segment.plain):
        return Found()
    if segment.plain[:1].isdigit() and (clause := _CLAUSE_NUMBER.match(segment.plain)):
        segment = part_of(segment, clause.end(), len(segment.plain))
    if listed := listed_lines(segment, place):
        return listed
    plain = segment.plain
    if is_question_line(segment.text):
        question = question_of(plain)
        lead_in = LeadIn(LeadInKind.PLAIN, "")
        opening = Opening(plain, segment.span, lead_in, question=question)
        return Found(asked(place, question, segment.span), opens=opening)
    opening = _opening(segment)
    if opening:
        facts = _prose_before(segment, place)
        if opposed(opening.lead_in.words):
            title = Term(opening.lead_in.words, Role.LEAD_IN)
            facts += versus_facts(title.text, title, place, segment.span)
        return Found(facts, opens=opening)
    return Found(_answered(segment, place) or _statement(segment, place))


def _answered(segment: Segment, place: Place) -> list[Fact]:
    """Return the facts of a question with its answer, or of the answer to the place's question."""
    text, lines = segment.text, segment.lines
    start = inline_question(text.plain) if "?" in text.plain else 0
    if start:
        return asked_and_answered(text, start, place, lines)
    if not is_answer_place(place) or place.answered:
        return []
    told = prose_facts(text, place, lines, start=answer_start(text))
    return answer_facts(text, place, lines) + told


def _statement(segment: Segment, place: Place) -> list[Fact]:
    text, lines = segment
    if (end := marked_start(text, _BOLD)) and is_admonition(text.plain[:end]):
        # "**WARNING** Never promote it": a label without its colon.
        told = prose_facts(text, place, lines, start=end)
        return told or warned(text.plain[:end], text, end, place, lines)
    if not text.plain.rstrip().endswith(".") and opposed(text.plain):
        return versus_facts(text.plain, place.holder.subject, place, segment.span)
    flow = conditional_flow(text, place, lines)
    parts = announced(segment) if ": " in text.plain and not flow else []
    if parts:
        return _each_stated(parts, place)
    title = place.heading_path[-1] if place.heading_path else ""
    dashes = defines_terms(title) and ";" not in text.plain
    split = None if flow else split_definition(text, dashes=dashes)
    if split:
        return definition_facts(text, split, place, lines, grouped=True)[0]
    return flow or _arrows(text, place, lines) or _names_or_prose(text, place, lines)


def _arrows(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return what a case in one sentence calls for, or the facts of a chain."""
    if not has_head(text.plain):
        return []
    case = consequence_of(text) if len(sentences(text.plain)) == 1 else None
    if case and ":" not in case[0].text:
        return consequence_facts(case, place, lines)
    links = chain_of(text.plain)
    return chain_facts(links, place, lines) if links else []


def _does(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return what the thing does with whose name, marked or the title's, a paragraph opens."""
    marked = acting_facts(text, place, lines) if text.marks else []
    return marked or titled_facts(text, place, lines)


def _names_or_prose(text: Text, place: Place, lines: Lines) -> list[Fact]:
    if place.holder.subject.role == Role.HEADING and _is_names(text):
        return item_facts(place, place.holder, read_items(text), lines, Reader.LIST)
    cases = [*consequences_in_prose(text, place, lines), *connected_facts(text, place, lines)]
    cases += prose_flow(text, place, lines)
    told = equation_facts(text, place, lines) or [*cases, *prose_facts(text, place, lines)]
    if not told and (does := _does(text, place, lines)):
        return does
    if len(place.heading_path) == 1 and place.holder.subject.role == Role.HEADING:
        # "Maintained by Ada." below the title of the whole text speaks of that text.
        told += unsaid_facts(text, place, lines, done_only=True)
    return told


def _each_stated(parts: Sequence[Segment], place: Place) -> list[Fact]:
    """Read parts one by one; "It" in a later one is what the part before speaks of."""
    facts: list[Fact] = []
    for part in parts:
        here = place
        if facts and part.plain.split(" ", 1)[0] in _PRONOUNS:
            here = place.under(facts[-1].subject)
        facts += _statement(part, here)
    return facts


def _is_names(text: Text) -> bool:
    """Say whether a line only lists names: "`L2`, `cosine`" or "Java, Go, Rust"."""
    plain = text.plain.rstrip()
    if plain.endswith((".", ":", "?", "!")) or "\n" in plain or "," not in plain:
        return False
    items = read_items(text).items
    least = 2 if wholly(text, MarkKind.CODE) else 3
    return len(items) >= least and all(is_name(item.text, _MOST_NAME_WORDS) for item in items)


def _opening(segment: Segment) -> Opening | None:
    plain = segment.text.plain.strip()
    bold = wholly(segment.text, MarkKind.STRONG)
    if not plain.endswith((":", "：")) and not (bold and _is_title(plain)):
        return None
    # The last sentence announces: "Kafka is a log. It supports:"
    last = sentences(plain)[-1].text
    return Opening(last, segment.span, occasion(last) or read_lead_in(last), bold=bold)


def _is_title(plain: str) -> bool:
    return is_name(plain, _MOST_TITLE_WORDS) or (is_relation(plain) and "?" not in plain)


def _prose_before(segment: Segment, place: Place) -> list[Fact]:
    before = sentences(segment.plain)[:-1]
    if not before:
        return []
    if is_answer_place(place) and not place.answered:
        told = slice_text(segment.text, 0, before[-1].end)
        return _answered(Segment(told, segment.lines), place)
    return prose_facts(slice_text(segment.text, 0, before[-1].end), place, segment.lines)
