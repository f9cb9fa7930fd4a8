"""What a Neo4j says of itself: version, edition, and how soon it answers."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass

from graph.neo4j import queries as cypher
from graph.neo4j.connection import Connection
from graph.neo4j.errors import Access


@dataclass(frozen=True, slots=True)
class Probe:
    """A server that lets the user in."""

    version: str
    """``Neo4j 5.26.12``"""
    edition: str
    seconds: float
    """Of an empty query over an open connection."""


def probe(access: Access) -> Probe:
    """Ask a server for its version and measure it; raises ``StoreUnavailable``."""
    with closing(Connection(access)) as db:
        found = db.read(cypher.COMPONENTS)
        began = time.perf_counter()
        db.read(cypher.STILL_THERE)
        seconds = time.perf_counter() - began
    version, edition = (str(found[0][key]) for key in ("version", "edition"))
    return Probe(f"Neo4j {version}", edition, seconds)
