"""Names of things in a sentence, and the groups in which "a, b and c" sets them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Node
from retrieval.text.words import stem
from retrieval.wording.tokens import Word, raw

_JOINING = frozenset({"and", "or", "a", "an", "the", "both", "plus"})
"""Words between two names that only join them."""


@dataclass(frozen=True, slots=True)
class Span:
    """A name in a sentence; half-open offsets in its words."""

    start: int
    end: int
    ids: frozenset[str]
    """The nodes that are called so."""


def spans(words: Sequence[Word], nodes: Iterable[Node]) -> list[Span]:
    """Return the names of nodes in some words, in order, the longest where several begin."""
    called: dict[tuple[str, ...], set[str]] = {}
    for node in nodes:
        for name in (node.name, *node.aliases):
            key = tuple(stem(word) for word, _ in raw(name))
            if key:
                called.setdefault(key, set()).add(node.id)
    longest = max(map(len, called), default=0)
    stems = [stem(word) for word, _ in words]
    found: list[Span] = []
    at = 0
    while at < len(stems):
        sizes = range(min(longest, len(stems) - at), 0, -1)
        size = next((n for n in sizes if tuple(stems[at : at + n]) in called), 0)
        if size:
            ids = frozenset(called[tuple(stems[at : at + size])])
            found.append(Span(at, at + size, ids))
        at += size or 1
    return found


def groups(words: Sequence[Word], found: Sequence[Span]) -> list[list[Span]]:
    """Set names together that only commas and joining words stand between."""
    made: list[list[Span]] = []
    for span in found:
        last = made[-1][-1] if made else None
        between = [word for word, _ in words[last.end : span.start]] if last else []
        signs = {sign for _, sign in words[last.end : span.start + 1]} if last else set[str]()
        joined = (bool(between) or "," in signs) and ":" not in signs
        if last is not None and joined and all(word in _JOINING for word in between):
            made[-1].append(span)
        else:
            made.append([span])
    return made
