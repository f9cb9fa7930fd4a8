"""The index of one generation: entries, their vectors in FAISS, their words in BM25.

The folder holds ``vectors.faiss``, ``words/``, ``field.json`` (what the lexicon says of the nodes,
and the terms that have none) and ``manifest.json``; it is written whole or not at all. The entries
are not stored: they are a function of these and of the snapshot, which is in memory anyway, so a
stored copy could only go stale. The manifest keeps their hash instead, and an index
whose entries came out otherwise (another generation, or a program that words facts differently)
is refused. Everything here can be rebuilt from the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from graph.snapshot import Snapshot
from retrieval.durable import sha256, whole_folder
from retrieval.embedding.embedder import Embedder, Progress, Vectors
from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing
from retrieval.indexing.entries import WORDED, Channel, Entry, entries, ranges
from retrieval.indexing.field_words import NO_FIELD, Field, field_of, from_json, to_json
from retrieval.indexing.manifest import Manifest, as_text, expected, read_manifest
from retrieval.indexing.vector_cache import VectorCache
from retrieval.indexing.vector_index import VectorIndex, VectorSearch
from retrieval.indexing.word_index import WordIndex, WordSearch
from retrieval.lexicon.terms import Lexicon, load_lexicon

NOTHING_TO_FIND: Final = "The generation holds nothing that could be found."

_MANIFEST: Final = "manifest.json"
_VECTORS: Final = "vectors.faiss"
_FIELD: Final = "field.json"
_WORDS: Final = "words"
_LIBRARIES: Final = ("bm25s", "faiss-cpu", "pystemmer")
"""Libraries whose version may change what the files mean."""


class Index:
    """An open index; may be searched from several threads."""

    def __init__(
        self,
        manifest: Manifest,
        found: tuple[Entry, ...],
        vectors: VectorSearch,
        words: WordSearch,
        field: Field = NO_FIELD,
    ) -> None:
        self.manifest = manifest
        self.field = field
        self.entries = found
        self._ranges = ranges(found)
        self._vectors = vectors
        self._words = words

    def positions(self, channel: Channel | None = None) -> range:
        """Return the positions of a channel's entries, all without one."""
        return range(len(self.entries)) if channel is None else self._ranges[channel]

    def vectors(self, channel: Channel | None = None) -> Vectors:
        """Return the vectors of ``positions(channel)``, shape (n, d), read-only."""
        return self._vectors.rows_of(self.positions(channel))

    def by_meaning(
        self, vector: npt.NDArray[np.float32], k: int, channel: Channel | None = None
    ) -> list[tuple[int, float]]:
        """Return at most ``k`` (position, cosine) of the nearest entries, best first.

        ``vector`` has shape (d,) and unit length, as one row of ``Embedder.embed``. Equal
        cosines come in the order of positions.
        """
        return self._vectors.search(vector, k, self.positions(channel))

    def by_words(
        self, text: str, k: int, channel: Channel | None = None
    ) -> list[tuple[int, float]]:
        """Return at most ``k`` (position, BM25 score above 0), best first.

        Frequencies and lengths are those of all channels together, so scores of different
        channels can be compared. Equal scores come in the order of positions.
        """
        return self._words.search(text, k, self.positions(channel))


def build_index(
    snapshot: Snapshot,
    embedder: Embedder,
    cache: VectorCache,
    folder: Path,
    progress: Progress | None = None,
    *,
    lexicon: Lexicon | None = None,
) -> Manifest:
    """Make the index of a generation in ``folder`` and return its manifest.

    One that stands there whole already is kept. ``lexicon`` is the packaged one unless given;
    ``progress`` counts the texts that are embedded. Raises ``ValueError`` for a generation without
    entries, ``OSError`` where ``folder`` cannot be written.
    """
    field = field_of(snapshot, lexicon or load_lexicon())
    found = entries(snapshot, field)
    if not found:
        raise ValueError(NOTHING_TO_FIND)
    try:
        return _read(folder, expected(snapshot, embedder, found, field, _LIBRARIES))
    except (IndexMissing, IndexMismatch, IndexDamaged):
        pass  # to be made or replaced below
    texts = [entry.text for entry in found]
    vectors = cache.embed(embedder, texts, progress)
    with whole_folder(folder) as draft:
        VectorIndex.build(vectors).save(draft / _VECTORS)
        worded = [entry.text if entry.channel in WORDED else "" for entry in found]
        WordIndex.build(worded).save(draft / _WORDS)
        (draft / _FIELD).write_text(to_json(field), encoding="utf-8")
        manifest = Manifest(
            **expected(snapshot, embedder, found, field, _LIBRARIES), files=_hashes(draft)
        )
        (draft / _MANIFEST).write_text(as_text(manifest), encoding="utf-8")
    return manifest


def open_index(folder: Path, snapshot: Snapshot, embedder: Embedder) -> Index:
    """Return the index in ``folder``, checked against the snapshot and the embedder.

    Raises:
        IndexMissing: There is no such folder, or none with a manifest.
        IndexMismatch: It was made from another generation, by another embedder, or by another
            version of the program or of a library.
        IndexDamaged: A file is missing, unreadable or not what the manifest says.
    """
    field = _stored_field(folder)
    found = entries(snapshot, field)
    manifest = _read(folder, expected(snapshot, embedder, found, field, _LIBRARIES))
    vectors = VectorIndex.load(folder / _VECTORS)
    if vectors.rows.shape != (len(found), embedder.dimension):
        raise IndexDamaged(f"{folder / _VECTORS} has another shape; ingest again to rebuild it.")
    return Index(manifest, found, vectors, WordIndex.load(folder / _WORDS), field)


def _stored_field(folder: Path) -> Field:
    """Return the words of the field that an index was made with; none where they are not there."""
    path = folder / _FIELD
    try:
        return from_json(path.read_text("utf-8"))
    except FileNotFoundError:
        return NO_FIELD  # the manifest, checked next, says what is wrong with the folder
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(f"{path} cannot be read; ingest again to rebuild it.") from error


def _read(folder: Path, wanted: Mapping[str, object]) -> Manifest:
    """Return the manifest after checking it and every file that it lists."""
    path = folder / _MANIFEST
    try:
        text = path.read_bytes()
    except FileNotFoundError as error:
        raise IndexMissing(f"There is no index in {folder}; ingest again to make it.") from error
    except OSError as error:
        raise IndexDamaged(f"{path} cannot be read; ingest again to rebuild it.") from error
    manifest = read_manifest(text, wanted, f"the index in {folder}")
    _check(folder, manifest.files)
    return manifest


def _check(folder: Path, listed: Mapping[str, str]) -> None:
    try:
        actual = _hashes(folder)
    except OSError as error:
        raise IndexDamaged(f"{folder} cannot be read; ingest again to rebuild it.") from error
    wrong = sorted(name for name, digest in listed.items() if actual.get(name) != digest)
    if wrong:
        raise IndexDamaged(
            f"{', '.join(wrong)} in {folder} cannot be trusted; ingest again to rebuild the index."
        )


def _hashes(folder: Path) -> dict[str, str]:
    """Return the index's own files with their hashes; others may stand in the folder too."""
    files = (folder / _VECTORS, folder / _FIELD, *sorted((folder / _WORDS).iterdir()))
    return {path.relative_to(folder).as_posix(): sha256(path) for path in files}
