"""Conditions: which of several thresholds a question about an amount meets.

"What happens above 7 bar?" is answered by what holds above 6 bar, rather than by what holds below 2
or above 8: of the conditions that are met the nearest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from retrieval.question.intent import Asked
from retrieval.text.quantities import PLAIN, Quantity, quantities

Piece = TypeVar("Piece")
MET, MISSED = 1.5, -0.5
"""What a piece gains that states the nearest condition that is met, and loses with none."""
_SITUATION = re.compile(
    r"\b(?:when|if|happens?|at|above|below|over|under|exceeds?|reaches|drops?|rises?)\b",
    re.IGNORECASE,
)
_CHOICE = re.compile(r"\b(?:which|how (?:many|much|long|often)|list|name)\b", re.IGNORECASE)
"""A question for things or amounts, which is answered by comparing rows."""
_BOUND = re.compile(
    r"(?:(?P<up>\b(?:above|over|more than|greater than|larger than|longer than|higher than|beyond"
    r"|exceed(?:s|ed|ing)?|at least|from)\b|[>≥])"
    r"|(?P<down>\b(?:below|under|less than|fewer than|lower than|shorter than|at most|up to)\b"
    r"|[<≤])"
    r"|(?P<at>\b(?:at|is|are|of|reaches|hits|equals|to|by)\b))?"
    r"\s*(?<![\w.])(?P<value>[€$£]?\d[\d.,]*\s*(?:%|°\s?[CF]?|[A-Za-zµ€$£]+)?)",
    re.IGNORECASE,
)
_UNIT = re.compile(r"[^\d.,\s].*$")


class Side(StrEnum):
    """Where an amount lies."""

    UP = "above"
    DOWN = "below"
    AT = "at"


@dataclass(frozen=True, slots=True)
class Bound:
    """An amount with the side on which another lies that is meant."""

    side: Side
    amount: float
    unit: str
    """The dimension, or the word behind a number of none."""


def bounds(text: str) -> tuple[Bound, ...]:
    """Return the bounds that a text states; a bare amount is one at which something is."""
    found: list[Bound] = []
    for match in _BOUND.finditer(text):
        quantity: Quantity | None = next(iter(quantities(match["value"])), None)
        if quantity is None:
            continue
        unit = _UNIT.search(match["value"])
        word = unit[0].lower() if unit else ""
        side = Side.UP if match["up"] else Side.DOWN if match["down"] else Side.AT
        name = word if quantity.dimension == PLAIN else quantity.dimension
        found.append(Bound(side, quantity.amount, name))
    return tuple(found)


def in_order(
    asked: Asked, pieces: Sequence[Piece], text: Callable[[Piece], str]
) -> list[float] | None:
    """Return what each piece gains or loses by the conditions that it states.

    None where a question tells no amount at which something is the case.
    """
    clause = asked.text
    if not _SITUATION.search(clause) or _CHOICE.search(asked.clause):
        return None
    given = bounds(clause)
    if not given:
        return None
    stated = [[b for b in bounds(text(piece)) if b.side is not Side.AT] for piece in pieces]
    nearest: dict[Bound, float] = {}
    for one in given:
        reached = [abs(b.amount - one.amount) for each in stated for b in each if _meets(one, b)]
        if reached:
            nearest[one] = min(reached)
    return [_gain(given, nearest, each) for each in stated]


def _gain(given: Sequence[Bound], nearest: dict[Bound, float], stated: Sequence[Bound]) -> float:
    alike = [b for b in stated if any(b.unit == one.unit for one in given)]
    if not alike or not nearest:
        return 0.0
    met = any(
        _meets(one, b) and abs(b.amount - one.amount) <= nearest[one]
        for one in nearest
        for b in alike
    )
    return MET if met else MISSED


def _meets(one: Bound, stated: Bound) -> bool:
    """Whether what lies as ``one`` says lies beyond a stated bound as well."""
    if one.unit != stated.unit:
        return False
    if stated.side is Side.UP:
        return one.side is not Side.DOWN and one.amount >= stated.amount
    return one.side is not Side.UP and one.amount <= stated.amount
