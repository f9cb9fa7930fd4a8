"""Where the indexes of generations are kept: one for each generation and embedder.

Promises that every implementation keeps:

- ``build`` writes an index whole or not at all; one that stands there whole is kept.
- ``open`` gives an index only for the very graph and model that it was made from.
- What is put beside an index goes with it.
- An open index can be searched until its generation is removed, by any number of threads.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from graph.snapshot import Snapshot
from retrieval.embedding.embedder import Embedder, Progress
from retrieval.indexing.index import Index
from retrieval.indexing.manifest import Manifest
from retrieval.indexing.vector_cache import VectorCache
from retrieval.lexicon.terms import Lexicon


@dataclass(frozen=True, slots=True)
class IndexKey:
    """What tells an index from all others."""

    generation: str
    fingerprint: str
    """Of the embedder."""

    @property
    def name(self) -> str:
        """The key in few characters."""
        return f"{self.generation}-{self.fingerprint[:12]}"


def key_of(snapshot: Snapshot, embedder: Embedder) -> IndexKey:
    """Return the key of a generation's index made with an embedder."""
    return IndexKey(snapshot.generation, embedder.fingerprint)


class IndexStore(Protocol):
    """Keeps indexes."""

    @property
    def where(self) -> str:
        """What messages call the place."""
        ...

    def build(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        cache: VectorCache,
        progress: Progress | None = None,
        *,
        lexicon: Lexicon | None = None,
    ) -> Manifest:
        """Make the index of a generation and return its manifest.

        ``lexicon`` is the packaged one unless given; ``progress`` counts the texts that are
        embedded. Raises ``ValueError`` for a generation without entries, and what the place raises
        where it cannot be written: ``OSError`` or ``StoreUnavailable``.
        """
        ...

    def open(self, snapshot: Snapshot, embedder: Embedder) -> Index:
        """Return an index, checked against the snapshot and the embedder.

        Raises:
            IndexMissing: There is none for this generation and embedder.
            IndexMismatch: It was made from other input or by another version of the program.
            IndexDamaged: A part of it is missing, unreadable or not what the manifest says.
        """
        ...

    def embedders(self, generation: str) -> tuple[str, ...]:
        """Return the names of the embedders that a generation has an index of, sorted."""
        ...

    def put_beside(self, key: IndexKey, name: str, text: str) -> None:
        """Keep a text beside an index; raises ``IndexMissing`` where there is no such index."""
        ...

    def beside(self, key: IndexKey, name: str) -> str:
        """Return a text that was put beside an index.

        Raises ``IndexMissing`` where there is none, ``IndexDamaged`` where it cannot be read.
        """
        ...

    def discard(self, key: IndexKey) -> None:
        """Remove an index; nothing happens for one that is not there."""
        ...

    def generations(self) -> frozenset[str]:
        """Return the generations that have an index of any embedder."""
        ...

    def remove(self, generations: Collection[str]) -> None:
        """Remove all indexes of some generations; nothing happens for one that has none."""
        ...

    def close(self) -> None:
        """Release what is held; open indexes cannot be searched afterwards."""
        ...
