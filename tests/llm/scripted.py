"""A server of OpenAI's chat completions over real HTTP that says what a test tells it to."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

Script = Callable[[dict[str, Any]], Response | Awaitable[Response]]


def chunk(text: str | None, **more: Any) -> str:
    delta = {} if text is None else {"role": "assistant", "content": text}
    choice = {"index": 0, "delta": delta, "finish_reason": None if text is not None else "stop"}
    body = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    return f"data: {json.dumps({**body, 'choices': [choice], **more})}\n\n"


USAGE = {"prompt_tokens": 120, "completion_tokens": 30, "total_tokens": 150}
TOLD = (
    f"data: {json.dumps({'id': 'x', 'object': 'chat.completion.chunk', 'created': 1})[:-1]}"
    f', "model": "scripted", "choices": [], "usage": {json.dumps(USAGE)}}}\n\n'
)
DONE = "data: [DONE]\n\n"


def says(text: str, *, size: int = 7, usage: bool = True, pause: float = 0.0) -> Script:
    """Stream a text in pieces of some characters."""

    async def pieces() -> AsyncIterator[str]:
        for at in range(0, len(text), size):
            await asyncio.sleep(pause)
            yield chunk(text[at : at + size])
        yield chunk(None)
        if usage:
            yield TOLD
        yield DONE

    return lambda _: stream(pieces())


def stream(parts: AsyncIterator[str]) -> StreamingResponse:
    return StreamingResponse(parts, media_type="text/event-stream")


def raw(*parts: str, cut: bool = False) -> Script:
    """Stream these bytes; ``cut`` ends the connection in the middle."""

    async def pieces() -> AsyncIterator[str]:
        for part in parts:
            yield part
        if cut:
            raise ConnectionResetError

    return lambda _: stream(pieces())


def fails(status: int, message: str = "no", **headers: str) -> Script:
    error = {"error": {"message": message, "type": "x", "code": str(status)}}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda _: JSONResponse(error, status, named)


def sends(*choices: Any) -> Script:
    """Stream chunks whose ``choices`` are as given, whatever they are."""
    body = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
    chunks = (f"data: {json.dumps({**body, 'choices': each})}\n\n" for each in choices)
    return raw(*chunks, DONE)


def then(*scripts: Script) -> Script:
    """Follow one script after the other, the last one from then on."""
    left = list(scripts)

    def follow(body: dict[str, Any]) -> Response | Awaitable[Response]:
        script = left.pop(0) if len(left) > 1 else left[0]
        return script(body)

    return follow


def silent(seconds: float) -> Script:
    """Take the request and answer nothing for so long."""

    async def late() -> Response:
        await asyncio.sleep(seconds)
        return JSONResponse({})

    return lambda _: late()


class Scripted:
    """The server: its address, what it says next, and what it was asked."""

    def __init__(self) -> None:
        self.script: Script = says("")
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.address = ""

    async def complete(self, request: Request) -> Response:
        body = await request.json()
        self.asked.append(body)
        self.keys.append(request.headers.get("authorization", ""))
        response = self.script(body)
        return await response if isinstance(response, Awaitable) else response


@contextmanager
def serving() -> Iterator[Scripted]:
    scripted = Scripted()
    app = Starlette(routes=[Route("/v1/chat/completions", scripted.complete, methods=["POST"])])
    config = uvicorn.Config(app, port=0, log_level="critical", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    scripted.address = f"http://127.0.0.1:{port}/v1"
    try:
        yield scripted
    finally:
        server.should_exit = True
        thread.join()
