"""Readers that ask without a pause while other processes write, and notice every mixture."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.durability.editions import QUESTIONS
from tests.durability.folders import answered

PAUSE = 0.02
"""Seconds between two questions."""


class Reader:
    """Asks in a thread of its own; ``wrong`` holds what should not have been seen."""

    def __init__(self, ask: Callable[[str], str | None]) -> None:
        """``ask`` gives an answer as JSON, None where it was refused in good order."""
        self.wrong: list[str] = []
        self.seen: dict[str, int] = {}
        self.refused = 0
        self._ask = ask
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, name="reader", daemon=True)

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def stop(self) -> None:
        """End after the present question."""
        self._stop.set()
        self._thread.join()

    def _read(self) -> None:
        for question in itertools.cycle(QUESTIONS):
            try:
                answer = self._ask(question)
                if answer is None:
                    self.refused += 1
                else:
                    mark = answered(answer)
                    self.seen[mark] = self.seen.get(mark, 0) + 1
            except BaseException as error:  # noqa: BLE001 (told by the test)
                self.wrong.append(repr(error))
            if self._stop.wait(PAUSE):
                return


@contextmanager
def reading(ask: Callable[[str], str | None]) -> Iterator[Reader]:
    """Ask continually until the block ends, then see that nothing was wrong."""
    reader = Reader(ask)
    reader.start()
    try:
        yield reader
    finally:
        reader.stop()
    assert not reader.wrong, reader.wrong[:3]
    assert reader.seen
