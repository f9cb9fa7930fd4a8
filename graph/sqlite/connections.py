"""Connections of the SQLite store that wait for the next question.

A new connection costs a quarter of a millisecond and begins with an empty page cache; one that is
used again answers from memory. Writers, and whoever reads a whole generation, open their own.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import weakref
from pathlib import Path

KEPT = 8
"""Connections at most that wait; more are closed after use."""
CACHE_KIB = 16_384
"""Page cache of each, filled as pages are read."""
WRITER_CACHE_KIB = 65_536
"""Page cache of a writer: holds the index by target of some three million edges."""

_File = tuple[int, int, int]
"""Process, device and number of the file: a connection is of use for no other."""


class IdleConnections:
    """Connections to the file at a path; safe to use from many threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._idle: list[tuple[_File, sqlite3.Connection]] = []
        self._copied: list[sqlite3.Connection] = []
        self._finalizer = weakref.finalize(self, _close_all, self._idle)

    def take(self) -> sqlite3.Connection | None:
        """Return a connection to the file that is there now, None where one must be opened.

        Raises ``OSError`` where the file cannot be looked at.
        """
        wanted = _file(self._path)
        while True:
            with self._turn:
                if not self._idle:
                    return None
                file, db = self._idle.pop()
            if file == wanted:
                return db
            if file[0] == wanted[0]:
                db.close()
            else:  # a fork's copy, whose closing is the parent's: https://sqlite.org/howtocorrupt.html
                self._copied.append(db)

    def give(self, db: sqlite3.Connection, file: _File) -> None:
        """Take a connection back whose last transaction has ended."""
        with self._turn:
            if len(self._idle) < KEPT and self._finalizer.alive:
                self._idle.append((file, db))
                return
        db.close()

    def file(self) -> _File:
        """Return what a connection opened now is to; raises ``OSError``."""
        return _file(self._path)

    def close(self) -> None:
        """Close those that wait; what is given back later is closed at once."""
        with self._turn:
            self._finalizer()


def _close_all(idle: list[tuple[_File, sqlite3.Connection]]) -> None:
    while idle:
        file, db = idle.pop()
        if file[0] == os.getpid():
            db.close()


def _file(path: Path) -> _File:
    found = path.stat()
    return os.getpid(), found.st_dev, found.st_ino
