"""Readings of files that were read before, so that an unchanged file is not read again.

One SQLite file, keyed by the version of reading, the file's path in the handbook and the SHA-256
of its bytes. It is a cache: a damaged file is made anew, one that cannot be used is done without,
and either is noted; nothing here keeps an ingest from going on or changes what it gives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ingest.cache_file import CacheFile, InCacheFile
from ingest.codec import Undecodable, from_bytes, to_bytes
from ingest.facts import Reading
from ingest.version import reading_version

KEPT_RUNS: Final = 5
"""A reading that so many finished ingests in a row did not ask for is removed."""

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


class Readings(InCacheFile):
    """Readings by path and hash; use it in one thread and close it."""

    def __init__(self, path: Path, note: Callable[[str], None] | None = None) -> None:
        """Open or make the file at ``path``; ``note`` is told of damage that was mended."""
        self._asked: dict[tuple[str, str], None] = {}
        self._file = CacheFile(
            path,
            _CREATE,
            name="cache of readings",
            without="every file is read without it",
            note=note,
        )

    def get(self, path: str, sha256: str) -> Reading | None:
        """Return the reading of these bytes under this path, None where there is none."""
        try:
            row = self._file.connection.execute(
                _SELECT, (reading_version(), path, sha256)
            ).fetchone()
            reading = from_bytes(row[0]) if row else None
        except sqlite3.Error as error:
            self._file.recover(error)
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
            with self._file.connection:
                row = (reading_version(), *key, self._run(), to_bytes(reading))
                self._file.connection.execute(_INSERT, row)
        except sqlite3.Error as error:
            self._file.recover(error)
        self._asked[key] = None

    def finish(self) -> None:
        """Mark what was asked for as used by this ingest, and remove what is long unused."""
        version, run = reading_version(), self._run()
        try:
            with self._file.connection:
                keys = [(run + 1, version, *key) for key in self._asked]
                self._file.connection.executemany(_TOUCH, keys)
                self._file.connection.execute(_FORGET, (run + 1 - KEPT_RUNS, version))
                self._file.connection.execute(f"{_LAST_RUN} = {run + 1}")
        except sqlite3.Error as error:
            self._file.recover(error)

    def _run(self) -> int:
        try:
            return int(self._file.connection.execute(_LAST_RUN).fetchone()[0])
        except sqlite3.Error as error:
            self._file.recover(error)
            return 0
