"""Ingest: from Markdown to a published graph with its index and its picture."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from api.errors import DataFolderUnusable
from api.handbook import Handbook
from api.lock import exclusive
from api.progress import Progress, Silent, Stage
from api.publishing import Run, publish_into
from api.report import IngestReport, Outcome, summarise
from api.settings import Settings
from api.wiring import open_embedder, open_readings, open_store
from graph.build import build_graph
from graph.model import Graph
from retrieval.lexicon.terms import load_lexicon


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
        GraphError: the handbook holds nothing, the mapping is wrong, or the store cannot be used.
        RetrievalError: the model cannot be loaded, or the lexicon is wrong.
        DataFolderBusy: another ingest is running.
        DataFolderUnusable: the data folder cannot be written.
    """
    handbook = Handbook(paths, mapping, keep_going, settings.lexicon_path)
    run = Run(settings, progress or Silent(), handbook.terms())
    with exclusive(settings), _writable(settings):
        return _ingest(run, handbook)


def _ingest(run: Run, handbook: Handbook) -> IngestReport:
    words = handbook.words()
    with closing(open_readings(run.settings, run.progress.note)) as readings:
        with run.stage(Stage.READ):
            gathered = handbook.read(readings)
        with run.stage(Stage.BUILD):
            build = build_graph(gathered.reading, words)
        with run.stage(Stage.MODEL):
            embedder = open_embedder(run.settings, run.progress.note)
        with closing(open_store(run.settings)) as store:
            outcome = publish_into(store, run, build.graph, embedder)
        readings.finish()
    return summarise(gathered, build, outcome)


def publish(settings: Settings, graph: Graph, progress: Progress | None = None) -> Outcome:
    """Publish a graph that was not read from a handbook here, such as an imported one.

    Raises what ``ingest`` raises, save the errors of reading.
    """
    run = Run(settings, progress or Silent(), load_lexicon(settings.lexicon_path))
    with exclusive(settings), _writable(settings):
        with run.stage(Stage.MODEL):
            embedder = open_embedder(settings, run.progress.note)
        with closing(open_store(settings)) as store:
            return publish_into(store, run, graph, embedder)


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
