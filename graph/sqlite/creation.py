"""Making the tables of the SQLite store, while other processes may be making them as well."""

from __future__ import annotations

import sqlite3
import time

from graph.sqlite import schema as sql
from graph.sqlite.transaction import transaction, version


def create_tables(db: sqlite3.Connection, busy_seconds: float) -> None:
    """Create the tables in one transaction, unless they are there; wait for others that long."""
    if version(db):
        return
    _write_ahead(db, busy_seconds)
    with transaction(db):
        if version(db):  # another process was faster
            return
        for statement in sql.CREATE.split(";\n"):
            db.execute(statement)
        db.execute(f"PRAGMA application_id = {sql.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {sql.VERSION}")


def _write_ahead(db: sqlite3.Connection, busy_seconds: float) -> None:
    """Switch to the write-ahead log; while another process does so, SQLite itself does not wait."""
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return
