"""Vectors that were computed before, so that a text is embedded once for each model.

One SQLite file, keyed by the embedder's fingerprint and the SHA-256 of the text. It is a cache:
a damaged file is made anew, one that cannot be used is done without, and either is noted; nothing
here keeps an ingest from going on.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np

from retrieval.embedder import Embedder, Progress, Vectors

BATCH_TEXTS: Final = 256
"""Texts embedded between two commits: what an interruption can cost."""

_LOOKUP_KEYS: Final = 500
"""Keys of one query, below SQLite's oldest limit of 999 parameters."""

_BUSY_S: Final = 30.0
"""How long a commit of another process is waited for, in seconds."""

_NORM_TOLERANCE: Final = 1e-3
"""How far from 1 the length of a stored vector may be before it is taken for damage."""

_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_CREATE: Final = """
CREATE TABLE IF NOT EXISTS vectors (
    fingerprint TEXT NOT NULL,
    text_sha256 BLOB NOT NULL,
    vector BLOB NOT NULL,  -- little-endian float32
    PRIMARY KEY (fingerprint, text_sha256)
) WITHOUT ROWID
"""
_SELECT: Final = "SELECT text_sha256, vector FROM vectors WHERE fingerprint = ? AND text_sha256 IN "
_INSERT: Final = "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)"


class VectorCache:
    """Embeds what it has not seen; use it in one thread and close it."""

    def __init__(self, path: Path, note: Callable[[str], None] | None = None) -> None:
        """Open or make the file at ``path``; ``note`` is told of damage that was mended."""
        self._path = path
        self._note = note
        self._connection = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the file."""
        self._connection.close()

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
            self._recover(error)
            return {}

    def _stored(self, embedder: Embedder, keys: Sequence[bytes]) -> Iterator[tuple[bytes, Vectors]]:
        """Yield the keys that are there with their vectors, damaged vectors left out."""
        for start in range(0, len(keys), _LOOKUP_KEYS):
            part = keys[start : start + _LOOKUP_KEYS]
            query = f"{_SELECT}({', '.join('?' * len(part))})"
            for key, blob in self._connection.execute(query, (embedder.fingerprint, *part)):
                vector = _decode(blob, embedder.dimension)
                if vector is not None:
                    yield key, vector

    def _store(self, fingerprint: str, keys: Sequence[bytes], rows: Vectors) -> None:
        stored = [
            (fingerprint, key, row.astype("<f4").tobytes())
            for key, row in zip(keys, rows, strict=True)
        ]
        try:
            with self._connection:
                self._connection.executemany(_INSERT, stored)
        except sqlite3.Error as error:
            self._recover(error)

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return _connect(self._path)
        except (OSError, sqlite3.Error) as error:
            return self._reopen(error)

    def _recover(self, error: sqlite3.Error) -> None:
        """Go on after an error: with a new file after damage, without one otherwise."""
        self._connection.close()
        self._connection = self._reopen(error)

    def _reopen(self, error: OSError | sqlite3.Error) -> sqlite3.Connection:
        if isinstance(error, sqlite3.Error) and _is_damage(error):
            try:
                _remove(self._path)
                connection = _connect(self._path)
            except (OSError, sqlite3.Error) as second:
                error = second
            else:
                self._tell(f"The vector cache {self._path} was damaged and was made anew.")
                return connection
        self._tell(
            f"The vector cache {self._path} cannot be used ({error}); "
            "vectors are computed without it."
        )
        return _connect(":memory:")

    def _tell(self, message: str) -> None:
        if self._note is not None:
            self._note(message)


def _key(text: str) -> bytes:
    """Return the SHA-256 of the text; lone surrogates keep their own codes."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _decode(blob: object, dimension: int) -> Vectors | None:
    """Return the stored vector, None where its length or its norm shows damage."""
    if not isinstance(blob, bytes) or len(blob) != 4 * dimension:
        return None
    vector = np.frombuffer(blob, dtype="<f4").astype(np.float32)
    norm = float(np.linalg.norm(vector))
    return vector if abs(norm - 1.0) <= _NORM_TOLERANCE else None


def _shifted(progress: Progress | None, before: int, total: int) -> Progress | None:
    """Make the progress of one batch that of the whole."""
    if progress is None:
        return None
    return lambda done, _batch: progress(before + done, total)


def _connect(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_BUSY_S)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(_CREATE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_damage(error: sqlite3.Error) -> bool:
    # Extended codes carry the primary one in their low byte.
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _DAMAGE


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
