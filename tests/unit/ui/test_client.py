import asyncio
import json
from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.responses import JSONResponse, Response, StreamingResponse

from ui.client import BROKEN_OFF, UNREACHABLE, UNREADABLE, ServiceClient, ServiceError, Turn

REPLY = {
    "question": "q",
    "answer": "A [1].",
    "status": "answered",
    "citations": [
        {
            "id": "1",
            "cited_text": "x",
            "source": {"path": "a.md", "heading_path": ["T"], "line_start": 1, "line_end": 2},
        }
    ],
    "evidence": [],
    "timings_ms": {"total": 1.0},
    "suggestions": ["s"],
    "a_later_field": True,
}


def call(app: FastAPI, use: Callable[[ServiceClient], Coroutine[Any, Any, Any]]) -> Any:
    async def run() -> Any:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://service") as http:
            return await use(ServiceClient(http))

    return asyncio.run(run())


def answering(response: Response | dict) -> FastAPI:
    app = FastAPI()

    @app.post("/ask", response_model=None)
    async def ask(body: dict) -> Response | dict:
        app.state.body = body
        return response

    return app


def test_a_question_goes_out_with_its_history_and_the_reply_is_read():
    app = answering(REPLY)
    reply = call(app, lambda client: client.ask("q", [Turn(role="user", content="before")]))
    assert app.state.body == {
        "question": "q",
        "history": [{"role": "user", "content": "before"}],
        "llm": True,
    }
    assert reply.citations[0].source.heading_path == ("T",)
    assert reply.suggestions == ("s",)


@pytest.mark.parametrize(
    ("response", "said"),
    [
        (JSONResponse({"title": "t", "detail": "it is so: do this"}, 503), "It is so: do this."),
        (JSONResponse({"title": "Too long!"}, 422), "Too long!"),
        (Response("oops", 500), "The service failed with status 500; its log has the reason."),
        (JSONResponse({}, 404), "The service failed with status 404; its log has the reason."),
        (JSONResponse({"answer": 1}), UNREADABLE),
        (Response("no JSON"), UNREADABLE),
    ],
)
def test_a_failure_is_one_sentence(response, said):
    with pytest.raises(ServiceError) as caught:
        call(answering(response), lambda client: client.ask("q", ()))
    assert str(caught.value) == said


def test_an_unreachable_service_is_said_to_be_so():
    async def run() -> None:
        async with httpx.AsyncClient(base_url="http://127.0.0.1:9", trust_env=False) as http:
            await ServiceClient(http).health()

    with pytest.raises(ServiceError, match="cannot be reached") as caught:
        asyncio.run(run())
    assert str(caught.value) == UNREACHABLE
    assert isinstance(caught.value.__cause__, httpx.ConnectError)


def streaming(*parts: str) -> FastAPI:
    app = FastAPI()

    @app.post("/ask/stream", response_model=None)
    async def ask_stream() -> Response:
        async def sent() -> AsyncIterator[str]:
            for part in parts:
                yield part

        return StreamingResponse(sent(), media_type="text/event-stream")

    return app


async def taken(client: ServiceClient) -> list[Any]:
    return [part async for part in client.ask_along("q", [])]


PIECE = 'event: piece\ndata: {"text": "A"}\n\n'
ANSWER = f"event: answer\ndata: {json.dumps(REPLY)}\n\n"


def test_an_answer_is_read_along():
    parts = call(streaming(PIECE, "event: later\ndata: x\n\n", PIECE, ANSWER), taken)
    assert parts[:2] == ["A", "A"]
    assert parts[2].answer == "A [1]."


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((PIECE,), BROKEN_OFF),
        ((), BROKEN_OFF),
        ((PIECE, "event: answer\ndata: {}\n\n"), UNREADABLE),
        (("event: piece\ndata: {\n\n",), UNREADABLE),
        (
            (PIECE, 'event: error\ndata: {"detail": "it broke: ask again"}\n\n'),
            "It broke: ask again.",
        ),
        ((PIECE, "event: error\ndata: {}\n\n"), BROKEN_OFF),
    ],
)
def test_an_answer_that_breaks_off_is_an_error(parts, said):
    with pytest.raises(ServiceError, match=said[:20]):
        call(streaming(*parts), taken)


def test_what_cannot_be_asked_is_told_before_any_piece():
    app = FastAPI()

    @app.post("/ask/stream", response_model=None)
    async def ask_stream() -> Response:
        return JSONResponse({"title": "t", "detail": "shorten it"}, 422)

    with pytest.raises(ServiceError, match="Shorten it"):
        call(app, taken)
