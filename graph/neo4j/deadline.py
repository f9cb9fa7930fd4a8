"""A client's deadline for a server that is there and says nothing.

The time-out of a transaction is kept by the server, so one that hangs does not keep it; and the
driver waits for an answer as long as the connection stands. Neo4j tells it at the start of a
connection to give up after two minutes of silence (the hint ``connection.recv_timeout_seconds``);
no setting of the driver makes that shorter, and keep-alive of TCP does not help, for it is the
server's kernel that answers it. What ends the wait is closing the driver from another thread: it
shuts the sockets, which wakes whoever reads from them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from threading import Event, Timer

from graph.errors import StoreAway
from graph.neo4j.errors import Access


@contextmanager
def deadline(access: Access, seconds: float, give_up: Callable[[], None]) -> Generator[None]:
    """Call ``give_up`` in a thread of its own if the block takes longer than ``seconds``.

    Whatever the block raises then is raised as ``StoreAway``, for it comes of the giving up.
    """
    late = Event()

    def cut() -> None:
        late.set()
        give_up()

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    except Exception as error:
        if not late.is_set():
            raise
        raise StoreAway(
            f"{access.name} has not answered for {seconds:g} s; see whether the server hangs, or"
            " raise NEO4J_QUERY_SECONDS."
        ) from error
    finally:
        timer.cancel()
