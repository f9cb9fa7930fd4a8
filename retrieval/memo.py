"""A mapping that computes what is asked of it once, and looks it up as fast as a dictionary."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")


class Memo(dict[_K, _V]):
    """The values of a function that were asked for so far, by ``memo[key]``.

    It never forgets, so its keys are those of one snapshot or of one question. Threads may share
    it: two that ask at the same time may both compute, and keep equal values.
    """

    def __init__(self, compute: Callable[[_K], _V]) -> None:
        super().__init__()
        self._compute = compute

    def __missing__(self, key: _K) -> _V:
        """Compute and keep the value of a key."""
        value = self[key] = self._compute(key)
        return value
