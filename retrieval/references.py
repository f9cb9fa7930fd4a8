"""References: what "it", "these", "the second one" and "that pattern" stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.schema import Kind
from retrieval.english import join
from retrieval.intent import find_kinds
from retrieval.mentions import Mention

_SINGLE = re.compile(
    r"\b(?:it|its|this one|that one|him|her)\b|\b(?:this|that)(?=\s*[?.!,]*$)", re.IGNORECASE
)
_MANY = re.compile(
    r"\b(?:they|them|these|those|their|each(?: of them| one)?|both(?: of them)?)\b"
    r"(?:\s+(?:ones|two|three))?",
    re.IGNORECASE,
)
_THAT = re.compile(r"\b(?:that|this|said)\s+(?P<noun>[\w-]+(?:\s+[\w-]+){0,2})", re.IGNORECASE)
_FIRSTS = {
    "first": 0,
    "second": 1,
    "third": 2,
    "fourth": 3,
    "fifth": 4,
    "sixth": 5,
    "seventh": 6,
    "1st": 0,
    "2nd": 1,
    "3rd": 2,
    "4th": 3,
    "5th": 4,
    "eighth": 7,
    "former": 0,
}
_COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_ORDINAL = re.compile(
    rf"\b(?:the\s+)?(?P<which>{'|'.join(_FIRSTS)}|last|latter)\b"
    r"(?:\s+(?P<count>two|three|four|2|3|4)\b)?"
    r"(?:\s+(?:of\s+(?:them|these|those|the\s+\w+)|ones?|items?|things?|techniques?|methods?"
    r"|options?|names?|sides?|steps?|tools?|models?|patterns?|triggers?|metrics?)\b)?",
    re.IGNORECASE,
)
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Context:
    """The last question and what its answer named."""

    question: str
    asked: tuple[Mention, ...]
    """What the question named."""
    new: tuple[Mention, ...]
    """What the answer named beyond that, as stated."""
    kinds: frozenset[Kind]
    """What the question asked for."""

    @property
    def subject(self) -> str:
        """What was spoken of: the one thing of the kind asked for, else what was asked about."""
        fitting = self.of_kinds(self.kinds)
        if len(fitting) == 1:
            return fitting[0]
        if self.asked:
            return self.asked[0].span
        return self.new[0].span if self.new else ""

    @property
    def group(self) -> str:
        """What the answer called the thing that was asked about."""
        return self.new[0].span if self.new else self.asked[-1].span if self.asked else ""

    @property
    def items(self) -> list[str]:
        """What the answer listed, of the kind asked for where it says one."""
        fitting = self.of_kinds(self.kinds)
        found = fitting if len(fitting) > 1 else [mention.span for mention in self.new]
        return list(dict.fromkeys(found or [mention.span for mention in self.asked]))

    def of_kinds(self, kinds: frozenset[Kind]) -> list[str]:
        """Return what the answer named of some kinds."""
        wanted = {kind.lower() for kind in kinds}
        return list(dict.fromkeys(m.span for m in self.new if m.kinds & wanted))


def written_out(text: str, context: Context, own: Sequence[Mention]) -> str:
    """Return a question with the first reference of each sort replaced by what it stands for.

    A reference behind something that the question names itself (``own``) is left to that.
    """
    limit = own[0].start if own else len(text) + 1
    text = _replace(_ORDINAL, text, limit, lambda match: _ordinal(match, context))
    text = _replace(_THAT, text, len(text), lambda match: _that(match, context))
    text = _replace(_MANY, text, limit, lambda _: join(context.items[:_MOST_NAMED]))
    return _replace(_SINGLE, text, limit, lambda _: context.subject)


def refers(text: str) -> bool:
    """Whether a question has a pronoun."""
    return bool(_SINGLE.search(text) or _MANY.search(text))


def _replace(
    pattern: re.Pattern[str], text: str, before: int, by: Callable[[re.Match[str]], str]
) -> str:
    """Replace the first match that stands before a place; nothing where there is no word for it."""
    match = pattern.search(text)
    if match is None or match.start() > before:
        return text
    word = by(match)
    return text[: match.start()] + word + text[match.end() :] if word else text


def _ordinal(match: re.Match[str], context: Context) -> str:
    named = context.items
    which = match["which"].lower()
    count = _COUNTS.get((match["count"] or "").lower(), 1)
    if which in {"last", "latter"}:
        return join(named[-count:])
    first = _FIRSTS[which]
    return join(named[first : first + count])


def _that(match: re.Match[str], context: Context) -> str:
    """Return what "that pattern" stands for, with what follows the noun."""
    said = match["noun"].split()
    for size in range(len(said), 0, -1):
        kinds = find_kinds(" ".join(said[:size]))
        if kinds and (fitting := context.of_kinds(kinds)):
            return " ".join([fitting[0], *said[size:]])
    return ""
