"""What the wording needs of a language model, whoever provides it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from retrieval.answer import Usage


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told."""

    system: str
    user: str

    @property
    def characters(self) -> int:
        """Length of both parts."""
        return len(self.system) + len(self.user)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a model's reply, in order."""

    text: str
    usage: Usage | None = None
    """Tokens of the whole call; the provider tells them once, mostly at the end."""


class ChatModel(Protocol):
    """A language model that replies in pieces; safe to use from many threads."""

    @property
    def name(self) -> str:
        """Provider and model, as a reader is told."""
        ...

    def stream(self, prompt: Prompt) -> Iterator[Chunk]:
        """Yield the reply as it comes.

        Raises:
            LanguageModelFailed: the model cannot be reached, refuses, or breaks off.
            TimeoutError: it took too long.
        """
        ...
