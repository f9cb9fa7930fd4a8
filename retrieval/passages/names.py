"""Names of passages, and where texts mention them.

A passage is named by its title, by shorter forms of it, and by what its first sentence says it
is about ("Brindle Bay is a port …"), so that links do not hang on titles alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from retrieval.indexing.word_index import STOP_WORDS
from retrieval.passages.spans import JOINING, Token, tokens

_BRACKETS: Final = re.compile(r"\s*\([^)]*\)\s*$")
_OPENING: Final = 160
"""Characters within which a first sentence names its subject."""
_SUBJECT_ENDS: Final = re.compile(r"\s(?:is|was|are|were|has|had)\s|\s?\(|,")
_SUBJECT_WORDS: Final = 8
_ARTICLES: Final = frozenset({"The", "A", "An", "In"})
_SHORTEST: Final = 3
"""Letters of a name of one word."""


def names_of(title: str, text: str) -> list[str]:
    """Return the distinct names of a passage in lower case, its title first."""
    wordings = [*_forms(title), *_forms(_subject(text))]
    found = (" ".join(word for word, _ in tokens(wording)) for wording in wordings)
    return list(dict.fromkeys(name for name in found if _is_name(name)))


class NameBook:
    """All names with the passages that bear them; finds mentions, the longest first."""

    def __init__(self, named: Sequence[Sequence[str]]) -> None:
        """Take the names of each passage, by position."""
        owners: dict[str, list[int]] = {}
        for passage, names in enumerate(named):
            for name in names:
                owners.setdefault(name, []).append(passage)
        self.names: list[str] = list(owners)
        self.owners: list[list[int]] = list(owners.values())
        self._number = {name: number for number, name in enumerate(self.names)}
        self._longest: dict[str, int] = {}
        for name in self.names:
            words = name.split()
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))

    def mentions(self, found: Sequence[Token], *, capitals: bool) -> Iterator[int]:
        """Yield the numbers of the names in a text, in order, none inside another.

        With ``capitals``, a name of one word counts only where it is capitalised: in running
        text the same word is mostly no name; in a question people leave capitals out.
        """
        at = 0
        while at < len(found):
            longest = min(self._longest.get(found[at][0], 0), len(found) - at)
            for length in range(longest, 0, -1):
                name = " ".join(word for word, _ in found[at : at + length])
                number = self._number.get(name)
                if number is not None and (length > 1 or found[at][1] or not capitals):
                    yield number
                    at += length
                    break
            else:
                at += 1


def _forms(name: str) -> list[str]:
    """Return a name, the name without its bracket, and what stands before its comma."""
    bare = _BRACKETS.sub("", name)
    return [name, bare, bare.split(",")[0]]


def _subject(text: str) -> str:
    """Return what the first sentence is about where that is a name, else nothing."""
    end = _SUBJECT_ENDS.search(text[:_OPENING])
    words = text[: end.start()].strip(" \"'“”").split() if end else []
    if words[:1] and words[0] in _ARTICLES:
        words = words[1:] if len(words) > 2 else []  # noqa: PLR2004 (an article and one word)
    capital = all(word[0].isupper() or word[0].isdigit() or word in JOINING for word in words)
    return " ".join(words) if capital and len(words) <= _SUBJECT_WORDS else ""


def _is_name(name: str) -> bool:
    """Say whether a wording tells one thing from another."""
    words = name.split()
    if len(words) == 1 and (name.isdigit() or len(name) < _SHORTEST):
        return False
    return any(word not in STOP_WORDS and len(word) > 1 for word in words)
