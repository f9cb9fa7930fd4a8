"""Searching nodes by name as people type: words in any order, "&" or "and", one slip in a word.

What holds the text itself comes first, as ``GraphReader.nodes`` has it; then what has all its
words, in any order, the last letters of each left out or not; where there is neither, what has
them but for one letter of a word each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from graph.model import Node
from graph.reader import GraphReader
from graph.results import Page
from graph.schema import Kind

SHORTEST = 4
"""Letters of a word that may have a slip; shorter ones have too many neighbours."""

_ALL = 2**31
_WORD = re.compile(r"[^\W_]+")
_JOINING = frozenset({"and"})
"""Stands for "&", which is no word."""
_Alike = Callable[[str, str], bool]


def search_nodes(
    reader: GraphReader, kinds: Collection[Kind], text: str, limit: int, offset: int
) -> Page[Node]:
    """Return a page of the nodes of some kinds (all without any) that a text finds."""
    sought = _words(text)
    if not sought:
        return reader.nodes(kinds, text, limit, offset)
    nodes = reader.nodes(kinds, limit=_ALL).items
    found = list(reader.nodes(kinds, text, limit=_ALL).items)
    known = {node.id for node in found}
    found += [node for node in _having(sought, nodes, _begins) if node.id not in known]
    found = found or _having(sought, nodes, _slipped)
    return Page(tuple(found[offset : offset + limit]), len(found))


def _having(sought: tuple[str, ...], nodes: Iterable[Node], alike: _Alike) -> list[Node]:
    """Return the nodes one of whose names has all words, those with few others first."""
    placed: list[tuple[int, Node]] = []
    for node in nodes:
        lengths = [
            len(words)
            for words in map(_words, (node.name, *node.aliases))
            if all(any(alike(word, each) for each in words) for word in sought)
            or (len(sought) == 1 and "".join(words).startswith(sought[0]))
        ]
        if lengths:
            placed.append((min(lengths), node))
    placed.sort(key=lambda pair: pair[0])
    return [node for _, node in placed]


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    found = tuple(_WORD.findall(text.casefold()))
    return tuple(word for word in found if word not in _JOINING) or found


def _begins(sought: str, word: str) -> bool:
    return word.startswith(sought)


def _slipped(sought: str, word: str) -> bool:
    if len(sought) < SHORTEST:
        return word == sought
    return DamerauLevenshtein.distance(sought, word, score_cutoff=1) <= 1
