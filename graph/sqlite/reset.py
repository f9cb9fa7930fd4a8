"""Setting a damaged SQLite store aside, so that a new one can take its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

ASIDE = ".damaged"
"""What is added to the file's name; a file that was set aside earlier is replaced."""

_SUFFIXES = ("-wal", "-shm", "")
"""The log first: beside an empty file SQLite would take it for that file's own."""


def is_foreign(path: Path) -> bool:
    """Whether the file is a database that can be read and has no table of ours."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            names = {str(row[0]) for row in db.execute("SELECT name FROM sqlite_schema")}
    except sqlite3.Error:
        return False
    return bool(names) and "generations" not in names


def set_aside(path: Path) -> None:
    """Rename the store with its log; raises ``OSError``."""
    for suffix in _SUFFIXES:
        file = path.with_name(path.name + suffix)
        if file.exists():
            file.replace(path.with_name(path.name + ASIDE + suffix))
