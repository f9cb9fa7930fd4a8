"""Small English: lists, numbers in words, singular and plural."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph import names

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen", "twenty"),
)
_MAX_IN_WORDS = len(_NUMBERS) - 1
_IRREGULAR = {
    "analysis": "analyses",
    "axis": "axes",
    "basis": "bases",
    "child": "children",
    "criterion": "criteria",
    "hypothesis": "hypotheses",
    "index": "indexes",
    "person": "people",
    "phenomenon": "phenomena",
}
_UNCOUNTED = frozenset(
    {"data", "feedback", "infrastructure", "latency", "news", "series", "software", "training"}
)

_ENDS_AS_PLURAL = re.compile(r"(?<![sui])s$")
"""As "Kubernetes" does, which has no other plural."""


def join(items: Sequence[str], last: str = "and") -> str:
    """Join as "a, b and c"; the empty string for none."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def number(count: int) -> str:
    """Return a count in words up to twenty, in digits above."""
    return _NUMBERS[count] if 0 <= count <= _MAX_IN_WORDS else str(count)


def plural(noun: str) -> str:
    """Return the plural of a noun phrase, whose last word is the head."""
    head, _, last = noun.rpartition(" ")
    lead = f"{head} " if head else ""
    lower = last.lower()
    if lower in _UNCOUNTED or _ENDS_AS_PLURAL.search(lower) or singular(last) != last:
        return noun
    if lower in _IRREGULAR:
        return lead + _IRREGULAR[lower]
    if re.search(r"[^aeiou]y$", lower):
        return lead + last[:-1] + "ies"
    if re.search(r"(?:s|x|z|ch|sh)$", lower):
        return lead + last + "es"
    return lead + last + "s"


def singular(noun: str) -> str:
    """Return the singular of a noun phrase, whose last word is the head, in its own case."""
    head, space, last = noun.rpartition(" ")
    one = names.singular(last)
    kept = last[: len(one)]
    if kept.casefold() != one:  # "Categories", "People"
        kept = one.capitalize() if last[:1].isupper() else one
    return noun if one == last.casefold() else f"{head}{space}{kept}"


def sentence(text: str) -> str:
    """Raise the first letter, unless the first word has a shape of its own ("iOS")."""
    if text.startswith("“"):
        return f"“{sentence(text[1:])}"
    first = text.split(" ", 1)[0] if text else ""
    if not first[:1].islower() or any(letter.isupper() for letter in first[1:]):
        return text
    return text[0].upper() + text[1:]


def begins_with(clause: str, name: str) -> bool:
    """Whether a clause begins with a name, with "for" and an article or without."""
    return bool(re.match(rf"(?:for )?(?:an? |the )?{re.escape(name)}\b", clause, re.IGNORECASE))
