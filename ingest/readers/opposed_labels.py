"""Labels in the middle of a line: "Yes: peelings **No**: meat" is two statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.document import ListBlock, ListItem, MarkKind, Text
from ingest.grammar.lead_ins import is_relation
from ingest.grammar.terms import clean_label
from ingest.grammar.words import word_pairs
from ingest.readers.place import Lines, slice_text

_FIRST = re.compile(r"\W{0,4}(?P<key>[^\W\d_][^:.\n]{0,30}):\s")
_OTHER = word_pairs("opposed_labels")
_KEY = re.compile(r"(?<=\s)(?P<key>[A-Z][a-z'’]+(?:\s[a-z]+)?):\s")
"""A label inside a line: a capital, as no word of a running sentence has before its colon."""
_BETWEEN = " \t\n;,/|·•-–—"
_SEVERAL = 2


def label_cuts(text: Text) -> list[tuple[int, int]]:
    """Return (start, end) of the labelled parts of a line, nothing where it has one label.

    A later label is bold and names a relation as the first one does, or is its opposite.
    """
    plain = text.plain
    if plain.count(":") < _SEVERAL or not (first := _FIRST.match(plain)):
        return []
    key = clean_label(first["key"]).lower()
    starts = sorted({*_bold_labels(text, key, first.end()), *_opposite_labels(plain, key)})
    if not starts:
        return []
    ends = [*starts, len(plain)]
    return [
        (at, at + len(plain[at:end].rstrip(_BETWEEN)))
        for at, end in zip([0, *starts], ends, strict=True)
    ]


def items_apart(block: ListBlock) -> ListBlock:
    """Return a list whose items have one label each."""
    if not any(item.text.plain.count(":") >= _SEVERAL for item in block.items):
        return block
    return block._replace(items=tuple(part for item in block.items for part in _parts(item)))


def _parts(item: ListItem) -> Iterator[ListItem]:
    cuts = [] if item.children else label_cuts(item.text)
    if not cuts:
        yield item
        return
    lines = Lines(item.text, item.span)
    for at, end in cuts:
        yield item._replace(text=slice_text(item.text, at, end), span=lines.span(at, end))


def _bold_labels(text: Text, key: str, after: int) -> Iterator[int]:
    if not (is_relation(key) or key in _OTHER):
        return
    for mark in text.marks:
        if mark.kind is not MarkKind.STRONG or mark.start < after:
            continue
        name = text.plain[mark.start : mark.end].rstrip()
        colon = name.endswith(":") or text.plain[mark.end : mark.end + 1] == ":"
        label = clean_label(name).lower()
        if colon and (label == _OTHER.get(key) or is_relation(label)):
            yield mark.start


def _opposite_labels(plain: str, key: str) -> Iterator[int]:
    other = _OTHER.get(key)
    if other:
        matches = _KEY.finditer(plain)
        yield from (m.start() for m in matches if m["key"].lower().replace("’", "'") == other)
