"""The garbage collector's pauses while much is made and nothing is dropped."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def collection_paused() -> Generator[None]:
    """Keep the cyclic collector from running inside.

    What reading makes is kept, and holds no cycles. Each collection would walk all of it again, in
    vain: about a third of the time, and more the larger a file is. Memory is freed by reference
    counts as ever.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
