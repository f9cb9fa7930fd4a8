"""The conversation: what was asked and answered, kept in the browser between visits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypedDict

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from ui.client import Reply, Turn
from ui.message import cited_nodes, pending_html, question_html, reply_html

KEPT = 40
"""Exchanges kept in the browser: with their sources some 200 KB of its 5 MB."""

LEANED_ON = 5
"""Exchanges from which the service understands a follow-up: its last ten turns."""

OPTIONS_SHOWN = 4
"""Suggested questions under an answer: as many as fit two lines of the page."""


class Option(TypedDict):
    """A suggestion under a message."""

    value: str


class _MessageBase(TypedDict):
    role: str
    content: str


class Message(_MessageBase, total=False):
    """A message in the chat component's own shape."""

    options: list[Option]


class Exchange(BaseModel):
    """A question as typed, with the service's answer."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str
    reply: Reply


_EXCHANGES = TypeAdapter(tuple[Exchange, ...])


def restore(stored: object) -> tuple[Exchange, ...]:
    """Return the exchanges that a browser kept; none where they cannot be read (older shape)."""
    try:
        return _EXCHANGES.validate_python(stored)
    except ValidationError:
        return ()


def store(exchanges: Sequence[Exchange]) -> list[object]:
    """Return the latest exchanges as JSON values, without the evidence that nothing shows."""
    return _EXCHANGES.dump_python(tuple(map(_trimmed, exchanges[-KEPT:])), mode="json")


def history(exchanges: Sequence[Exchange]) -> list[Turn]:
    """Return the latest exchanges as turns, oldest first: as many as the service reads."""
    return [
        turn
        for exchange in exchanges[-LEANED_ON:]
        for turn in (
            Turn(role="user", content=exchange.question),
            Turn(role="assistant", content=exchange.reply.answer),
        )
    ]


def messages(
    exchanges: Sequence[Exchange],
    names: Mapping[str, str],
    pending: str | None = None,
    said: str = "",
) -> list[Message]:
    """Return the conversation as the chat shows it.

    Args:
        exchanges: oldest first.
        names: node id to name, for the links to the graph.
        pending: the question that is being answered; while there is one, no suggestion is offered.
        said: what its answer says so far.
    """
    shown: list[Message] = []
    for exchange in exchanges:
        answer = reply_html(exchange.question, exchange.reply, names)
        shown.append({"role": "user", "content": question_html(exchange.question)})
        shown.append({"role": "assistant", "content": answer})
    if pending is not None:
        shown.append({"role": "user", "content": question_html(pending)})
        shown.append({"role": "assistant", "content": pending_html(said)})
    elif exchanges and (suggestions := exchanges[-1].reply.suggestions):
        shown[-1]["options"] = [{"value": text} for text in suggestions[:OPTIONS_SHOWN]]
    return shown


def _trimmed(exchange: Exchange) -> Exchange:
    """Keep of the evidence only what names the cited nodes."""
    reply = exchange.reply
    named = set(cited_nodes(reply))
    kept = tuple(piece for piece in reply.evidence if named.intersection(piece.node_ids))
    return exchange.model_copy(update={"reply": reply.model_copy(update={"evidence": kept})})
