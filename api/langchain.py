"""The live graph of a data folder as LangChain's parts, for chains of the reader's own."""

from __future__ import annotations

from pathlib import Path

from api.service import Service
from api.settings import read_settings
from retrieval.answer import Answer
from retrieval.langchain.answerer import HandbookAnswerer
from retrieval.langchain.retriever import HandbookRetriever


def open_retriever(
    data_dir: Path | str | None = None, *, k: int = 5, covered_only: bool = False
) -> HandbookRetriever:
    """Return a retriever over the live graph of a data folder (otherwise of ``DATA_DIR``).

    Args:
        data_dir: where `designbook ingest` has written.
        k: how many documents at most.
        covered_only: whether a question that the handbook does not cover gives no document.

    Raises:
        GraphError: nothing was ingested, or the store cannot be used.
        RetrievalError: the model or the index cannot be loaded.
    """
    service = _opened(data_dir)

    def ask(question: str) -> Answer:
        return service.ask(question, llm=False)

    return HandbookRetriever(ask=ask, k=k, covered_only=covered_only)


def open_answerer(data_dir: Path | str | None = None) -> HandbookAnswerer:
    """Return the answerer over the live graph of a data folder; otherwise as ``open_retriever``.

    A language model words the answers where the settings name one.
    """
    return HandbookAnswerer(_opened(data_dir).stream)


def _opened(data_dir: Path | str | None) -> Service:
    return Service(read_settings(data_dir=data_dir)).open()
