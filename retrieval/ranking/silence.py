"""Silence: the terms of the field that a question names and the handbook never does."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from graph.names import key
from retrieval.indexing.field_words import Field
from retrieval.question.intent import Asked
from retrieval.ranking.aspect import is_idle
from retrieval.ranking.left import BACKGROUND
from retrieval.text.words import Word, is_general, stem, words

AGAINST = frozenset({"vs", "versus"})
"""What stands between two terms in the name of a tradeoff."""
LONGEST_TERM = 5
"""Words of a term that is looked up."""
SYNONYM = 0.3
"""How surely a synonym of one word names its term ("property" is mostly said of other things), and
a name all of whose words the handbook uses."""


class Silence:
    """Terms of a field, to be found in questions."""

    def __init__(self, field: Field, texts: Iterable[str]) -> None:
        """Keep the names of the absent terms that do not stand in the handbook's ``texts``.

        What the text writes in two words stands there: "falls back" for "fallback".
        """
        each = [words(text) for text in texts]
        said = "".join(f" {' '.join(word.stem for word in found)} " for found in each)
        words_said = frozenset(said.split())
        joined = {stem(a.stem + b.lower) for found in each for a, b in pairwise(found)}
        self._keys = {
            key(name): _sureness(name, place, words_said)
            for term in field.absent
            if f" {_stems(term.name)} " not in said
            for place, name in reversed([*enumerate((term.name, *term.synonyms))])
            if (stems := _stems(name)) and f" {stems} " not in said and stems not in joined
            if not _everyday(name)
        }

    def weight(self, asked: Asked) -> float:
        """Return how surely a question names an absent term, 0 to 1.

        What only the situation names counts in part.
        """
        told = asked.text[: len(asked.situation)]
        return max(
            (
                self._keys[key(span)] * (BACKGROUND if span in told else 1.0)
                for span in self.terms(asked.text, asked.words)
            ),
            default=0.0,
        )

    def terms(self, question: str, found: tuple[Word, ...]) -> tuple[str, ...]:
        """Return the spans of a question that name an absent term, the longest at each place."""
        spans: list[str] = []
        start = 0
        while start < len(found):
            for size in range(min(LONGEST_TERM, len(found) - start), 0, -1):
                run = found[start : start + size]
                span = question[run[0].start : run[-1].end]
                if not run[0].is_stop and key(span) in self._keys:
                    spans.append(span)
                    start += size
                    break
            else:
                start += 1
        return tuple(spans)


def _sureness(name: str, place: int, said: frozenset[str]) -> float:
    """Return how surely a name is meant as the term, if it is the ``place``-th of its names."""
    if " " not in name:
        return SYNONYM if place else 1.0
    known = (
        word.stem in said or is_general(word.stem) or word.lower in AGAINST for word in words(name)
    )
    return SYNONYM if all(known) else 1.0


def _stems(text: str) -> str:
    return " ".join(word.stem for word in words(text))


def _everyday(name: str) -> bool:
    """Whether a name is a word that everybody says: "deploy", "alert"."""
    found = words(name)
    if len(found) != 1:
        return False
    return found[0].is_stop or is_general(found[0].stem) or is_idle(found[0].stem)
