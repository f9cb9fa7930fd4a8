"""The page: a chat with its sources beside it, and the graph, mounted at ``/`` of the service.

It speaks to the service over HTTP alone (``ui.client``). What answers to clicks in the browser
(sources, graph) is ``static/page.js``.
"""

from __future__ import annotations

import httpx
from fastapi import FastAPI
from starlette.middleware import Middleware

from api.settings import Settings, go_offline
from ui.asking import Asker
from ui.client import ServiceClient
from ui.explorer import STATIC, STATIC_PATH, mount_explorer
from ui.in_process import InProcessTransport
from ui.policy import PagePolicy

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
            base_url="http://designbook",
            timeout=WAIT_SECONDS + settings.llm_timeout,
        )
    )
    mount_explorer(app)
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
        app_kwargs={"middleware": [Middleware(PagePolicy)]},
    )
