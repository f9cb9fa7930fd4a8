"""Content-Security-Policy of the page and of its own files (W3C Content Security Policy Level 3).

Whatever a handbook or a question holds, the browser runs no script but ours and asks no other
host. The page's framework writes inline scripts into its HTML, so each response gets a nonce of
its own, which only the scripts of its template bear (``ui.known_scripts``); the explorer needs
none.
"""

from __future__ import annotations

import secrets
from collections.abc import MutableMapping
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.known_scripts import KnownScripts

EXPLORER = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""Policy of the explorer and of every file beside it."""

_PAGE = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'nonce-{nonce}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "media-src 'self'",
        "font-src 'self' data:",
        "connect-src 'self'",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'none'",
    )
)


def page_policy(nonce: str) -> str:
    """Return the policy of the chat page for one response."""
    return _PAGE.format(nonce=nonce)


class PagePolicy:
    """ASGI middleware: HTML gets the policy, and each known script in it the nonce.

    It must stand inside a compressing middleware, for it reads the body.
    """

    def __init__(self, app: ASGIApp, known: KnownScripts) -> None:
        """``app`` is the application whose pages are guarded, in UTF-8."""
        self.app = app
        self.known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            send = _Guarded(send, self.known)
        await self.app(scope, receive, send)


class _Guarded:
    """Holds an HTML response back until it is whole, then sends it with policy and nonce."""

    def __init__(self, send: Send, known: KnownScripts) -> None:
        self._send = send
        self._known = known
        self._start: MutableMapping[str, Any] | None = None
        self._body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self._start = message
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._release(self._start)
        else:
            await self._send(message)

    async def _release(self, start: MutableMapping[str, Any]) -> None:
        nonce = secrets.token_urlsafe(16)
        html = self._body.decode("utf-8", "surrogateescape")
        body = self._known.marked(html, nonce).encode("utf-8", "surrogateescape")
        kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
        added = [
            (b"content-length", str(len(body)).encode()),
            (b"content-security-policy", page_policy(nonce).encode()),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
        ]
        await self._send({**start, "headers": kept + added})
        await self._send({"type": "http.response.body", "body": body})


def _is_html(start: Message) -> bool:
    return any(
        name == b"content-type" and value.startswith(b"text/html")
        for name, value in start["headers"]
    )
