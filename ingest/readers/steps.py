"""Steps: those that are numbered in words ("Step 1: read the notes"), and numbered acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.document import ListBlock, MarkKind, Span, Text
from ingest.facts import Fact, Reader, Term
from ingest.grammar.clauses import are_acts
from ingest.grammar.headings import counts_statements
from ingest.grammar.terms import clean_label
from ingest.readers.place import FOLLOWED_BY, Place, slice_text, wholly
from ingest.readers.segments import Segment

_STEP = re.compile(r"^\W{0,4}step\s+#?\d{1,3}\s*(?:[:.)]|\s[-–—])\W{0,4}\s*(?=\w)", re.IGNORECASE)


def step_end(plain: str) -> int:
    """Return where the words behind "Step 1:" begin, 0 where no such number opens a text."""
    match = _STEP.match(plain) if "tep " in plain[:12].lower() else None
    return match.end() if match else 0


def without_step(text: Text) -> Text:
    """Drop the number of a step in front of a text."""
    start = step_end(text.plain)
    return slice_text(text, start, len(text.plain)) if start else text


def are_acts_of(block: ListBlock, place: Place) -> bool:
    """Say whether a numbered list bids one act after the other, whatever it stands under.

    What a title only counts ("Ten rules", "Common mistakes") has no order.
    """
    titles = [place.holder.subject.text, place.opening.text if place.opening else ""]
    if any(counts_statements(title) for title in titles):
        return False
    if len(block.items) > 1 and all(_is_command(item.text) for item in block.items):
        return True
    return are_acts([clean_label(item.text.plain) for item in block.items])


def _is_command(text: Text) -> bool:
    """Say whether an item is nothing but a command: "`make build`"."""
    return " " in text.plain.strip() and wholly(text, MarkKind.CODE)


def are_steps(segments: Sequence[Segment]) -> bool:
    """Say whether the lines of a paragraph are steps, one a line."""
    return len(segments) > 1 and all(step_end(segment.plain) for segment in segments)


def step_facts(segments: Sequence[Segment], place: Place) -> list[Fact]:
    """Return that the section has each step, and which step follows which."""
    holder = place.holder
    facts: list[Fact] = []
    terms: list[tuple[Term, Segment]] = []
    for segment in segments:
        name = clean_label(segment.plain[step_end(segment.plain) :])
        if name:
            term = Term(name, holder.role)
            terms.append((term, segment))
            facts.append(
                place.fact(holder.subject, holder.relation, term, segment.span, Reader.LIST)
            )
    for (first, a), (second, b) in pairwise(terms):
        if first != second:
            span = Span(place.path, a.span.line_start, b.span.line_end)
            facts.append(place.fact(first, FOLLOWED_BY, second, span, Reader.LIST))
    return facts
