"""The manifest of an index: what it was made from, and what tells damage."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any, Final

from graph.snapshot import Snapshot
from retrieval.durable import sealed, unsealed
from retrieval.embedding.embedder import Embedder
from retrieval.errors import IndexDamaged, IndexMismatch
from retrieval.indexing.entries import Entry, fingerprint, ranges
from retrieval.indexing.field_words import Field, to_json

FORMAT: Final = 4
"""Raised whenever an index's files or the rules of ``word_index.stems`` change."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was made from and what it holds."""

    format: int
    generation: str
    embedder: str
    fingerprint: str
    """Of the embedder."""
    dimension: int
    entries: str
    """Hash of the entries."""
    field: str
    """Hash of the words of the field."""
    counts: Mapping[str, int]
    """Channel to the number of its entries."""
    versions: Mapping[str, str]
    """Library to version."""
    files: Mapping[str, str]
    """Each part of the index, a file of its folder where it has one, to its SHA-256."""


def expected(
    snapshot: Snapshot,
    embedder: Embedder,
    found: tuple[Entry, ...],
    field: Field,
    libraries: Iterable[str],
) -> dict[str, Any]:
    """Return every field of the manifest but the files.

    ``libraries`` are those whose version may change what the index means.
    """
    return {
        "format": FORMAT,
        "generation": snapshot.generation,
        "embedder": embedder.name,
        "fingerprint": embedder.fingerprint,
        "dimension": embedder.dimension,
        "entries": fingerprint(found),
        "field": hashlib.sha256(to_json(field).encode()).hexdigest(),
        "counts": {channel.value: len(span) for channel, span in ranges(found).items()},
        "versions": {library: version(library) for library in libraries},
    }


def as_text(manifest: Manifest) -> str:
    """Return a manifest as JSON with a hash over its content."""
    return sealed(asdict(manifest))


def read_manifest(text: bytes, wanted: Mapping[str, object], where: str) -> Manifest:
    """Read what ``as_text`` wrote, and check it against what ``expected`` gives.

    Raises:
        IndexDamaged: it is not what was written.
        IndexMismatch: the index was made from other input. ``where`` says which one it is.
    """
    try:
        stated = unsealed(text)
        differing = sorted(key for key in wanted if stated[key] != wanted[key])
        manifest = Manifest(**stated)
        dict(manifest.files)
    except (ValueError, KeyError, TypeError) as error:
        raise IndexDamaged(
            f"The manifest of {where} cannot be read; ingest again to rebuild it."
        ) from error
    if differing:
        raise IndexMismatch(
            f"{where[:1].upper()}{where[1:]} was made from other input ({', '.join(differing)}); "
            "ingest again to make it, or use the embedder that it was made with."
        )
    return manifest
