"""What a process has written to a database and seen in it, shared by all that it opens there.

A bookmark names a transaction; a server that is given it answers once it has caught up with that.
Store and indexes are opened apart, an ingest beside a service, and each is to read what another has
written, also from a replica.
https://neo4j.com/docs/python-manual/current/bookmarks/
"""

from __future__ import annotations

import threading
from weakref import WeakValueDictionary

from neo4j import GraphDatabase
from neo4j.api import BookmarkManager

from graph.neo4j.errors import Access

_managers: WeakValueDictionary[tuple[str, str | None], BookmarkManager] = WeakValueDictionary()
_turn = threading.Lock()


def bookmarks_of(access: Access) -> BookmarkManager:
    """Return the manager of a database, which lasts as long as anybody holds it."""
    key = (access.uri, access.database)
    with _turn:
        manager = _managers.get(key)
        if manager is None:
            manager = _managers[key] = GraphDatabase.bookmark_manager()
        return manager
