"""The embedding model and the index that was made with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from api.doctor.finding import Finding, ok, problem, refused, warning
from api.local_index import is_copy
from api.picture import read_places
from api.settings import DEFAULT_EMBEDDER, IndexBackend, Settings
from api.wiring import (
    look_at_default_model,
    look_at_neo4j_indexes,
    model_is_ready,
    open_embedder,
    open_indexes,
)
from graph.errors import GraphError
from graph.snapshot import Snapshot
from retrieval.embedding.embedder import Embedder
from retrieval.errors import (
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    ModelUnavailable,
    RetrievalError,
)
from retrieval.indexing.index_store import IndexStore, key_of

if TYPE_CHECKING:
    from graph.neo4j.index import IndexState

_INGEST = "run `designbook ingest PATH` again"


def model(settings: Settings) -> tuple[Finding, Embedder | None]:
    """Look at the model; it is loaded only where that makes nothing."""
    if settings.embedder == DEFAULT_EMBEDDER:
        trouble = _default(settings)
        if trouble is not None:
            return trouble, None
    try:
        if not model_is_ready(settings):
            says = f"{settings.embedder} is not prepared yet"
            return warning("model", says, "the first `designbook ingest PATH` does"), None
        embedder = open_embedder(settings)
    except ModelUnavailable as e:
        return refused("model", e), None
    says = f"{embedder.name} is prepared and whole, fingerprint {embedder.fingerprint[:12]}"
    return ok("model", says), embedder


def _default(settings: Settings) -> Finding | None:
    """Look at the packaged weights and what was made of them; None where all is well."""
    try:
        look = look_at_default_model(settings)
    except ModelUnavailable as e:
        return refused("model", e)
    if not look.is_there:
        says = "its packaged weights have the right hash, but it is not prepared yet"
        return warning("model", says, "the first `designbook ingest PATH` does, in some 2 s")
    if look.trouble:
        says = f"{look.folder} is damaged ({look.trouble})"
        return warning("model", says, "the next ingest or start makes it again")
    return None


def index(settings: Settings, snapshot: Snapshot, embedder: Embedder) -> Finding:
    """Check the index of the live generation against its graph, its model and its own hashes."""
    with closing(open_indexes(settings)) as indexes:
        try:
            found = indexes.open(snapshot, embedder)
            read_places(indexes, key_of(snapshot, embedder))
        except (IndexMissing, IndexMismatch, IndexDamaged) as e:
            if is_copy(settings):
                says = f"this machine's copy of the index is not whole ({str(e).rstrip('.')})"
                return warning("index", says, "the service makes it from the store when it starts")
            return _refused(indexes, snapshot, e)
        except GraphError as e:
            return refused("index", e)
        where = indexes.where
    counts = ", ".join(f"{number} {name}" for name, number in found.manifest.counts.items())
    name = key_of(snapshot, embedder).name
    if settings.index_backend is IndexBackend.NEO4J:
        return ok(
            "index", f"{name} in {where} fits graph and model, no entry is missing ({counts})"
        )
    return ok("index", f"{name} fits graph and model, every file has its hash ({counts})")


def server_indexes(settings: Settings) -> list[Finding]:
    """Look at the server's own indexes, where they are searched."""
    if settings.index_backend is not IndexBackend.NEO4J:
        return []
    try:
        states = look_at_neo4j_indexes(settings)
    except GraphError as e:
        return [refused("neo4j indexes", e)]
    return [_online(states)]


def _online(states: Sequence[IndexState]) -> Finding:
    if not states:
        return warning("neo4j indexes", "none was made yet", "the first ingest makes them")
    failed = [each.name for each in states if each.state == "FAILED"]
    if failed:
        remedy = f"drop them (`DROP INDEX {failed[0]}`) and {_INGEST}"
        return problem("neo4j indexes", f"{', '.join(failed)} cannot be used", remedy)
    building = [f"{each.name} ({each.percent:.0f} %)" for each in states if each.state != "ONLINE"]
    if building:
        says = f"the server is still building {', '.join(building)}"
        return warning("neo4j indexes", says, "wait until it is done")
    kinds = Counter(each.kind.lower() for each in states)
    says = ", ".join(f"{number} {kind}" for kind, number in sorted(kinds.items()))
    return ok("neo4j indexes", f"all are online ({says})")


def _refused(indexes: IndexStore, snapshot: Snapshot, error: RetrievalError) -> Finding:
    if isinstance(error, IndexMissing):
        others = indexes.embedders(snapshot.generation)
        if others:
            says = f"the index of the live generation was made with {', '.join(others)}"
            remedy = f"use that model with --embedder or EMBEDDER, or {_INGEST}"
            return problem("index", says, remedy)
    return refused("index", error)
