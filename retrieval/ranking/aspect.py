"""Aspects: whether what is asked about a thing is what would be said of it.

A question names things and asks something about them. Where the handbook knows the things, a near
miss differs from a question that it answers only in the rest: "How do I install Triton?" and
"Where is Triton listed?". These signals look at that rest.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from retrieval.question.intent import Asked, Intent, aspects, wordings
from retrieval.text.words import Vocabulary

_PERSON = re.compile(
    r"\W*(?:who|whom|whose|which (?:company|team|person|author|vendor|engineer|role))\b", re.I
)
_DURATION = re.compile(
    r"\bhow (?:long|often|frequently|soon|old)\b|\bwhen (?:was|were|did|will)\b|\bwhich year\b",
    re.I,
)
_TIME = re.compile(
    r"\b(?:(?:milli)?seconds?|minutes?|min|hours?|days?|weeks?|months?|years?|daily|weekly|monthly"
    r"|nightly|hourly|periodic\w*|once|\d{4})\b",
    re.I,
)
_AMOUNT = re.compile(r"\bhow (?:much|many)\b|\bwhat (?:percent|share|size|price|rate)", re.I)
_HEAVY = 10.0
"""Weight of unexplained words from which more of them say nothing more."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question beside what would be said."""

    asked: Asked
    terms: Sequence[str]
    taken: Collection[str]
    """Stems of the names that the question holds."""
    said: frozenset[str]
    """Stems of what would be said."""
    text: str
    """What would be said, in words."""
    named: float
    """How surely the question names something, 0 to 1."""


def signals(ask: Ask, vocabulary: Vocabulary) -> dict[str, float]:
    """Return the signals, name to a number from 0 to 1."""
    everyday = wordings()

    def explained(term: str) -> bool:
        return term in ask.said or everyday.get(term, term) in ask.said

    asked, named, taken = ask.asked, ask.named, set(ask.taken)
    rest = [term for term in ask.terms if term not in taken]
    left = [term for term in rest if not explained(term)]
    share = 1.0 - vocabulary.share(left, rest) if rest else 1.0
    aims = [term for term in asked.target if term not in taken]
    aim = float(bool(aims) and not asked.kinds and not any(map(explained, aims)))
    how = asked.wants(Intent.HOW) and not asked.wants(Intent.COMPARE)
    return {
        "rest": share * named,
        "rest_none": float(not rest) * named,
        "rest_weight": min(1.0, vocabulary.total(left) / _HEAVY) * named,
        "aim_open": aim * named,
        "aim_open_unnamed": aim * (1.0 - named),
        "how_open": how * (1.0 - share) * named,
        "aspect": float(any(term in aspects() for term in left)),
        "person": float(bool(_PERSON.match(asked.clause))),
        "time": float(bool(_DURATION.search(asked.clause)) and not _TIME.search(ask.text)),
        "amount": _amount(ask),
        "single": float(len(ask.terms) <= 1),
    }


def _amount(ask: Ask) -> float:
    """Return whether a number is asked for that is neither said nor to be counted."""
    counted = ask.asked.wants(Intent.COUNT) and ask.asked.kinds
    said = re.search(r"[\d%]", ask.text)
    return float(bool(_AMOUNT.search(ask.asked.clause)) and not said and not counted)
