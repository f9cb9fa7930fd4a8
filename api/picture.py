"""The places of the graph's picture, kept beside the index of their generation."""

from __future__ import annotations

from collections.abc import Mapping

from retrieval.durable import sealed, unsealed
from retrieval.errors import IndexDamaged
from retrieval.indexing.index_store import IndexKey, IndexStore

FILE = "places.json"


def write_places(
    indexes: IndexStore, key: IndexKey, places: Mapping[str, tuple[float, float]]
) -> None:
    """Write the places beside an index, in the order of the node ids."""
    ordered = {node: list(places[node]) for node in sorted(places)}
    indexes.put_beside(key, FILE, sealed({"places": ordered}))


def read_places(indexes: IndexStore, key: IndexKey) -> dict[str, tuple[float, float]]:
    """Return node id to place.

    Raises:
        IndexMissing: they were not written.
        IndexDamaged: they cannot be read.
    """
    text = indexes.beside(key, FILE)
    try:
        stored = unsealed(text.encode())["places"]
        return {node: (float(x), float(y)) for node, (x, y) in stored.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise IndexDamaged(
            f"{FILE} of {key.name} in {indexes.where} cannot be read: "
            "run `designbook ingest` again to make it anew."
        ) from e
