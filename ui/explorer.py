"""Serves the explorer's page and the page's own files; no other file can be asked for."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from ui.policy import EXPLORER

STATIC = Path(__file__).parent / "static"
"""Folder of the page's own files."""

STATIC_PATH = "/static/designbook"
"""Their address; the page's framework keeps files of its own under ``/static``."""

_HEADERS = {
    "Content-Security-Policy": EXPLORER,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # The files have no version in their names: ask each time, be answered 304 as a rule.
    "Cache-Control": "no-cache",
}


class _OwnFiles(StaticFiles):
    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers.update(_HEADERS)
        return response


def mount_explorer(app: FastAPI) -> None:
    """Add ``/explorer`` and the page's own files to an application, outside its API's schema."""

    async def explorer() -> FileResponse:
        return FileResponse(STATIC / "explorer.html", headers=_HEADERS)

    methods = ["GET", "HEAD"]
    app.add_api_route(
        "/explorer",
        explorer,
        methods=methods,
        include_in_schema=False,
        response_class=FileResponse,
    )
    app.mount(STATIC_PATH, _OwnFiles(directory=STATIC), name="designbook-static")
