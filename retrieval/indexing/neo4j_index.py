"""Indexes in a Neo4j: its vector and full-text indexes in place of FAISS and BM25 files.

Neo4j finds, and what it finds is ordered here: by the exact cosine, which its scores hold since
vectors are not quantised, and by the BM25 of ``word_index``, from counts that are kept with the
index. So both give the same results wherever the server's search, which is approximate for
vectors, has the true best among the ``ASKED`` times as many that it is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, Final

from graph.neo4j.errors import Access
from graph.neo4j.index import Neo4jIndexes, StoredEntry, StoredIndex
from graph.snapshot import Snapshot
from retrieval.embedding.embedder import Embedder, Progress, Vectors
from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing
from retrieval.indexing import bm25
from retrieval.indexing.entries import WORDED, Entry, entries, ranges
from retrieval.indexing.field_words import Field, field_of, from_json, to_json
from retrieval.indexing.index import NOTHING_TO_FIND, Index
from retrieval.indexing.index_store import IndexKey, key_of
from retrieval.indexing.manifest import Manifest, as_text, expected, read_manifest
from retrieval.indexing.neo4j_search import Neo4jVectors, Neo4jWords
from retrieval.indexing.vector_cache import VectorCache
from retrieval.indexing.word_index import tokens
from retrieval.lexicon.terms import Lexicon, load_lexicon

_MANIFEST: Final = "manifest"
_FIELD: Final = "field"
_COUNTS: Final = "counts"
_BESIDE: Final = "beside_"
"""Before the name of a text that was put beside an index."""
_LIBRARIES: Final = ("pystemmer",)
"""Libraries whose version may change what the stored stems mean."""


class Neo4jIndexStore:
    """``IndexStore`` in the database that holds the graph.

    Everything raises ``StoreUnavailable`` where the server cannot be reached or refuses.
    """

    def __init__(self, access: Access) -> None:
        self._stored = Neo4jIndexes(access)

    @property
    def where(self) -> str:
        """Address and database."""
        return self._stored.where

    def build(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        cache: VectorCache,
        progress: Progress | None = None,
        *,
        lexicon: Lexicon | None = None,
    ) -> Manifest:
        """Write an index in batches, unless it stands there whole."""
        field = field_of(snapshot, lexicon or load_lexicon())
        found = entries(snapshot, field)
        if not found:
            raise ValueError(NOTHING_TO_FIND)
        wanted = expected(snapshot, embedder, found, field, _LIBRARIES)
        key = key_of(snapshot, embedder)
        try:
            return self._read(self._find(key), wanted)
        except (IndexMissing, IndexMismatch, IndexDamaged):
            pass  # to be made or replaced below
        vectors = cache.embed(embedder, [entry.text for entry in found], progress)
        worded = [tokens(e.text if e.channel in WORDED else "") for e in found]
        texts = {_FIELD: to_json(field), _COUNTS: bm25.to_json(bm25.count(worded))}
        manifest = Manifest(**wanted, files={name: _sha256(text) for name, text in texts.items()})
        texts[_MANIFEST] = as_text(manifest)
        name = f"{key.generation}-{_sha256(texts[_MANIFEST])[:12]}"
        index = StoredIndex(name, key.generation, key.fingerprint, texts)
        self._stored.put(index, _stored_entries(found, vectors, worded))
        return manifest

    def open(self, snapshot: Snapshot, embedder: Embedder) -> Index:
        """Open an index; its vectors and words stay in the database."""
        index = self._find(key_of(snapshot, embedder))
        field = self._field(index)
        found = entries(snapshot, field)
        manifest = self._read(index, expected(snapshot, embedder, found, field, _LIBRARIES))
        counts = bm25.from_json(index.texts[_COUNTS])
        spans = ranges(found)
        generations = len({each.generation for each in self._stored.all()})
        vectors = Neo4jVectors(self._stored, index.name, spans, generations, embedder.dimension)
        words = Neo4jWords(self._stored, index.name, spans, counts)
        return Index(manifest, found, vectors, words, field)

    def embedders(self, generation: str) -> tuple[str, ...]:
        """Return what the manifests say; one that cannot be read is passed over."""
        names: set[str] = set()
        for listed in self._stored.all():
            index = self._stored.find(generation, listed.embedder)
            if index is not None:
                text = index.texts.get(_MANIFEST, "").encode()
                with suppress(IndexDamaged):
                    names.add(read_manifest(text, {}, self._called(index)).embedder)
        return tuple(sorted(names))

    def put_beside(self, key: IndexKey, name: str, text: str) -> None:
        """Keep a text as a property of the index."""
        self._stored.add_text(self._find(key).name, _BESIDE + name, text)

    def beside(self, key: IndexKey, name: str) -> str:
        """Read a text beside an index."""
        index = self._find(key)
        if _BESIDE + name not in index.texts:
            raise IndexMissing(f"{self._called(index)} lacks {name}; ingest again to make it.")
        return index.texts[_BESIDE + name]

    def discard(self, key: IndexKey) -> None:
        """Remove an index with its entries."""
        index = self._stored.find(key.generation, key.fingerprint)
        if index is not None:
            self._stored.remove([index.name])

    def generations(self) -> frozenset[str]:
        """Return the generations that have an index."""
        return frozenset(index.generation for index in self._stored.all())

    def remove(self, generations: Collection[str]) -> None:
        """Remove indexes with their entries, and what killed writers left."""
        self._stored.remove(
            [index.name for index in self._stored.all() if index.generation in generations]
        )

    def close(self) -> None:
        """Close the connections."""
        self._stored.close()

    def _find(self, key: IndexKey) -> StoredIndex:
        index = self._stored.find(key.generation, key.fingerprint)
        if index is None:
            raise IndexMissing(
                f"{self.where} holds no index {key.name}; ingest with this embedder to make it."
            )
        return index

    def _called(self, index: StoredIndex) -> str:
        return f"the index {index.name} in {self.where}"

    def _damaged(self, index: StoredIndex, why: str) -> IndexDamaged:
        return IndexDamaged(f"{self._called(index)} {why}; ingest again to rebuild it.")

    def _field(self, index: StoredIndex) -> Field:
        try:
            return from_json(index.texts[_FIELD])
        except (ValueError, TypeError, KeyError) as error:
            raise self._damaged(index, "has lost the words of the field") from error

    def _read(self, index: StoredIndex, wanted: Mapping[str, Any]) -> Manifest:
        """Return the manifest after checking it, the texts and the number of the entries."""
        text = index.texts.get(_MANIFEST, "")
        manifest = read_manifest(text.encode(), wanted, self._called(index))
        for name, digest in manifest.files.items():
            if _sha256(index.texts.get(name, "")) != digest:
                raise self._damaged(index, f"holds other {name} than were written")
        if self._stored.entries(index.name) != sum(manifest.counts.values()):
            raise self._damaged(index, "has lost entries")
        return manifest


def _stored_entries(
    found: Sequence[Entry], vectors: Vectors, worded: Sequence[Sequence[str]]
) -> Iterator[StoredEntry]:
    for position, (entry, vector, stems) in enumerate(zip(found, vectors, worded, strict=True)):
        words = " ".join(stems) if entry.channel in WORDED else None
        yield StoredEntry(position, entry.channel.value, vector.tolist(), words)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
