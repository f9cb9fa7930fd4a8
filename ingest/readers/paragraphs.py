"""Paragraphs: cut into lead-ins, definition lines, tick lines, chains, questions and prose.

A paragraph's lines may be wrapped prose or lines of their own; only a form that cannot be the
middle of a sentence begins a new segment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.document import Mark, MarkKind, Paragraph, Span, Text
from ingest.facts import Fact, Role, Said
from ingest.items import read_items
from ingest.lead_ins import LeadIn, LeadInKind, is_relation, read_lead_in
from ingest.readers.chains import chain_facts, chain_of
from ingest.readers.definitions import definition_facts, split_definition
from ingest.readers.place import (
    Found,
    Lines,
    Opening,
    Place,
    item_facts,
    lines_of,
    marked_start,
    open_group,
    slice_text,
    wholly,
)
from ingest.readers.prose import prose_facts
from ingest.readers.questions import (
    answer_facts,
    answer_place,
    asked,
    is_answer_place,
    is_question_line,
    question_of,
)
from ingest.readers.versus import opposed, versus_facts
from ingest.sentences import sentences
from ingest.terms import opens_with_ornament, strip_ornament
from ingest.words import is_name

_TICKED = re.compile(r"^\s*[✓✔✅☑•·▪▸►‣◦❌✗✘–]\ufe0f?\s*\S")
_KEYED = re.compile(r"^\W{0,4}(?P<key>[^\W\d_][^:\n]{0,50}):(?:\s|$|\*)")
_FINISHED = (".", ":", "?", "!", "。")
_MARKED = re.compile(r"(?:^|(?<=\s))([✓✔✅☑❌✗✘⚠🟢🔴🟡👍👎])\ufe0f?\s*[=:–-]?\s*(?=\w)")
_BETWEEN = re.compile(r"(?<!\s)\s++[·•|]\s+")
_MOST_NAME_WORDS = 4
_BOLD = frozenset({MarkKind.STRONG})
_MOST_KEY_WORDS = 5
_MOST_TITLE_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Segment:
    text: Text
    lines: Lines

    @property
    def plain(self) -> str:
        return self.text.plain

    @property
    def span(self) -> Span:
        return self.lines.span(0, len(self.text.plain))


def read_paragraph(block: Paragraph, place: Place) -> Found:
    """Read a paragraph; its last line may open the next block."""
    found = Found()
    for segment in _parted(_segments(block, place.path)):
        if len(set(_MARKED.findall(segment.plain))) > 1 and "\n" not in segment.plain:
            # "✅ supported · ❌ not supported" explains the marks of a table.
            continue
        part = _read(segment, place)
        found.add(part)
        if part.opens and part.opens.question:
            place = answer_place(place, part.opens.question)
        elif part.opens or place.opening:
            # Tick lines go on under the line that opened them.
            ticked = bool(_TICKED.match(segment.plain))
            place = replace(place, opening=part.opens or (place.opening if ticked else None))
        if is_answer_place(place) and any(f.relation == Said.ANSWER for f in part.facts):
            place = replace(place, answered=True)
    return found


def _read(segment: _Segment, place: Place) -> Found:
    ticked = bool(_TICKED.match(segment.plain))
    if ticked or (place.opening and _is_bare_list(segment)):
        inner, facts = open_group(place, "lead_in") if place.opening else (place, [])
        reader = "lead_in" if place.opening else "list"
        items = read_items(segment.text)
        return Found(facts + item_facts(inner, inner.holder, items, segment.lines, reader))
    if is_question_line(segment.text):
        question = question_of(segment.plain)
        lead_in = LeadIn(LeadInKind.PLAIN, "")
        opening = Opening(segment.plain, segment.span, lead_in, question=question)
        return Found(asked(place, question, segment.span), opens=opening)
    opening = _opening(segment)
    if opening:
        return Found(_prose_before(segment, place), opens=opening)
    if is_answer_place(place) and not place.answered:
        facts = answer_facts(segment.text, place, segment.lines)
        return Found(facts + prose_facts(segment.text, place, segment.lines))
    return Found(_statement(segment, place))


def _statement(segment: _Segment, place: Place) -> list[Fact]:
    text, lines = segment.text, segment.lines
    if opposed(text.plain) and not text.plain.rstrip().endswith("."):
        return versus_facts(text.plain, place.holder.subject, place, segment.span)
    split = split_definition(text, dashes=False)
    if split:
        return definition_facts(text, split, place, lines, grouped=True)[0].facts
    links = chain_of(text.plain)
    if links:
        return chain_facts(links, place, lines)
    if place.holder.subject.role == Role.HEADING and _is_names(text):
        return item_facts(place, place.holder, read_items(text), lines, "list")
    return prose_facts(text, place, lines)


def _is_names(text: Text) -> bool:
    """Say whether a line only lists names: "`L2`, `cosine`" or "Java, Go, Rust"."""
    plain = text.plain.rstrip()
    if plain.endswith((".", ":", "?", "!")) or "\n" in plain or "," not in plain:
        return False
    items = read_items(text).items
    least = 2 if wholly(text, MarkKind.CODE) else 3
    return len(items) >= least and all(is_name(item.text, _MOST_NAME_WORDS) for item in items)


def _opening(segment: _Segment) -> Opening | None:
    plain = segment.plain.strip()
    bold = wholly(segment.text, MarkKind.STRONG)
    named = is_name(plain, _MOST_TITLE_WORDS) or (is_relation(plain) and "?" not in plain)
    if not plain.endswith((":", "：")) and not (bold and named):
        return None
    # The last sentence announces: "Kafka is a log. It supports:"
    last = sentences(plain)[-1].text
    return Opening(last, segment.span, read_lead_in(last), bold=bold)


def _prose_before(segment: _Segment, place: Place) -> list[Fact]:
    before = sentences(segment.plain)[:-1]
    if not before:
        return []
    return prose_facts(slice_text(segment.text, 0, before[-1].end), place, segment.lines)


def _is_bare_list(segment: _Segment) -> bool:
    """Say whether the line under a lead-in is its list: "a, b, c" without any tick."""
    if segment.plain.rstrip().endswith((".", ":", "?")) or "," not in segment.plain:
        return False
    return len(read_items(segment.text).items) > 1 and not split_definition(segment.text)


def _segments(block: Paragraph, path: str) -> Iterator[_Segment]:
    kept: list[Text] = []
    first = block.span.line_start
    for number, line in enumerate(lines_of(block.text), start=block.span.line_start):
        # The description of a definition list (": …") goes with the term above it.
        told = line.plain.startswith(": ")
        if kept and line.plain.strip() and not told and _begins(line, kept[-1]):
            yield _joined(kept, path, first)
            kept, first = [], number
        if kept or line.plain.strip():
            kept.append(line)
        else:
            first = number + 1
    if kept:
        yield _joined(kept, path, first)


def _parted(segments: Iterator[_Segment]) -> Iterator[_Segment]:
    """Cut "Owner: A · Status: B" into its labelled parts."""
    for segment in segments:
        plain, at = segment.plain, 0
        cuts = [m.span() for m in _BETWEEN.finditer(plain)] if "\n" not in plain else []
        ends = [*cuts, (len(plain), len(plain))]
        starts = [0, *(end for _, end in cuts)]
        spans = [(at, end) for at, (end, _) in zip(starts, ends, strict=True)]
        if not cuts or not all(_KEYED.match(strip_ornament(plain[a:b])) for a, b in spans):
            yield segment
            continue
        for at, end in spans:
            text = slice_text(segment.text, at, end)
            yield _Segment(text, Lines(text, segment.span.path, segment.span.line_start))


def _joined(lines: list[Text], path: str, first: int) -> _Segment:
    if not any(line.marks for line in lines):
        text = Text("\n".join([line.plain for line in lines]).rstrip())
        return _Segment(text, Lines(text, path, first))
    marks: list[Mark] = []
    at = 0
    for line in lines:
        marks.extend(Mark(m.start + at, m.end + at, m.kind, m.target) for m in line.marks)
        at += len(line.plain) + 1
    text = Text("\n".join(line.plain for line in lines).rstrip(), tuple(marks))
    return _Segment(text, Lines(text, path, first))


def _begins(line: Text, before: Text) -> bool:
    plain, previous = line.plain, before.plain.rstrip()
    if opens_with_ornament(plain) and not plain.lstrip().startswith(("*", "—", "–", "-", "→")):
        return True
    if any(wholly(text, MarkKind.STRONG) or _TICKED.match(text.plain) for text in (line, before)):
        return True
    if previous.endswith((":", "：")):
        return True
    keyed = _KEYED.match(strip_ornament(plain))
    if keyed and (marked_start(line, _BOLD) or _stands_alone(keyed.group("key"), previous)):
        return True
    return bool(chain_of(plain) and (chain_of(previous) or previous.endswith(_FINISHED)))


def _stands_alone(key: str, previous: str) -> bool:
    if not key[0].isupper() or not is_name(key, _MOST_KEY_WORDS):
        return False
    return previous.endswith(_FINISHED) or bool(_KEYED.match(strip_ornament(previous)))
