"""Agreement: a verb phrase for one thing or for many."""

from __future__ import annotations

import re

from retrieval.text.english import plural

_BE_NOUN = re.compile(
    r"(?P<verb>is|are) (?P<article>an?|the) (?P<noun>.+?)(?P<rest> (?:of|for|to|in)\b.*)?"
)


def agree(label: str, *, many: bool) -> str:
    """Return a verb phrase in the third person for one or many."""
    if not many:
        return label
    words = label.split(" ")
    for position, word in enumerate(words):
        if word in {"is", "has", "was", "does"}:
            words[position] = {"is": "are", "has": "have", "was": "were", "does": "do"}[word]
            return _many_nouns(" ".join(words))
        if not word.endswith("ly"):
            words[position] = _base(word)
            break
    return " ".join(words)


def _many_nouns(label: str) -> str:
    """Return "are examples of" for "are an example of"."""
    match = _BE_NOUN.fullmatch(label)
    if match is None or match["article"] == "the":
        return label
    return f"{match['verb']} {plural(match['noun'])}{match['rest'] or ''}"


def _base(verb: str) -> str:
    """Return the plural of a regular verb in the third person: "uses", "carries", "watches"."""
    if verb.endswith("ies"):
        return verb[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|zz|o)es$", verb):
        return verb[:-2]
    return verb[:-1] if verb.endswith("s") and not verb.endswith("ss") else verb
