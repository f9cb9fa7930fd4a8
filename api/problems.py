"""Errors as problem details for HTTP interfaces (RFC 9457), one shape for every status.

Every response of status 400 and above has the content type ``application/problem+json``.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, cast

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount

from api import errors as service
from api.schemas import FieldProblem, Problem
from graph import errors as graph
from ingest import errors as ingest
from retrieval import errors as retrieval

MEDIA_TYPE = "application/problem+json"
BLANK = "about:blank"
"""The type of a problem that says no more than its status (RFC 9457, section 4.2.1)."""

TABLE: dict[type[Exception], tuple[HTTPStatus, str]] = {
    ingest.IngestError: (HTTPStatus.UNPROCESSABLE_ENTITY, "The handbook cannot be read"),
    ingest.PathNotFound: (HTTPStatus.UNPROCESSABLE_ENTITY, "No such path"),
    ingest.NoMarkdown: (HTTPStatus.UNPROCESSABLE_ENTITY, "No Markdown in the folder"),
    ingest.NotText: (HTTPStatus.UNPROCESSABLE_ENTITY, "The file is not text"),
    ingest.EmptyDocument: (HTTPStatus.UNPROCESSABLE_ENTITY, "The file is empty"),
    ingest.FilesUnreadable: (HTTPStatus.UNPROCESSABLE_ENTITY, "Several files cannot be read"),
    graph.GraphError: (HTTPStatus.INTERNAL_SERVER_ERROR, "The graph cannot be used"),
    graph.NoGraph: (HTTPStatus.SERVICE_UNAVAILABLE, "Nothing has been ingested yet"),
    graph.NodeNotFound: (HTTPStatus.NOT_FOUND, "No such node"),
    graph.EdgeNotFound: (HTTPStatus.NOT_FOUND, "No such edge"),
    graph.StoreDamaged: (HTTPStatus.SERVICE_UNAVAILABLE, "The store is damaged"),
    graph.StoreUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "The store is out of reach"),
    graph.StoreAway: (HTTPStatus.SERVICE_UNAVAILABLE, "The store is away"),
    graph.BadMapping: (HTTPStatus.UNPROCESSABLE_ENTITY, "The mapping cannot be used"),
    graph.BadGraphFile: (HTTPStatus.UNPROCESSABLE_ENTITY, "The file holds no graph"),
    graph.EmptyGraph: (HTTPStatus.UNPROCESSABLE_ENTITY, "The handbook holds nothing to search"),
    retrieval.RetrievalError: (HTTPStatus.INTERNAL_SERVER_ERROR, "The question cannot be answered"),
    retrieval.ModelUnavailable: (HTTPStatus.SERVICE_UNAVAILABLE, "The model cannot be loaded"),
    retrieval.NeedsLibrary: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "Only sentence-transformers can run the model",
    ),
    retrieval.IndexMissing: (HTTPStatus.SERVICE_UNAVAILABLE, "The index is missing"),
    retrieval.IndexMismatch: (HTTPStatus.SERVICE_UNAVAILABLE, "The index is of another graph"),
    retrieval.IndexDamaged: (HTTPStatus.SERVICE_UNAVAILABLE, "The index is damaged"),
    retrieval.BadLexicon: (HTTPStatus.UNPROCESSABLE_ENTITY, "The lexicon cannot be used"),
    retrieval.BadStages: (HTTPStatus.UNPROCESSABLE_ENTITY, "The design stages cannot be used"),
    retrieval.LanguageModelUnavailable: (
        HTTPStatus.SERVICE_UNAVAILABLE,
        "The language model cannot be set up",
    ),
    retrieval.LanguageModelFailed: (HTTPStatus.BAD_GATEWAY, "The language model failed"),
    retrieval.BadQuestion: (HTTPStatus.UNPROCESSABLE_ENTITY, "The question cannot be used"),
    service.ServiceError: (HTTPStatus.INTERNAL_SERVER_ERROR, "The service cannot do this"),
    service.SettingsInvalid: (HTTPStatus.INTERNAL_SERVER_ERROR, "A setting is wrong"),
    service.DataFolderBusy: (HTTPStatus.CONFLICT, "Another ingest is running"),
    service.DataFolderUnusable: (HTTPStatus.SERVICE_UNAVAILABLE, "The data folder is unusable"),
    service.PortInUse: (HTTPStatus.SERVICE_UNAVAILABLE, "The port is taken"),
    service.OutputUnusable: (HTTPStatus.INTERNAL_SERVER_ERROR, "The export cannot be written"),
    service.SourceNotFound: (HTTPStatus.NOT_FOUND, "No such source"),
    service.UnknownKind: (HTTPStatus.UNPROCESSABLE_ENTITY, "No such kind"),
    service.UnknownRelation: (HTTPStatus.UNPROCESSABLE_ENTITY, "No such relation"),
    service.NoSuchGeneration: (HTTPStatus.NOT_FOUND, "No such generation"),
    service.ServiceClosed: (HTTPStatus.SERVICE_UNAVAILABLE, "The service is not ready"),
}
"""Error class to status and title; a class that is not here counts as its nearest parent."""

RETRY_AFTER = 5
"""Seconds after which a request answered with 503 may be tried again (RFC 9110, 10.2.3)."""

NOT_UTF8 = "The body is not UTF-8: send JSON in UTF-8 (RFC 8259, section 8.1)."
UNEXPECTED = "An unexpected error stopped this request: the service's log says more."


def describe(error: Exception) -> Problem:
    """Return the problem for an error of ours."""
    cls = next(parent for parent in type(error).__mro__ if parent in TABLE)
    status, title = TABLE[cast("type[Exception]", cls)]
    return Problem(type=_type(cls), title=title, status=status, detail=str(error))


def plain(status: int, detail: str = "") -> Problem:
    """Return a problem that says no more than its status, with a sentence about this case."""
    phrase = HTTPStatus(status).phrase
    return Problem(type=BLANK, title=phrase, status=status, detail=detail or f"{phrase}.")


def response(problem: Problem, headers: dict[str, str] | None = None) -> JSONResponse:
    """Return the problem as a response; one that may pass says when to try again."""
    again = {"Retry-After": str(RETRY_AFTER)}
    passing = problem.status == HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse(
        problem.model_dump(mode="json", exclude_none=True),
        problem.status,
        (headers or {}) | again if passing else headers,
        media_type=MEDIA_TYPE,
    )


def install(app: FastAPI) -> None:
    """Answer every error of the application with a problem, and say so in its OpenAPI."""
    for root in service.REFUSALS:
        app.add_exception_handler(root, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unexpected)


def install_in_mounts(app: FastAPI) -> None:
    """Answer an unknown address below a mounted application, such as the page, alike."""
    for route in app.routes:
        if isinstance(route, Mount) and isinstance(route.app, Starlette):
            route.app.add_exception_handler(HTTPException, _http)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the ``responses`` of a route that can end in these problems."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }


def _type(cls: type) -> str:
    """Return the identifier of a problem's kind: ``urn:designbook:problem:no-graph``."""
    name = "".join(f"-{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("-")
    return f"urn:designbook:problem:{name}"


async def _refused(_: Request, error: Exception) -> Response:
    return response(describe(error))


async def _http(request: Request, error: Exception) -> Response:
    http = cast("HTTPException", error)
    details = {
        HTTPStatus.NOT_FOUND: f"Nothing is at {request.url.path}: /docs lists what there is.",
        HTTPStatus.METHOD_NOT_ALLOWED: f"{request.method} is not allowed at {request.url.path}: "
        f"use {(http.headers or {}).get('Allow', 'another method')}.",
    }
    phrase = HTTPStatus(http.status_code).phrase
    if isinstance(http.__cause__, UnicodeDecodeError):
        return response(plain(http.status_code, NOT_UTF8))
    default = details.get(HTTPStatus(http.status_code), "")
    detail = default if http.detail in {"", phrase} else http.detail
    return response(plain(http.status_code, detail), dict(http.headers or {}))


async def _invalid(_: Request, error: Exception) -> Response:
    found = tuple(_field(e) for e in cast("RequestValidationError", error).errors())
    problem = Problem(
        type="urn:designbook:problem:invalid-request",
        title="The request is not valid",
        status=HTTPStatus.UNPROCESSABLE_ENTITY,
        detail="; ".join(f"{e.name}: {e.detail}" for e in found) + ".",
        errors=list(found),
    )
    return response(problem)


async def _unexpected(_: Request, __: Exception) -> Response:
    """Say nothing of the cause; the server logs it, for the error is raised on behind this."""
    return response(plain(HTTPStatus.INTERNAL_SERVER_ERROR, UNEXPECTED))


def _field(error: dict[str, Any]) -> FieldProblem:
    place, *rest = cast("Sequence[str | int]", error["loc"])
    detail = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "json_invalid":
        return FieldProblem(place="body", name="body", detail=f"not JSON: {error['ctx']['error']}")
    name = ".".join(str(part) for part in rest) or str(place)
    pointer = "".join(f"/{part}" for part in rest) if place == "body" else None
    return FieldProblem(place=str(place), name=name, pointer=pointer, detail=detail)
