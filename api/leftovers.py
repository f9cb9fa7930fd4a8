"""Removing what no reader uses any more."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from api.settings import Settings
from graph.store import GraphStore
from retrieval.durable import remove_drafts


def remove_old(settings: Settings, store: GraphStore, keep: Iterable[str | None]) -> None:
    """Remove all generations and index folders but those to keep, and abandoned drafts.

    The live generation and the one before it are kept: a reader may still hold the latter.
    """
    kept = set(keep)
    for generation in store.generations():
        if generation not in kept:
            with suppress(ValueError):  # an ingest elsewhere has just made it live
                store.discard(generation)
    remove_indexes(index_folders(settings), kept)
    for folder in (settings.indexes_dir, settings.models_dir):
        remove_drafts(folder)


def remove_indexes(folders: Iterable[Path], kept: Collection[str | None]) -> None:
    """Remove those of the index folders whose generation is not kept."""
    for folder in folders:
        if folder.name.partition("-")[0] not in kept:
            remove_folder(folder)


def index_folders(settings: Settings) -> tuple[Path, ...]:
    """Return the folders of indexes, by name; drafts are left out."""
    if not settings.indexes_dir.is_dir():
        return ()
    return tuple(sorted(f for f in settings.indexes_dir.iterdir() if not f.name.startswith(".")))


def remove_folder(folder: Path) -> None:
    """Remove a folder, where it is there; what cannot be removed is left for the next time."""
    shutil.rmtree(folder, ignore_errors=True)
