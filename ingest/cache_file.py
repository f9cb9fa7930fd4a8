"""A cache in one SQLite file that nothing stands or falls with.

A damaged file is made anew, one that cannot be used is replaced by one in memory, and either is
noted; so what uses a cache goes on without asking what became of it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_BUSY_S: Final = 30.0
"""How long a commit of another process is waited for, in seconds."""
_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class CacheFile:
    """The connection to a cache; use it in one thread and close it."""

    def __init__(
        self,
        path: Path,
        create: str,
        *,
        name: str,
        without: str,
        note: Callable[[str], None] | None = None,
    ) -> None:
        """Open or make the file.

        Args:
            path: the file; its folder is made.
            create: the statement that makes the table where there is none.
            name: what the notes call it: "cache of readings".
            without: what happens while it cannot be used, as a clause.
            note: told of damage that was mended and of a file that cannot be used.
        """
        self._path = path
        self._create = create
        self._title = f"The {name} {path}"
        self._without = without
        self._note = note
        self.connection = self._open()
        """Replaced by ``recover``: ask for it anew after an error."""

    def close(self) -> None:
        """Release the file."""
        self.connection.close()

    def recover(self, error: sqlite3.Error) -> None:
        """Go on after an error: with a new file after damage, without one otherwise."""
        self.connection.close()
        self.connection = self._reopen(error)

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(self._path, self._create)
        except (OSError, sqlite3.Error) as error:
            return self._reopen(error)

    def _reopen(self, error: OSError | sqlite3.Error) -> sqlite3.Connection:
        if isinstance(error, sqlite3.Error) and _is_damage(error):
            try:
                _remove(self._path)
                connection = _connect(self._path, self._create)
            except (OSError, sqlite3.Error) as second:
                error = second
            else:
                self._tell(f"{self._title} was damaged and was made anew.")
                return connection
        self._tell(f"{self._title} cannot be used ({error}); {self._without}.")
        return _connect(":memory:", self._create)

    def _tell(self, message: str) -> None:
        if self._note is not None:
            self._note(message)


def _connect(path: Path | str, create: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_S)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(create)
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


class InCacheFile:
    """What is kept in a cache file, and releases it at the end of a ``with`` block."""

    _file: CacheFile

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
        self._file.close()
