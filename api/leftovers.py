"""Removing what no reader uses any more."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from api.settings import Settings
from graph.store import GraphStore
from retrieval.durable import remove_drafts
from retrieval.indexing.index_store import IndexStore


def remove_old(
    settings: Settings, store: GraphStore, indexes: IndexStore, keep: Iterable[str | None]
) -> None:
    """Remove all generations and indexes but those to keep, and abandoned drafts.

    The live generation and the one before it are kept: a reader may still hold the latter.
    """
    kept = set(keep)
    for generation in store.generations():
        if generation not in kept:
            with suppress(ValueError):  # an ingest elsewhere has just made it live
                store.discard(generation)
    indexes.remove(indexes.generations() - kept)
    for folder in (settings.indexes_dir, settings.models_dir):
        remove_drafts(folder)
