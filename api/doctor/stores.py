"""The store: whether it opens, what is live in it, and the Neo4j behind it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from api.doctor.finding import Finding, ok, problem, refused, warning
from api.history import generation_before
from api.settings import GraphBackend, Settings
from api.wiring import open_store, probe_neo4j
from graph.errors import GraphError
from graph.snapshot import Snapshot

SLOW = 0.5
"""Seconds for one empty query; a server near by needs some milliseconds."""
_INGEST = "run `designbook ingest PATH`"


@dataclass(frozen=True, slots=True)
class Stored:
    """What could be read from the store."""

    findings: tuple[Finding, ...]
    snapshot: Snapshot | None = None
    """Of the live generation, None where there is none or it cannot be read."""
    generations: tuple[str, ...] = ()
    kept: tuple[str | None, ...] = ()
    """The live generation and the one before it."""


def neo4j(settings: Settings) -> list[Finding]:
    """Reach the Neo4j, where the graph is kept in one."""
    if settings.graph_backend is not GraphBackend.NEO4J:
        return []
    try:
        probe = probe_neo4j(settings)
    except GraphError as e:
        return [refused("neo4j", e)]
    says = (
        f"{probe.version} ({probe.edition}) at {settings.neo4j_uri}, answers within"
        f" {probe.seconds * 1000:.0f} ms, user {settings.neo4j_username} is let in"
    )
    if probe.seconds > SLOW:
        return [warning("neo4j", says, "move the service nearer to it, or lighten its load")]
    return [ok("neo4j", says)]


def store(settings: Settings) -> Stored:
    """Open the store and read the live generation."""
    embedded = settings.graph_backend is GraphBackend.EMBEDDED
    where = str(settings.store_path) if embedded else settings.neo4j_uri
    try:
        with closing(open_store(settings)) as opened:
            live = opened.live()
            generations = opened.generations()
            if live is None:
                return Stored((_nothing_live(where, generations),), generations=generations)
            kept = (live, generation_before(settings, opened))
            return _read(where, Snapshot(opened.load(live)), generations, kept)
    except GraphError as e:
        return Stored((refused("store", e),))


def _read(
    where: str, snapshot: Snapshot, generations: tuple[str, ...], kept: tuple[str | None, ...]
) -> Stored:
    graph = snapshot.graph
    counts = f"{len(graph.nodes)} nodes, {len(graph.edges)} edges, source files: {len(graph.files)}"
    found = (
        ok("store", f"{where} opens, generations kept: {len(generations)}"),
        ok("generation", f"{graph.generation} is live: {counts}; its content matches its hash"),
    )
    return Stored(found, snapshot, generations, kept)


def _nothing_live(where: str, generations: tuple[str, ...]) -> Finding:
    if generations:
        return problem("store", f"{where} holds generations, but none is live", _INGEST)
    return warning("store", f"nothing has been ingested into {where}", _INGEST)
