"""Publishing a graph: written beside what is served, and visible in one step, ``store.activate``.

Whatever fails before that step leaves the earlier graph as it was; what a killed ingest left behind
is removed at the start of the next one. A store that cannot be read is made anew on the way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field

from api.history import generation_before, write_history
from api.leftovers import remove_old
from api.picture import read_places, write_places
from api.progress import Progress, Stage
from api.report import Outcome
from api.settings import IndexBackend, Settings
from api.wiring import open_cache, open_indexes
from graph.diff import Rename, renamed_files
from graph.errors import GraphError, NoGraph, StoreDamaged, StoreUnavailable
from graph.model import Graph
from graph.places import places
from graph.snapshot import Snapshot
from graph.store import GraphStore
from retrieval.embedding.embedder import Embedder
from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing
from retrieval.indexing.index_store import IndexStore, key_of
from retrieval.indexing.manifest import Manifest
from retrieval.lexicon.terms import Lexicon

_TRIES = 3
"""How often a generation is put that other ingests into the same store discard meanwhile."""


@dataclass(slots=True)
class Run:
    """One ingest: tells the progress, keeps the seconds of each stage and what was embedded."""

    settings: Settings
    progress: Progress
    lexicon: Lexicon
    """What links questions to the graph, beside its own names."""
    seconds: dict[str, float] = field(default_factory=dict[str, float])
    embedded: int = 0

    @contextmanager
    def stage(self, stage: Stage) -> Generator[None]:
        """Time what is done inside."""
        self.progress.begin(stage)
        began = time.perf_counter()
        yield
        self.seconds[stage] = time.perf_counter() - began

    def embedding(self, done: int, total: int) -> None:
        """Pass on how far the embedding has come; only new texts are counted."""
        self.embedded = total
        self.progress.advance(done, total)


def publish_into(store: GraphStore, run: Run, graph: Graph, embedder: Embedder) -> Outcome:
    """Make the graph the live one, with its index and its picture, and remove what is old.

    A store that cannot be read is emptied first, and that is noted.

    Raises:
        StoreDamaged: what cannot be read is not ours.
        StoreUnavailable: the store cannot be reached or written.
        OSError: the data folder cannot be written.
    """
    with closing(open_indexes(run.settings)) as indexes:
        try:
            return _publish(store, indexes, run, graph, embedder)
        except StoreDamaged as damage:
            store.reset()
            what, _, _ = str(damage).rpartition(";")
            run.progress.note(f"{what}; it is made anew, without what was kept of earlier graphs.")
            return _publish(store, indexes, run, graph, embedder)


def _publish(
    store: GraphStore, indexes: IndexStore, run: Run, graph: Graph, embedder: Embedder
) -> Outcome:
    """Write what is new beside what is live, switch to it, and remove what is old."""
    settings, generation = run.settings, graph.generation
    previous = store.live()
    renamed = _renamed(store, previous, graph)
    kept = (previous, generation_before(settings, store), generation)
    remove_old(settings, store, indexes, kept)
    snapshot = Snapshot(graph)
    fresh = generation not in store.generations()
    try:
        with run.stage(Stage.STORE):
            _with_stored(store, graph, store.load)  # what cannot be read back never becomes live
        entries, indexed = _index(run, indexes, snapshot, embedder)
        with run.stage(Stage.PUBLISH):
            earlier = _before(settings, store, generation)
            _with_stored(store, graph, store.activate)
        if settings.index_backend is IndexBackend.NEO4J and not _standing(
            indexes, snapshot, embedder
        ):
            _index(run, indexes, snapshot, embedder)  # another ingest removed it meanwhile
    except BaseException:
        if fresh:
            _withdraw(store, indexes, snapshot, embedder)
        raise
    _tidy(store, indexes, run, generation, earlier)
    return Outcome(
        previous=previous,
        renamed=renamed,
        changed=generation != previous or indexed,
        embedder=embedder.name,
        entries=entries,
        embedded=run.embedded,
        seconds=run.seconds,
    )


def _renamed(store: GraphStore, previous: str | None, graph: Graph) -> tuple[Rename, ...]:
    """Return the files that the live graph has under another path; it is read only if need be."""
    if previous is None or not _has_new_path(store, previous, graph):
        return ()
    return renamed_files(store.load(previous), graph)


def _has_new_path(store: GraphStore, previous: str, graph: Graph) -> bool:
    before = store.reader(previous)
    try:
        for file in graph.files:
            before.file(file.path)
    except KeyError:
        return True
    return False


def _with_stored(store: GraphStore, graph: Graph, act: Callable[[str], object]) -> None:
    """Act on the generation in the store, put there again where another ingest discarded it."""
    for _ in range(_TRIES):
        store.put(graph)
        with suppress(NoGraph):
            act(graph.generation)
            return
    act(graph.generation)


def _before(settings: Settings, store: GraphStore, generation: str) -> str | None:
    """Return what a generation takes the place of: an ingest without a change keeps that."""
    live = store.live()
    return generation_before(settings, store) if live == generation else live


def _withdraw(
    store: GraphStore, indexes: IndexStore, snapshot: Snapshot, embedder: Embedder
) -> None:
    """Remove what a failed ingest has written.

    Its index goes last: a store that was cut off may have made the generation live all the same,
    and then refuses to discard it or cannot be asked.
    """
    with suppress(GraphError, ValueError):
        store.discard(snapshot.generation)
        indexes.discard(key_of(snapshot, embedder))


def _tidy(
    store: GraphStore, indexes: IndexStore, run: Run, generation: str, earlier: str | None
) -> None:
    """Remember what was live before, and remove what is older; the new graph is live already."""
    try:
        write_history(run.settings, generation, earlier)
        remove_old(run.settings, store, indexes, (generation, earlier))
    except (OSError, StoreUnavailable) as error:
        run.progress.note(
            f"The new graph is live, but what is old was not removed ({error}): the next ingest"
            " removes it."
        )


def _index(
    run: Run, indexes: IndexStore, snapshot: Snapshot, embedder: Embedder
) -> tuple[int, bool]:
    """Write index and picture where they are not whole; give its texts, and whether it wrote."""
    standing = _standing(indexes, snapshot, embedder)
    with run.stage(Stage.INDEX), closing(open_cache(run.settings, run.progress.note)) as cache:
        manifest = indexes.build(snapshot, embedder, cache, run.embedding, lexicon=run.lexicon)
    if manifest != standing:
        with run.stage(Stage.PLACES):
            write_places(indexes, key_of(snapshot, embedder), places(snapshot.graph))
    return sum(manifest.counts.values()), manifest != standing


def _standing(indexes: IndexStore, snapshot: Snapshot, embedder: Embedder) -> Manifest | None:
    """Return the manifest of an index that is whole and has its picture, None without one."""
    try:
        read_places(indexes, key_of(snapshot, embedder))
        return indexes.open(snapshot, embedder).manifest
    except (IndexMissing, IndexMismatch, IndexDamaged):
        return None
