"""Logistic regression with a ridge penalty and bounds (Cox 1958; Hoerl and Kennard 1970).

The minimum within the bounds is found by projected Newton steps (Bertsekas, SIAM J. Control Optim.
1982): coefficients at a bound that the slope pushes against are held, the others take a Newton
step, which is cut to the bounds and halved until it descends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MOST_STEPS = 60
MOST_HALVINGS = 20
BIAS = 1e-3
"""Penalty on the first coefficient, which only keeps the steps finite."""
FURTHEST = 30.0
"""Logit from which a probability is 0 or 1 for all purposes."""
_SETTLED = 1e-7
"""Change of a coefficient from which a further step is taken."""

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Penalty:
    """What is known of coefficients beforehand; each array has shape (d,)."""

    ridge: float
    """Penalty on the squared distance of each coefficient but the first from its centre."""
    centre: Array
    lower: Array
    upper: Array


def unbounded(number: int, ridge: float) -> Penalty:
    """Return a penalty that draws ``number`` coefficients to nothing and bounds none."""
    bound = np.full(number, np.inf)
    return Penalty(ridge, np.zeros(number), -bound, bound)


def fit(x: Array, y: Array, weight: Array, penalty: Penalty) -> Array:
    """Return the coefficients, shape (d,), within their bounds.

    Args:
        x: Rows, shape (n, d); the first column is 1.
        y: 0 or 1 for each row, shape (n,).
        weight: What each row counts, shape (n,).
        penalty: What is known of the coefficients.
    """
    ridge = np.full(x.shape[1], penalty.ridge)
    ridge[0] = BIAS
    beta = np.clip(np.zeros(x.shape[1]), penalty.lower, penalty.upper)

    def loss(at: Array) -> float:
        logit = x @ at
        missed = weight @ (np.logaddexp(0.0, logit) - y * logit)
        return float(missed + ridge @ (at - penalty.centre) ** 2 / 2)

    for _ in range(MOST_STEPS):
        p = probability(x, beta)
        slope = x.T @ (weight * (p - y)) + ridge * (beta - penalty.centre)
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        held = ((beta <= penalty.lower) & (slope > 0)) | ((beta >= penalty.upper) & (slope < 0))
        step = np.zeros_like(beta)
        step[~held] = np.linalg.solve(curve[np.ix_(~held, ~held)], slope[~held])
        least, size = loss(beta), 1.0
        for _ in range(MOST_HALVINGS):
            further = np.clip(beta - size * step, penalty.lower, penalty.upper)
            if loss(further) < least:
                break
            size /= 2
        else:
            return beta
        done = float(np.max(np.abs(further - beta))) < _SETTLED
        beta = further
        if done:
            return beta
    return beta


def probability(x: Array, beta: Array) -> Array:
    """Return the probability of 1 for each row, shape (n,)."""
    return 1 / (1 + np.exp(-np.clip(x @ beta, -FURTHEST, FURTHEST)))
