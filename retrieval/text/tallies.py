"""Tallies: where a text says how many there are of something, and then which they are.

"Three sources run side by side." before a list of three items, "The two ovens" above one, and
"There are three families of these." before the sentences that tell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.text.english import join, number
from retrieval.text.sentences import bare, item_name
from retrieval.text.words import content_stems

_NUMBERS = {"both": 2, **{number(count): count for count in range(2, 13)}}
_SORTS = r"(?:kinds|types|sorts|forms)"
_UNITS = (
    r"(?:milliseconds|seconds|minutes|mins|hours|days|nights|weeks|months|quarters|years|times|percent"
    r"|points|others|bytes|euros|dollars|cents|pounds|metres|meters|grams)"
)
_TALLY = re.compile(
    rf"\b(?P<number>{'|'.join(_NUMBERS)}|[2-9]|1[0-2])\s+(?P<phrase>(?:[a-z][a-z-]*\s+){{0,3}}?"
    rf"(?!{_UNITS}\b|this\b|is\b|was\b|has\b)[a-z][a-z-]*(?<![sui])s)\b"
    r"(?:\s+of\s+(?:the\s+|our\s+)?(?P<whole>[a-z][\w-]*))?",
    re.IGNORECASE,
)
_SORT = re.compile(rf"{_SORTS}$", re.IGNORECASE)
_MARKER = re.compile(r"^(?P<indent>\s*)(?:[-*+•]|\d+[.)])\s+(?:\[[ xX]\]\s+)?(?P<item>\S.*)$")
_KEYED = re.compile(r"^(?P<name>[^\s:,.;][^:.;!?]{0,60}?)(?::\s|\s[–—-]\s)")
"""How an item begins with the name of what it tells of."""
LONGEST_ITEM = 14
"""Words of an item without a name that is told whole."""
OPENING = 6
"""Words within which a sentence says how many there are, if they are what it is about."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A number of things."""

    number: int
    heads: frozenset[str]
    """Stems of the noun."""
    start: int
    """Where it stands in the text."""


def tallies(text: str) -> Iterator[Tally]:
    """Yield the numbers of things that a text gives, amounts in units aside."""
    for match in _TALLY.finditer(text):
        sort, whole = _SORT.search(match["phrase"]), match["whole"]
        noun = whole if sort and whole else match["phrase"].split()[-1]
        said = match["number"].lower()
        yield Tally(_NUMBERS.get(said) or int(said), frozenset(content_stems(noun)), match.start())


def opens(text: str, tally: Tally) -> bool:
    """Whether a sentence is about the things of a tally, or goes on to name them."""
    return len(text[: tally.start].split()) < OPENING or ":" in text[tally.start :]


def items(lines: Sequence[str]) -> tuple[int, list[str]]:
    """Return the number of the first line of a list, and what its outer items are called.

    Without names where one of them has none and is long, or where there is no list.
    """
    first, outer, names = len(lines), "", list[str]()
    for at, line in enumerate(lines):
        match = _MARKER.match(line)
        if match is None or (names and len(match["indent"]) > len(outer)):
            continue
        if not names:
            first, outer = at, match["indent"]
        names.append(_name(match["item"]))
    return first, names if all(names) else []


def _name(item: str) -> str:
    if marked := item_name(f"- {item}"):
        return marked
    said = bare(item).strip()
    if keyed := _KEYED.match(said):
        return keyed["name"].strip()
    return said.rstrip(" .;,") if len(said.split()) <= LONGEST_ITEM else ""


def told(lead: str, names: Sequence[str]) -> str:
    """Return what a text counts, named: "Three sources run side by side: A, B and C"."""
    long = any("," in name or len(name.split()) > LONGEST_ITEM // 2 for name in names)
    return f"{lead.rstrip(' .:')}: {'; '.join(names) if long else join(names)}."
