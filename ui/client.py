"""A typed client of the service, over the same HTTP interface that everybody else uses.

The transport is the caller's: ``ui.in_process`` where the page runs inside the service, a
``base_url`` where it runs apart. Fields that this version does not know are ignored, so that the
service may add some.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import TypeVar

import httpx
from pydantic import BaseModel, ConfigDict, ValidationError

UNREACHABLE = "The service cannot be reached; see that `designbook serve` runs, then ask again."
BROKEN_OFF = "The service broke off before the answer was whole; ask again."
UNREADABLE = (
    "The service answered in a form that this page does not know; "
    "run the page and the service in the same version."
)


class ServiceError(Exception):
    """The service gave no result; the message is one sentence for the reader."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Turn(_Value):
    """One earlier message: ``role`` is ``user`` or ``assistant``."""

    role: str
    content: str


class Source(_Value):
    """Lines of a file; numbers count from 1, both ends inclusive."""

    path: str
    heading_path: tuple[str, ...] = ()
    line_start: int
    line_end: int


class Citation(_Value):
    """A numbered source; the answer's text refers to it as ``[id]``."""

    id: str
    source: Source


class Evidence(_Value):
    """One ranked piece of evidence, with the nodes it speaks of."""

    source: Source
    node_ids: tuple[str, ...] = ()


class Wording(_Value):
    """What a language model did; ``fallback`` says why the composed answer stands, if it does."""

    model: str
    fallback: str = ""


class Reply(_Value):
    """The answer to a question, as far as the page shows it."""

    question: str
    answer: str
    status: str
    """``answered``, ``partial`` or ``not_covered``."""
    citations: tuple[Citation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggestions: tuple[str, ...] = ()
    llm_generated: bool = False
    wording: Wording | None = None


class Health(_Value):
    """The service is ready; ``generation`` names the graph that it answers from."""

    generation: str


class GraphNode(_Value):
    """A node of the graph, without its place."""

    id: str
    kind: str
    name: str
    degree: int = 0


class GraphEdge(_Value):
    """A relation; ``label`` reads from source to target."""

    source: str
    target: str
    relation: str
    label: str


class Graph(_Value):
    """All nodes and edges that the explorer shows, in the service's order."""

    generation: str
    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]


_Shape = TypeVar("_Shape", bound=BaseModel)


class ServiceClient:
    """Asks the service; every failure is a ``ServiceError``."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        """``http`` stays the caller's to close; its base address is the service's."""
        self._http = http

    async def ask(self, question: str, history: Sequence[Turn], *, llm: bool = True) -> Reply:
        """Return the answer to a question.

        Args:
            question: in plain English.
            history: the turns before, oldest first.
            llm: whether a language model may word it, where the service has one.
        """
        body = {"question": question, "history": [turn.model_dump() for turn in history]}
        return await self._request("POST", "/ask", Reply, {**body, "llm": llm})

    async def ask_along(self, question: str, history: Sequence[Turn]) -> AsyncIterator[str | Reply]:
        """Yield the pieces of an answer's text as they are worded, and last the answer."""
        part: str | Reply = ""
        body = {"question": question, "history": [turn.model_dump() for turn in history]}
        try:
            async with self._http.stream("POST", "/ask/stream", json=body) as response:
                if not response.is_success:
                    await response.aread()
                    raise ServiceError(_problem(response))
                async for name, data in _events(response.aiter_lines()):
                    part = _part(name, data)
                    yield part
        except (httpx.HTTPError, httpx.InvalidURL) as e:
            raise ServiceError(UNREACHABLE) from e
        except ValidationError as e:
            raise ServiceError(UNREADABLE) from e
        if not isinstance(part, Reply):
            raise ServiceError(BROKEN_OFF)

    async def health(self) -> Health:
        """Return the service's state; not ready is a ``ServiceError``."""
        return await self._request("GET", "/health", Health)

    async def graph(self) -> Graph:
        """Return the whole graph, passages left out."""
        return await self._request("GET", "/graph", Graph)

    async def _request(
        self, method: str, path: str, shape: type[_Shape], body: object = None
    ) -> _Shape:
        try:
            response = await self._http.request(method, path, json=body)
        except (httpx.HTTPError, httpx.InvalidURL) as e:
            raise ServiceError(UNREACHABLE) from e
        if not response.is_success:
            raise ServiceError(_problem(response))
        try:
            return shape.model_validate_json(response.content)
        except ValidationError as e:
            raise ServiceError(UNREADABLE) from e


class _Piece(_Value):
    """A piece of an answer's text."""

    text: str


def _part(name: str, data: str) -> str | Reply:
    """Return what an event tells; raises ``ValidationError``, or ``ServiceError`` for a problem."""
    if name == "error":
        raise ServiceError(_sentence(_Problem.model_validate_json(data)) or BROKEN_OFF)
    if name == "piece":
        return _Piece.model_validate_json(data).text
    return Reply.model_validate_json(data)


async def _events(lines: AsyncIterator[str]) -> AsyncIterator[tuple[str, str]]:
    """Yield name and data of each server-sent event that is known; each has one line of data."""
    name = ""
    async for line in lines:
        field, _, value = line.partition(": ")
        if field == "event":
            name = value
        elif field == "data" and name in {"piece", "answer", "error"}:
            yield name, value


class _Problem(_Value):
    """An RFC 9457 problem; both members are optional there."""

    title: str = ""
    detail: str = ""


def _problem(response: httpx.Response) -> str:
    """Say what a failed response says of itself, in one sentence."""
    try:
        problem = _Problem.model_validate_json(response.content)
    except ValidationError:
        problem = _Problem()
    said = _sentence(problem)
    return said or f"The service failed with status {response.status_code}; its log has the reason."


def _sentence(problem: _Problem) -> str:
    """Return what a problem says as a sentence; empty where it says nothing."""
    said = problem.detail or problem.title
    sentence = said[:1].upper() + said[1:]
    return f"{sentence}." if sentence and sentence[-1] not in ".!?" else sentence
