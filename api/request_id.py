"""A name for every request: in its response, and in whatever is logged on its behalf."""

from __future__ import annotations

import logging
import re
import uuid
from contextvars import ContextVar

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

REQUEST_ID = "X-Request-ID"
NO_REQUEST = "-"
"""Stands in the log where no request is served: at the start, and in the watcher."""

_USABLE = re.compile(r"[\w.\-]{1,64}", re.ASCII)
_current: ContextVar[str] = ContextVar("request_id", default=NO_REQUEST)


class RequestId:
    """Gives every response an ``X-Request-ID``: the caller's own, where it has a plain one.

    It stands outside everything, also outside what answers 500 for an unexpected error. The name
    stays with the task of the request, for the server logs a failure when the application is left.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(REQUEST_ID, "")
        name = given if _USABLE.fullmatch(given) else uuid.uuid4().hex
        _current.set(name)

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[REQUEST_ID] = name
            await send(message)

        await self.app(scope, receive, named)


class NamesRequest(logging.Filter):
    """Gives each record the attribute ``request``: the name of the request that it is about."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the record."""
        record.request = _current.get()
        return True
