"""Removing what no reader uses any more."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from api.settings import Settings
from graph.store import GraphStore


def remove_old(settings: Settings, store: GraphStore, keep: Iterable[str | None]) -> None:
    """Remove all generations and index folders but those to keep.

    The live generation and the one before it are kept: a reader may still hold the latter.
    """
    kept = set(keep)
    for generation in store.generations():
        if generation not in kept:
            store.discard(generation)
    if settings.indexes_dir.is_dir():
        for folder in sorted(settings.indexes_dir.iterdir()):
            if folder.name.partition("-")[0] not in kept:
                remove_folder(folder)


def remove_folder(folder: Path) -> None:
    """Remove a folder, where it is there; what cannot be removed is left for the next time."""
    shutil.rmtree(folder, ignore_errors=True)
