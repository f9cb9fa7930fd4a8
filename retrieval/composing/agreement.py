"""Agreement: a verb phrase for one thing or for many."""

from __future__ import annotations

import re

from graph.verbs import for_many
from retrieval.text.english import plural

_BE_NOUN = re.compile(
    r"(?P<verb>is|are) (?P<article>an?|the) (?P<noun>.+?)(?P<rest> (?:of|for|to|in)\b.*)?"
)


def agree(label: str, *, many: bool) -> str:
    """Return a verb phrase in the third person for one or many."""
    if not many:
        return label
    words = label.split(" ")
    verb = next((n for n, word in enumerate(words) if not word.endswith("ly")), 0)
    words[verb] = for_many(words[verb])
    return _many_nouns(" ".join(words))


def _many_nouns(label: str) -> str:
    """Return "are examples of" for "are an example of"."""
    match = _BE_NOUN.fullmatch(label)
    if match is None or match["article"] == "the":
        return label
    return f"{match['verb']} {plural(match['noun'])}{match['rest'] or ''}"
