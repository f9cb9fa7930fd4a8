"""Vectors that were computed before, so that a text is embedded once for each model.

One SQLite file, keyed by the embedder's fingerprint and the SHA-256 of the text. It is a cache:
a damaged file is made anew, one that cannot be used is done without, and either is noted; nothing
here keeps an ingest from going on. A vector stands with its CRC-32, so that one in which a bit has
changed is computed again.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from ingest.cache_file import CacheFile, InCacheFile
from retrieval.embedding.embedder import Embedder, Progress, Vectors

BATCH_TEXTS: Final = 256
"""Texts embedded between two commits: what an interruption can cost."""

_LOOKUP_KEYS: Final = 500
"""Keys of one query, below SQLite's oldest limit of 999 parameters."""

_CHECK_BYTES: Final = 4

_CREATE: Final = """
CREATE TABLE IF NOT EXISTS vectors (
    fingerprint TEXT NOT NULL,
    text_sha256 BLOB NOT NULL,
    vector BLOB NOT NULL,  -- little-endian float32, then their CRC-32
    PRIMARY KEY (fingerprint, text_sha256)
) WITHOUT ROWID
"""
_SELECT: Final = "SELECT text_sha256, vector FROM vectors WHERE fingerprint = ? AND text_sha256 IN "
_INSERT: Final = "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)"


class VectorCache(InCacheFile):
    """Embeds what it has not seen; use it in one thread and close it."""

    def __init__(self, path: Path, note: Callable[[str], None] | None = None) -> None:
        """Open or make the file at ``path``; ``note`` is told of damage that was mended."""
        self._file = CacheFile(
            path,
            _CREATE,
            name="vector cache",
            without="vectors are computed without it",
            note=note,
        )

    def embed(
        self, embedder: Embedder, texts: Sequence[str], progress: Progress | None = None
    ) -> Vectors:
        """Return one unit row for each text, shape (n, d), in order; only new ones are computed.

        New vectors are committed every ``BATCH_TEXTS`` texts, so an interruption keeps the rest.
        ``progress`` counts the distinct new texts alone and is not called when there are none.
        """
        keys = [_key(text) for text in texts]
        distinct = dict(zip(keys, texts, strict=True))
        known = self._lookup(embedder, list(distinct))
        # By length, so that the batches that the embedder sees are alike in length too.
        new = sorted((key for key in distinct if key not in known), key=lambda k: len(distinct[k]))
        for start in range(0, len(new), BATCH_TEXTS):
            batch = new[start : start + BATCH_TEXTS]
            rows = embedder.embed(
                [distinct[key] for key in batch], _shifted(progress, start, len(new))
            )
            known.update(zip(batch, rows, strict=True))
            self._store(embedder.fingerprint, batch, rows)
        if not keys:
            return np.empty((0, embedder.dimension), dtype=np.float32)
        return np.stack([known[key] for key in keys])

    def _lookup(self, embedder: Embedder, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        try:
            return dict(self._stored(embedder, keys))
        except sqlite3.Error as error:
            self._file.recover(error)
            return {}

    def _stored(self, embedder: Embedder, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Vectors]]:
        """Yield the keys that are there with their vectors, damaged vectors left out."""
        for start in range(0, len(keys), _LOOKUP_KEYS):
            part = keys[start : start + _LOOKUP_KEYS]
            query = f"{_SELECT}({', '.join('?' * len(part))})"
            for key, blob in self._file.connection.execute(query, (embedder.fingerprint, *part)):
                vector = _decode(blob, embedder.dimension)
                if vector is not None:
                    yield key, vector

    def _store(self, fingerprint: str, keys: Sequence[bytes], rows: Vectors) -> None:
        stored = [(fingerprint, key, _encode(row)) for key, row in zip(keys, rows, strict=True)]
        try:
            with self._file.connection:
                self._file.connection.executemany(_INSERT, stored)
        except sqlite3.Error as error:
            self._file.recover(error)


def _key(text: str) -> bytes:
    """Return the SHA-256 of the text; lone surrogates keep their own codes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _encode(row: Vectors) -> bytes:
    numbers = row.astype("<f4").tobytes()
    return numbers + _check(numbers)


def _decode(blob: object, dimension: int) -> Vectors | None:
    """Return the stored vector, None where its length or its check shows damage."""
    if not isinstance(blob, bytes) or len(blob) != 4 * dimension + _CHECK_BYTES:
        return None
    numbers, check = blob[:-_CHECK_BYTES], blob[-_CHECK_BYTES:]
    return (
        np.frombuffer(numbers, dtype="<f4").astype(np.float32) if _check(numbers) == check else None
    )


def _check(numbers: bytes) -> bytes:
    return zlib.crc32(numbers).to_bytes(_CHECK_BYTES, "little")


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Make the progress of one batch that of the whole."""
    if progress is None:
        return None
    return lambda done, _batch: progress(before + done, total)
