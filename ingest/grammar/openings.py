"""Labels that name nothing: they only lead on, or address the reader."""

from __future__ import annotations

from ingest.grammar.terms import clean_term
from ingest.grammar.words import word_set

_OPENINGS = word_set("openings") | word_set("digests") | word_set("summing_up")
_ADMONITIONS = word_set("admonitions")


def only_opens(name: str) -> bool:
    """Say whether a line only leads on to what follows: "In short", "In other words"."""
    return name.casefold() in _OPENINGS


def is_admonition(name: str) -> bool:
    """Say whether a name only addresses the reader: "Note", "Warning"."""
    return clean_term(name).lower() in _ADMONITIONS
