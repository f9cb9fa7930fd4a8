"""Segments of a paragraph: its lines, cut where one begins a form of its own.

A paragraph's lines may be wrapped prose or lines of their own; only a form that cannot be the
middle of a sentence begins a new segment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.document import Mark, MarkKind, Paragraph, Span, Text
from ingest.grammar.terms import opens_with_ornament, strip_ornament
from ingest.grammar.words import is_name
from ingest.readers.chains import chain_of, has_head
from ingest.readers.opposed_labels import label_cuts
from ingest.readers.place import Lines, marked_start, slice_text, wholly

TICKED = re.compile(r"^\s*[✓✔✅☑☐👍👎➕➖•·▪▸►‣◦❌✗✘–]\ufe0f?\s*\S")
_KEYED = re.compile(r"^\W{0,4}(?P<key>[^\W\d_][^:\n]{0,50})::?(?:\s|$|\*)")
_EQUATES = re.compile(r"[A-Z][\w /-]{0,30} = \S")
"""A name and what it is: "Negatives = what nobody clicked"."""
_FINISHED = (".", ":", "?", "!", "。")
_BETWEEN = re.compile(r"(?<!\s)\s++[·•|]\s+")
_ODD_LINE = re.compile(r"\n(?![^\W_])")
"""A line that opens with anything but a letter or digit, behind the first one."""
_BOLD = frozenset({MarkKind.STRONG})
_MOST_KEY_WORDS = 5
_MOST_FIELD_WORDS = 3


class Segment(NamedTuple):
    """A run of lines that are read together."""

    text: Text
    lines: Lines

    @property
    def plain(self) -> str:
        """The words without markup."""
        return self.text.plain

    @property
    def span(self) -> Span:
        """All its lines."""
        return self.lines.span(0, len(self.text.plain))


def lines_of(text: Text) -> list[Text]:
    """Cut a text at its line breaks; a mark over several lines is cut with it."""
    if not text.marks:
        return [Text(line) for line in text.plain.split("\n")]
    marks = sorted(text.marks, key=lambda mark: mark.start)
    found: list[Text] = []
    open_marks: list[Mark] = []
    at = nth = 0
    for line in text.plain.split("\n"):
        end = at + len(line)
        while nth < len(marks) and marks[nth].start <= end:
            open_marks.append(marks[nth])
            nth += 1
        found.append(slice_text(Text(text.plain, tuple(open_marks)), at, end))
        open_marks = [mark for mark in open_marks if mark.end > end]
        at = end + 1
    return found


def segments_of(block: Paragraph, path: str) -> list[Segment]:
    """Cut a paragraph; "Owner: A · Status: B" falls into its labelled parts."""
    text = block.text
    if _is_running(text):
        return _parted(Segment(text, Lines(text, block.span)))
    return [part for segment in _segments(block, path) for part in _parted(segment)]


def _is_running(text: Text) -> bool:
    """Say whether the lines of a paragraph are prose that goes on from line to line.

    What could begin a segment has a colon, an arrow, an ornament in front, or is bold throughout.
    """
    plain = text.plain
    if not plain or plain[-1].isspace():
        return False
    if "\n" not in plain:
        return True
    if ":" in plain or "：" in plain or not plain[0].isalnum() or _ODD_LINE.search(plain):
        return False
    if " = " in plain:
        return False
    return not (has_head(plain) or any(_fills_lines(mark, plain) for mark in text.marks))


def _fills_lines(mark: Mark, plain: str) -> bool:
    """Say whether a mark goes on over a line's end, or may make a whole line bold."""
    if plain.find("\n", mark.start, mark.end) >= 0:
        return True
    return mark.kind is MarkKind.STRONG and (not mark.start or plain[mark.start - 1] == "\n")


