"""Validators of HTTP caching (RFC 9110, section 8.8.3): what a generation gives never changes.

Whatever depends on the generation alone has an ``ETag`` made of it. A client that has it already is
answered 304; one that pages through a list sees by it that another graph has been published.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Response
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.dependencies import EditionDep
from api.version import version

GENERATION = "X-Generation"
ASK_EACH_TIME = "no-cache"
"""May be kept, and is to be asked for anew each time (RFC 9111, section 5.2.2.4): an ingest may
publish another graph at any moment."""
NEVER_KEPT = "no-store"

SMALLEST = 2_000
"""Bytes from which on content is compressed; less fits into two packets as it is."""
LEVEL = 5
"""Of zlib: nearly as small as 9, in half of the time."""
_DROPPED = ("content-type", "content-length", "content-encoding")
"""Headers that describe content, of which a 304 has none."""


def of_generation(edition: EditionDep, response: Response) -> None:
    """Say which generation a response is made from."""
    response.headers[GENERATION] = edition.generation
    response.headers["ETag"] = etag(edition.generation)
    response.headers["Cache-Control"] = ASK_EACH_TIME


def etag(generation: str) -> str:
    """Return the validator of a generation's representations.

    It is weak, for the same content may be compressed or not; another version of the program may
    give other content.
    """
    return f'W/"{generation}-{version()}"'


_VALIDATORS = {
    "ETag": "Validator of the generation; send it back as `If-None-Match`.",
    GENERATION: "Content hash of the graph: another one while paging means another graph.",
    "Cache-Control": "`no-cache`: may be kept, and is to be validated each time.",
}


def documented() -> dict[int | str, dict[str, Any]]:
    """Return the ``responses`` of a route whose content depends on the generation alone."""
    headers = {
        name: {"description": says, "schema": {"type": "string"}}
        for name, says in _VALIDATORS.items()
    }
    unchanged = "Not Modified: what `If-None-Match` names is still served."
    return {200: {"headers": headers}, 304: {"description": unchanged, "headers": headers}}


def install(app: FastAPI) -> None:
    """Answer 304 where a client has the content, and compress what is large.

    Event streams and the page's own files are left as they are.
    """
    excluded = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "text/*")
    app.add_middleware(NotModified)
    app.add_middleware(
        GZipMiddleware,
        minimum_size=SMALLEST,
        compresslevel=LEVEL,
        exclude_content_types=excluded,
    )


class NotModified:
    """Turns a 200 into a 304 where ``If-None-Match`` has its ``ETag`` (RFC 9110, 13.1.2).

    It looks at the response that was made, for a condition counts only where there is one.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        known = Headers(scope=scope).get("if-none-match") if scope["type"] == "http" else None
        if known is None or scope["method"] not in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _conditional(send, known))


def _conditional(send: Send, known: str) -> Send:
    unchanged = False

    async def conditional(message: Message) -> None:
        nonlocal unchanged
        if message["type"] == "http.response.start" and message["status"] == HTTPStatus.OK:
            headers = MutableHeaders(scope=message)
            unchanged = _names(known, headers.get("etag"))
            if unchanged:
                message["status"] = HTTPStatus.NOT_MODIFIED.value
                for name in _DROPPED:
                    del headers[name]
                # The compression outside of this sees no content to say it of.
                headers.add_vary_header("Accept-Encoding")
        elif unchanged and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return conditional


def _names(known: str, tag: str | None) -> bool:
    """Whether a validator is among those of ``If-None-Match``, by the weak comparison."""
    if tag is None:
        return False
    listed = {each.strip().removeprefix("W/") for each in known.split(",")}
    return known.strip() == "*" or tag.removeprefix("W/") in listed
