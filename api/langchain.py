"""The live graph of a data folder as LangChain's parts, for chains of the reader's own.

Each question is answered from the generation that is live when it is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from api.service import Service
from api.settings import read_settings
from retrieval.answer import Answer, Turn
from retrieval.langchain.answerer import HandbookAnswerer
from retrieval.langchain.retriever import HandbookRetriever


class Handbook:
    """An open data folder: makes LangChain's parts, which answer until it is closed."""

    def __init__(self, service: Service) -> None:
        """``service`` is open; this closes it."""
        self._service = service

    def retriever(self, *, k: int = 5, covered_only: bool = False) -> HandbookRetriever:
        """Return a retriever; see ``open_retriever``."""

        def ask(question: str) -> Answer:
            self._service.refresh()
            return self._service.ask(question, llm=False)

        return HandbookRetriever(ask=ask, k=k, covered_only=covered_only)

    def answerer(self) -> HandbookAnswerer:
        """Return the answerer; a language model words where the settings name one."""

        def stream(question: str, history: Sequence[Turn]) -> Iterator[str | Answer]:
            self._service.refresh()
            return self._service.stream(question, history)

        return HandbookAnswerer(stream)

    def close(self) -> None:
        """Let go of the store; a question that is asked later raises ``ServiceClosed``."""
        self._service.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        self.close()


def open_handbook(data_dir: Path | str | None = None) -> Handbook:
    """Open a data folder (otherwise ``DATA_DIR``), to be closed or used in ``with``.

    Raises:
        GraphError: nothing was ingested, or the store cannot be used.
        RetrievalError: the model or the index cannot be loaded.
    """
    return Handbook(Service(read_settings(data_dir=data_dir)).open())


def open_retriever(
    data_dir: Path | str | None = None, *, k: int = 5, covered_only: bool = False
) -> HandbookRetriever:
    """Return a retriever over the live graph of a data folder, open as long as the process.

    Args:
        data_dir: where `designbook ingest` has written.
        k: how many documents at most.
        covered_only: whether a question that the handbook does not cover gives no document.

    Raises:
        GraphError, RetrievalError: as ``open_handbook``.
    """
    return open_handbook(data_dir).retriever(k=k, covered_only=covered_only)


def open_answerer(data_dir: Path | str | None = None) -> HandbookAnswerer:
    """Return the answerer over the live graph of a data folder; otherwise as ``open_retriever``."""
    return open_handbook(data_dir).answerer()
