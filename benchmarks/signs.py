"""What is known of the signals of the decision before anything is fitted.

A signal speaks for an answer or against one; a coefficient of the other sign would fit accidents of
the handbooks at hand. What an earlier fit on more questions found draws each coefficient; a
contradiction is seldom seen, so that one that is new is drawn to a value of its own rather than to
nothing. No coefficient is so great that one signal outweighs all the others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.logistic import Array, Penalty

FOR = frozenset(
    {
        "cosine",
        "best",
        "best_unnamed",
        "gloss",
        "meant_unnamed",
        "covered_named",
        "covered_unnamed",
        "target",
        "kind",
    }
)
"""Signals that speak for an answer; all others speak against one."""
CONTRADICTIONS = frozenset(
    {
        "choice_open",
        "denied",
        "figure_open",
        "foreign",
        "head_open",
        "head_unborne",
        "head_last",
        "listed",
        "narrowed",
        "opposite",
        "orders",
        "other_sort",
        "proper",
        "seldom_head",
        "seldom_named",
        "subject_open",
        "undefined",
        "unknown_named",
    }
)
"""Signals that are 0 or 1, or nearly so, and seldom 1."""
EXPECTED = -2.0
"""What the coefficient of a contradiction is drawn to that no earlier fit knew."""
EARLIER = Path(__file__).with_name("expected.toml")
"""The coefficients of an earlier fit, to which those that it knew are drawn."""
MOST = 3.0
"""The most that one signal can take from the logit, or give to it."""
DECISIVE = frozenset({"orders"})
"""Signals that may decide alone: who gives orders to the one who answers asks no handbook."""
RIDGE = 5.0
"""How firmly they are drawn: of 0.5 to 50 about the best on handbooks that were left out."""


def penalty(names: Sequence[str]) -> Penalty:
    """Return the bounds and the penalty for the signals of these names, behind the bias."""
    most = [MOST * (2.0 if name in DECISIVE else 1.0) for name in names]
    pairs = list(zip(names, most, strict=True))
    lower: Array = np.array([0.0 if name in FOR else -bound for name, bound in pairs])
    upper: Array = np.array([MOST if name in FOR else 0.0 for name in names])
    with EARLIER.open("rb") as file:
        earlier = tomllib.load(file)
    centre: Array = np.array([earlier.get(name, _expected(name, bound)) for name, bound in pairs])
    free = np.array([np.inf])
    return Penalty(
        RIDGE,
        np.concatenate([np.zeros(1), centre]),
        np.concatenate([-free, lower]),
        np.concatenate([free, upper]),
    )


def _expected(name: str, bound: float) -> float:
    return EXPECTED * bound / MOST if name in CONTRADICTIONS else 0.0
