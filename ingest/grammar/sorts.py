"""Sorts of a thing that are counted: "two kinds of joins"."""

from __future__ import annotations

import re

from ingest.grammar.nouns import without_article
from ingest.grammar.words import is_name

_SORTS = re.compile(
    r"(?P<noun>(?:main |basic |common )?(?:kinds|types|sorts|forms|flavou?rs|ways|modes|classes"
    r"|categories|levels|variants|families|styles))\s(?:of|to)\s(?P<subject>.+)"
)
"""What is counted of a thing: "kinds of joins"."""
_SUBJECT_WORDS = 5


def sorts_of(counted: str) -> tuple[str, str] | None:
    """Return "kinds" and "joins" of "kinds of joins"; None where no sorts are counted."""
    match = _SORTS.fullmatch(counted)
    if match is None or not is_name(match["subject"], _SUBJECT_WORDS):
        return None
    return match["noun"], without_article(match["subject"])
