"""Lines of a paragraph that are lists: with ticks in front, bare names, or run on in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Block
from ingest.grammar.items import read_items
from ingest.readers.lists import read_list
from ingest.readers.openings import open_group
from ingest.readers.place import Found, Holder, Place, item_facts, slice_text
from ingest.readers.prose import prose_facts
from ingest.readers.run_in_lists import holds_marks, run_in_list
from ingest.readers.segments import TICKED, Segment
from ingest.readers.splits import split_definition

_JUDGING = {"👍": "pros", "➕": "pros", "👎": "cons", "➖": "cons"}


def listed_lines(segment: Segment, place: Place) -> Found | None:
    """Return the facts of such a line; None for any other."""
    return _ticked(segment, place) or _run_in(segment, place)


def _ticked(segment: Segment, place: Place) -> Found | None:
    """Read a line with a tick or a bullet in front, and the bare list under a line that opens."""
    text, lines = segment
    ticked = not text.plain[:1].isalnum() and TICKED.match(text.plain)
    if not (ticked or (place.opening and _is_bare_list(segment))):
        return None
    inner, facts = open_group(place, "lead_in") if place.opening else (place, [])
    reader = "lead_in" if place.opening else "list"
    holder = _judged(text.plain, inner.holder)
    return Found(facts + item_facts(inner, holder, read_items(text), lines, reader))


def _run_in(segment: Segment, place: Place) -> Found | None:
    """Read a paragraph in which a list runs on, and the sentences around it."""
    text, lines = segment
    listed = run_in_list(text, lines) if holds_marks(text.plain) else None
    if listed is None:
        return None
    before = slice_text(text, 0, listed.start)
    facts = prose_facts(before, place, lines) if listed.start else []
    facts += read_list(listed.block, place._replace(opening=listed.opening), _no_blocks).facts
    if text.plain[listed.end :].strip():
        facts += prose_facts(text, place, lines, start=listed.end)
    return Found(facts)


def _judged(plain: str, holder: Holder) -> Holder:
    """Return what holds a line that opens with a thumb or a sign: "👍 fast filters"."""
    said = _JUDGING.get(plain.lstrip()[:1])
    return Holder(holder.subject, said, said) if said else holder


def _is_bare_list(segment: Segment) -> bool:
    """Say whether the line under a lead-in is its list: "a, b, c" without any tick."""
    if segment.plain.rstrip().endswith((".", ":", "?")) or "," not in segment.plain:
        return False
    return len(read_items(segment.text).items) > 1 and not split_definition(segment.text)


def _no_blocks(_blocks: Sequence[Block], _place: Place) -> Found:
    return Found()
