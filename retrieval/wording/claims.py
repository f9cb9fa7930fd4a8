"""Claims: what a model wrote, cut into parts that are checked one by one."""

from __future__ import annotations

import re
from dataclasses import dataclass

MARK = re.compile(r"\[(\d{1,3})\]")
_MANY = re.compile(
    r"\[(\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})+\s*)\]|【(\s*\d{1,3}(?:\s*[,;]\s*\d{1,3})*\s*)】"
)
_CLAUSE = re.compile(r"(?:\s*;\s*|,?\s+(?:while|whereas|but)\s+)", re.IGNORECASE)
_LEAD = re.compile(r"^\s*(?:[-*+•]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s+)")
_QUOTED = re.compile(r'^"([^"]+)"\.?$')
"""A sentence that is set in quotation marks as a whole."""
_FRAGMENT = re.compile(r"(?:and|or|nor|but|while|whereas|which|than)\b")
"""Begins what was cut off a sentence."""
_TAIL = re.compile(r"\][\s.!\"”’]*[\"”’][\s.!\"”’]*$")
"""Quotation marks behind the last mark."""
_EMPHASIS = re.compile(r"\*\*|__|`")
_FORBIDDEN = re.compile(
    r"https?:|www\.|[<>]\s*/?\s*[a-z!]|\]\(|```|[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]",
    re.IGNORECASE,
)
MOST_WORDS = 80
"""Longer sentences are not checked but removed."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with the sources that it cites."""

    text: str
    """Without marks."""
    marks: frozenset[int]


def clean(written: str) -> str:
    """Return a sentence as it may be shown: one line, no Markdown, marks before the full stop.

    The empty string where it holds what an answer never has: an address, HTML, a control character,
    no mark at all, a fragment, a question, or more than ``MOST_WORDS`` words.
    """
    text = _MANY.sub(lambda m: _single(m[1] or m[2]), written)
    text = " ".join(_EMPHASIS.sub("", _LEAD.sub("", text)).split())
    text = _unquoted(_TAIL.sub("].", _QUOTED.sub(r"\1", text)))
    if _FRAGMENT.match(text) or _FORBIDDEN.search(text) or not MARK.search(text):
        return ""
    if "?" in MARK.sub("", text)[-2:] or len(text.split()) > MOST_WORDS:
        return ""
    text = re.sub(r"\s*([.!]+)\s*((?:\[\d{1,3}\]\s*)+)[.!]?$", r" \2", text).strip()
    text = re.sub(r"\s*((?:\[\d{1,3}\]\s*)+)", lambda m: f" {m[1].replace(' ', '')} ", text)
    text = re.sub(r"\s+([.,;:!])", r"\1", text).strip()
    return text if text[-1:] in {".", "!"} else f"{text}."


def _unquoted(text: str) -> str:
    """Return a text without a quotation mark at its start that nothing closes; nothing if more are.

    A model that goes on writing the prompt leaves such marks.
    """
    for opening, closing in (('"', ""), ("“", "”")):
        if _is_open(text, opening, closing) and text.startswith(opening):
            text = text.removeprefix(opening)
        if _is_open(text, opening, closing):
            return ""
    return text


def _is_open(text: str, opening: str, closing: str) -> bool:
    if not closing:
        return text.count(opening) % 2 == 1
    return text.count(opening) != text.count(closing)


def clauses(sentence: str) -> list[Clause]:
    """Cut a cleaned sentence at "while", "but" and semicolons.

    A part without a mark is held to the sources that the next part with one cites, or the last.
    """
    parts = [part for part in _CLAUSE.split(sentence) if part.strip(" .,")]
    marks = [frozenset(int(number) for number in MARK.findall(part)) for part in parts]
    found: list[Clause] = []
    for at, part in enumerate(parts):
        later = [m for m in marks[at:] if m] or [m for m in marks[:at] if m][-1:]
        text = " ".join(MARK.sub(" ", part).split())
        found.append(Clause(text, later[0] if later else frozenset()))
    return found


def _single(numbers: str) -> str:
    return "".join(f"[{number.strip()}]" for number in re.split(r"[,;]", numbers))
