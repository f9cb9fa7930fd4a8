"""The index and the picture of a generation, from the data folder of this process.

With the embedded store an ingest has made both beside the store. A Neo4j is shared, so the ingest
may have run on another machine: what is missing here is then made from the store, for an index is
a cache of it.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import closing, suppress

from api.errors import DataFolderUnusable
from api.leftovers import index_folders, remove_indexes
from api.lock import making_indexes
from api.picture import read_places, write_places
from api.settings import GraphBackend, Settings
from api.wiring import open_cache
from graph.errors import GraphError
from graph.places import places
from graph.snapshot import Snapshot
from graph.store import GraphStore
from retrieval.durable import remove_drafts
from retrieval.embedder import Embedder
from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing
from retrieval.index import Index, build_index, open_index

log = logging.getLogger(__name__)

Places = Mapping[str, tuple[float, float]]


def open_local(settings: Settings, snapshot: Snapshot, embedder: Embedder) -> tuple[Index, Places]:
    """Return index and picture; with a shared store, made here where they are not whole.

    Raises:
        IndexMissing, IndexMismatch, IndexDamaged: the embedded store's are not whole.
        DataFolderUnusable: they cannot be written.
    """
    try:
        return _open(settings, snapshot, embedder)
    except (IndexMissing, IndexMismatch, IndexDamaged) as why:
        if settings.graph_backend is not GraphBackend.NEO4J:
            raise
        log.info("%s Making it here from the store.", why)
    try:
        with making_indexes(settings):
            with suppress(IndexMissing, IndexMismatch, IndexDamaged):
                return _open(settings, snapshot, embedder)  # another process was faster
            _make(settings, snapshot, embedder)
            return _open(settings, snapshot, embedder)
    except OSError as e:
        raise DataFolderUnusable(
            f"The index of {snapshot.generation} cannot be written into {settings.data_dir}"
            f" ({e.strerror or e}): make room, or choose another folder with --data or DATA_DIR."
        ) from e


def remove_unused(settings: Settings, store: GraphStore) -> None:
    """Remove the indexes of generations that a shared store no longer holds."""
    if settings.graph_backend is not GraphBackend.NEO4J:
        return  # the ingest, which runs in this folder, does it
    # Listed before the generations: an index is made only for one that the store holds already.
    folders = index_folders(settings)
    with suppress(GraphError):
        remove_indexes(folders, store.generations())
    remove_drafts(settings.indexes_dir)


def _open(settings: Settings, snapshot: Snapshot, embedder: Embedder) -> tuple[Index, Places]:
    folder = settings.index_folder(snapshot.generation, embedder.fingerprint)
    if not folder.exists():
        raise IndexMissing(
            f"{settings.data_dir} has no index made with the model {embedder.name}: "
            f"run `designbook ingest PATH --embedder {settings.embedder}`, "
            "or use the model that it was ingested with."
        )
    return open_index(folder, snapshot, embedder), read_places(folder)


def _make(settings: Settings, snapshot: Snapshot, embedder: Embedder) -> None:
    folder = settings.index_folder(snapshot.generation, embedder.fingerprint)
    with closing(open_cache(settings, log.info)) as cache:
        build_index(snapshot, embedder, cache, folder)
    write_places(folder, places(snapshot.graph))
