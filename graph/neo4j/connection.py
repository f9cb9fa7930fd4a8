"""The connection to a Neo4j: sessions, transactions, time-outs, and the writers' lock.

The official driver does the work: it pools connections, finds the members of a cluster for
``neo4j://``, sends reading transactions to its replicas, repeats a transaction that met a passing
trouble, and carries bookmarks, so that a process reads what it wrote.
https://neo4j.com/docs/python-manual/current/
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, LiteralString, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    Query,
    Record,
    Session,
    Transaction,
    unit_of_work,
)

from graph.errors import StoreUnavailable
from graph.neo4j import queries as cypher
from graph.neo4j.bookmarks import bookmarks_of
from graph.neo4j.deadline import deadline
from graph.neo4j.errors import Access, BadAddress, WritersBusy, is_timeout, translated

T = TypeVar("T")

# Without a handler Python prints warnings of the driver to standard error, beside our one sentence.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

OLDEST = (5, 26)
"""The first version with dynamic labels in ``CREATE`` and ``MERGE``."""

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")

LOCK_HELD_SECONDS = 6 * 3600.0
"""The longest write; a lock whose holder vanished without a word ends then at the latest."""


class Lock:
    """The writers' lock, and the transaction that holds it."""

    def __init__(self, tx: Transaction, bound: Callable[[], AbstractContextManager[None]]) -> None:
        self._tx = tx
        self._bound = bound

    def run(self, query: LiteralString, **values: object) -> list[Record]:
        """Run a statement in the lock's transaction."""
        with self._bound():
            return list(self._tx.run(query, values))

    def commit(self) -> None:
        """Keep what was run, and release the lock."""
        with self._bound():
            self._tx.commit()

    def release(self) -> None:
        """Undo what was run and not committed, and release the lock."""
        with self._bound():
            self._tx.close()


