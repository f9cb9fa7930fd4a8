"""Whether a wording stands in a text, and whether lines lie on a place.

Texts are compared as sequences of words, which are letters and digits or a percent sign, without
case, punctuation and marks of citations; the last word of a wording may stand there in the plural.
"""

from __future__ import annotations

import re

from graph.model import Evidence
from retrieval.evaluation.questions import Fact, Place

_WORD = re.compile(r"[^\W_]+|%")
_MARK = re.compile(r"\s*\[\d+\]")


def plain(text: str) -> str:
    """Return the words of a text in one line, each with a space on either side."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def opening(answer: str, words: int | None = None) -> str:
    """Return the first words of an answer without its marks; those that count are no mere bullets.

    ``words`` None returns all.
    """
    counted = [word for word in _MARK.sub("", answer).split() if _WORD.search(word)]
    return " ".join(counted[:words])


def stands(fact: Fact, text: str) -> bool:
    """Tell whether some wording of a fact stands in a text."""
    words = plain(text)
    for wording in fact.wordings:
        sought = plain(wording).strip()
        if f" {sought} " in words or f" {sought}s " in words:
            return True
    return False


def lies_on(source: Evidence, place: Place) -> bool:
    """Tell whether a source shares a line with a place."""
    meet = source.line_start <= place.last and place.first <= source.line_end
    return meet and source.path == place.path


def supports(source: Evidence, fact: Fact) -> bool:
    """Tell whether a source shares a line with any place of a fact."""
    return any(lies_on(source, place) for place in fact.lines)
