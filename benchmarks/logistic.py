"""Ridge-penalised logistic regression by Newton's method (Hoerl and Kennard 1970; Cox 1958)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

MOST_STEPS = 40
BIAS = 1e-3
"""Penalty on the first coefficient, which only keeps the steps finite."""
FURTHEST = 30.0
"""Logit from which a probability is 0 or 1 for all purposes."""

Array = npt.NDArray[np.float64]


def fit(x: Array, y: Array, weight: Array, ridge: float) -> Array:
    """Return the coefficients, shape (d,).

    Args:
        x: Rows, shape (n, d); the first column is 1.
        y: 0 or 1 for each row, shape (n,).
        weight: What each row counts, shape (n,).
        ridge: Penalty on the square of each coefficient but the first.
    """
    penalty = np.eye(x.shape[1]) * ridge
    penalty[0, 0] = BIAS
    beta = np.zeros(x.shape[1])
    for _ in range(MOST_STEPS):
        p = probability(x, beta)
        slope = x.T @ (weight * (p - y)) + penalty @ beta
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + penalty
        beta -= np.linalg.solve(curve, slope)
    return beta


def probability(x: Array, beta: Array) -> Array:
    """Return the probability of 1 for each row, shape (n,)."""
    return 1 / (1 + np.exp(-np.clip(x @ beta, -FURTHEST, FURTHEST)))
