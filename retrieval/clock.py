"""Milliseconds of the stages of an answer."""

from __future__ import annotations

import time


class Clock:
    """Books time to stages; what is booked twice adds up."""

    def __init__(self) -> None:
        self._start = self._last = time.perf_counter()
        self._stages: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Book the time since the last lap to a stage."""
        now = time.perf_counter()
        self._stages[stage] = self._stages.get(stage, 0.0) + (now - self._last) * 1000
        self._last = now

    def total(self) -> dict[str, float]:
        """Return all stages with their total, to hundredths."""
        stages = {stage: round(value, 2) for stage, value in self._stages.items()}
        return {**stages, "total": round((time.perf_counter() - self._start) * 1000, 2)}
