"""The methods of an address: HEAD wherever GET is, and 405 with ``Allow`` for the others.

The framework keeps a route that fits but for its method for later, and a page that is mounted at
``/`` fits every address: so what should be 405 would become the page's 404.
"""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from starlette.routing import BaseRoute, Match, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import plain, response

KNOWN = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
"""Methods that a route may have (RFC 9110, section 9.3, and RFC 5789)."""


class Methods:
    """Decides over the method before the routes do; mounted applications decide for themselves."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        """``routes`` are the application's own list, to which more may be added."""
        self.app = app
        self._routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            send = _without_body(send)
        for method in _methods_for(scope["method"]):
            asked = scope if method == scope["method"] else {**scope, "method": method}
            if self._fits(asked):
                await self.app(asked, receive, send)
                return
        allowed = self._allowed(scope)
        if not allowed:
            await self.app(scope, receive, send)
            return
        detail = f"{scope['method']} is not allowed at {scope['path']}: use {' or '.join(allowed)}."
        problem = plain(HTTPStatus.METHOD_NOT_ALLOWED, detail)
        await response(problem, {"Allow": ", ".join(allowed)})(scope, receive, send)

    def _fits(self, scope: Scope) -> bool:
        return any(
            route.matches(scope)[0] is Match.FULL
            for route in self._routes
            if not isinstance(route, Mount)
        )

    def _allowed(self, scope: Scope) -> tuple[str, ...]:
        found = {method for method in KNOWN if self._fits({**scope, "method": method})}
        return tuple(sorted(found | ({"HEAD"} if "GET" in found else set())))


def _methods_for(method: str) -> tuple[str, ...]:
    """Return the methods of routes that can answer, the nearest first."""
    return ("HEAD", "GET") if method == "HEAD" else (method,)


def _without_body(send: Send) -> Send:
    """Leave out the content, as an answer to HEAD has none (RFC 9110, section 9.3.2)."""

    async def bare(message: Message) -> None:
        if message["type"] != "http.response.body":
            await send(message)
        elif not message.get("more_body", False):
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    return bare
