"""Drawings of nothing but rows, "a → b → c": read label by label, without a grid.

They are the commonest ones. Names are plain and every arrow stands between spaces, so that no
character could be part of a line, a box or a vertical arrow.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.document import Fence, Span, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.item import Item
from ingest.grammar.items import read_items
from ingest.grammar.terms import clean_label
from ingest.readers.place import Lines, Place, below_facts

_NAME = r"[A-Za-z0-9]++(?:[ _-][A-Za-z0-9]++)*+"
_ROW = re.compile(rf"{_NAME}(?: → {_NAME})++")
_LOOSE = re.compile(r"(?<!\S)[vV](?!\S)")
"""What may be the head of a vertical arrow."""
_MOST_WORDS = 8


def rows_of(fence: Fence) -> list[tuple[int, list[str]]] | None:
    """Return the line number and the labels of each row; None where anything else is drawn."""
    rows: list[tuple[int, list[str]]] = []
    for number, line in enumerate(fence.lines, start=fence.first_line):
        bare = line.strip(" ")
        if not bare:
            continue
        if not _ROW.fullmatch(bare) or _LOOSE.search(bare):
            return None
        labels = bare.split(" → ")
        if any(label.count(" ") >= _MOST_WORDS for label in labels):
            return None
        rows.append((number, labels))
    return rows


def row_facts(rows: Sequence[tuple[int, list[str]]], place: Place) -> list[Fact]:
    """Return what each row names, and then what feeds into what."""
    facts: list[Fact] = []
    feeds: list[Fact] = []
    for number, labels in rows:
        span = Span(place.path, number, number)
        terms: list[Term] = []
        for label in labels:
            term, stated = label_facts(label, label, place.holder.subject, place, span)
            terms.append(term)
            facts += stated
        feeds += [
            place.fact(a, Said.FEEDS, b, span, Reader.ARROW) for a, b in pairwise(terms) if a != b
        ]
    return list(dict.fromkeys(facts + feeds))


def label_facts(
    label: str, whole: str, holder: Term, place: Place, span: Span
) -> tuple[Term, list[Fact]]:
    """Return the term that a label names, and the facts that it states by itself.

    ``whole``: the label with a title in front, which names it where it is not one item.
    """
    item = _one(label)
    term = Term(clean_label(item.text if item else whole) or whole, Role.DIAGRAM)
    facts: list[Fact] = []
    if term.text != holder.text:
        facts.append(place.fact(holder, Said.INCLUDES, term, span, Reader.ARROW))
    if item and (item.below or item.address):
        facts.extend(below_facts(place, term, item, Lines(Text(""), span), Reader.ARROW))
    return term, facts


def _one(label: str) -> Item | None:
    items = read_items(Text(label)).items
    return items[0] if len(items) == 1 else None
