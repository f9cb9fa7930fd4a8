"""Cut long text at sentence ends, keeping track of lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ingest.grammar.sentences import sentences

MOST_WORDS = 120
"""Words of one passage: well under the 256 word pieces that the default model reads."""
_MOST_CHARACTERS = 1200
"""Of one passage; holds where a text has no blanks."""

_WORD = re.compile(rf"\S{{1,{_MOST_CHARACTERS}}}")


def word_count(text: str) -> int:
    """Return the number of words between blanks."""
    return len(text.split())


def chunks(plain: str) -> Iterator[tuple[str, int, int]]:
    r"""Yield (text, first line, last line) of pieces short enough for a passage.

    Lines are counted from 0 by the ``\n`` in ``plain``; in the pieces they are blanks.
    """
    if len(plain) <= _MOST_CHARACTERS and word_count(plain) <= MOST_WORDS:
        if words := " ".join(plain.split()):
            leading = plain[: len(plain) - len(plain.lstrip())].count("\n")
            yield words, leading, plain.rstrip().count("\n")
        return
    breaks = [found.start() for found in re.finditer("\n", plain)]
    for start, end in _groups(plain):
        words = " ".join(plain[start:end].split())
        yield words, bisect_right(breaks, start), bisect_right(breaks, end - 1)


def _groups(plain: str) -> Iterator[tuple[int, int]]:
    """Yield offsets of runs of sentences; a sentence that is too long is cut between words."""
    ends = [sentence.end for sentence in sentences(plain)]
    group: list[tuple[int, int]] = []
    start = 0
    for end in [*ends, len(plain)]:
        words = [(start + w.start(), start + w.end()) for w in _WORD.finditer(plain[start:end])]
        start = end
        if group and not _fits(group + words):
            yield group[0][0], group[-1][1]
            group = []
        for word in words:
            if group and not _fits([*group[:1], word], len(group) + 1):
                yield group[0][0], group[-1][1]
                group = []
            group.append(word)
    if group:
        yield group[0][0], group[-1][1]


def _fits(words: list[tuple[int, int]], count: int | None = None) -> bool:
    length = words[-1][1] - words[0][0]
    return (count or len(words)) <= MOST_WORDS and length <= _MOST_CHARACTERS
