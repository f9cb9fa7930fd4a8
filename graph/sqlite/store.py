"""The embedded store: one SQLite file in WAL mode.

Every call uses a connection of its own, so a store may be used from any thread, after a fork, and
beside other processes; SQLite's locks do the rest. Only readers keep connections between calls.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from graph.errors import NoGraph, StoreDamaged, StoreUnavailable
from graph.generation import generation_of
from graph.model import Graph
from graph.reader import GraphReader
from graph.sqlite import schema as sql
from graph.sqlite.connections import CACHE_KIB, WRITER_CACHE_KIB, IdleConnections
from graph.sqlite.creation import create_tables
from graph.sqlite.queries import SqliteQueries
from graph.sqlite.reset import is_foreign, set_aside
from graph.sqlite.rows import load, one, write
from graph.sqlite.transaction import transaction, version
from graph.sqlite.upgrade import upgrade
from graph.stored_reader import Queries, StoredReader

T = TypeVar("T")

_FOREIGN = "it is another program's database"
_BUSY_SECONDS = 30.0
"""How long a writer waits for another process's write to end."""

# Result codes that speak of the file's place, not of its content: https://sqlite.org/rescode.html
_PLACE = frozenset(
    (
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    )
)


class SqliteStore:
    """``GraphStore`` in the file ``path``; the first ``put`` creates it with its folder.

    Raises ``StoreUnavailable`` where the file cannot be opened, read or written or comes from a
    newer version, ``StoreDamaged`` where it is no store or its content cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle = IdleConnections(path)
        self._closed = False

    def live(self) -> str | None:
        """Return the live generation, None where nothing was published."""
        return self._read(lambda db: one(db, sql.LIVE), empty=None)

    def generations(self) -> tuple[str, ...]:
        """Return all generations, sorted."""
        return self._read(
            lambda db: tuple(str(row[0]) for row in db.execute(sql.GENERATIONS)), empty=()
        )

    def put(self, graph: Graph) -> None:
        """Write a generation in one transaction; nothing happens for one that is there.

        Raises ``ValueError`` for a graph whose edges name nodes or relations that it lacks.
        """
        with self._open(create=True) as db:
            # ``write`` looks up what rows refer to. SQLite would do so again, each target in
            # another page, and that alone would let a large put grow faster than n log n.
            db.execute("PRAGMA foreign_keys = OFF")
            with transaction(db):
                if not one(db, sql.HAS_GENERATION, graph.generation):
                    _write(db, graph)

    def activate(self, generation: str) -> None:
        """Make a generation the live one; raises ``NoGraph`` if it is not there."""
        if not self._is_there():
            raise self._no_graph(generation)
        with self._open(create=True) as db, transaction(db):
            if not one(db, sql.HAS_GENERATION, generation):
                raise self._no_graph(generation)
            db.execute(sql.ACTIVATE, (generation,))

    def load(self, generation: str) -> Graph:
        """Return a generation, checked against its hash."""
        graph = self._read(lambda db: load(db, generation), empty=None)
        if graph is None:
            raise self._no_graph(generation)
        if generation_of(graph) != generation:
            raise self._damaged("its content does not match its hash")
        return graph

    def reader(self, generation: str) -> GraphReader:
        """Return what reads parts of a generation; each question is a transaction of its own."""

        def ask(job: Callable[[Queries], T], /) -> T:
            if not self._is_there():
                raise self._no_graph(generation)
            with self._borrow() as db, transaction(db, "DEFERRED"):
                return self._asked(db, generation, job)

        ask(lambda _: None)
        return StoredReader(generation, ask)

    def discard(self, generation: str) -> None:
        """Remove a generation; raises ``ValueError`` for the live one."""
        if not self._is_there():
            return
        with self._open(create=True) as db, transaction(db):
            if one(db, sql.LIVE) == generation:
                raise ValueError(f"generation {generation} is live; activate another one first")
            db.execute(sql.REMOVE_GENERATION, (generation,))

    def reset(self) -> None:
        """Set a file that cannot be read aside, as ``….damaged``; another program's is refused."""
        self._check_open()
        if is_foreign(self._path):
            raise self._damaged(_FOREIGN, "move it away")
        try:
            set_aside(self._path)
        except OSError as error:
            raise self._unavailable(str(error)) from error

    def close(self) -> None:
        """Refuse further calls, and close the connections of readers."""
        self._closed = True
        self._idle.close()

    def _asked(self, db: sqlite3.Connection, generation: str, job: Callable[[Queries], T]) -> T:
        if version(db) == 0 or not one(db, sql.HAS_GENERATION, generation):
            raise self._no_graph(generation)
        try:
            return job(SqliteQueries(db, generation))
        except (ValueError, TypeError, KeyError) as error:
            raise self._damaged(f"an entry is malformed: {error}") from error

    def _read(self, ask: Callable[[sqlite3.Connection], T], *, empty: T) -> T:
        """Ask in one read transaction; ``empty`` where there is no store yet."""
        if not self._is_there():
            return empty
        with self._open(create=False) as db:
            if version(db) == 0:
                return empty
            with transaction(db, "DEFERRED"):
                return ask(db)

    @contextmanager
    def _open(self, *, create: bool) -> Generator[sqlite3.Connection]:
        """Yield a connection, in the errors of the graph; create the tables where asked."""
        self._check_open()
        with self._in_our_errors():
            if create:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connect(create=create)) as db:
                if create:
                    db.execute(f"PRAGMA cache_size = -{WRITER_CACHE_KIB}")
                self._make_ready(db, create=create)
                yield db

    @contextmanager
    def _borrow(self) -> Generator[sqlite3.Connection]:
        """Yield a connection that is kept for the next one who borrows, unless it fails."""
        with self._in_our_errors():
            file = self._idle.file()
            db = self._idle.take()
            if db is None:
                db = self._connect(create=False)
                db.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            try:
                self._make_ready(db, create=False)
                yield db
            except (sqlite3.Error, OSError):
                db.close()
                raise
            except BaseException:
                self._idle.give(db, file)
                raise
            self._idle.give(db, file)

    @contextmanager
    def _in_our_errors(self) -> Generator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._translated(error) from error
        except OSError as error:
            raise self._unavailable(str(error)) from error

    def _make_ready(self, db: sqlite3.Connection, *, create: bool) -> None:
        """See that the tables are ours and of today's version."""
        self._check_version(db)
        if create:
            create_tables(db, _BUSY_SECONDS)
        if 0 < version(db) < sql.VERSION:
            upgrade(db)

    def _connect(self, *, create: bool) -> sqlite3.Connection:
        address = f"{self._path.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
        # Of several threads, one at a time uses a connection.
        db = sqlite3.connect(
            address,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            uri=True,
            check_same_thread=False,
        )
        db.execute("PRAGMA foreign_keys = ON")
        return db

    def _check_version(self, db: sqlite3.Connection) -> None:
        written = version(db)
        if written > sql.VERSION and one(db, "PRAGMA application_id") == sql.APPLICATION_ID:
            raise StoreUnavailable(
                f"The store {self._path} was written by a newer Designbook (format {written}, this"
                f" one knows {sql.VERSION}); upgrade, or ingest into another data folder."
            )
        foreign = one(db, "PRAGMA application_id") != sql.APPLICATION_ID
        if foreign and (written or one(db, "SELECT COUNT(*) FROM sqlite_schema")):
            raise self._damaged(_FOREIGN, "move it away")

    def _check_open(self) -> None:
        if self._closed:
            raise StoreUnavailable(f"The store {self._path} was closed; open it again.")

    def _is_there(self) -> bool:
        self._check_open()
        try:
            return self._path.exists()
        except OSError as error:
            raise self._unavailable(str(error)) from error

    def _no_graph(self, generation: str) -> NoGraph:
        return NoGraph(
            f"The store {self._path} holds no generation {generation}; run `designbook ingest`"
            " first."
        )

    def _translated(self, error: sqlite3.Error) -> StoreDamaged | StoreUnavailable:
        # The low byte is the primary code; the others tell it more closely.
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in _PLACE:
            return self._unavailable(str(error))
        return self._damaged(str(error))

    def _damaged(self, why: str, first: str = "") -> StoreDamaged:
        return StoreDamaged(
            f"The store {self._path} cannot be read ({why}); {first and f'{first} and '}run"
            " `designbook ingest` again to rebuild it."
        )

    def _unavailable(self, why: str) -> StoreUnavailable:
        return StoreUnavailable(
            f"The store {self._path} cannot be opened ({why}); check that its folder exists, can be"
            " written and has room, or give another data folder."
        )


def _write(db: sqlite3.Connection, graph: Graph) -> None:
    """Write a generation; what breaks a rule of the tables is the graph, or a damaged file."""
    try:
        write(db, graph)
    except sqlite3.IntegrityError as error:
        if one(db, "PRAGMA integrity_check(1)") != "ok":
            raise
        raise ValueError(f"generation {graph.generation} is inconsistent: {error}") from error
