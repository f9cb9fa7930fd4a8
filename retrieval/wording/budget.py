"""The budget: how many tokens a day a language model may take, and how many calls at once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

_DAY = 86_400
MOST_AT_ONCE = 16
"""Calls at the same time; each holds a thread and a connection."""


class Budget:
    """Counts tokens of the present day (UTC) in this process; safe to use from many threads.

    A call may begin while any are left, and is booked when it has ended: those under way may go
    over the limit. Nothing outlives the process.
    """

    _day: int

    def __init__(self, tokens_a_day: int = 0, now: Callable[[], float] = time.time) -> None:
        """``tokens_a_day`` of 0 means without limit; ``now`` gives seconds since 1970."""
        self._limit = tokens_a_day
        self._now = now
        self._lock = threading.Lock()
        self._calls = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._day = 0
        self._spent = 0

    @property
    def is_left(self) -> bool:
        """Whether a further call may be made today."""
        return not self._limit or self.spent < self._limit

    @property
    def spent(self) -> int:
        """Tokens of today."""
        with self._lock:
            self._turn()
            return self._spent

    def book(self, tokens: int) -> None:
        """Add what a call has taken."""
        with self._lock:
            self._turn()
            self._spent += tokens

    @contextmanager
    def call(self) -> Generator[bool]:
        """Hold one of the calls at once; gives False where none is free."""
        free = self._calls.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._calls.release()

    def _turn(self) -> None:
        day = int(self._now()) // _DAY
        if day != self._day:
            self._day, self._spent = day, 0
