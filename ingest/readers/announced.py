"""Paragraphs in which a sentence has a label: where they are cut."""

from __future__ import annotations

import re

from ingest.grammar.listing import is_sentence
from ingest.grammar.sentences import sentences
from ingest.readers.place import Lines, slice_text
from ingest.readers.segments import Segment

_FIELD = re.compile(r"[A-Z][\w-]{1,20}(?: [\w-]{1,20})?: \S")
"""A label of a word or two, and its value."""
_ENSUING = re.compile(
    r",\s(?=(?:resulting|leading|making|allowing|causing|giving|leaving|meaning|which|so that)\s)"
)
"""What begins to say what comes of the items that stand before it."""
_VERDICTS = frozenset({"true", "false", "yes", "no"})
"""What a sentence says of the one before and is no label."""


def announced(segment: Segment) -> list[Segment]:
    """Cut a paragraph before the sentence that its first label opens, or into labelled sentences.

    "A pod is a group of containers. It has two states: up and down.", "Speaker: A. Length: B."
    """
    plain = segment.plain
    told = sentences(plain)
    at = plain.index(": ")
    if len(told) < 2:  # noqa: PLR2004
        return []
    if all(_FIELD.match(sentence.text) for sentence in told):
        return [part_of(segment, sentence.start, sentence.end) for sentence in told]
    labelled = next(found for found in told if found.start <= at < found.end)
    if plain[labelled.start : at].lower() in _VERDICTS:
        return []
    behind = plain[at + 2 : labelled.end]
    lists = (
        ("," in behind or " and " in behind)
        and not is_sentence(behind)
        and labelled.end < len(plain)
    )
    ensuing = _ENSUING.search(plain, at, labelled.end)
    ends_early = ensuing is not None and plain.count(",", at, ensuing.start())
    end = ensuing.end() if ensuing is not None and ends_early else labelled.end
    cuts = [labelled.start, *([end] if lists or ends_early else [])]
    starts = [0, *(cut for cut in cuts if cut)]
    if len(starts) == 1:
        return []
    ends = [*starts[1:], len(plain)]
    return [part_of(segment, start, end) for start, end in zip(starts, ends, strict=True)]


def part_of(segment: Segment, start: int, end: int) -> Segment:
    """Return a run of a segment's characters as one of its own."""
    part = slice_text(segment.text, start, end)
    return Segment(part, Lines(part, segment.lines.span(start, end)))
