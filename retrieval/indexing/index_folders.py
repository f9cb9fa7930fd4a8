"""Indexes as folders of files in one folder: the default."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from graph.snapshot import Snapshot
from retrieval.durable import whole_file
from retrieval.embedding.embedder import Embedder, Progress
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.indexing.index import Index, build_index, open_index
from retrieval.indexing.index_store import IndexKey, key_of
from retrieval.indexing.manifest import Manifest
from retrieval.indexing.vector_cache import VectorCache
from retrieval.lexicon.terms import Lexicon


class IndexFolders:
    """``IndexStore`` in a folder, which is made by the first index."""

    def __init__(self, folder: Path, folder_of: Callable[[str, str], Path]) -> None:
        """Keep indexes in ``folder``; ``folder_of`` a generation and a fingerprint is one in it."""
        self._folder = folder
        self._folder_of = folder_of

    @property
    def where(self) -> str:
        """The folder."""
        return str(self._folder)

    def folder(self, key: IndexKey) -> Path:
        """Return the folder of an index."""
        return self._folder_of(key.generation, key.fingerprint)

    def build(
        self,
        snapshot: Snapshot,
        embedder: Embedder,
        cache: VectorCache,
        progress: Progress | None = None,
        *,
        lexicon: Lexicon | None = None,
    ) -> Manifest:
        """Write an index; see ``retrieval.indexing.index.build_index``."""
        folder = self.folder(key_of(snapshot, embedder))
        return build_index(snapshot, embedder, cache, folder, progress, lexicon=lexicon)

    def open(self, snapshot: Snapshot, embedder: Embedder) -> Index:
        """Open an index; see ``retrieval.indexing.index.open_index``."""
        return open_index(self.folder(key_of(snapshot, embedder)), snapshot, embedder)

    def embedders(self, generation: str) -> tuple[str, ...]:
        """Return what the manifests say; one that cannot be read is passed over."""
        return tuple(sorted(set(self._stated(generation))))

    def put_beside(self, key: IndexKey, name: str, text: str) -> None:
        """Write a file into the folder of an index, whole or not at all."""
        folder = self.folder(key)
        if not folder.is_dir():
            raise IndexMissing(f"There is no index in {folder}; ingest again to make it.")
        whole_file(folder / name, [text.encode()])

    def beside(self, key: IndexKey, name: str) -> str:
        """Read a file in the folder of an index."""
        path = self.folder(key) / name
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise IndexMissing(f"{path} is missing; ingest again to make it.") from error
        except (OSError, ValueError) as error:
            raise IndexDamaged(f"{path} cannot be read; ingest again to make it anew.") from error

    def discard(self, key: IndexKey) -> None:
        """Remove a folder; what cannot be removed is left for the next time."""
        shutil.rmtree(self.folder(key), ignore_errors=True)

    def generations(self) -> frozenset[str]:
        """Return what the names of the folders say; drafts are left out."""
        return frozenset(_generation(folder) for folder in self._folders())

    def remove(self, generations: Collection[str]) -> None:
        """Remove folders; what cannot be removed is left for the next time."""
        for folder in self._folders():
            if _generation(folder) in generations:
                shutil.rmtree(folder, ignore_errors=True)

    def close(self) -> None:
        """Nothing is held."""

    def _folders(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        return sorted(each for each in self._folder.iterdir() if not each.name.startswith("."))

    def _stated(self, generation: str) -> Iterator[str]:
        for path in sorted(self._folder.glob(f"{generation}-*/manifest.json")):
            try:
                stated = json.loads(path.read_bytes())
                if stated["generation"] == generation:
                    yield str(stated["embedder"])
            except (OSError, ValueError, TypeError, KeyError):
                continue


def _generation(folder: Path) -> str:
    return folder.name.partition("-")[0]
