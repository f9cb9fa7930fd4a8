"""The index and the picture of a generation, as a service opens them.

With the embedded store an ingest has made both beside the store, and with ``INDEX_BACKEND=neo4j``
in the store itself. A Neo4j is shared, so where indexes are files the ingest may have run on
another machine: what is missing here is then made from the store, for an index is a cache of it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import closing, suppress

from api.errors import DataFolderUnusable
from api.lock import making_indexes
from api.picture import read_places, write_places
from api.settings import GraphBackend, IndexBackend, Settings
from api.wiring import open_cache
from graph.errors import GraphError
from graph.places import places
from graph.snapshot import Snapshot
from graph.store import GraphStore
from retrieval.durable import remove_drafts
from retrieval.embedding.embedder import Embedder
from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing
from retrieval.indexing.index import Index
from retrieval.indexing.index_store import IndexStore, key_of
from retrieval.lexicon.terms import load_lexicon

log = logging.getLogger(__name__)

Places = Mapping[str, tuple[float, float]]


def is_copy(settings: Settings) -> bool:
    """Whether the indexes of this process are its own copies, made from a shared store."""
    return (
        settings.graph_backend is GraphBackend.NEO4J
        and settings.index_backend is IndexBackend.FILES
    )


def open_local(
    settings: Settings, indexes: IndexStore, snapshot: Snapshot, embedder: Embedder
) -> tuple[Index, Places]:
    """Return index and picture; copies are made here where they are not whole.

    Raises:
        IndexMissing, IndexMismatch, IndexDamaged: what is no copy is not whole.
        DataFolderUnusable: copies cannot be written.
    """
    try:
        return _open(settings, indexes, snapshot, embedder)
    except (IndexMissing, IndexMismatch, IndexDamaged) as why:
        if not is_copy(settings):
            raise
        log.info("%s Making it here from the store.", why)
    try:
        with making_indexes(settings):
            with suppress(IndexMissing, IndexMismatch, IndexDamaged):
                # Another process may have been faster.
                return _open(settings, indexes, snapshot, embedder)
            _make(settings, indexes, snapshot, embedder)
            return _open(settings, indexes, snapshot, embedder)
    except OSError as e:
        raise DataFolderUnusable(
            f"The index of {snapshot.generation} cannot be written into {settings.data_dir}"
            f" ({e.strerror or e}): make room, or choose another folder with --data or DATA_DIR."
        ) from e


def remove_unused(settings: Settings, indexes: IndexStore, store: GraphStore) -> None:
    """Remove copies of generations that the shared store no longer holds."""
    if not is_copy(settings):
        return  # the ingest does it
    # Listed before the generations: an index is made only for one that the store holds already.
    held = indexes.generations()
    with suppress(GraphError):
        indexes.remove(held.difference(store.generations()))
    remove_drafts(settings.indexes_dir)


def _open(
    settings: Settings, indexes: IndexStore, snapshot: Snapshot, embedder: Embedder
) -> tuple[Index, Places]:
    try:
        index = indexes.open(snapshot, embedder)
    except IndexMissing as e:
        raise IndexMissing(
            f"{indexes.where} has no index made with the model {embedder.name}: "
            f"run `designbook ingest PATH --embedder {settings.embedder}`, "
            "or use the model that it was ingested with."
        ) from e
    return index, read_places(indexes, key_of(snapshot, embedder))


def _make(settings: Settings, indexes: IndexStore, snapshot: Snapshot, embedder: Embedder) -> None:
    with closing(open_cache(settings, log.info)) as cache:
        indexes.build(snapshot, embedder, cache, lexicon=load_lexicon(settings.lexicon_path))
    write_places(indexes, key_of(snapshot, embedder), places(snapshot.graph))
