"""The whole answerer as a LangChain ``Runnable``."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeAlias, cast

from langchain_core.messages import convert_to_messages
from langchain_core.runnables import RunnableGenerator
from langchain_core.runnables.utils import AddableDict

from retrieval.answer import Answer, Turn
from retrieval.errors import BadQuestion

Asked: TypeAlias = str | Mapping[str, Any]
"""A question, or ``{"question": …, "history": [messages in any form that LangChain knows]}``."""
Ask: TypeAlias = Callable[[str, Sequence[Turn]], Iterator[str | Answer]]
"""Yields the pieces of an answer's text, and then the answer."""

_ROLES = {"human": "user", "ai": "assistant"}
_END = object()


class HandbookAnswerer(RunnableGenerator[Asked, AddableDict]):
    """Answers questions: invoke, stream, batch, and their asynchronous forms.

    An answer is a dictionary with the fields of ``POST /ask``. A stream gives ``{"answer": piece}``
    as often as there are pieces, and then all other fields; its parts add up to what ``invoke``
    gives. Pieces are sentences that have been checked.
    """

    def __init__(self, ask: Ask) -> None:
        """``ask`` is called from any thread."""

        def answered(given: Iterator[Asked]) -> Iterator[AddableDict]:
            for asked in given:
                yield from map(_part, ask(*_read(asked)))

        async def answered_async(given: AsyncIterator[Asked]) -> AsyncIterator[AddableDict]:
            async for asked in given:
                question, history = _read(asked)
                parts = await asyncio.to_thread(ask, question, history)
                while (part := await asyncio.to_thread(next, parts, _END)) is not _END:
                    yield _part(cast("str | Answer", part))

        super().__init__(answered, answered_async, name="HandbookAnswerer")


def _part(part: str | Answer) -> AddableDict:
    if isinstance(part, str):
        return AddableDict(answer=part)
    fields = asdict(part)
    del fields["answer"]
    return AddableDict(**fields, llm_generated=part.llm_generated)


def _read(asked: Asked) -> tuple[str, tuple[Turn, ...]]:
    """Return the question and the turns before it.

    Raises:
        BadQuestion: it is neither a text nor a dictionary with one under ``question``.
    """
    if isinstance(asked, str):
        return asked, ()
    question = asked.get("question") if isinstance(asked, Mapping) else None  # pyright: ignore[reportUnnecessaryIsInstance]
    if not isinstance(question, str):
        raise BadQuestion('Ask with a text, or with {"question": text, "history": messages}.')
    messages = convert_to_messages(asked.get("history") or [])
    turns = [
        Turn(_ROLES[message.type], str(message.text))
        for message in messages
        if message.type in _ROLES
    ]
    return question, tuple(turns)
