"""The language model that words answers, if one is asked for; nothing is sent to it."""

from __future__ import annotations

from api.doctor.finding import Finding, ok, refused, warning
from api.settings import Settings
from api.wiring import open_writer
from retrieval.errors import LanguageModelUnavailable

_CHECK = "language model"
_OPENAI = "openai:"


def language_model(settings: Settings) -> Finding:
    """Say whether answers are worded, by which model, and what it lacks."""
    try:
        writer = open_writer(settings)
    except LanguageModelUnavailable as e:
        return refused(_CHECK, e)
    if writer is None:
        return ok(_CHECK, f"none, answers are composed and no text is sent{_unused(settings)}")
    name = writer.model.name
    if name.startswith(_OPENAI) and not _reachable(settings):
        says = f"{name} has no key, so that every call will be refused"
        return warning(_CHECK, says, "set OPENAI_API_KEY, or OPENAI_BASE_URL, or LLM_MODEL=none")
    own = name.startswith(_OPENAI) and settings.openai_base_url
    where = " at OPENAI_BASE_URL" if own else ""
    return ok(_CHECK, f"{name}{where} words answers: questions and the lines they need are sent")


def _reachable(settings: Settings) -> bool:
    return bool(settings.openai_api_key.get_secret_value() or settings.openai_base_url)


def _unused(settings: Settings) -> str:
    """Say that a key or an address alone asks for nothing."""
    if settings.llm_model or not _reachable(settings):
        return ""
    return " (OPENAI_API_KEY and OPENAI_BASE_URL are used only with LLM_MODEL)"
