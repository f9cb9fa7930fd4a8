"""From settings to parts: the only module that names a concrete store, cache or embedder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from api.settings import GraphBackend, IndexBackend, Settings
from graph.sqlite.store import SqliteStore
from graph.store import GraphStore
from ingest.readings import Readings
from retrieval.embedding.embedder import Embedder
from retrieval.embedding.embedders import Choice, is_ready, look_at_default
from retrieval.embedding.embedders import open_embedder as _open_embedder
from retrieval.embedding.prepared_model import Look, Precision
from retrieval.indexing.index_folders import IndexFolders
from retrieval.indexing.index_store import IndexStore
from retrieval.indexing.vector_cache import VectorCache

if TYPE_CHECKING:
    from graph.neo4j.errors import Access
    from graph.neo4j.index import IndexState
    from graph.neo4j.probe import Probe
    from retrieval.wording.writer import Writer


def open_store(settings: Settings) -> GraphStore:
    """Open the store that the settings name; raises ``StoreDamaged`` or ``StoreUnavailable``."""
    if settings.graph_backend is GraphBackend.NEO4J:
        return _neo4j_store(settings)
    return SqliteStore(settings.store_path)


def open_indexes(settings: Settings) -> IndexStore:
    """Open the place of the indexes that the settings name."""
    if settings.index_backend is IndexBackend.NEO4J:
        from retrieval.indexing.neo4j_index import Neo4jIndexStore  # noqa: PLC0415 (the driver, as below)

        return Neo4jIndexStore(_neo4j_access(settings))
    return IndexFolders(settings.indexes_dir, settings.index_folder)


def open_cache(settings: Settings, note: Callable[[str], None] | None = None) -> VectorCache:
    """Open the cache of vectors; ``note`` is told of damage that was mended."""
    return VectorCache(settings.vectors_path, note)


def open_readings(settings: Settings, note: Callable[[str], None] | None = None) -> Readings:
    """Open the cache of readings; ``note`` is told of damage that was mended."""
    return Readings(settings.readings_path, note)


def open_embedder(settings: Settings, note: Callable[[str], None] | None = None) -> Embedder:
    """Load the model; raises ``ModelUnavailable``. ``note`` is told of what takes long."""
    return _open_embedder(_choice(settings), settings.models_dir, note)


def model_is_ready(settings: Settings) -> bool:
    """Whether a model given by name or path was prepared already; raises ``ModelUnavailable``."""
    return is_ready(_choice(settings), settings.models_dir)


def open_writer(settings: Settings) -> Writer | None:
    """Set up the language model that words answers, if there is one.

    Raises ``LanguageModelUnavailable``.
    """
    if not settings.language_model:
        return None
    # Imported here: LangChain takes its time, and most installations use no language model.
    from retrieval.langchain.chat_model import open_chat_model  # noqa: PLC0415
    from retrieval.wording.budget import Budget  # noqa: PLC0415
    from retrieval.wording.writer import Writer  # noqa: PLC0415

    model = open_chat_model(
        settings.language_model,
        api_key=settings.openai_api_key.get_secret_value(),
        base_url=settings.openai_base_url,
        seconds=settings.llm_timeout,
        most_tokens=settings.llm_max_tokens,
    )
    return Writer(
        model,
        seconds=settings.llm_timeout,
        most_tokens=settings.llm_max_tokens,
        budget=Budget(settings.llm_tokens_per_day),
    )


def look_at_default_model(settings: Settings) -> Look:
    """Look at the default model, making nothing; raises ``ModelUnavailable``."""
    return look_at_default(settings.models_dir, Precision(settings.embedder_precision))


def probe_neo4j(settings: Settings) -> Probe:
    """Ask the Neo4j of the settings what it is; raises ``StoreUnavailable``."""
    from graph.neo4j.probe import probe  # noqa: PLC0415

    return probe(_neo4j_access(settings))


def _choice(settings: Settings) -> Choice:
    threads = settings.embedder_threads or None
    return Choice(settings.embedder, Precision(settings.embedder_precision), threads)


def look_at_neo4j_indexes(settings: Settings) -> tuple[IndexState, ...]:
    """Ask the Neo4j of the settings for its own indexes; raises ``StoreUnavailable``."""
    from graph.neo4j.index import Neo4jIndexes  # noqa: PLC0415

    with closing(Neo4jIndexes(_neo4j_access(settings))) as indexes:
        return indexes.states()


def _neo4j_store(settings: Settings) -> GraphStore:
    # Imported here: the driver takes its time, and most installations never use it.
    from graph.neo4j.store import Neo4jStore  # noqa: PLC0415

    return Neo4jStore(_neo4j_access(settings))


def _neo4j_access(settings: Settings) -> Access:
    from graph.neo4j.errors import Access  # noqa: PLC0415

    return Access(
        settings.neo4j_uri,
        settings.neo4j_username,
        settings.neo4j_password.get_secret_value(),
        settings.neo4j_database or None,
        settings.neo4j_connect_seconds,
        settings.neo4j_query_seconds,
    )
