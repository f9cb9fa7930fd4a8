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
from retrieval.question.surface import topic
from retrieval.text.english import join
from retrieval.text.words import content_stems, is_general, words

OPENING = r"^\s*(?:(?:and|but|so|ok(?:ay)?|then|also|now|hmm)\b[\s,]*)*"
"""Words with which a follow-up begins that ask nothing."""
_LEAD = re.compile(
    OPENING + r"(?P<about>what about|how about|(?:the\s+)?same (?:question |thing )?(?:for|with))?"
    r"\s*(?:(?P<prep>for|in|with|of|on|from|at|by|under|during)|about|just|only)?\s+",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:for|in|with|of|on|from|at|by|to|under|during|about|after|before|into)\b", re.IGNORECASE
)
_SERIES = (
    re.compile(
        r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekends?|weekdays?|mornings?|evenings?)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:january|february|march|april|may|june|july|august|september|october|november"
        r"|december|spring|summer|autumn|winter)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b[a-z]{1,4}-?\d{1,2}\b", re.IGNORECASE),
    re.compile(r"\b(?!I\b)[A-Z]\b"),
    re.compile(r"(?<![\w.])\d+(?:[.,]\d+)?(?:\s?%)?(?![\w.])"),
)
"""Words of which one follow-up names another: days, months, codes, letters, numbers."""
_SIDE = re.compile(r"\s+(?:part|side|bit|half)$", re.IGNORECASE)
_ONE_FOR = re.compile(r"^ones?\s+(?P<prep>for|in|of|with|from|on|at)\s+(?P<which>\S.*)$", re.I)
"""A thing of the kind that was spoken of, by what it is for: "the one for cakes"."""
_TO = re.compile(r"^to\s+(?P<act>\w.*?)(?:\s+there)?$", re.IGNORECASE)
"""Something to do, in the place of what something is for."""
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
_NOUNS = {
    **{
        kind: kind
        for kind in ("tool", "model", "pattern", "feature", "metric", "step", "component")
    },
    "usecase": "use case",
    "datasource": "data source",
    "trigger": "trigger",
}
"""What a thing of a kind is called, by the kind as a node's id has it."""


def bare(text: str) -> str:
    """Return a question without the marks that end it."""
    return text.rstrip(" ?.!")


def substitute(text: str, before: str, names: Names) -> str:
    """Put what the follow-up names where the last question had its like."""
    rest = bare(_LEAD.sub("", text, count=1))
    rest = re.sub(r"^(?:the|a|an)\s+", "", rest, flags=re.IGNORECASE)
    if not rest:
        return before
    if ones := _ONES.match(rest):
        if modified := _modified(ones["which"], before):
            return modified
        rest = ones["which"]
    if one := _ONE_FOR.match(rest):
        return _one_for(one, before, names)
    if (side := _SIDE.sub("", rest)) != rest and rest.split()[-1] not in before.split():
        return _swap_last_phrase(side, before)
    lead = _LEAD.match(text)
    preposition = (lead["prep"] if lead else None) or ""
    return (
        _in_series(rest, before)
        or _to_do(rest, before)
        or _behind(preposition, rest, before, names)
        or _in_place(text, rest, before, names)
    )


def _in_series(rest: str, before: str) -> str:
    """Put a day, a month or a number where the last question had one; empty where it had none."""
    for series in _SERIES:
        found = series.search(before)
        if found and (whole := series.fullmatch(rest)):
            return f"{before[: found.start()]}{whole[0]}{before[found.end() :]}"
    return ""


def _to_do(rest: str, before: str) -> str:
    """Put something to do where the last question said what something is for."""
    act = _TO.match(rest)
    places = [*re.finditer(r"\bfor\b", bare(before), re.IGNORECASE)] if act else []
    return f"{before[: places[-1].start()]}to {act['act']}?" if act and places else ""


def _behind(preposition: str, rest: str, before: str, names: Names) -> str:
    """Put the rest behind the preposition that the follow-up shares with the last question.

    Empty where it is not shared, and where something of the same kind stands elsewhere.
    """
    if not preposition:
        return ""
    places = [*re.finditer(rf"\b{preposition}\b\s*", before, re.IGNORECASE)]
    if not places:
        return ""
    start = places[-1].end()
    kinds = {mention.kind for mention in in_order(rest, names)}
    if any(m.kind in kinds and m.end <= start for m in in_order(before, names)):
        return ""
    end = _PREPOSITION.search(before, start)
    stop = end.start() if end else len(bare(before))
    space = " " if end else ""
    return f"{before[:start]}{rest}{space}{before[stop:]}"


def _one_for(one: re.Match[str], before: str, names: Names) -> str:
    """Ask the last question of the thing of its kind that is for something else."""
    old = in_order(before, names)
    kinds = [kind for mention in old for kind in sorted(mention.kinds) if kind in _NOUNS]
    noun = _NOUNS[kinds[0]] if kinds else next(iter(_kind_words(before)), "")
    if not noun or not old:
        return f"{bare(before)}: {one['which']}?"
    use = "used for" if one["prep"].lower() == "for" else one["prep"]
    place = old[-1]
    lead = re.sub(r"\b(?:the|an?)\s+$", "", before[: place.start], flags=re.IGNORECASE)
    return f"{lead}the {noun} {use} {one['which']}{before[place.end :]}"


def _kind_words(text: str) -> list[str]:
    return sorted(kind.lower() for kind in find_kinds(text))


def _in_place(text: str, rest: str, before: str, names: Names) -> str:
    """Put the rest of a follow-up where the last question had its like, or ask it of that."""
    new = in_order(rest, names)
    old = in_order(before, names)
    kinds = {mention.kind for mention in new}
    alike = [mention for mention in old if mention.kind in kinds]
    if not new and (other := _swap_kind(rest, before) or _ask_of(text, rest, before, old)):
        return other
    if not old or not (alike or any(map(_is_telling, old))):
        return _swap_topic(rest, before, names) or _swap_last_phrase(rest, before)
    if not _share_kind(new, old) and _is_measure(text, rest):
        return f"What is the {rest} of {old[-1].span}?"
    place = (alike or old)[-1]
    subject = topic(before, names)
    if not _is_telling(place) and place.span != subject and place.span in subject:
        return _swap_topic(rest, before, names)
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


def _is_telling(mention: Mention) -> bool:
    """Whether what is named says more than its kind, so that another can take its place."""
    return not find_kinds(mention.span) and not all(map(is_general, content_stems(mention.span)))


def _swap_topic(rest: str, before: str, names: Names) -> str:
    """Put the rest where the last question said what it is about, in words that are no name."""
    subject = topic(before, names)
    place = before.find(subject) if subject else -1
    return f"{before[:place]}{rest}{before[place + len(subject) :]}" if place >= 0 else ""


def _swap_last_phrase(rest: str, before: str) -> str:
    """Replace what stands behind the last preposition."""
    match = re.match(r"(?P<head>.*\b(?:for|in|of|with|to|about)\s+)\S.*$", bare(before), re.DOTALL)
    return f"{match['head']}{rest}?" if match else f"{bare(before)}: {rest}?"
