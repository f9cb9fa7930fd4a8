"""Cleaning: a question in one form of its characters, and the only limit on its length."""

from __future__ import annotations

import unicodedata

from retrieval.errors import BadQuestion

LONGEST_QUESTION = 2000
"""Characters: what the time of an answer is tested with."""
_UNSEEN = frozenset({"Cc", "Cf"})
"""Categories of characters that are not seen: controls, joiners, marks of direction."""


def clean(question: str, longest: int = LONGEST_QUESTION) -> str:
    """Return the question in Unicode's form NFC, in letters of usual width, only what is seen.

    Raises:
        BadQuestion: nothing is left, or the question has more than ``longest`` characters, as it is
            given or in that form.
    """
    _measure(question, longest)
    whole = question.encode("utf-8", "replace").decode("utf-8")
    kept = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", whole))
    text = "".join(_usual(char) for char in kept if unicodedata.category(char) not in _UNSEEN)
    text = " ".join(text.split())
    if not text:
        raise BadQuestion("The question is empty: type what you want to know.")
    _measure(text, longest)  # some characters have no composed form, so that NFC writes several
    return text


def _measure(text: str, longest: int) -> None:
    if len(text) > longest:
        raise BadQuestion(
            f"The question has {len(text)} characters and {longest} are allowed: shorten it."
        )


def _usual(char: str) -> str:
    """Return the usual form of a full-width or half-width character."""
    width = unicodedata.decomposition(char).startswith(("<wide>", "<narrow>"))
    return unicodedata.normalize("NFKC", char) if width else char
