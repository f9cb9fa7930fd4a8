"""Ingest: from Markdown to a published graph with its index and its picture.

Everything is written beside what is served and becomes visible in one step, ``store.activate``.
Whatever fails before that leaves the earlier graph as it was; what a killed ingest leaves behind
is removed by the next one.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from api.errors import DataFolderUnusable
from api.handbook import Handbook
from api.history import generation_before, write_history
from api.leftovers import remove_folder, remove_old
from api.lock import exclusive
from api.picture import read_places, write_places
from api.progress import Progress, Silent, Stage
from api.report import IngestReport, Outcome, summarise
from api.settings import Settings
from api.wiring import open_cache, open_embedder, open_readings, open_store
from graph.build import build_graph
from graph.errors import GraphError
from graph.model import Graph
from graph.places import places
from graph.snapshot import Snapshot
from graph.store import GraphStore
from retrieval.embedder import Embedder
from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing
from retrieval.index import build_index, open_index


@dataclass(slots=True)
class _Run:
    """One ingest: tells the progress, keeps the seconds of each stage and what was embedded."""

    settings: Settings
    progress: Progress
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


def ingest(
    settings: Settings,
    paths: Sequence[Path],
    progress: Progress | None = None,
    *,
    mapping: Path | None = None,
    keep_going: bool = False,
) -> IngestReport:
    """Read the handbook at ``paths`` and publish its graph in the data folder.

    Files that have not changed are not read again; the same text again is compared and left as
    it is.

    Args:
        settings: where everything is written, and with which model.
        paths: files and folders, in any order.
        progress: told of every stage.
        mapping: the override file, instead of the one beside the handbook.
        keep_going: leave out files that fail and report them, instead of writing nothing.

    Raises:
        IngestError: a path cannot be read as Markdown.
        GraphError: the handbook states nothing, the mapping is wrong, or the store cannot be used.
        RetrievalError: the model cannot be loaded.
        DataFolderBusy: another ingest is running.
        DataFolderUnusable: the data folder cannot be written.
    """
    run = _Run(settings, progress or Silent())
    with exclusive(settings), _writable(settings):
        return _ingest(run, Handbook(paths, mapping, keep_going))


def _ingest(run: _Run, handbook: Handbook) -> IngestReport:
    words = handbook.words()
    with closing(open_readings(run.settings, run.progress.note)) as readings:
        with run.stage(Stage.READ):
            gathered = handbook.read(readings)
        with run.stage(Stage.BUILD):
            build = build_graph(gathered.reading, words)
        with run.stage(Stage.MODEL):
            embedder = open_embedder(run.settings, run.progress.note)
        with closing(open_store(run.settings)) as store:
            outcome = _publish(run, store, build.graph, embedder)
        readings.finish()
    return summarise(gathered, build, outcome)


def publish(settings: Settings, graph: Graph, progress: Progress | None = None) -> Outcome:
    """Publish a graph that was not read from a handbook here, such as an imported one.

    Raises what ``ingest`` raises, save the errors of reading.
    """
    run = _Run(settings, progress or Silent())
    with exclusive(settings), _writable(settings):
        with run.stage(Stage.MODEL):
            embedder = open_embedder(settings, run.progress.note)
        with closing(open_store(settings)) as store:
            return _publish(run, store, graph, embedder)


def _publish(run: _Run, store: GraphStore, graph: Graph, embedder: Embedder) -> Outcome:
    """Write what is new beside what is live, switch to it, and remove what is old."""
    previous = store.live()
    folder = run.settings.index_folder(graph.generation, embedder.fingerprint)
    fresh = graph.generation not in store.generations()
    try:
        with run.stage(Stage.STORE):
            _store_graph(store, graph)
        entries, indexed = _index(run, folder, Snapshot(graph), embedder)
        with run.stage(Stage.PUBLISH):
            earlier = _before(run.settings, store, graph.generation)
            store.activate(graph.generation)
    except BaseException:
        if fresh:
            remove_folder(folder)
            with suppress(GraphError):
                store.discard(graph.generation)
        raise
    write_history(run.settings, graph.generation, earlier)
    remove_old(run.settings, store, keep=(graph.generation, earlier))
    return Outcome(
        previous=previous,
        changed=graph.generation != previous or indexed,
        embedder=embedder.name,
        entries=entries,
        embedded=run.embedded,
        seconds=run.seconds,
    )


def _before(settings: Settings, store: GraphStore, generation: str) -> str | None:
    """Return what a generation takes the place of: an ingest without a change keeps that."""
    live = store.live()
    return generation_before(settings, store) if live == generation else live


def _index(run: _Run, folder: Path, snapshot: Snapshot, embedder: Embedder) -> tuple[int, bool]:
    """Write index and picture where they are not whole; give its texts, and whether it wrote."""
    whole = _is_whole(folder, snapshot, embedder)
    with run.stage(Stage.INDEX), closing(open_cache(run.settings, run.progress.note)) as cache:
        manifest = build_index(snapshot, embedder, cache, folder, run.embedding)
    if not whole:
        with run.stage(Stage.PLACES):
            write_places(folder, places(snapshot.graph))
    return sum(manifest.counts.values()), not whole


def _store_graph(store: GraphStore, graph: Graph) -> None:
    """Write the graph, unless it stands there already and can be read back."""
    if graph.generation in store.generations() and store.load(graph.generation) == graph:
        return
    store.put(graph)


def _is_whole(folder: Path, snapshot: Snapshot, embedder: Embedder) -> bool:
    """Whether an index and a picture of this very graph and model can be read from the folder."""
    try:
        open_index(folder, snapshot, embedder)
        read_places(folder)
    except (IndexMissing, IndexMismatch, IndexDamaged):
        return False
    return True


@contextmanager
def _writable(settings: Settings) -> Generator[None]:
    """Say in one sentence that the data folder cannot be written (full, read-only)."""
    try:
        yield
    except OSError as e:
        raise DataFolderUnusable(
            f"Cannot write into {settings.data_dir} ({e.strerror or e}): "
            "make room, or choose another folder with --data or DATA_DIR."
        ) from e
