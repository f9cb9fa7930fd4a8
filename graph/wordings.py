"""How names are compared in searches: without regard to case and to how they are spaced."""

from __future__ import annotations

from collections.abc import Iterable

MARK = "\n"
"""Stands around each wording; a folded text never holds it."""


def folded(text: str) -> str:
    """Return a text without case, each run of white space as one space."""
    return " ".join(text.split()).casefold()


def wordings(name: str, aliases: Iterable[str]) -> str:
    """Return name and aliases, folded, with a mark before each and one at the end.

    So ``rank`` needs no more than a search for a substring, which SQL and Cypher have too.
    """
    return MARK + "".join(folded(word) + MARK for word in (name, *aliases))


def rank(wordings: str, text: str) -> int | None:
    """Return 0 where a wording is the folded text, 1 where one begins with it, 2 where one has it.

    None where no wording has it.
    """
    if text not in wordings:
        return None
    if MARK + text not in wordings:
        return 2
    return 0 if MARK + text + MARK in wordings else 1
