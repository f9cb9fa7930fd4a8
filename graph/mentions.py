"""Which things a passage names: the longest names that stand in its words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph import names
from graph.model import Node

# A word; "+" and "#" belong to the name before them ("C++", "C#").
_WORD = re.compile(r"[^\W_]+[+#]*|[+#$%]+")
_SHORT_CAPITALS = 5
"""Letters up to which a name in capitals is looked for in capitals alone: "IT" is not "it"."""

# Words that are names in no passage, however often a handbook makes one of them a term.
_STOPS = (
    "a about above after all also an and any are as at be because been before below between both "
    "but by can could did do does done during each else etc every few first for from had has have "
    "here how i if in into is it its last less like many may more most much must never new next "
    "no none not now of off often on once one only or other others our out over own per same see "
    "several should since so some such than that the their them then there these they this those "
    "through to too two under until up use used using very via was we were what when where which "
    "while who why will with without would yes you your"
)
_STOP_WORDS = frozenset(_STOPS.split())


@dataclass(slots=True)
class _Trie:
    children: dict[str, _Trie] = field(default_factory=dict[str, "_Trie"])
    ends: list[tuple[str, bool]] = field(default_factory=list[tuple[str, bool]])
    """(node id, whether in capitals alone) of the names that end here."""


class Names:
    """The names and aliases of nodes, ready to be found in texts.

    A name in plural is found in singular and the other way round; hyphens, spaces and case do not
    matter, save that a short name in capitals is found in capitals alone.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._root = _Trie()
        for node in nodes:
            for name in (node.name, *node.aliases):
                self._add(name, node.id)

    def _add(self, name: str, node_id: str) -> None:
        words = _WORD.findall(name)
        if not _can_be_found(words):
            return
        trie = self._root
        for word in words:
            trie = trie.children.setdefault(names.singular(word), _Trie())
        end = (node_id, len(words) == 1 and _short_capitals(words[0]))
        if end not in trie.ends:
            trie.ends.append(end)

    def found_in(self, text: str) -> list[tuple[str, ...]]:
        """Return the node ids of each name that stands in a text, in its order.

        Where one name holds another the longer one counts; several nodes may bear one name.
        """
        words = _WORD.findall(text)
        folded = [names.singular(word) for word in words]
        found: list[tuple[str, ...]] = []
        at = 0
        while at < len(words):
            length, ids = self._longest(words, folded, at)
            if ids:
                found.append(ids)
            at += max(length, 1)
        return found

    def _longest(self, words: list[str], folded: list[str], at: int) -> tuple[int, tuple[str, ...]]:
        trie, best, ids = self._root, 0, ()
        for length, word in enumerate(folded[at:], 1):
            following = trie.children.get(word)
            if following is None:
                break
            trie = following
            capital = _capital(words[at])
            here = tuple(node_id for node_id, strict in trie.ends if capital or not strict)
            if here:
                best, ids = length, here
        return best, tuple(dict.fromkeys(ids))


def _can_be_found(words: list[str]) -> bool:
    if not words or all(word.isdigit() for word in words):
        return False
    if len(words) == 1:
        return len(words[0]) > 1 and words[0].casefold() not in _STOP_WORDS
    return True


def _short_capitals(word: str) -> bool:
    return len(word) <= _SHORT_CAPITALS and _capital(word)


def _capital(word: str) -> bool:
    """Whether a word is written in capitals, an "s" of the plural apart."""
    letters = word[:-1] if word.endswith("s") and len(word) > 2 else word  # noqa: PLR2004
    return letters.isupper()
