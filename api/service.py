"""The service: one edition of graph, index and model, exchanged whole when a new one is published.

A request takes the edition once and keeps it to its end, so it never sees two generations mixed.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Self

from api.edition import Edition, open_edition
from api.errors import REFUSALS, ServiceClosed
from api.local_index import remove_unused
from api.settings import Settings
from api.wiring import open_embedder, open_indexes, open_store, open_writer
from graph.errors import NoGraph, StoreAway, StoreUnavailable
from graph.snapshot import Snapshot
from graph.store import GraphStore
from retrieval.answer import Answer, Turn
from retrieval.embedding.embedder import Embedder
from retrieval.indexing.index_store import IndexStore

if TYPE_CHECKING:
    from retrieval.wording.writer import Writer

log = logging.getLogger(__name__)

LOOK_EVERY = 0.5
"""Seconds between two looks at the store for a new generation."""
RETRY_AFTER = 30.0
"""Seconds until a generation that could not be opened is tried again, unless it will pass."""
CLOSE_WITHIN = 5.0
"""Seconds that looking for a new generation may take to end, once the service is closed."""
_PASSING = (StoreUnavailable, NoGraph)
"""Trouble that the next look may find gone: the store is back, another generation is live."""


class Service:
    """Holds the current edition; safe to use from many threads."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._turn = threading.Lock()
        """Held while an edition is looked for and loaded; never by a request."""
        self._edition: Edition | None = None
        self._trouble: Exception = ServiceClosed("The service is starting: try again in a moment.")
        self._in_trouble = False
        self._embedder: Embedder | None = None
        self._store: GraphStore | None = None
        self._writer: Writer | None = None
        self._indexes: IndexStore | None = None
        self._failed: tuple[str | None, float] = (None, 0.0)
        self._stop = threading.Event()
        self._watcher: threading.Thread | None = None

    def open(self) -> Self:
        """Load the live generation.

        Raises:
            GraphError: nothing was ingested, or the store cannot be used.
            RetrievalError: the model or the index cannot be loaded.
        """
        with self._turn:
            self._edition = self._load()
        return self

    def start(self) -> Self:
        """Load the live generation as ``open`` does, but leave a store that is away to ``watch``.

        Until it is reached, requests raise the trouble.
        """
        try:
            return self.open()
        except StoreAway as away:
            self._note(None, away)
            return self

    def watch(self) -> None:
        """Look for new generations from now on, in a thread of its own, until ``close``."""
        self._watcher = threading.Thread(target=self._look_on, name="editions", daemon=True)
        self._watcher.start()

    def close(self) -> None:
        """Stop looking; requests that hold an edition can finish with it.

        A look that does not end within ``CLOSE_WITHIN`` seconds, such as one that waits for another
        process to make an index, is left to end with this process, and the store with it.
        """
        self._stop.set()
        if self._watcher is not None:
            self._watcher.join(CLOSE_WITHIN)
            self._watcher = None
        if self._turn.acquire(timeout=CLOSE_WITHIN):
            try:
                self._close_stores()
            finally:
                self._turn.release()
        else:
            log.warning("closed while a generation was being opened; its store is left open")
        self._edition = None
        self._trouble = ServiceClosed("The service has been closed: start it again.")

    def _close_stores(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
        if self._indexes is not None:
            self._indexes.close()
            self._indexes = None

    def current(self) -> Edition:
        """Return the edition to use for the whole of one request.

        Raises what keeps the service from having one: ``NoGraph``, ``ModelUnavailable`` …
        """
        edition = self._edition
        if edition is None:
            raise type(self._trouble)(str(self._trouble)) from self._trouble
        return edition

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        llm: bool = True,
        explain: bool = False,
    ) -> Answer:
        """Answer from the current edition, in a language model's words where one is set.

        Args:
            question: in plain English.
            history: the turns before it, oldest first.
            llm: whether a language model may word the answer.
            explain: whether the answer is to carry how it came about.

        Raises:
            BadQuestion: it is empty or too long.
        """
        edition, answer = self._composed(question, history, explain=explain)
        writer = self._writer if llm else None
        return answer if writer is None else writer.word(answer, edition.snapshot)

    def stream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        *,
        llm: bool = True,
        explain: bool = False,
    ) -> Iterator[str | Answer]:
        """Return the pieces of an answer's text and then the answer; otherwise as ``ask``.

        What cannot be answered is raised at once, before the first piece is taken.
        """
        from retrieval.wording.writer import composed  # noqa: PLC0415 (few need it)

        edition, answer = self._composed(question, history, explain=explain)
        writer = self._writer if llm else None
        return composed(answer) if writer is None else writer.stream(answer, edition.snapshot)

    @property
    def language_model(self) -> str:
        """Name of the language model that words answers; empty for none."""
        return self._writer.model.name if self._writer else ""

    def _composed(
        self, question: str, history: Sequence[Turn], *, explain: bool
    ) -> tuple[Edition, Answer]:
        """Return the composed answer and the edition that it is about."""
        edition = self.current()
        return edition, edition.answerer.answer(question, history, explain=explain)

    def refresh(self) -> bool:
        """Load what the store calls live now, if it is another; tell whether it was exchanged.

        What fails is logged, and the edition before stays in use. What fails unexpectedly is raised
        as well, and that generation is not tried again for ``RETRY_AFTER`` seconds either.
        """
        with self._turn:
            live: str | None = None
            try:
                live = self._opened().live()
                if not self._is_due(live):
                    self._note_calm(live)
                    return False
                self._edition = self._load()
                self._in_trouble = False
            except REFUSALS as e:
                self._note(live, e)
                return False
            except Exception as e:
                self._note(live, _unexpected(e))
                raise
            log.info("serving generation %s", self._edition.generation)
            remove_unused(self.settings, self._opened_indexes(), self._opened())
            return True

    def _is_due(self, live: str | None) -> bool:
        """Whether ``live`` is neither served already nor one that has just failed."""
        if self._edition is not None and live == self._edition.generation:
            return False
        failed, at = self._failed
        return live is None or live != failed or time.monotonic() - at >= RETRY_AFTER

    def _note(self, live: str | None, error: Exception) -> None:
        """Keep what went wrong; say it once for each new trouble."""
        if not self._in_trouble or str(error) != str(self._trouble):
            kept = "the edition before stays in use" if self._edition else "nothing is served"
            log.warning("%s (%s)", error, kept)
        self._failed = (None if isinstance(error, _PASSING) else live, time.monotonic())
        self._trouble = error
        self._in_trouble = True

    def _note_calm(self, live: str | None) -> None:
        """Say that a trouble is over once the store says again what is served already."""
        if self._in_trouble and self._edition is not None and live == self._edition.generation:
            log.info("the store answers again")
            self._in_trouble = False

    def _look_on(self) -> None:
        while not self._stop.is_set():
            pause = LOOK_EVERY
            try:
                self.refresh()
            except Exception:
                log.exception("looking for a new generation failed")
                pause = RETRY_AFTER
            self._stop.wait(pause)

    def _opened(self) -> GraphStore:
        """Return the store, opened once: a driver to a server keeps its connections."""
        if self._store is None:
            self._store = open_store(self.settings)
        return self._store

    def _opened_indexes(self) -> IndexStore:
        """Return the place of the indexes, opened once like the store."""
        if self._indexes is None:
            self._indexes = open_indexes(self.settings)
        return self._indexes

    def _load(self) -> Edition:
        """Load the live generation; the model is loaded once."""
        snapshot = _live(self.settings, self._opened())
        if self._embedder is None:
            self._embedder = open_embedder(self.settings, log.info)
        if self._writer is None:
            self._writer = open_writer(self.settings)
            if self._writer is not None:
                log.info("answers are worded by %s", self._writer.model.name)
        return open_edition(self.settings, self._opened_indexes(), snapshot, self._embedder)


def _unexpected(error: Exception) -> ServiceClosed:
    """Return what requests are told of an error that is a mistake of the program."""
    trouble = ServiceClosed(
        "The live graph could not be opened for a reason that nobody foresaw: the service's log "
        "has it, and `designbook doctor` looks for what is wrong."
    )
    trouble.__cause__ = error
    return trouble


def live_snapshot(settings: Settings) -> Snapshot:
    """Return the live generation, whole; a folder without a store is left without one.

    Raises:
        NoGraph: nothing has been ingested into the data folder.
    """
    with closing(open_store(settings)) as store:
        return _live(settings, store)


def _live(settings: Settings, store: GraphStore) -> Snapshot:
    live = store.live()
    if live is None:
        raise NoGraph(
            f"Nothing has been ingested into {settings.data_dir} yet: "
            "run `designbook ingest PATH` first."
        )
    return Snapshot(store.load(live))
