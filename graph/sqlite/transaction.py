"""A transaction of the SQLite store, and the version of its tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def transaction(db: sqlite3.Connection, kind: str = "IMMEDIATE") -> Generator[None]:
    """Run a block in a transaction: committed at its end, rolled back by any exception."""
    db.execute(f"BEGIN {kind}")
    try:
        yield
    except BaseException:
        db.rollback()
        raise
    db.commit()


def version(db: sqlite3.Connection) -> int:
    """Return the version of the tables, 0 where there are none."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])
