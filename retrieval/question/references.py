"""References: what "it", "these", "the second one" and "that pattern" stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from retrieval.question.context import Context, closed
from retrieval.question.intent import find_kinds
from retrieval.question.mentions import Mention
from retrieval.question.persons import asks_for_person
from retrieval.text.english import join

_SINGLE = re.compile(
    r"(?<!\bworth )\bit\b(?!\s+(?:ok|okay|possible|allowed|true|fine|safe|necessary|enough)\b)"
    r"|\b(?:this|that)(?=\s*[?.!,]*$)",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"(?<=\bis )(?:this|that)(?= (?:the|an?|really)\b)", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:(?<=\bdoes )|(?<=\bdid )|(?<=\bis )|(?<=\bwas ))(?:this|that)(?=\s+\w+\W*$)", re.IGNORECASE
)
_ITS = re.compile(r"\bits\b", re.IGNORECASE)
_THEIR = re.compile(r"\btheir\b", re.IGNORECASE)
_THAT_ONE = re.compile(r"\b(?:this|that)\s+one\b", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
_THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere(?=\W*$|\s+(?:then|now|today)\b)",
    re.IGNORECASE,
)
"""A place that was spoken of."""
_REACH = re.compile(
    r"\b(?:ask|tell|call|reach|contact|phone|mail|email|ring|page|write to|talk to|speak to|meet"
    r"|message|ping|find)\s+(?P<them>them)\b|\b(?:are|were|do|did)\s+(?P<they>they)\s+(?:a\s+)?"
    r"(?:reachable|available|sit|work|team)\b",
    re.IGNORECASE,
)
"""Them of whom it is asked how they are reached."""
_BOUNDARY = re.compile(
    r"[,;:.?!]|\s[–—-]\s|\b(?:and|or|but|if|when|while|because|so|before|after|since|until|unless"
    r"|that|which|who|than)\b",
    re.IGNORECASE,
)
"""What ends the clause in which a pronoun cannot stand for a thing that is named beside it."""
_MANY = re.compile(
    r"\b(?:they|them|these|those|each(?: of them| one)|each(?=\W*$|\s+(?:is|has|does)\b)"
    r"|both(?: of them)?)\b"
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
_PICKS = re.compile(
    r"\W*$|\W+(?:of|in|for|with|on|from|and|or|to|is|are|was|were|has|have|had|do|does|did|can|could"
    r"|should|would|will|may|must|mean|means|cost|costs|use|uses|need|needs|suit|suits|serve|serves"
    r"|please|pls|then|also|too|work|works)\b",
    re.IGNORECASE,
)
"""What stands behind an ordinal that picks from a list, rather than tells of another noun."""
_DOES = re.compile(r"\b(?:do|does|did)\s+$", re.IGNORECASE)
"""What stands before the subject of a question."""
_SOME = re.compile(r"\b(?:an?|my|our|some)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)
"""What stands before an ordinal that picks from nothing: "a good first loaf"."""
_COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_ORDINAL = re.compile(
    rf"\b(?:the\s+)?(?P<which>{'|'.join(_FIRSTS)}|last|latter)\b"
    r"(?:\s+(?P<count>two|three|four|2|3|4)\b)?"
    r"(?:\s+(?:of\s+(?:them|these|those|the\s+\w+)|ones?|items?|things?|techniques?|methods?"
    r"|options?|names?|sides?|steps?|tools?|models?|patterns?|triggers?|metrics?)\b)?",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\bwhich\s+(?:one|of\s+(?:the\s+)?(?:two|three|both))\b", re.IGNORECASE)
_BACK = re.compile(
    r"(?:(?<=\bdoes )|(?<=\bdo )|(?<=\bdid ))(?:this|that|these|those)(?=\s+\w+\W*$)"
    r"|\b(?:this|that|these|those)\s+(?!(?:is|are|was|were|does|do|can|must|should|one|ones|a|an|the)\b)"
    r"[a-z][\w-]*|\b(?:it|he|she|they|him|her|them|this|that|these|those)\b(?:\s+ones?\b)?"
    r"|\b(?:its|his|their)\b|\bthe\s+(?:first|second|third|last|former|latter)(?:\s+[a-z][\w-]*)?",
    re.IGNORECASE,
)
"""What may stand for a thing that an earlier part of a question gives."""
_OWN = frozenset({"its", "his", "their"})
_CLASSES = frozenset({"type", "kind", "sort", "category", "class", "group", "family", "one"})
_MOST_NAMED = 8


def written_out(text: str, context: Context, own: Sequence[Mention]) -> str:
    """Return a question with the first reference of each sort replaced by what it stands for.

    A reference behind something that the question names itself (``own``) is left to that. "It" is
    left so only in a later clause: in "does kneading change it" it is something else.
    """
    limit = own[0].start if own else len(text) + 1
    text = _replace(_WHICH, text, limit, lambda _: _which(context))
    picked = _replace(_ORDINAL, text, limit, lambda match: _ordinal(match, context))
    if context.steps and picked != text:
        return picked  # an "it" in the words of a step is its own
    text = picked
    text = _replace(_THAT, text, len(text), lambda match: _that(match, context))
    text = _replace(_ITS, text, limit, lambda _: _owned(context.single))
    text = _replace(_THEIR, text, limit, lambda _: join(context.several[:_MOST_NAMED]))
    clause = _clause(text, own)
    text = _replace(_REACH, text, clause, lambda match: _reached(match, context))
    several = _MANY.search(text) is not None
    text = _replace(_MANY, text, clause, lambda _: join(context.several[:_MOST_NAMED]))
    text = _replace(_PERSON, text, clause, lambda _: join(context.persons) or context.subject)
    text = _replace(_THAT_ONE, text, clause, lambda _: context.one)
    if context.single not in text or not several:
        text = _replace(_SINGLE, text, clause, lambda _: context.single)
    text = _replace(_GIVEN, text, clause, lambda _: context.given or context.subject)
    text = _replace(_TOLD, text, clause, lambda _: context.told)
    return _replace(_THERE, text, clause, lambda match: _there(match, context))


def _clause(text: str, own: Sequence[Mention]) -> int:
    """Return where the clause ends in which a question names its first thing."""
    if not own:
        return len(text) + 1
    end = _BOUNDARY.search(text, own[0].end)
    return end.start() if end else len(text) + 1


def _owned(name: str) -> str:
    return f"{name}'s" if name else ""


def _reached(match: re.Match[str], context: Context) -> str:
    """Return a turn of phrase with the person or team whom the answer gave."""
    who = join(context.persons) or context.given
    if not who or not asks_for_person(context.question):
        return ""
    group = "them" if match["them"] else "they"
    start, end = match.start(group) - match.start(), match.end(group) - match.start()
    return f"{match[0][:start]}{who}{match[0][end:]}"


def _there(match: re.Match[str], context: Context) -> str:
    """Return the place that was spoken of, with a preposition."""
    where = re.search(r"\bwhere\b", context.question, re.IGNORECASE)
    place = (context.given if where else "") or context.subject
    goes = re.search(
        r"\b(?:go|goes|get|come|going|drive|walk)\s+$", match.string[: match.start()], re.I
    )
    return f"{'to' if goes else 'at'} {place}" if place else ""


def leans_back(text: str) -> bool:
    """Whether a part of a question may speak of what an earlier part gives."""
    return _BACK.search(text) is not None


def leans_behind(text: str, own: Sequence[Mention]) -> bool:
    """Whether a part names something (``own``) before it leans on what was told before."""
    match = _BACK.search(text)
    return match is not None and bool(own) and own[0].start < match.start()


def asked_of(text: str, name: str) -> str:
    """Return a question with a name for what it leans on; behind it where it leans on nothing."""
    match = _BACK.search(text)
    if match is None:
        return f"{text.rstrip(' ?.!')} for {name}?"
    owner = f"{name}'s" if match[0].lower() in _OWN else name
    return f"{text[: match.start()]}{owner}{text[match.end() :]}"


def refers(text: str) -> bool:
    """Whether a question has a pronoun."""
    patterns = (_SINGLE, _MANY, _PERSON, _THAT_ONE, _ITS, _THEIR)
    return any(pattern.search(text) for pattern in patterns)


def of_other_number(text: str, first: str) -> bool:
    """Whether a text has a pronoun that cannot stand for what the one in ``first`` does."""
    many = (_MANY, _THEIR)
    single = (_SINGLE, _ITS, _PERSON)
    return any(
        any(p.search(first) for p in one)
        and not any(p.search(text) for p in one)
        and any(p.search(text) for p in other)
        for one, other in ((many, single), (single, many))
    )


def _replace(
    pattern: re.Pattern[str], text: str, before: int, by: Callable[[re.Match[str]], str]
) -> str:
    """Replace the first match that stands before a place; nothing where there is no word for it."""
    match = pattern.search(text)
    if match is None or match.start() > before:
        return text
    word = by(match)
    return text[: match.start()] + word + text[match.end() :] if word else text


def _which(context: Context) -> str:
    """Return what "which one" chooses from; empty for fewer than two things."""
    items = context.choices
    return f"which of {join(items[:_MOST_NAMED])}" if len(items) > 1 else ""


def _ordinal(match: re.Match[str], context: Context) -> str:
    if _SOME.search(match.string[: match.start()]):
        return ""
    which = match["which"].lower()
    if context.steps and match.group().lower().split()[-1] in {which, "step", "one"}:
        place = -1 if which == "last" else _FIRSTS.get(which, len(context.steps))
        return context.steps[place] if place < len(context.steps) else ""
    if not _picks(match, context):
        return ""
    count = _COUNTS.get((match["count"] or "").lower(), 1)
    first = -count if which in {"last", "latter"} else _FIRSTS[which]
    return join(context.at(first, count))


def _picks(match: re.Match[str], context: Context) -> bool:
    """Whether an ordinal stands for a thing of a list: "the last of them", no "last week"."""
    which, said = match["which"].lower(), match.group().lower()
    last = said.split()[-1]
    bare = last in {which, match["count"]}
    subject = which in {"former", "latter"} or _DOES.search(match.string[: match.start()])
    if bare and not subject and not _PICKS.match(match.string, match.end()):
        return False
    definite = said.startswith("the ") or which in {"former", "latter"} or bool(match["count"])
    return definite and _fits("" if bare else last, context)


def _fits(noun: str, context: Context) -> bool:
    """Whether a noun behind an ordinal, if it is one, can be said of what is picked from.

    There is a choice only among several things; where the noun says their kind ("the last step"),
    the last answer has to have named several of it.
    """
    kinds = find_kinds(noun)
    if kinds and not context.listed_of(kinds):
        return False
    return len(context.items) > 1 or len(context.listed) > 1


def _that(match: re.Match[str], context: Context) -> str:
    """Return what "that pattern" stands for, with what follows the noun.

    A noun such as "type" stands for what the thing that was asked about is called.
    """
    said = match["noun"].split()
    if said[0].lower() == "one":
        return " ".join([context.one, *said[1:]]) if context.one else ""
    if said[0].lower() in _CLASSES and context.new:
        return " ".join([closed(context.new[0].span), *said[1:]])
    for size in range(1, len(said) + 1):
        kinds = find_kinds(" ".join(said[:size]))
        if kinds and (fitting := context.of_kinds(kinds)):
            return " ".join([fitting[0], *said[size:]])
    return ""
