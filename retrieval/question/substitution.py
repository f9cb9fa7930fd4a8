"""Substitution: the last question with what a follow-up names in the place of its like.

"And for NLP?" takes the last question and puts NLP where something of the same kind stood.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.question.address import lists
from retrieval.question.intent import find_kinds, kind_stems
from retrieval.question.link import Names
from retrieval.question.mentions import Mention, in_order
from retrieval.text.english import join
from retrieval.text.words import words

OPENING = r"^\s*(?:(?:and|but|so|ok(?:ay)?|then|also|now|hmm)\b[\s,]*)*"
"""Words with which a follow-up begins that ask nothing."""
_LEAD = re.compile(
    OPENING + r"(?P<about>what about|how about|(?:the\s+)?same (?:question |thing )?(?:for|with))?"
    r"\s*(?:for|in|with|of|on|about|just|only)?\s+",
    re.IGNORECASE,
)
_ITS = re.compile(
    OPENING + r"(?:(?:what|how) about\s+)?(?:the|its|their)\s+"
    r"(?!.*\bones?\b)\w+(?:\s+\w+)?\W*$",
    re.IGNORECASE,
)
"""Something of what was spoken of, rather than its like: "And the price?"."""
ONES = re.compile(
    OPENING
    + r"(?:(?:just|only)\s+)?(?:the\s+)?(?!the\b|which\b|what\b|compare\b)[\w-]+\s+ones\W*$",
    re.IGNORECASE,
)
"""Nothing but things of the kind that is spoken of: "only the electric ones"."""
_ONES = re.compile(r"(?P<which>[\w'’/-]+(?:\s+[\w'’/-]+){0,2})\s+ones?$", re.IGNORECASE)
"""Things of the kind that is spoken of, told from the others by a word: "the streaming ones"."""


def bare(text: str) -> str:
    """Return a question without the marks that end it."""
    return text.rstrip(" ?.!")


def substitute(text: str, before: str, names: Names) -> str:
    """Put what the follow-up names where the last question had its like."""
    rest = bare(_LEAD.sub("", text, count=1))
    rest = re.sub(r"^(?:the|a|an)\s+", "", rest, flags=re.IGNORECASE)
    if not rest:
        return before
    if (ones := _ONES.match(rest)) and (modified := _modified(ones["which"], before)):
        return modified
    return _in_place(text, rest, before, names)


def _in_place(text: str, rest: str, before: str, names: Names) -> str:
    """Put the rest of a follow-up where the last question had its like, or ask it of that."""
    new = in_order(rest, names)
    old = in_order(before, names)
    kinds = {mention.kind for mention in new}
    alike = [mention for mention in old if mention.kind in kinds]
    if not new and (other := _swap_kind(rest, before) or _ask_of(text, rest, before, old)):
        return other
    if not old:
        return _swap_last_phrase(rest, before)
    if not _share_kind(new, old) and _is_measure(text, rest):
        return f"What is the {rest} of {old[-1].span}?"
    place = (alike or old)[-1]
    return before[: place.start] + rest + before[place.end :]


def _modified(which: str, before: str) -> str:
    """Ask the last question for things of its kind that are otherwise: "and the cheap ones?".

    What has no word before it ("all the tools") gets one. Empty where the last question names no
    kind of thing.
    """
    stems = {stem for kind in find_kinds(before) for stem in kind_stems(kind)}
    found = words(before)
    for place, word in enumerate(found):
        run = place
        while word.stem in stems and run and not found[run - 1].is_stop:
            run -= 1
        if word.stem in stems:
            return before[: found[run].start] + which + " " + before[word.start :]
    return ""


def _swap_kind(rest: str, before: str) -> str:
    """Ask the last question for another kind of thing: "and the tools?"."""
    if not find_kinds(rest):
        return ""
    stems = {stem for kind in find_kinds(before) for stem in kind_stems(kind)}
    for word in words(before):
        if word.stem in stems:
            return before[: word.start] + rest + before[word.end :]
    return ""


def _ask_of(text: str, rest: str, before: str, old: Sequence[Mention]) -> str:
    """Ask for something of what was spoken of last: "and the price?"; empty for its like."""
    if not old or not _ITS.match(text):
        return ""
    together = [mention.span for mention in _joined(before, old)]
    return f"What {'are' if len(together) > 1 else 'is'} the {rest} of {join(together)}?"


def _joined(before: str, old: Sequence[Mention]) -> list[Mention]:
    """Return the last thing that a question names, with those that it lists right before it."""
    run = [old[-1]]
    for mention in reversed(old[:-1]):
        if not re.fullmatch(
            r"\s*(?:,\s*(?:and\s+)?|and\s+|or\s+)", before[mention.end : run[0].start]
        ):
            break
        run.insert(0, mention)
    return run


@cache
def _measures() -> frozenset[str]:
    return frozenset(lists("leaning")["measures"])


def _share_kind(new: Sequence[Mention], old: Sequence[Mention]) -> bool:
    """Whether one of the things named is of a kind that was spoken of."""
    before = {kind for mention in old for kind in mention.kinds}
    return any(mention.kinds & before - {"concept"} for mention in new)


def _is_measure(text: str, rest: str) -> bool:
    """Whether a follow-up names only something that anything has: "what about cost?"."""
    return rest.lower() in _measures() and bool(re.search(r"\babout\b", text, re.IGNORECASE))


def _swap_last_phrase(rest: str, before: str) -> str:
    """Replace what stands behind the last preposition."""
    match = re.match(r"(?P<head>.*\b(?:for|in|of|with|to|about)\s+)\S.*$", bare(before), re.DOTALL)
    return f"{match['head']}{rest}?" if match else f"{bare(before)}: {rest}?"
