"""The page: a chat with its sources beside it, and the graph, mounted at ``/`` of the service.

It speaks to the service over HTTP alone (``ui.client``). What answers to clicks in the browser
(sources, graph) is ``static/page.js``.
"""

from __future__ import annotations

from pathlib import Path

import httpx
from fastapi import FastAPI, HTTPException
from starlette.middleware import Middleware

from api.settings import Settings, go_offline
from ui.asking import Asker
from ui.client import ServiceClient
from ui.explorer import STATIC, STATIC_PATH, mount_explorer
from ui.in_process import InProcessTransport
from ui.known_scripts import KnownScripts
from ui.policy import PagePolicy

CLOSED = ("upload", "upload_progress", "process_recording")
"""What the framework would take files with; the page has nothing to send one."""
WAIT_SECONDS = 60.0
"""For one answer, beyond what a language model may take for its words."""

# Linked, not given as the framework's ``css``, which puts a prefix before each selector.
_FILES = STATIC_PATH.removeprefix("/")
_HEAD = "".join(
    (
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        *(
            f'<link rel="stylesheet" href="{_FILES}/{name}.css">'
            for name in ("tokens", "lines", "page")
        ),
        f'<script type="module" src="{_FILES}/page.js"></script>',
    )
)


def mount_page(app: FastAPI, settings: Settings) -> FastAPI:
    """Mount the page at ``/`` and the explorer at ``/explorer``, and return the application.

    To be called after the application has all its own routes, for the page takes what is left.
    """
    go_offline()
    import gradio as gr
    from gradio.themes import Default

    from ui.layout import build_page  # noqa: PLC0415 (it imports gradio, which must be offline)

    client = ServiceClient(
        httpx.AsyncClient(
            transport=InProcessTransport(app),
            base_url="http://localhost",
            timeout=WAIT_SECONDS + settings.llm_timeout,
        )
    )
    mount_explorer(app)
    _close_uploads(app)
    template = Path(gr.__file__).parent / "templates" / "frontend" / "index.html"
    known = KnownScripts(template.read_text(encoding="utf-8"))
    return gr.mount_gradio_app(  # pyright: ignore[reportUnknownMemberType] (its own types)
        app,
        build_page(Asker(client)),
        path="/",
        theme=Default(
            primary_hue="blue", font=["system-ui", "sans-serif"], font_mono=["monospace"]
        ),
        head=_HEAD,
        favicon_path=str(STATIC / "favicon.svg"),
        footer_links=[],
        run_history=False,
        show_error=False,
        app_kwargs={"middleware": [Middleware(PagePolicy, known=known)]},
    )


def _close_uploads(app: FastAPI) -> None:
    """Answer 404 where the framework would write a stranger's file to the disk."""

    def closed() -> None:
        raise HTTPException(404)

    for name in CLOSED:
        app.add_api_route(
            f"/gradio_api/{name}",
            closed,
            methods=["GET", "HEAD", "POST", "PUT"],
            include_in_schema=False,
        )
