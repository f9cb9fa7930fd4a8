"""Follow-ups: a question that leans on the turns before it, written out in full.

"And for NLP?" takes the last question and puts NLP where something of the same kind stood; "it"
and "these" stand for what the last turns named; "the first two" are taken from the last answer.
Every earlier question is resolved in its turn, so that a chain of follow-ups holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.answer import Turn
from retrieval.english import join
from retrieval.intent import find_kinds, kind_stems
from retrieval.link import Link, Names, Reason
from retrieval.words import words

_LEAD = re.compile(
    r"^\s*(?:and|but|so|ok(?:ay)?|then|also|now|hmm)?[\s,]*"
    r"(?P<about>what about|how about|(?:and\s+)?(?:the\s+)?same (?:question |thing )?(?:for|with))?"
    r"\s*(?:for|in|with|of|on|about)?\s+",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"^\s*(?:and|but|so|ok(?:ay)?|then|also|now)?[\s,]*"
    r"(?:what about|how about|(?:the\s+)?same (?:question |thing )?(?:for|with)|for|in|with|and)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"^\s*(?:and|but|so)?[\s,]*(?P<word>why|how so|how come)\b[^\w]*$", re.IGNORECASE)
_SINGLE = re.compile(
    r"\b(?:it|its|this one|that one)\b|\b(?:this|that)(?=\s*[?.!]*$)", re.IGNORECASE
)
_MANY = re.compile(r"\b(?:they|them|these|those|their)\b(?:\s+(?:ones|two|three))?", re.IGNORECASE)
_ORDINAL = re.compile(
    r"\b(?:the\s+)?(?P<which>first|last|second|third)\b(?:\s+(?P<count>two|three|four|one))?",
    re.IGNORECASE,
)
_COUNTS = {"one": 1, "two": 2, "three": 3, "four": 4}
_FIRSTS = {"first": 0, "second": 1, "third": 2}
_MOST_WORDS = 8
"""Longer questions that begin with "for" or "in" stand on their own."""
_MOST_NAMED = 8
_MARK = re.compile(r"\[\d+\]")


def resolve(question: str, history: Sequence[Turn], names: Names) -> str:
    """Return the question as understood after the turns before it."""
    understood = ""
    answer = ""
    for turn in history:
        if turn.role == "user":
            understood = _one(turn.content, understood, answer, names)
        else:
            answer = _MARK.sub("", turn.content)
    return _one(question, understood, answer, names)


def _one(question: str, before: str, answer: str, names: Names) -> str:
    """Resolve one question by the understood question and the answer before it."""
    text = question.strip()
    if not before:
        return text
    if _WHY.match(text):
        return f"{_bare(before)}, and why?"
    if _ELLIPSIS.match(text) and len(words(text)) <= _MOST_WORDS:
        return _substitute(text, before, names)
    return _pronouns(text, before, answer, names)


def _bare(text: str) -> str:
    return text.rstrip(" ?.!")


def _in_order(text: str, names: Names) -> list[Link]:
    """Return the exact and the misspelt mentions in the order of the text, one a span."""
    found = [
        link for link in names.mentions(text).links if link.reason in {Reason.NAME, Reason.SPELLING}
    ]
    found.sort(key=lambda link: (link.start, -link.score, link.node_id))
    spans: dict[int, Link] = {}
    for link in found:
        spans.setdefault(link.start, link)
    return list(spans.values())


def _kind(link: Link) -> str:
    return link.node_id.partition(":")[0]


def _substitute(text: str, before: str, names: Names) -> str:
    """Put what the follow-up names where the last question had its like."""
    rest = _bare(_LEAD.sub("", text, count=1))
    rest = re.sub(r"^(?:the|a|an)\s+", "", rest, flags=re.IGNORECASE)
    if not rest:
        return before
    new = _in_order(rest, names)
    old = _in_order(before, names)
    if not new and (swapped := _swap_kind(rest, before)):
        return swapped
    kinds = {_kind(link) for link in new}
    alike = [link for link in old if _kind(link) in kinds]
    place = (alike or old)[-1] if old else None
    if place is None:
        return _swap_last_phrase(rest, before)
    return before[: place.start] + rest + before[place.end :]


def _swap_kind(rest: str, before: str) -> str:
    """Ask the last question for another kind of thing: "and the tools?"."""
    if not find_kinds(rest):
        return ""
    stems = {stem for kind in find_kinds(before) for stem in kind_stems(kind)}
    for word in words(before):
        if word.stem in stems:
            return before[: word.start] + rest + before[word.end :]
    return ""


def _swap_last_phrase(rest: str, before: str) -> str:
    """Replace what stands behind the last preposition."""
    match = re.match(r"(?P<head>.*\b(?:for|in|of|with|to|about)\s+)\S.*$", _bare(before), re.DOTALL)
    return f"{match['head']}{rest}?" if match else f"{_bare(before)}: {rest}?"


def _pronouns(text: str, before: str, answer: str, names: Names) -> str:
    """Write out "it", "these" and "the first two"."""
    named = [link.span for link in _in_order(answer, names)]
    asked = [link.span for link in _in_order(before, names)]
    new = [span for span in dict.fromkeys(named) if span.lower() not in map(str.lower, asked)]
    own = _in_order(text, names)
    first_own = own[0].start if own else len(text) + 1
    text = _replace(_ORDINAL, text, first_own, lambda match: _ordinal(match, new))
    text = _replace(_MANY, text, first_own, lambda _: join((new or asked)[:_MOST_NAMED]))
    return _replace(_SINGLE, text, first_own, lambda _: (asked or new or [""])[0])


def _replace(
    pattern: re.Pattern[str], text: str, before: int, by: Callable[[re.Match[str]], str]
) -> str:
    """Replace the first match that stands before a place; nothing where there is no word for it."""
    match = pattern.search(text)
    if match is None or match.start() > before:
        return text
    word = by(match)
    return text[: match.start()] + word + text[match.end() :] if word else text


def _ordinal(match: re.Match[str], named: Sequence[str]) -> str:
    which = match["which"].lower()
    count = _COUNTS.get((match["count"] or "one").lower(), 1)
    if which == "last":
        return join(list(named[-count:]))
    first = _FIRSTS[which]
    return join(list(named[first : first + count]))
