"""An edition: graph, index and answerer of one generation, held whole by a request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.errors import SourceNotFound
from api.local_index import open_local
from api.settings import Settings
from graph.model import SourceFile
from graph.snapshot import Snapshot
from retrieval.answerer import Answerer
from retrieval.design.stages import load_stages
from retrieval.embedding.embedder import Embedder
from retrieval.indexing.index import Index
from retrieval.indexing.index_store import IndexStore


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that answers are made from, of one generation; it never changes."""

    snapshot: Snapshot
    index: Index
    answerer: Answerer
    embedder: str
    """Name of the model."""
    places: Mapping[str, tuple[float, float]]

    @property
    def generation(self) -> str:
        """Content hash of the graph."""
        return self.snapshot.generation

    def file(self, path: str) -> SourceFile:
        """Return an ingested file; the disk is never looked at.

        Raises:
            SourceNotFound: none has this path.
        """
        try:
            return self.snapshot.file(path)
        except KeyError as e:
            raise SourceNotFound(
                f"The handbook has no file {path!r}: GET /sources lists those it has."
            ) from e


def open_edition(
    settings: Settings, indexes: IndexStore, snapshot: Snapshot, embedder: Embedder
) -> Edition:
    """Return the edition of a snapshot, with its index opened."""
    index, drawn = open_local(settings, indexes, snapshot, embedder)
    return Edition(
        snapshot=snapshot,
        index=index,
        answerer=Answerer(
            snapshot,
            index,
            embedder,
            load_stages(settings.stages_path),
            settings.max_question_chars,
        ),
        embedder=embedder.name,
        places=drawn,
    )
