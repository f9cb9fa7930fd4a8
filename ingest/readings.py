"""Readings of files that were read before, so that an unchanged file is not read again.

One SQLite file, keyed by the version of reading, the file's path in the handbook and the SHA-256
of its bytes. It is a cache: a damaged file is made anew, one that cannot be used is done without,
and either is noted; nothing here keeps an ingest from going on or changes what it gives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from ingest.codec import Undecodable, from_bytes, to_bytes
from ingest.facts import Reading
from ingest.version import reading_version

KEPT_RUNS: Final = 5
"""A reading that so many finished ingests in a row did not ask for is removed."""

_BUSY_S: Final = 30.0
"""How long a commit of another process is waited for, in seconds."""
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_CREATE: Final = """
CREATE TABLE IF NOT EXISTS readings (
    version TEXT NOT NULL,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    run INTEGER NOT NULL,  -- the last ingest that asked for it
    reading BLOB NOT NULL,
    PRIMARY KEY (version, path, sha256)
)
"""
_SELECT: Final = "SELECT reading FROM readings WHERE version = ? AND path = ? AND sha256 = ?"
_INSERT: Final = "INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?, ?)"
_TOUCH: Final = "UPDATE readings SET run = ? WHERE version = ? AND path = ? AND sha256 = ?"
_LAST_RUN: Final = "PRAGMA user_version"
_FORGET: Final = "DELETE FROM readings WHERE run <= ? OR version <> ?"


class Readings:
    """Readings by path and hash; use it in one thread and close it."""

    def __init__(self, path: Path, note: Callable[[str], None] | None = None) -> None:
        """Open or make the file at ``path``; ``note`` is told of damage that was mended."""
        self._path = path
        self._note = note
        self._asked: dict[tuple[str, str], None] = {}
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

    def get(self, path: str, sha256: str) -> Reading | None:
        """Return the reading of these bytes under this path, None where there is none."""
        try:
            row = self._connection.execute(_SELECT, (reading_version(), path, sha256)).fetchone()
            reading = from_bytes(row[0]) if row else None
        except sqlite3.Error as error:
            self._recover(error)
            return None
        except (Undecodable, TypeError):
            return None
        if reading is None or [(d.path, d.sha256) for d in reading.documents] != [(path, sha256)]:
            return None
        self._asked[path, sha256] = None
        return reading

    def put(self, reading: Reading) -> None:
        """Keep the reading of one file."""
        (document,) = reading.documents
        key = (document.path, document.sha256)
        try:
            with self._connection:
                row = (reading_version(), *key, self._run(), to_bytes(reading))
                self._connection.execute(_INSERT, row)
        except sqlite3.Error as error:
            self._recover(error)
        self._asked[key] = None

    def finish(self) -> None:
        """Mark what was asked for as used by this ingest, and remove what is long unused."""
        version, run = reading_version(), self._run()
        try:
            with self._connection:
                keys = [(run + 1, version, *key) for key in self._asked]
                self._connection.executemany(_TOUCH, keys)
                self._connection.execute(_FORGET, (run + 1 - KEPT_RUNS, version))
                self._connection.execute(f"{_LAST_RUN} = {run + 1}")
        except sqlite3.Error as error:
            self._recover(error)

    def _run(self) -> int:
        try:
            return int(self._connection.execute(_LAST_RUN).fetchone()[0])
        except sqlite3.Error as error:
            self._recover(error)
            return 0

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(self._path)
        except (OSError, sqlite3.Error) as error:
            return self._reopen(error)

    def _recover(self, error: sqlite3.Error) -> None:
        """Go on after an error: with a new file after damage, without one otherwise."""
        self._connection.close()
        self._connection = self._reopen(error)

    def _reopen(self, error: OSError | sqlite3.Error) -> sqlite3.Connection:
        if isinstance(error, sqlite3.Error) and _is_damage(error):
            try:
                _remove(self._path)
                connection = _connect(self._path)
            except (OSError, sqlite3.Error) as second:
                error = second
            else:
                self._tell(f"The cache of readings {self._path} was damaged and was made anew.")
                return connection
        self._tell(
            f"The cache of readings {self._path} cannot be used ({error}); "
            "every file is read without it."
        )
        return _connect(":memory:")

    def _tell(self, message: str) -> None:
        if self._note is not None:
            self._note(message)


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_S)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_CREATE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_damage(error: sqlite3.Error) -> bool:
    # Extended codes carry the primary one in their low byte.
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGE


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
