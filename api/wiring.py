"""From settings to parts: the only module that names a concrete store, cache or embedder."""

from __future__ import annotations

from collections.abc import Callable

from api.settings import GraphBackend, Settings
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from retrieval.embedder import Embedder
from retrieval.embedders import open_embedder as _open_embedder
from retrieval.vector_cache import VectorCache


def open_store(settings: Settings) -> GraphStore:
    """Open the store that the settings name; raises ``StoreDamaged`` or ``StoreUnavailable``."""
    if settings.graph_backend is GraphBackend.NEO4J:
        return _neo4j_store(settings)
    return SqliteStore(settings.store_path)


def open_cache(settings: Settings, note: Callable[[str], None] | None = None) -> VectorCache:
    """Open the cache of vectors; ``note`` is told of damage that was mended."""
    return VectorCache(settings.vectors_path, note)


def open_embedder(settings: Settings, note: Callable[[str], None] | None = None) -> Embedder:
    """Load the model; raises ``ModelUnavailable``. ``note`` is told of what takes long."""
    return _open_embedder(settings.embedder, settings.models_dir, note)


def _neo4j_store(settings: Settings) -> GraphStore:
    # Imported here: the driver takes its time, and most installations never use it.
    from graph.neo4j_errors import Access  # noqa: PLC0415
    from graph.neo4j_store import Neo4jStore  # noqa: PLC0415

    return Neo4jStore(
        Access(
            settings.neo4j_uri,
            settings.neo4j_username,
            settings.neo4j_password.get_secret_value(),
            settings.neo4j_database or None,
            settings.neo4j_connect_seconds,
            settings.neo4j_query_seconds,
        )
    )