def _segments(block: Paragraph, path: str) -> Iterator[Segment]:
    kept: list[Text] = []
    first = block.span.line_start
    lines = lines_of(block.text)
    fields = len(lines) > 1 and (
        all(_is_field(line.plain) for line in lines)
        or all(" = " in line.plain for line in lines)
        or all(_names(line) for line in lines)
    )
    for number, line in enumerate(lines, start=block.span.line_start):
        # The description of a definition list (": …") goes with the term above it.
        told = line.plain.startswith(": ")
        behind = number - block.span.line_start + 1
        defined = behind < len(lines) and lines[behind].plain.startswith(": ")
        if (
            kept
            and line.plain.strip()
            and not told
            and (fields or defined or _begins(line, kept[-1]))
        ):
            yield _joined(kept, path, first)
            kept, first = [], number
        if kept or line.plain.strip():
            kept.append(line)
        else:
            first = number + 1
    if kept:
        yield _joined(kept, path, first)


def _parted(segment: Segment) -> list[Segment]:
    plain = segment.text.plain
    if ":" not in plain:
        return [segment]
    if opposed := label_cuts(segment.text):
        cut = [(slice_text(segment.text, at, end), at, end) for at, end in opposed]
        return [Segment(text, Lines(text, segment.lines.span(at, end))) for text, at, end in cut]
    if "\n" in plain:
        return [segment]
    cuts = [m.span() for m in _BETWEEN.finditer(plain)]
    ends = [*cuts, (len(plain), len(plain))]
    starts = [0, *(end for _, end in cuts)]
    spans = [(at, end) for at, (end, _) in zip(starts, ends, strict=True)]
    if not cuts or not all(_KEYED.match(strip_ornament(plain[a:b])) for a, b in spans):
        return [segment]
    where = segment.span
    parts = [slice_text(segment.text, at, end) for at, end in spans]
    return [Segment(text, Lines(text, where)) for text in parts]


def _joined(lines: list[Text], path: str, first: int) -> Segment:
    if not any(line.marks for line in lines):
        text = Text("\n".join([line.plain for line in lines]).rstrip())
        return Segment(text, Lines(text, Span(path, first, first)))
    marks: list[Mark] = []
    at = 0
    for line in lines:
        marks.extend(Mark(m.start + at, m.end + at, m.kind, m.target) for m in line.marks)
        at += len(line.plain) + 1
    text = Text("\n".join(line.plain for line in lines).rstrip(), tuple(marks))
    return Segment(text, Lines(text, Span(path, first, first)))


def _begins(line: Text, before: Text) -> bool:
    plain, previous = line.plain, before.plain.rstrip()
    if opens_with_ornament(plain) and not plain.lstrip().startswith(("*", "—", "–", "-", "→")):
        return True
    if any(wholly(text, MarkKind.STRONG) or TICKED.match(text.plain) for text in (line, before)):
        return True
    finished = previous.endswith(_FINISHED)
    if previous.endswith((":", "：")) or (finished and _EQUATES.match(plain)):
        return True
    keyed = _KEYED.match(strip_ornament(plain))
    named = marked_start(before, _BOLD) > 0 and not before.plain[:1].isspace()
    if keyed and (
        marked_start(line, _BOLD) or _stands_alone(keyed.group("key"), previous, named=named)
    ):
        return True
    return bool(chain_of(plain) and (chain_of(previous) or previous.endswith(_FINISHED)))


def _names(line: Text) -> bool:
    """Say whether a line opens with a bold name, as every line of a bare list of names does."""
    return 0 < marked_start(line, _BOLD) < len(line.plain)


def _is_field(plain: str) -> bool:
    """Say whether a line is "key: value", as every line of a block of properties is."""
    keyed = _KEYED.match(plain)
    return bool(keyed) and is_name(keyed.group("key"), _MOST_FIELD_WORDS)


def _stands_alone(key: str, previous: str, *, named: bool) -> bool:
    """Say whether a key begins anew; ``named``: the line before opens with a bold name."""
    if not key[0].isupper() or not is_name(key, _MOST_KEY_WORDS):
        return False
    return named or previous.endswith(_FINISHED) or bool(_KEYED.match(strip_ornament(previous)))
