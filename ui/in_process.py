"""A transport to an application in the same process that gives a response while it is being made.

``httpx.ASGITransport`` gives a response only when it is whole, so nothing could be read along.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import cast

import httpx
from starlette.types import ASGIApp, Message, Scope

_HEADERS = "http.response.start"
_BODY = "http.response.body"


class InProcessTransport(httpx.AsyncBaseTransport):
    """Sends requests to an ASGI application; an application that fails gives a status of 500."""

    def __init__(self, app: ASGIApp) -> None:
        """``app`` has been started by somebody else, its lifespan included."""
        self._app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response as soon as its headers are there."""
        body = await request.aread()
        sent: asyncio.Queue[Message | None] = asyncio.Queue()
        task = asyncio.create_task(self._run(_scope(request), body, sent))
        started = await sent.get()
        if started is None or started["type"] != _HEADERS:
            await task
            return httpx.Response(500)
        headers = cast("list[tuple[bytes, bytes]]", started.get("headers", []))
        return httpx.Response(started["status"], headers=headers, stream=_Body(sent, task))

    async def _run(self, scope: Scope, body: bytes, sent: asyncio.Queue[Message | None]) -> None:
        left = asyncio.Event()
        given = False

        async def receive() -> Message:
            nonlocal given
            if not given:
                given = True
                return {"type": "http.request", "body": body, "more_body": False}
            await left.wait()
            return {"type": "http.disconnect"}

        try:
            # The application logs what it raises; the reader sees a response that ends.
            with suppress(Exception):
                await self._app(scope, receive, sent.put)
        finally:
            sent.put_nowait(None)


class _Body(httpx.AsyncByteStream):
    """The body's parts as the application sends them."""

    def __init__(self, sent: asyncio.Queue[Message | None], task: asyncio.Task[None]) -> None:
        self._sent = sent
        self._task = task

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (message := await self._sent.get()) is not None:
            if message["type"] == _BODY:
                yield message.get("body", b"")

    async def aclose(self) -> None:
        """Let go of the application, which sees that nobody reads."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task


def _scope(request: httpx.Request) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "scheme": request.url.scheme,
        "path": request.url.path,
        "raw_path": request.url.raw_path.split(b"?")[0],
        "query_string": request.url.query,
        "server": (request.url.host, request.url.port or 80),
        "client": ("127.0.0.1", 0),
        "root_path": "",
    }
