"""Sequences: a turn that asks for what comes before or after the thing that was spoken of."""

from __future__ import annotations

import re

from retrieval.question.asking import divide
from retrieval.question.context import Context
from retrieval.question.link import Names
from retrieval.question.substitution import OPENING

_THAT = r"\s+(?:that|it|this|them|him|her)(?:\s+(?:one|step))?"
_SORT = (
    r"level|step|stage|tier|phase|layer|part|rule|line|point|item|priority|severity|round"
    r"|grade|page|chapter|section|class|category|shift|week|day|block|year"
)
"""What follows each other by number or by name."""
_ONWARD = re.compile(
    OPENING + r"(?:(?:what|who|which one)"
    r"(?:'s|\s+(?:comes|is|happens|follows|stands|goes|else comes))?\s+)?"
    rf"(?:the\s+(?:one|{_SORT})\s+(?:right\s+)?(?=after|before))?(?:(?P<after>after(?:{_THAT})?|next|then|follows)"
    rf"|(?P<before>before(?:{_THAT})?))[^\w]*$|^\s*and then[^\w]*$",
    re.IGNORECASE,
)
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDERED = re.compile(
    rf"\bthe\s+(?P<which>{'|'.join(_PLACES)})\s+(?:step|stage|phase|level|tier|round|shift|thing)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(rf"\bthe\s+(?P<which>{'|'.join(_PLACES)}|last)\s+(?!ones?\b)[a-z]", re.I)
_OTHER_PLACE = re.compile(
    OPENING
    + rf"(?:(?:what|how) about\s+)?the\s+(?P<which>{'|'.join(_PLACES)}|last)(?:\s+one)?\W*$",
    re.IGNORECASE,
)
_STEP_ASKED = re.compile(
    OPENING + r"what(?:['’]?s|\s+is|\s+was)\s+the\s+"
    rf"(?P<which>{'|'.join(_PLACES)}|last)(?:\s+(?:one|step))?\W*$",
    re.IGNORECASE,
)
_IS = re.compile(r"\bis\s+")
_NUMBERED = re.compile(
    rf"\b(?:{_SORT})\s+(?P<number>\d{{1,3}})\b",
    re.IGNORECASE,
)
"""One of several that follow each other by number."""
_BESIDE = re.compile(r"\b(?:after|before|next|follows|precedes)\b", re.IGNORECASE)
"""What makes a question ask for the neighbour itself, so that its answer is gone on from."""
_NEXT = re.compile(
    r"\bthe\s+(?P<side>next|following|previous|preceding)\s+"
    r"(?:one|(?P<noun>step|stage|phase|layer|component))\b",
    re.IGNORECASE,
)


def onward(text: str, context: Context, names: Names) -> str | None:
    """Ask for the next step from the one that was answered; None for a turn that does not."""
    match = _ONWARD.match(text)
    if match is None:
        return None
    back = bool(match["before"])
    if beside := _numbered(context.question, back=back) or _ordered(context.question, back=back):
        return beside
    at = _stated(context, names)
    return f"What comes {'before' if back else 'after'} {at}?" if at else ""


def _numbered(question: str, *, back: bool) -> str:
    """Return a question about a level with the one beside it: "who is at level 2"."""
    match = _NUMBERED.search(question)
    if match is None or _BESIDE.search(question):
        return ""
    number = int(match["number"]) + (-1 if back else 1)
    return f"{question[: match.start('number')]}{number}{question[match.end('number') :]}"


def _ordered(question: str, *, back: bool) -> str:
    """Return a question about one of several steps with the one beside it: "the first step"."""
    match = _ORDERED.search(question)
    if match is None or _BESIDE.search(question):
        return ""
    place = _PLACES.index(match["which"].lower()) + (-1 if back else 1)
    if not 0 <= place < len(_PLACES):
        return ""
    return _with_place(question, match, _PLACES[place])


def step_asked(text: str, context: Context) -> str:
    """Ask for one step of the procedure that was told: "what is the last step?"."""
    about = context.topic or context.subject
    match = _STEP_ASKED.match(text) if context.steps and about else None
    return f"What is the {match['which']} step of {about}?" if match else ""


def another_place(text: str, context: Context) -> str:
    """Ask the last question of another one in its order: "the first batch", "and the second?"."""
    other = _OTHER_PLACE.match(text)
    match = _PLACED.search(context.question) if other else None
    return _with_place(context.question, match, other["which"]) if other and match else ""


def _with_place(question: str, match: re.Match[str], place: str) -> str:
    return f"{question[: match.start('which')]}{place}{question[match.end('which') :]}"


def _stated(context: Context, names: Names) -> str:
    """Return the step that the answer states, which may be a sentence; else what is at hand."""
    whole = context.said.strip(" .!?")
    told = (whole, *(whole[match.end() :] for match in _IS.finditer(whole)))
    return next((said for said in told if said and names.exact(said)), context.at_hand)


def next_asked(text: str, context: Context) -> str:
    """Resolve a question about the thing that comes next: "the next step, what does it ask?"."""
    match = _NEXT.search(text)
    steps = [m.span for m in (*context.asked, *context.new) if "step" in m.kinds]
    at = steps[0] if steps else context.at_hand
    if match is None or not at:
        return ""
    side = "after" if match["side"].lower() in {"next", "following"} else "before"
    noun = match["noun"] or next(iter(sorted(kind.lower() for kind in context.kinds)), "step")
    if topic := divide(text).topic:
        clause = text[text.find(topic) + len(topic) :].lstrip(" ,:;–—-")
        return f"Which {noun} comes {side} {at}, and {clause}"
    place = f"the {noun} {side} {at}"
    return f"{text[: match.start()]}{place}{text[match.end() :]}"
