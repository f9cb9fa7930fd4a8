"""The data folder: whether it can be written, and what was left in it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from api.doctor.finding import Finding, ok, problem, warning
from api.settings import Settings
from retrieval.durable import is_draft

_ANOTHER = "correct its permissions, or choose another folder with --data or DATA_DIR"
_SHOWN = 5
"""Names that a line shows."""


def data_folder(settings: Settings) -> Finding:
    """Look whether the data folder can be read and written; nothing is tried out in it."""
    folder = settings.data_dir.absolute()
    if not folder.exists():
        return _absent(folder)
    if not folder.is_dir():
        return problem("data folder", f"{folder} is not a folder", _ANOTHER)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return problem("data folder", f"{folder} cannot be read and written", _ANOTHER)
    sealed = [path.name for path in _files(settings) if not os.access(path, os.R_OK | os.W_OK)]
    if sealed:
        says = f"{', '.join(sealed)} in {folder} cannot be read and written"
        return problem("data folder", says, _ANOTHER)
    return ok("data folder", str(folder))


def _absent(folder: Path) -> Finding:
    above = next(parent for parent in folder.parents if parent.exists())
    if above.is_dir() and os.access(above, os.W_OK | os.X_OK):
        remedy = "the first `designbook ingest PATH` makes it"
        return warning("data folder", f"{folder} is not there yet", remedy)
    return problem("data folder", f"{folder} cannot be made", _ANOTHER)


def leftovers(
    settings: Settings, generations: Collection[str], kept: Collection[str | None]
) -> Finding:
    """Look for what a killed ingest left: generations, index folders, half-written files.

    ``generations`` are those in the store; ``kept`` the live one and the one before it.
    """
    found = [f"generation {generation}" for generation in generations if generation not in kept]
    found += [path.relative_to(settings.data_dir).as_posix() for path in _rests(settings, kept)]
    if not found:
        return ok("leftovers", "none")
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return warning(
        "leftovers",
        ", ".join(found[:_SHOWN]) + more,
        "the next `designbook ingest` removes them, unless one is running now",
    )


def _files(settings: Settings) -> list[Path]:
    named = (settings.store_path, settings.vectors_path, settings.indexes_dir, settings.models_dir)
    return [path for path in named if path.exists()]


def _rests(settings: Settings, kept: Collection[str | None]) -> Iterator[Path]:
    """Yield what no generation to keep owns, in the order of the names."""
    for path in _listed(settings.data_dir):
        if is_draft(path):
            yield path
    for path in _listed(settings.indexes_dir):
        if path.name.partition("-")[0] not in kept:
            yield path
    for path in _listed(settings.models_dir):
        if path.name.startswith("."):
            yield path


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []
