"""How passages hang together: mentions of each other's names, and rare names that they share.

Both replace the entity graph that HippoRAG (Gutiérrez et al., 2024) has an LLM extract; like
there, passages and entities form one bipartite graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from retrieval.indexing.word_index import STOP_WORDS
from retrieval.passages.names import NameBook, names_of
from retrieval.passages.spans import capital_spans, tokens
from retrieval.passages.sparse import Ints, Rows

RAREST: Final = 2
COMMONEST: Final = 20
"""Passages that share a span, least and most: one that is everywhere joins nothing."""

_TELLING: Final = 3
"""Letters of the shortest word that tells a span from others."""

_CALENDAR: Final = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)
"""Two passages that hold the same date have nothing in common."""


@dataclass(frozen=True, slots=True)
class Links:
    """The graph over passages, entities being names of passages and rare spans."""

    book: NameBook
    forward: Rows
    """Passage to the passages whose name it mentions; less for a name mentioned everywhere."""
    entities: Rows
    """Passage to its entities, weight 1 / ln(1 + passages that hold the entity)."""
    passages: Rows
    """Entity to its passages, with the same weights."""
    frequency: Ints
    """Shape (entities,): the passages that hold each."""


def link(passages: Sequence[tuple[str, str]]) -> Links:
    """Link passages given as (title, text); a title may be empty."""
    named = [names_of(title, text) for title, text in passages]
    book = NameBook(named)
    mentioned = [
        list(dict.fromkeys(book.mentions(tokens(text), capitals=True))) for _, text in passages
    ]
    forward = _forward(book, mentioned)
    shared = _shared_spans([capital_spans(f"{title} : {text}") for title, text in passages])
    held = [
        dict.fromkeys([*names, *(book.names[number] for number in numbers), *spans])
        for names, numbers, spans in zip(named, mentioned, shared, strict=True)
    ]
    return _incidence(book, forward, held)


def _forward(book: NameBook, mentioned: Sequence[Sequence[int]]) -> Rows:
    frequency = Counter(number for numbers in mentioned for number in numbers)
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for passage, numbers in enumerate(mentioned):
        for number in numbers:
            owners = book.owners[number]
            if passage in owners:
                continue
            rows += [passage] * len(owners)
            columns += owners
            weight = 1.0 / (np.log(2.0 + frequency[number]) * np.sqrt(len(owners)))
            values += [float(weight)] * len(owners)
    return Rows.of(len(mentioned), rows, columns, np.asarray(values, dtype=np.float32))


def _shared_spans(found: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return the spans of each passage that are rare but not alone, the longest of nested ones.

    A span that stands only inside one longer span says no more than that one.
    """
    frequency = Counter(span for spans in found for span in spans)
    inside: Counter[str] = Counter()
    for span, count in frequency.items():
        words = span.split()
        if not RAREST <= count <= COMMONEST or len(words) == 1:
            continue
        for part in (" ".join(words[1:]), " ".join(words[:-1])):
            inside[part] = max(inside[part], count)
    kept = {
        span
        for span, count in frequency.items()
        if RAREST <= count <= COMMONEST and inside[span] < count and _tells(span)
    }
    return [[span for span in spans if span in kept] for spans in found]


def _tells(span: str) -> bool:
    """Say whether a span is more than function words, initials, numbers and parts of a date."""
    return any(
        len(word) >= _TELLING
        and not word.isdigit()
        and word not in STOP_WORDS
        and word not in _CALENDAR
        for word in span.split()
    )


def _incidence(book: NameBook, forward: Rows, held: Sequence[dict[str, None]]) -> Links:
    frequency = Counter(entity for entities in held for entity in entities)
    kept = [entity for entity, count in frequency.items() if count >= RAREST]
    number = {entity: position for position, entity in enumerate(kept)}
    counts = np.asarray([frequency[entity] for entity in kept], dtype=np.int64)
    pairs = [
        (passage, number[entity])
        for passage, entities in enumerate(held)
        for entity in entities
        if entity in number
    ]
    rows, columns = [row for row, _ in pairs], [column for _, column in pairs]
    weights = (1.0 / np.log1p(counts))[np.asarray(columns, dtype=np.int64)].astype(np.float32)
    return Links(
        book,
        forward,
        Rows.of(len(held), rows, columns, weights),
        Rows.of(len(kept), columns, rows, weights),
        counts,
    )
