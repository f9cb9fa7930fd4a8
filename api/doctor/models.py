"""The embedding model and the index that was made with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from api.doctor.finding import Finding, ok, problem, refused, warning
from api.picture import read_places
from api.settings import DEFAULT_EMBEDDER, GraphBackend, Settings
from api.wiring import look_at_default_model, open_embedder
from graph.snapshot import Snapshot
from retrieval.embedder import Embedder
from retrieval.errors import (
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    ModelUnavailable,
    RetrievalError,
)
from retrieval.index import open_index

_INGEST = "run `designbook ingest PATH` again"


def model(settings: Settings) -> tuple[Finding, Embedder | None]:
    """Look at the model; it is loaded only where that makes nothing."""
    if settings.embedder == DEFAULT_EMBEDDER:
        trouble = _default(settings)
        if trouble is not None:
            return trouble, None
    try:
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
    folder = settings.index_folder(snapshot.generation, embedder.fingerprint)
    try:
        found = open_index(folder, snapshot, embedder)
        read_places(folder)
    except (IndexMissing, IndexMismatch, IndexDamaged) as e:
        if settings.graph_backend is GraphBackend.NEO4J:
            says = f"this machine's copy of the index is not whole ({str(e).rstrip('.')})"
            return warning("index", says, "the service makes it from the store when it starts")
        return _refused(settings, snapshot, e)
    counts = ", ".join(f"{number} {name}" for name, number in found.manifest.counts.items())
    return ok("index", f"{folder.name} fits graph and model, every file has its hash ({counts})")


def _refused(settings: Settings, snapshot: Snapshot, error: RetrievalError) -> Finding:
    if isinstance(error, IndexMissing):
        others = sorted(set(_models_of(settings, snapshot.generation)))
        if others:
            says = f"the index of the live generation was made with {', '.join(others)}"
            remedy = f"use that model with --embedder or EMBEDDER, or {_INGEST}"
            return problem("index", says, remedy)
    return refused("index", error)


def _models_of(settings: Settings, generation: str) -> Iterator[str]:
    """Yield the models that other indexes of a generation were made with."""
    for path in sorted(settings.indexes_dir.glob(f"{generation}-*/manifest.json")):
        stated = _manifest(path)
        if stated.get("generation") == generation:
            yield str(stated.get("embedder"))


def _manifest(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError):
        return {}
