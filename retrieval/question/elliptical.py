"""Elliptical turns: a condition or a choice alone, which the turn before makes a question.

"And if that doesn't help?" asks for the next step, "which is cheaper?" chooses from what was set
side by side.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.question.context import Context
from retrieval.question.link import Names
from retrieval.question.mentions import in_order
from retrieval.question.references import refers
from retrieval.question.standing import stands
from retrieval.question.substitution import OPENING, bare
from retrieval.text.english import join, singular

_CONDITION = re.compile(OPENING + r"(?:what\s+)?if\s+(?P<clause>\S.*?)\W*$", re.IGNORECASE)
_FAILS = re.compile(
    r"^(?:it|that|this|they|these|those|he|she)\s+(?:still\s+)?(?:(?:does|do|did|will|would|is|has)"
    r"\s*(?:n['’]?t|not)|fails?\b|doesnt|dont|didnt|wont)(?:\s+(?:help|work|do|fix|enough|solve)\b.*)?$",
    re.IGNORECASE,
)
"""That what was told is not enough."""
_CHOICE = re.compile(
    OPENING
    + r"which\s+(?:one\s+)?(?P<verb>(?:is|are|was|has|have|does|costs|takes|needs)\b.*?)\W*$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    OPENING + r"(?:the\s+)?(?P<how>\w{3,}(?:er|est)|(?:more|less|most|least)\s+\w+)\s+ones?\W*$",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\binstead$", re.IGNORECASE)
"""What takes the place of something in the last question, whatever that is."""
_MEMBERSHIP = re.compile(
    OPENING + r"(?:is|was|are)\s+(?P<thing>\S.*?)\s+(?:also\s+)?(?:one|any|either)\s+of\s+"
    r"(?:these|those|the)(?:\s+(?:two|three|four|five|\d))?\s+(?P<noun>[a-z]\w+)"
    r"(?:\s*,?\s*or\s+(?:is it\s+)?(?:another|something else|neither|not|none)\b.*)?\W*$",
    re.IGNORECASE,
)
_DIFFERENCE = re.compile(
    OPENING + r"(?:(?:what|where)(?:['’]?s|\s+is)\s+the\s+difference(?:\s+between\s+"
    r"(?:them|these|those|the two|both)(?:\s+two)?)?|how\s+do\s+(?:they|these|those)\s+differ"
    r"|compare\s+(?:them|these|those|both|the two))\W*$",
    re.IGNORECASE,
)
_MOST_COMPARED = 3
_MOST = 8
"""Things from which a question can choose."""


def condition(text: str, context: Context, names: Names) -> str:
    """Write out a turn that is only a condition; empty for any other."""
    match = _CONDITION.match(text)
    if match is None or "," in match["clause"]:
        return ""
    clause = match["clause"]
    if not _FAILS.match(clause):
        return f"What if {clause}{_leaning(clause, context, names)}?"
    if context.new and "step" in context.new[0].kinds:
        return f"What comes after {context.at_hand}?"
    return f"What is the next step for {context.subject}?" if context.subject else ""


def _leaning(clause: str, context: Context, names: Names) -> str:
    """Return what a condition is added to: nothing where it says enough itself."""
    if _INSTEAD.search(clause):
        return f": {bare(context.question)}"
    if stands(clause, names, goes_on=True) or in_order(clause, names):
        return ""
    if context.subject:
        return "" if refers(clause) else f" for {context.subject}"
    return f": {bare(context.question)}"


def choice(text: str, context: Context) -> str:
    """Write out what chooses from several things without naming them; empty for any other."""
    items = context.choices
    if not 1 < len(items) <= _MOST:
        return ""
    if match := _COMPARED.match(text):
        return f"Which of {join(items)} is {match['how']}?"
    if match := _CHOICE.match(text):
        return f"Which of {join(items)} {bare(match['verb'])}?"
    return ""


def membership(text: str) -> str:
    """Write out what asks to which of some sorts a thing belongs; empty for any other.

    "Is rye one of these two types, or another?" asks for the type of rye.
    """
    match = _MEMBERSHIP.match(text)
    return f"Which {singular(match['noun'])} is {match['thing']}?" if match else ""


def difference(text: str, context: Context, spoken: Sequence[tuple[str, str]]) -> str:
    """Write out a turn that asks how things differ without naming them; empty for any other.

    They are those of which the last two questions were asked in the same words (``spoken``, each
    question with its subject), the two or three that the last answer listed, or else the subjects.
    """
    if _DIFFERENCE.match(text) is None:
        return ""
    subjects = list(dict.fromkeys(subject for _, subject in spoken if subject))
    words_left = {question.lower().replace(subject.lower(), "") for question, subject in spoken}
    if len(spoken) > 1 and len(words_left) == 1:
        both = subjects
    else:
        items = context.choices
        both = items if 1 < len(items) <= _MOST_COMPARED else subjects
    return f"What is the difference between {join(both)}?" if len(both) > 1 else ""
