"""Layout of the page, and what its components do.

It gives ``static/page.js`` its slots, by element id. This module is imported by
``ui.page.mount_page`` alone, after the environment keeps the framework from asking other hosts.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, cast

import gradio as gr  # noqa: TID253 (this module is itself imported only where the page is mounted)

from ui.asking import Asker, State
from ui.chat import restore, store

TITLE = "Designbook"
SERVED_AT_ONCE = 20
"""Questions answered at the same time; the framework's default is one."""

DAY = 86_400
"""Seconds after which the framework removes what it wrote into its folder for temporary files."""

STORAGE_KEY = "designbook.chat"
# Not a secret: a fixed word keeps the chat readable after a restart; only its browser has it.
STORAGE_WORD = "designbook"

ASKS = "q"
"""Parameter of the page's address that holds a question to be asked."""

_MASTHEAD = "# Designbook\n\nDesign questions, answered from the handbook, line by line."
_WELCOME = "### Ask the handbook\n\nEvery answer shows the lines it rests on."


def build_page(asker: Asker) -> gr.Blocks:
    """Return the page's layout, wired to the service behind the asker."""
    with gr.Blocks(
        title=TITLE, analytics_enabled=False, fill_width=True, delete_cache=(DAY, DAY)
    ) as page:
        stored = gr.BrowserState([], storage_key=STORAGE_KEY, secret=STORAGE_WORD)
        gr.Markdown(_MASTHEAD, elem_id="masthead")
        with gr.Tabs(elem_id="views"):
            with gr.Tab("Ask", id="ask"), gr.Row(elem_id="ask-view"):
                with gr.Column(elem_id="chat-slot"):
                    parts = _chat_parts(stored)
                with gr.Column(elem_id="sources-slot"):
                    gr.Markdown("&nbsp;")
            with gr.Tab("Graph", id="graph"), gr.Column(elem_id="graph-slot"):
                gr.Markdown("The graph is loading…")
        _wire(page, parts, asker)
    return page


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components that a question changes."""

    box: gr.Textbox
    send: gr.Button
    clear: gr.Button
    chat: gr.Chatbot
    notice: gr.Markdown
    stored: gr.BrowserState

    @property
    def outputs(self) -> list[Any]:
        """The components in the order of ``_updates``."""
        return [self.box, self.send, self.clear, self.chat, self.notice, self.stored]


def _chat_parts(stored: gr.BrowserState) -> _Parts:
    chat = gr.Chatbot(
        elem_id="chat",
        show_label=False,
        height="100%",
        buttons=[],
        autoscroll=False,  # ``page-scroll.js`` keeps the start of an answer in view
        feedback_options=None,
        latex_delimiters=[],
        placeholder=_WELCOME,
    )
    notice = gr.Markdown(elem_id="notice")
    with gr.Row(elem_id="ask-bar"):
        box = gr.Textbox(
            elem_id="question",
            label="Question",
            show_label=False,
            placeholder="Ask a design question",
            max_lines=6,
            container=False,
            scale=8,
            autofocus=True,
        )
        send = gr.Button("Ask", elem_id="send", variant="primary", scale=1, min_width=72)
        clear = gr.Button("New chat", elem_id="clear", scale=1, min_width=96)
    return _Parts(box, send, clear, chat, notice, stored)


def _wire(page: gr.Blocks, parts: _Parts, asker: Asker) -> None:
    """Connect the components with the conversation."""

    async def on_open(kept: object, request: gr.Request) -> AsyncIterator[Any]:
        before = restore(kept)
        shown, questions = await asker.opened(before)
        chat = gr.Chatbot(
            value=cast("list[Any]", shown), examples=[{"text": text} for text in questions]
        )
        yield tuple(chat if part is parts.chat else _unchanged() for part in parts.outputs)
        given = cast("Mapping[str, str]", request.query_params)  # pyright: ignore[reportUnknownMemberType]
        async for state in asker.linked(given.get(ASKS, ""), before):
            yield _updates(state)

    async def on_ask(question: str, kept: object) -> AsyncIterator[Any]:
        async for state in asker.answered(question, restore(kept)):
            yield _updates(state)

    async def on_pick(picked: gr.SelectData, draft: str, kept: object) -> AsyncIterator[Any]:
        async for state in asker.answered(_picked(picked.value), restore(kept), draft):
            yield _updates(state)

    on = cast("Callable[..., object]", gr.on)  # pyright: ignore[reportUnknownMemberType]
    once: dict[str, Any] = {
        "trigger_mode": "once",
        "show_progress": "hidden",
        "concurrency_limit": SERVED_AT_ONCE,
        "api_visibility": "private",
    }
    asked = [parts.box.submit, parts.send.click]
    on(asked, on_ask, [parts.box, parts.stored], parts.outputs, **once)
    picked = [parts.chat.option_select, parts.chat.example_select]
    on(picked, on_pick, [parts.box, parts.stored], parts.outputs, **once)
    emptied = [parts.chat, parts.notice, parts.stored]
    on([parts.clear.click], _emptied, None, emptied, **once)
    page.load(on_open, [parts.stored], parts.outputs, **once)


def _picked(value: object) -> str:
    """Return the question of a suggestion (its text) or of an example (a mapping)."""
    return str(cast("dict[str, object]", value)["text"] if isinstance(value, dict) else value)


def _emptied() -> tuple[list[object], str, list[object]]:
    return [], "", []


def _updates(state: State) -> tuple[Any, ...]:
    """Return the changes of ``_Parts.outputs`` that show a state."""
    idle = not state.busy
    notice = f'<p class="db-notice">{escape(state.notice)}</p>' if state.notice else ""
    return (
        gr.Textbox(value=state.box, interactive=idle),
        gr.Button(interactive=idle),
        gr.Button(interactive=idle),
        state.messages,
        notice,
        _unchanged() if state.exchanges is None else store(state.exchanges),
    )


def _unchanged() -> object:
    return cast("object", gr.skip())  # pyright: ignore[reportUnknownMemberType]
