"""Killing an ingest at a random moment, spread over its stages."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from api.progress import Stage
from tests.durability.editions import MARKS
from tests.durability.nursery import Command, Nursery


@dataclass(slots=True)
class Ingests:
    """Ingests editions of the handbook in turn, some of them to their end."""

    program: Nursery
    books: dict[str, Path]
    environment: dict[str, str]
    random: random.Random = field(default_factory=random.Random)
    live: str = ""
    """Mark of the last edition whose ingest reported success."""
    kills: dict[str, int] = field(default_factory=dict[str, int])
    """Stage to the number of ingests that were killed in it."""
    _seconds: dict[str, float] = field(default_factory=dict[str, float])

    def start(self, mark: str, **more: str) -> Command:
        """Start an ingest of an edition, with more variables where they are given."""
        return self.program.start("ingest", self.books[mark], **{**self.environment, **more})

    def finish(self, mark: str) -> Command:
        """Ingest an edition to the end; the times of its stages guide the kills."""
        command = self.start(mark)
        began, last = time.monotonic(), ""
        for stage in Stage:
            if not command.await_line(stage):
                break
            now = time.monotonic()
            if last:
                self._seconds[last] = now - began
            began, last = now, stage
        code = command.wait()
        self._seconds[last] = time.monotonic() - began
        assert code == 0, command.stderr
        self.live = mark
        return command

    def next(self) -> str:
        """Return the mark of an edition other than the live one."""
        return self.random.choice([mark for mark in MARKS if mark != self.live])

    def moment(self, command: Command, stages: tuple[Stage, ...] = tuple(Stage)) -> str:
        """Wait for a random moment of a random stage; gives the stage."""
        stage = self.random.choice(stages)
        command.await_line(stage)
        time.sleep(self.random.uniform(0, 1.2 * self._seconds.get(stage, 0.05)))
        return stage

    def kill(self, mark: str) -> bool:
        """Kill an ingest of an edition at a random moment; tells whether it was still running."""
        command = self.start(mark)
        stage = self.moment(command)
        command.kill()
        code = command.wait()
        if code == 0:
            self.live = mark
            return False
        assert code < 0, command.stderr
        self.kills[stage] = self.kills.get(stage, 0) + 1
        return True
