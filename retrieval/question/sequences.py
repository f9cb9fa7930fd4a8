"""Sequences: a turn that asks for what comes before or after the thing that was spoken of."""

from __future__ import annotations

import re

from retrieval.question.asking import divide
from retrieval.question.context import Context
from retrieval.question.substitution import OPENING

_THAT = r"\s+(?:that|it|this|them)(?:\s+(?:one|step))?"
_ONWARD = re.compile(
    OPENING + r"(?:(?:what|who|which one)"
    r"(?:'s|\s+(?:comes|is|happens|follows|stands|goes|else comes))?\s+)?"
    rf"(?:(?P<after>after(?:{_THAT})?|next|then|follows)"
    rf"|(?P<before>before(?:{_THAT})?))[^\w]*$|^\s*and then[^\w]*$",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\bthe\s+(?P<side>next|following|previous|preceding)\s+"
    r"(?:one|(?P<noun>step|stage|phase|layer|component))\b",
    re.IGNORECASE,
)


def onward(text: str, context: Context) -> str | None:
    """Ask for the next step from the one that was answered; None for a turn that does not."""
    match = _ONWARD.match(text)
    if match is None:
        return None
    at = context.at_hand
    if not at:
        return ""
    return f"What comes {'before' if match['before'] else 'after'} {at}?"


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
