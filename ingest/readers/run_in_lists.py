"""Lists that run on in a sentence: "Before you weave: (1) wind the warp, (2) tie it"."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import ListBlock, ListItem, Text
from ingest.grammar.lead_ins import read_lead_in
from ingest.grammar.sentences import sentences
from ingest.readers.place import Lines, Opening, slice_text

_MARK = re.compile(r"(?:(?<=\s)|^)(?P<open>\(?)(?P<sign>\d|[a-h]|[ivx]{1,4})\)\s+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SERIES = (tuple("123456789"), tuple("abcdefgh"), _ROMAN)
_FIRST_TWO = (("1) ", "2) "), ("a) ", "b) "), ("i) ", "ii) "))
_JOINED = re.compile(r"[\s,;:]*(?:,|;|\s)(?:and|or|then|and\sthen)?\s*$")
_ENDED = re.compile(r"(?:[,;.!?:]|\s(?:and|or|then))[\"”’')]*\s*$|\S$")
_MOST_BEHIND = 300
"""Characters of an item; what is longer is text with marks in it and no list."""


class RunInList(NamedTuple):
    """The line that announces such a list, and the list."""

    opening: Opening
    block: ListBlock
    start: int
    """Where the sentence that announces it starts."""
    end: int
    """Where the sentence of the last item ends."""


def run_in_list(text: Text, lines: Lines) -> RunInList | None:
    """Find the list in a text of which the last sentences hold its marks; None where none is.

    Two marks at least that count from the first of their kind: "(1) … (2) …", "a) … b) …".
    """
    plain = text.plain
    marks = _marks(plain)
    if len(marks) < 2 or not plain[: marks[0].start()].strip():  # noqa: PLR2004
        return None
    first = sentences(plain[: marks[0].start()])[-1]
    ends = [match.start() for match in marks[1:]]
    last = marks[-1].end()
    ends.append(last + sentences(plain[last:])[0].end)
    items: list[ListItem] = []
    for match, end in zip(marks, ends, strict=True):
        stop = match.end() + len(_JOINED.sub("", plain[match.end() : end]))
        if not 0 < stop - match.end() <= _MOST_BEHIND or not _ends(plain[match.end() : end]):
            return None
        items.append(ListItem(slice_text(text, match.end(), stop), lines.span(match.end(), stop)))
    block = ListBlock(ordered=True, items=tuple(items), span=lines.span(marks[0].start(), ends[-1]))
    where = lines.span(first.start, first.end)
    return RunInList(
        Opening(first.text, where, read_lead_in(first.text)), block, first.start, ends[-1]
    )


def _marks(plain: str) -> list[re.Match[str]]:
    """Return the marks of the first series that a text counts through."""
    found = list(_MARK.finditer(plain))
    for series in _SERIES:
        kept: list[re.Match[str]] = []
        for match in found:
            same = not kept or match["open"] == kept[0]["open"]
            if same and len(kept) < len(series) and match["sign"] == series[len(kept)]:
                kept.append(match)
        if len(kept) > 1:
            return kept
    return []


def _ends(item: str) -> bool:
    """Say whether an item ends as one does before the next mark: with a sign or "and"."""
    return bool(_ENDED.search(item))


def holds_marks(plain: str) -> bool:
    """Say whether a text may hold the marks of such a list."""
    if ") " not in plain:
        return False
    return any(first in plain and second in plain for first, second in _FIRST_TWO)
