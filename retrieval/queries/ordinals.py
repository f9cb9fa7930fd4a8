"""Ordinals: "the third step" and "step 3", which ask for one of a list by its place."""

from __future__ import annotations

import re

from graph.schema import Kind
from retrieval.queries.answer_sets import OUT, AnswerSet
from retrieval.question.intent import find_kinds

_NAMES = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    "tenth",
)
_LAST = frozenset({"last", "final"})
_ITEMS = frozenset(
    {"box", "item", "entry", "element", "point", "part", "row", "bullet", "node", "branch", "line"}
)
"""Nouns for a member of any sequence."""
_ANYTHING = re.compile(r"(?:thing|one)\s+(?:in|on|of|under|below)\b", re.IGNORECASE)
"""What is no noun for a member, but stands for one where the whole is named behind it."""
_PATTERNS = (
    re.compile(rf"\b(?P<name>{'|'.join(_NAMES)}|last|final)\s+(?P<rest>.+)", re.IGNORECASE),
    re.compile(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th)\s+(?P<rest>.+)", re.IGNORECASE),
    re.compile(r"\b(?P<rest>[a-z]+)\s+(?:no\.?\s*|number\s+|#\s*)?(?P<number>\d{1,2})\b", re.I),
)
_ENDS = (
    re.compile(
        r"\bwhat (?:does|do)\b.+\b(?P<verb>end|close|finish|begin|start|open)\s+with\b", re.I
    ),
    re.compile(
        r"\bwith (?:what|which)\b.+\b(?P<verb>end|close|finish|begin|start|open)s?\W*$",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bwhere (?:do|does|should|can|would) (?:i|we|you|one|it)\s+(?P<verb>start|begin|end)\b"
        r".*\b(?:in|on|with)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\bwhat\s+(?:comes?|stands?|is|goes)\s+(?:very\s+)?(?P<verb>first|last)\s+(?:in|on|under)\b",
        re.IGNORECASE,
    ),
)
"""What a sequence begins or ends with."""
_BEGINNING = frozenset({"begin", "start", "open", "first"})
_NOUN_WORDS = 3
"""Words behind an ordinal among which its noun stands: "the first retraining trigger"."""
LEAST_LISTED = 2


def ordinal(question: str) -> tuple[int, Kind] | None:
    """Return the place that a question asks for, from 0, -1 for the last, and of which kind."""
    for pattern in _PATTERNS:
        if match := pattern.search(question):
            found = match.groupdict()
            near = found["rest"].split()[:_NOUN_WORDS]
            kinds = find_kinds(" ".join(near))
            named = any(word.strip("?.!,").lower() in _ITEMS for word in near)
            if not kinds and (named or _ANYTHING.match(found["rest"])):
                kinds = frozenset({Kind.CONCEPT})
            if not kinds or found["rest"].split()[0].isdigit():
                continue
            return _place(found), min(kinds)
    for pattern in _ENDS:
        if match := pattern.search(question):
            return (0 if match["verb"].lower() in _BEGINNING else -1), Kind.CONCEPT
    return None


def _place(found: dict[str, str]) -> int:
    if found.get("number"):
        return int(found["number"]) - 1
    name = found["name"].lower()
    return -1 if name in _LAST else _NAMES.index(name)


def at_place(found: AnswerSet, place: int) -> AnswerSet | None:
    """Return a list cut down to the member at a place; None where it has no such place."""
    size = len(found.targets)
    if found.direction != OUT or size < LEAST_LISTED or place >= size:
        return None
    return found.only([found.targets[place]])


def place_name(place: int) -> str:
    """Return a place in words."""
    return "last" if place < 0 else _NAMES[place] if place < len(_NAMES) else f"{place + 1}th"
