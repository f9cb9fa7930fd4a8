"""Asking a question: the states that the page goes through, without any drawing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from ui.chat import Exchange, Message, history, messages
from ui.client import Reply, ServiceClient, ServiceError
from ui.examples import Guides


@dataclass(frozen=True, slots=True)
class State:
    """What the page shows."""

    messages: list[Message]
    box: str
    """Text of the question box."""
    busy: bool = False
    """A question is on its way; no other one can be sent."""
    notice: str = ""
    """What went wrong, one sentence; empty when nothing did."""
    exchanges: tuple[Exchange, ...] | None = None
    """The conversation to keep; None leaves the kept one as it is."""


class Asker:
    """Takes questions to the service."""

    def __init__(self, client: ServiceClient) -> None:
        """``client`` is shared by all conversations; each keeps its own in the browser."""
        self._client = client
        self._guides = Guides(client)

    async def opened(self, exchanges: Sequence[Exchange]) -> tuple[list[Message], list[str]]:
        """Return the conversation so far and example questions for an empty one."""
        guide = await self._guides.current()
        return messages(exchanges, guide.names), list(guide.questions)

    async def linked(self, question: str, before: tuple[Exchange, ...]) -> AsyncIterator[State]:
        """Ask the question of a link, unless there is none or it was the last one asked."""
        question = question.strip()
        if question and not (before and before[-1].question == question):
            async for state in self.answered(question, before):
                yield state

    async def answered(
        self, question: str, before: tuple[Exchange, ...], draft: str = ""
    ) -> AsyncIterator[State]:
        """Ask, and yield the page's states: waiting, what is worded so far, then answered.

        Where it fails, the last state is the one before, with a notice.

        Args:
            question: as typed or picked; a blank one changes nothing.
            before: the conversation so far.
            draft: what stands in the question box afterwards.
        """
        question = question.strip()
        names = (await self._guides.current()).names
        if not question:
            yield State(messages(before, names), draft)
            return
        yield State(messages(before, names, pending=question), draft, busy=True)
        said = ""
        try:
            async for part in self._client.ask_along(question, history(before)):
                if isinstance(part, Reply):
                    after = (*before, Exchange(question=question, reply=part))
                    yield State(messages(after, names), draft, exchanges=after)
                else:
                    said += part
                    shown = messages(before, names, pending=question, said=said)
                    yield State(shown, draft, busy=True)
        except ServiceError as e:
            yield State(messages(before, names), question, notice=str(e))
