"""Questions."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from http import HTTPStatus

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from api.ask_schemas import AskIn
from api.dependencies import ServiceDep
from api.errors import REFUSALS
from api.parameters import only_json
from api.problems import UNEXPECTED, describe, documented, plain
from api.schemas import AnswerOut
from api.stream_schemas import EVENT_STREAM, STREAM_CONTENT, PieceOut
from api.views import answer_out
from retrieval.answer import Answer, Turn

log = logging.getLogger(__name__)

router = APIRouter(tags=["answers"], dependencies=[Depends(only_json)])

_PROBLEMS = documented(400, 413, 415, 422, 503)


@router.post("/ask", summary="Ask a question", operation_id="ask", responses=_PROBLEMS)
def ask(body: AskIn, service: ServiceDep) -> AnswerOut:
    """Answer from the handbook, with numbered citations; say so where it does not cover it."""
    return answer_out(service.ask(body.question, _turns(body), llm=body.llm, explain=body.explain))


@router.post(
    "/ask/stream",
    summary="Ask a question and read the answer as it is worded",
    operation_id="ask_stream",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "Server-sent events: `piece` as often as there are pieces of the text, "
            "each checked; then one `answer`, or an `error` where it breaks off. Each has its data "
            "in one line of JSON.",
            "content": {EVENT_STREAM: STREAM_CONTENT},
        },
        **_PROBLEMS,
    },
)
def ask_stream(body: AskIn, service: ServiceDep) -> StreamingResponse:
    """Send the answer of `/ask` as server-sent events; the pieces add up to its `answer`.

    Where it breaks off, the last event is no `answer` but an `error` with a `Problem`.
    """
    parts = service.stream(body.question, _turns(body), llm=body.llm, explain=body.explain)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_events(parts), media_type=EVENT_STREAM, headers=headers)


def _turns(body: AskIn) -> tuple[Turn, ...]:
    return tuple(Turn(turn.role, turn.content) for turn in body.history)


def _events(parts: Iterator[str | Answer]) -> Iterator[str]:
    """Yield each part as an event; the status is sent by then, so a failure is an event as well."""
    try:
        for part in parts:
            if isinstance(part, str):
                yield _event("piece", PieceOut(text=part))
            else:
                yield _event("answer", answer_out(part))
    except REFUSALS as error:
        log.warning("a stream broke off: %s", error)
        yield _event("error", describe(error))
    except Exception:
        log.exception("a stream broke off")
        yield _event("error", plain(HTTPStatus.INTERNAL_SERVER_ERROR, UNEXPECTED))


def _event(name: str, data: BaseModel) -> str:
    """Return an event of the HTML standard, section 9.2: JSON has no bare line feed."""
    return f"event: {name}\ndata: {data.model_dump_json(exclude_none=name == 'error')}\n\n"
