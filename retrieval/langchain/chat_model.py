"""Any chat model that LangChain can set up, as the wording's model."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from retrieval.answer import Usage
from retrieval.errors import LanguageModelFailed, LanguageModelUnavailable
from retrieval.langchain.retry import pause_before_retry
from retrieval.wording.chat_model import Chunk, Prompt

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk
    from langchain_core.runnables import Runnable

OPENAI = "openai"
NO_KEY = "none"
"""Sent where no key is set: servers on this machine ask for none."""


def open_chat_model(
    name: str, *, api_key: str, base_url: str, seconds: float, most_tokens: int
) -> LangChainModel:
    """Set up a chat model; no request is made.

    Args:
        name: ``provider:model`` as ``langchain.chat_models.init_chat_model`` reads it; without a
            provider it is OpenAI's, or that of a server that speaks its protocol.
        api_key: for OpenAI; other providers read theirs from the environment.
        base_url: of a server that speaks OpenAI's protocol; empty for OpenAI's own.
        seconds: the longest wait for a connection and for each piece of a reply.
        most_tokens: of a reply.

    Raises:
        LanguageModelUnavailable: the provider is unknown or its package is not installed.
    """
    provider, _, model = name.partition(":") if ":" in name else (OPENAI, ":", name)
    options: dict[str, Any] = {
        "timeout": seconds,
        "max_retries": 0,
        "max_tokens": most_tokens,
    }
    if provider == OPENAI:
        options |= {"api_key": api_key or NO_KEY, "stream_usage": True}
        if base_url:
            options |= {"base_url": base_url, "use_responses_api": False}
    chat = _chat(name, model, provider, options)
    profile = cast("dict[str, Any]", chat.profile or {})
    steady = bool(profile.get("temperature", True))
    bound = chat.bind(temperature=0) if steady else chat
    return LangChainModel(f"{provider}:{model}", bound, seconds)


def _chat(name: str, model: str, provider: str, options: dict[str, Any]) -> BaseChatModel:
    from langchain.chat_models import init_chat_model  # noqa: PLC0415 (half a second)

    try:
        made: object = init_chat_model(model, model_provider=provider, **options)  # pyright: ignore[reportUnknownVariableType]
        return cast("BaseChatModel", made)
    except ImportError as e:
        raise LanguageModelUnavailable(
            f"LLM_MODEL is {name}, and the LangChain package of {provider} is not installed: "
            f"install langchain-{provider.replace('_', '-')} into the same environment, "
            "or set LLM_MODEL to none."
        ) from e
    except ValueError as e:
        raise LanguageModelUnavailable(
            f"LLM_MODEL is {name}, which LangChain cannot set up ({_first_line(e)}): write it as "
            "provider:model, such as openai:gpt-4.1-mini, or set it to none."
        ) from e


class LangChainModel:
    """A chat model of LangChain."""

    def __init__(self, name: str, model: Runnable[Any, Any], seconds: float) -> None:
        """``model`` takes messages and gives message chunks; a reader waits for ``seconds``."""
        self.name = name
        self._model = model
        self._seconds = seconds

    def stream(self, prompt: Prompt) -> Iterator[Chunk]:
        """Yield the reply as it comes; see ``retrieval.wording.chat_model.ChatModel``."""
        messages = [("system", prompt.system), ("human", prompt.user)]
        try:
            yield from self._tried_twice(messages)
        except Exception as e:
            # Each provider's library raises classes of its own; their texts may hold parts of a
            # key, so that only the kind of failure is told.
            if "Timeout" in type(e).__name__:
                raise TimeoutError from e
            raise LanguageModelFailed(_kind(e)) from e

    def _tried_twice(self, messages: Sequence[tuple[str, str]]) -> Iterator[Chunk]:
        """Yield the reply, asked for once more if it is refused before it begins."""
        begun = False
        ends = time.monotonic() + self._seconds
        try:
            for piece in self._model.stream(messages):
                begun = True
                yield _chunk(piece)
        except Exception as e:
            pause = pause_before_retry(e)
            if begun or pause is None or time.monotonic() + pause > ends:
                raise
        else:
            return
        time.sleep(pause)
        yield from map(_chunk, self._model.stream(messages))


def _chunk(piece: AIMessageChunk) -> Chunk:
    told = piece.usage_metadata
    usage = Usage(told["input_tokens"], told["output_tokens"]) if told else None
    return Chunk(str(piece.text), usage)


def _kind(error: Exception) -> str:
    """Say what kind of failure it is: its class, and the status that a server answered with."""
    status = getattr(error, "status_code", None)
    return f"{type(error).__name__}, status {status}" if status else type(error).__name__


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0].rstrip(".")
