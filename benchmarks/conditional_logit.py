"""Fits linear scores by which the right ones of a choice come first (McFadden, 1974)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

RIDGE = 0.01
"""Penalty on the square of each standardised weight, per choice."""
MOST_STEPS = 40
ENOUGH = 1e-5
"""Greatest change of a standardised weight at which the search ends."""
SMALLEST_STEP = 1e-4
SUFFICIENT = 1e-4
"""Share of the decrease that the slope promises which a step must reach (Armijo)."""

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """What there is to choose from, and what of it is right."""

    features: npt.NDArray[np.float32]
    """Shape (n, d)."""
    right: npt.NDArray[np.bool_]
    """Shape (n,)."""


@dataclass(frozen=True, slots=True)
class _Padded:
    """All choices in arrays of one shape, features standardised."""

    wrong: Array
    """Shape (choices, most wrong options, d); rows beyond a choice's own are 0."""
    closed: Array
    """0 for an option, minus infinity for padding; shape (choices, most wrong options)."""
    right: Array
    """Shape (right options of all choices, d)."""
    choice: npt.NDArray[np.int64]
    """The choice of each right option."""
    weight: Array
    """Of each right option: a choice counts once, however many it has."""


def fit(choices: Sequence[Choice]) -> npt.NDArray[np.float32]:
    """Return one weight for each feature, in the features' own units, shape (d,).

    Choices without a right or without a wrong option are left out; there must be another one.
    """
    everything = np.concatenate([choice.features for choice in choices]).astype(np.float64)
    centre, spread = everything.mean(axis=0), everything.std(axis=0) + 1e-9
    telling = [choice for choice in choices if choice.right.any() and not choice.right.all()]
    padded = _pad(telling, centre, spread)
    weights = np.zeros(len(centre))
    for _ in range(MOST_STEPS):
        slope, curve = _derivatives(weights, padded)
        step: Array = np.linalg.solve(curve, slope).astype(np.float64)
        step *= _length(weights, step, padded, float(slope @ step))
        weights = weights - step
        if np.abs(step).max() < ENOUGH:
            break
    return (weights / spread).astype(np.float32)


def _pad(choices: Sequence[Choice], centre: Array, spread: Array) -> _Padded:
    most = max(int((~choice.right).sum()) for choice in choices)
    wrong = np.zeros((len(choices), most, len(centre)))
    closed = np.full((len(choices), most), -np.inf)
    right: list[Array] = []
    for at, choice in enumerate(choices):
        options = (choice.features - centre) / spread
        mistaken = options[~choice.right]
        wrong[at, : len(mistaken)] = mistaken
        closed[at, : len(mistaken)] = 0.0
        right.append(options[choice.right])
    counts = np.asarray([len(options) for options in right])
    number = np.repeat(np.arange(len(choices)), counts)
    return _Padded(wrong, closed, np.concatenate(right), number, 1.0 / counts[number])


def _loss(weights: Array, padded: _Padded) -> float:
    _, _, logs = _scores(weights, padded)
    ridge = RIDGE * len(padded.wrong)
    return float(padded.weight @ (logs - padded.right @ weights) + 0.5 * ridge * weights @ weights)


def _scores(weights: Array, padded: _Padded) -> tuple[Array, Array, Array]:
    """Return the wrong options' shares among themselves, and two logarithms of sums.

    Those of the wrong options of each choice, and of each right option with them.
    """
    scores = padded.wrong @ weights + padded.closed
    greatest = scores.max(axis=1)
    shares = np.exp(scores - greatest[:, None])
    sums = shares.sum(axis=1)
    logs = np.log(sums) + greatest
    joint = np.logaddexp(logs[padded.choice], padded.right @ weights)
    return shares / sums[:, None], logs, joint


def _derivatives(weights: Array, padded: _Padded) -> tuple[Array, Array]:
    """Return the loss's first and second derivatives, shapes (d,) and (d, d)."""
    shares, _, joint = _scores(weights, padded)
    own = np.exp(padded.right @ weights - joint)
    others = np.einsum("qn,qnd->qd", shares, padded.wrong)[padded.choice]
    mean = (1.0 - own)[:, None] * others + own[:, None] * padded.right
    ridge = RIDGE * len(padded.wrong)
    slope = padded.weight @ (mean - padded.right) + ridge * weights
    counted = np.bincount(padded.choice, padded.weight * (1.0 - own), minlength=len(shares))
    options = padded.wrong * (shares * counted[:, None])[:, :, None]
    curve = np.tensordot(options, padded.wrong, axes=([0, 1], [0, 1]))
    curve += (padded.right * (padded.weight * own)[:, None]).T @ padded.right
    curve -= (mean * padded.weight[:, None]).T @ mean
    return slope, curve + ridge * np.eye(len(weights))


def _length(weights: Array, step: Array, padded: _Padded, promised: float) -> float:
    """Halve a Newton step until it lowers the loss enough."""
    loss = _loss(weights, padded)
    size = 1.0
    while size > SMALLEST_STEP:
        if _loss(weights - size * step, padded) <= loss - SUFFICIENT * size * promised:
            break
        size /= 2
    return size
