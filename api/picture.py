"""The places of the graph's picture, kept beside the index of their generation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from retrieval.durable import sealed, unsealed
from retrieval.errors import IndexDamaged, IndexMissing

FILE = "places.json"


def write_places(folder: Path, places: Mapping[str, tuple[float, float]]) -> None:
    """Write the places, whole or not at all, in the order of the node ids."""
    ordered = {node: list(places[node]) for node in sorted(places)}
    part = folder / f"{FILE}.part"
    part.write_text(sealed({"places": ordered}), encoding="utf-8")
    part.replace(folder / FILE)


def read_places(folder: Path) -> dict[str, tuple[float, float]]:
    """Return node id to place.

    Raises:
        IndexMissing: they were not written.
        IndexDamaged: the file cannot be read.
    """
    path = folder / FILE
    try:
        stored = unsealed(path.read_bytes())["places"]
        return {node: (float(x), float(y)) for node, (x, y) in stored.items()}
    except FileNotFoundError as e:
        raise IndexMissing(f"{path} is missing: run `designbook ingest` again to make it.") from e
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as e:
        raise IndexDamaged(
            f"{path} cannot be read: run `designbook ingest` again to make it anew."
        ) from e
