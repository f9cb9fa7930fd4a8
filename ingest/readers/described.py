"""Definition lists with several descriptions, which are a list under their term's name."""

from __future__ import annotations

from ingest.document import ListBlock, ListItem, MarkKind, Paragraph, Span
from ingest.grammar.terms import clean_label
from ingest.grammar.words import is_name
from ingest.readers.place import marked_start, slice_text
from ingest.readers.segments import lines_of

_BOLD = frozenset({MarkKind.STRONG})
_SIGN = ": "
_MOST_WORDS = 4


def described_list(block: Paragraph) -> tuple[str, ListBlock] | None:
    """Return the term of a definition list and its descriptions as a list.

    Each of them opens with a bold name of its own (": **Force 6** – strong breeze"); None for
    anything else, such as several meanings of one word.
    """
    title, *below = lines_of(block.text)
    if not is_name(title.plain, _MOST_WORDS) or not all(
        line.plain.startswith(_SIGN) for line in below
    ):
        return None
    told = [slice_text(line, len(_SIGN), len(line.plain)) for line in below]
    if not all(marked_start(text, _BOLD) for text in told):
        return None
    path, first, last = block.span
    items = tuple(
        ListItem(text, Span(path, number, number))
        for number, text in enumerate(told, start=first + 1)
    )
    return clean_label(title.plain), ListBlock(
        ordered=False, items=items, span=Span(path, first + 1, last)
    )