class Connection:
    """Runs statements in transactions; safe to use from many threads, opened by its first use.

    Everything raises ``StoreUnavailable`` where the server cannot be reached or refuses, at the
    latest when the times for connecting and for the transaction are over, that of a write twice.
    """

    def __init__(self, access: Access) -> None:
        self.access = access
        self._driver: Driver | None = None
        self._closed = False
        self._turn = threading.Lock()
        """Held while ``_driver`` is exchanged, never while the server is asked."""
        self._bookmarks = bookmarks_of(access)

    def read(self, query: LiteralString, **values: object) -> list[Record]:
        """Return the records of a query, from a replica where there is one."""
        return self._work(lambda tx: list(tx.run(query, values)), READ_ACCESS)

    def look(self, job: Callable[[ManagedTransaction], T]) -> T:
        """Run a job of several queries in one reading transaction; it may be run again."""
        return self._work(job, READ_ACCESS)

    def write(self, query: LiteralString, **values: object) -> list[Record]:
        """Run a statement in a transaction of its own, again after a passing trouble."""
        return self._work(lambda tx: list(tx.run(query, values)), WRITE_ACCESS)

    def together(self, job: Callable[[ManagedTransaction], T]) -> T:
        """Run a job in one writing transaction; it may be run again, so it does nothing else."""
        return self._work(job, WRITE_ACCESS)

    @contextmanager
    def locked(self, seconds: float | None = None) -> Generator[Lock]:
        """Hold the writers' lock; what is run on the transaction is committed at the block's end.

        The lock is the server's own, on a node, so it ends with the process that holds it.

        Raises:
            WritersBusy: another process has held it for ``seconds``.
        """
        self._await_writers(self.access.lock_seconds if seconds is None else seconds)
        with translated(self.access):
            driver = self._open()

            def bound() -> AbstractContextManager[None]:
                return self._deadline(driver, self.access.query_seconds)

            with self._session(WRITE_ACCESS, driver) as session:
                with bound():
                    tx = session.begin_transaction(timeout=LOCK_HELD_SECONDS)
                lock = Lock(tx, bound)
                try:
                    lock.run(cypher.LOCK_WRITERS)
                    yield lock
                    lock.commit()
                finally:
                    lock.release()

    def close(self) -> None:
        """Close all connections; further calls are refused."""
        with self._turn:
            self._closed = True
            driver, self._driver = self._driver, None
        if driver is not None:
            driver.close()

    def _work(
        self, job: Callable[[ManagedTransaction], T], mode: str, seconds: float | None = None
    ) -> T:
        timeout = self.access.query_seconds if seconds is None else seconds
        timed = unit_of_work(timeout=timeout)(job)
        # A write is worth a second try of full length after the first was interrupted late.
        patience = timeout if mode == READ_ACCESS else 2 * timeout
        with translated(self.access):
            driver = self._open()
            with self._deadline(driver, patience), self._session(mode, driver) as session:
                run = session.execute_read if mode == READ_ACCESS else session.execute_write
                return run(timed)

    def _deadline(self, driver: Driver, seconds: float) -> AbstractContextManager[None]:
        """Bound a block; time to connect comes on top of that of the transaction."""
        patience = seconds + self.access.connect_seconds
        return deadline(self.access, patience, lambda: self._drop(driver))

    def _drop(self, driver: Driver) -> None:
        """Close a driver whose server is silent; the next call makes another one."""
        with self._turn:
            if self._driver is driver:
                self._driver = None
        driver.close()

    def _await_writers(self, seconds: float) -> None:
        """Take the lock and release it; a transaction that waits too long is ended."""

        def take(tx: ManagedTransaction) -> None:
            tx.run(cypher.LOCK_WRITERS).consume()

        try:
            self._work(take, WRITE_ACCESS, seconds)
        except StoreUnavailable as error:
            if not is_timeout(error.__cause__):
                raise
            raise WritersBusy(
                f"Another ingest is writing into {self.access.name}; wait until it has ended."
            ) from error

    def _session(self, mode: str, driver: Driver) -> Session:
        return driver.session(  # pyright: ignore[reportUnknownMemberType]
            database=self.access.database,
            default_access_mode=mode,
            bookmark_manager=self._bookmarks,
        )

    def _open(self) -> Driver:
        """Return the driver; the first call sees to it that a server is there and new enough."""
        if self._driver is not None:
            return self._driver
        if self._closed:
            raise self._was_closed()
        driver = self._make_driver()
        try:
            self._check_version(driver)
            first = self._keep(driver)
        except BaseException:
            driver.close()
            raise
        if first is not driver:
            driver.close()
        return first

    def _keep(self, driver: Driver) -> Driver:
        """Return the driver to use: this one, unless another thread was faster."""
        with self._turn:
            if self._closed:
                raise self._was_closed()
            if self._driver is None:
                self._driver = driver
            return self._driver

    def _was_closed(self) -> StoreUnavailable:
        return StoreUnavailable(f"The store in {self.access.name} was closed; open it again.")

    def _make_driver(self) -> Driver:
        access = self.access
        if access.uri.partition("://")[0] not in SCHEMES:
            raise BadAddress(f"it begins with none of {', '.join(SCHEMES)}")
        try:
            return GraphDatabase.driver(  # pyright: ignore[reportUnknownMemberType]
                access.uri,
                auth=(access.user, access.password),
                connection_timeout=access.connect_seconds,
                connection_acquisition_timeout=2 * access.connect_seconds,
                max_transaction_retry_time=access.query_seconds,
                # Every second: a pause that doubles each time would outlast the deadline.
                initial_retry_delay=1.0,
                retry_delay_multiplier=1.0,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="designbook",
            )
        except ValueError as error:
            raise BadAddress(str(error)) from error

    def _check_version(self, driver: Driver) -> None:
        """Ask once, without another try, so that a server that is away is noticed at once."""
        ask = Query(cypher.STILL_THERE, timeout=self.access.query_seconds)
        patience = self._deadline(driver, self.access.query_seconds)
        with patience, self._session(READ_ACCESS, driver) as session:
            agent = session.run(ask).consume().server.agent
        found = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if found and (int(found[1]), int(found[2])) < OLDEST:
            raise StoreUnavailable(
                f"{self.access.name} is {agent}, but Designbook needs 5.26 or newer; upgrade it."
            )


def values_of(records: list[Record]) -> list[Any]:
    """Return the first value of each record."""
    return [record[0] for record in records]
