"""The ranked evidence of a question as LangChain documents."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import Field

from retrieval.answer import Answer, Ranked, Status


class HandbookRetriever(BaseRetriever):
    """Finds the facts and passages of a handbook that bear on a question, best first.

    Each document's ``page_content`` is a fact in words or a passage. Its ``metadata`` has ``file``,
    ``section`` (titles joined by " › "), ``lines`` (first and last, from 1, inclusive),
    ``cited_text`` (the lines themselves), ``score`` (comparable within one question), ``node_ids``,
    ``status`` (whether the handbook covers the question) and ``id``, which is the document's own.
    """

    ask: Callable[[str], Answer] = Field(exclude=True)
    """Answers a question, such as ``Answerer.answer``."""
    k: int = Field(default=5, ge=1)
    """How many documents at most; the evidence of one question has up to twenty."""
    covered_only: bool = False
    """Whether a question that the handbook does not cover gives no document."""

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, k: int | None = None
    ) -> list[Document]:
        del run_manager
        answer = self.ask(query)
        if self.covered_only and answer.status is Status.NOT_COVERED:
            return []
        wanted = self.k if k is None else k
        return [document(ranked, answer.status) for ranked in answer.evidence[:wanted]]


def document(ranked: Ranked, status: Status) -> Document:
    """Return a piece of evidence as a document."""
    place = ranked.source
    whole = f"{place.path}\0{place.line_start}\0{place.line_end}\0{ranked.text}"
    name = sha256(whole.encode()).hexdigest()[:16]
    metadata: dict[str, Any] = {
        "id": name,
        "file": place.path,
        "section": " › ".join(place.heading_path),
        "lines": [place.line_start, place.line_end],
        "cited_text": place.text,
        "score": ranked.score,
        "node_ids": list(ranked.node_ids),
        "status": str(status),
    }
    return Document(id=name, page_content=ranked.text, metadata=metadata)
