"""Nouns: their plural and article, and those that a lead-in counts."""

from __future__ import annotations

import re

from ingest.grammar.words import ARTICLES, word_set, words

NUMBERS = word_set("numbers")
_THERE_ARE = re.compile(r"^(?:there\s+are|we\s+(?:have|use|support|offer|see))\s+", re.IGNORECASE)
_LEADS_TO = frozenset(
    {"through", "into", "in", "on", "of", "with", "from", "between", "by", "are", "has", "have"}
)
_TELLERS = frozenset({("we",), ("you",), ("they",), ("i",)})
_PLURALS = frozenset({"criteria", "people", "children", "media", "phenomena"})


def is_plural(name: str) -> bool:
    """Say whether a name reads as a plural, so that it names a group: "Optimization Tools"."""
    found = words(re.sub(r"\(.*\)", "", name) if "(" in name else name)
    if not found:
        return False
    last = found[-1]
    return last in _PLURALS or (last.endswith("s") and not last.endswith(("ss", "us", "is")))


def without_article(name: str) -> str:
    """Drop an article in front: "the feature store" is the feature store."""
    first, _, rest = name.partition(" ")
    return rest.strip() if first.lower() in ARTICLES and rest.strip() else name


def counted_noun(name: str) -> str:
    """Return "pillars" of "the three pillars", which only announces the list behind it."""
    found = words(without_article(_THERE_ARE.sub("", name)))
    if len(found) > 1 and found[0] in NUMBERS and is_plural(name):
        return " ".join(found[1:])
    # "Objects move through three tiers" announces tiers.
    inside = next((at for at, word in enumerate(found) if word in NUMBERS and at > 1), 0)
    told = inside and (found[inside - 1] in _LEADS_TO or (inside == 2 and found[:1] in _TELLERS))  # noqa: PLR2004
    if told and is_plural(name):
        return " ".join(found[inside + 1 :])
    return ""
