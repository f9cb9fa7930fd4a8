"""A deadline over a blocking stream: another thread reads it, the reader waits so long."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from typing import TypeVar, cast

T = TypeVar("T")
_DONE = object()


def within(seconds: float, produce: Callable[[], Iterator[T]]) -> Iterator[T]:
    """Yield what ``produce`` yields in a thread of its own, until ``seconds`` are over.

    A reader that stops early, or is too late, leaves the thread to end at its next item.

    Raises:
        TimeoutError: the stream did not end in time.
        Exception: whatever the stream raised.
    """
    ends = time.monotonic() + seconds
    items: queue.Queue[object] = queue.Queue(maxsize=1000)
    left = threading.Event()

    def put(item: object) -> None:
        while not left.is_set():
            try:
                items.put(item, timeout=0.2)
            except queue.Full:
                continue
            return

    def read() -> None:
        try:
            for item in produce():
                put(item)
                if left.is_set():
                    return
            put(_DONE)
        except Exception as e:  # noqa: BLE001 (raised again where it is read)
            put(_Failure(e))

    threading.Thread(target=read, name="language-model", daemon=True).start()
    try:
        yield from cast("Iterator[T]", _taken(items, ends))
    finally:
        left.set()


class _Failure:
    """What another thread raised."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def _taken(items: queue.Queue[object], ends: float) -> Iterator[object]:
    while True:
        try:
            item = items.get(timeout=max(0.0, ends - time.monotonic()))
        except queue.Empty:
            raise TimeoutError from None
        if item is _DONE:
            return
        if isinstance(item, _Failure):
            raise item.error
        yield item
