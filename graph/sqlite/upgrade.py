"""The tables of an earlier version made into today's, with their rows."""

from __future__ import annotations

import sqlite3

from graph.sqlite import schema as sql
from graph.sqlite.rows import unpack
from graph.sqlite.transaction import transaction, version
from graph.wordings import folded, wordings


def upgrade(db: sqlite3.Connection) -> None:
    """Bring the tables to today's version in one transaction; processes may try it at once.

    Raises ``sqlite3.DatabaseError`` for a list of aliases that is none, and for an edge whose ends
    are not there.
    """
    # A table that is replaced would take along what refers to it. Once a transaction has begun the
    # pragma does nothing: https://sqlite.org/lang_altertable.html#otheralter
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        with transaction(db):
            while (found := version(db)) < sql.VERSION:
                for statement in sql.UPGRADE[found]:
                    db.execute(statement)
                if found == 1:
                    _name(db)
                db.execute(f"PRAGMA user_version = {found + 1}")
    except sqlite3.IntegrityError as error:
        raise sqlite3.DatabaseError(f"an entry is malformed: {error}") from error
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _name(db: sqlite3.Connection) -> None:
    """Write what version 2 searches names by."""
    try:
        rows = [
            (folded(name), wordings(name, unpack(aliases)), row)
            for row, name, aliases in db.execute(sql.UNNAMED)
        ]
    except (ValueError, TypeError) as error:
        raise sqlite3.DatabaseError(f"an entry is malformed: {error}") from error
    db.executemany(sql.NAME_NODE, rows)
