"""Spelling: the handbook's word that an unknown word of a question was meant to be.

Similarity is Damerau-Levenshtein's (insertions, deletions, replacements and swapped neighbours
each count one), normalised by the longer word. Only words that neither the handbook nor everyday
English holds are looked up, so that a right word is never "corrected".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from retrieval.text.words import GENERAL_WORDS, STOP_WORDS

SHORTEST = 4
"""Shorter words have too many neighbours at one edit."""
LEAST_SIMILARITY = 0.74
"""One edit in four or five letters, two in eight: measured on common typing slips."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A word as written and as meant."""

    written: str
    meant: str


class Speller:
    """Corrects words towards a fixed set of words."""

    def __init__(self, known: Iterable[str], english: frozenset[str] = frozenset()) -> None:
        """Correct towards ``known``; what is in ``english`` is left as it is."""
        known = frozenset(known)
        self._known = known | GENERAL_WORDS | STOP_WORDS | english
        self._targets = sorted(word for word in known if len(word) >= SHORTEST and word.isalpha())

    def correct(self, word: str) -> Correction | None:
        """Return the nearest known word, None for a known word or where nothing is near."""
        lower = word.lower()
        if lower in self._known or len(lower) < SHORTEST or not lower.isascii():
            return None
        found = process.extract(
            lower,
            self._targets,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=LEAST_SIMILARITY,
            limit=3,
        )
        found = [hit for hit in found if _alike(lower, hit[0])]
        if not found:
            return None
        best, _, _ = min(found, key=lambda hit: (-hit[1], hit[0]))
        return Correction(word, best)


def _alike(written: str, known: str) -> bool:
    """Whether two words are near enough at their beginning, where people rarely slip.

    Four letters need all letters of the known word: "date" is one edit from "data", not a slip.
    """
    if len(written) == SHORTEST and sorted(written) != sorted(known):
        return False
    if written[0] == known[0]:
        return True
    return sorted(written[:2]) == sorted(known[:2]) or written[1:] == known
