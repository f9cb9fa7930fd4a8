"""Stages of a design: data that says what belongs to which, with the questions that ask for one.

The packaged file is ``stages.toml``, whose head documents the format.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.schema import Kind
from retrieval.errors import BadStages
from retrieval.text.words import stem, words

_PACKAGED = Path(__file__).with_name("stages.toml")


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a design."""

    name: str
    stems: frozenset[str]
    """Of the words by which something belongs to it."""
    kinds: frozenset[Kind]
    most: int
    """Lists of the handbook that are told for any use case."""
    later: frozenset[str] = frozenset()
    """Stems by which a later question asks for the stage, beside those of its words."""


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages in their order, and what asks for a design."""

    stages: tuple[Stage, ...]
    leads: tuple[re.Pattern[str], ...]
    """What stands before the subject."""
    tail: re.Pattern[str]
    """What may stand behind it."""
    systems: frozenset[str]
    """Stems by which an unknown subject is still a system."""
    constraints: frozenset[str] = frozenset()
    """Words by which a subject says what its system has to keep to."""


def load_stages(path: Path | None = None) -> Stages:
    """Return the stages of a file as it stands now, the packaged ones without one.

    Raises:
        BadStages: the file cannot be read or does not follow the format.
    """
    return _packaged() if path is None else _load(path)


@cache
def _packaged() -> Stages:
    return _load(_PACKAGED)


def _load(path: Path) -> Stages:
    try:
        return _read(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, re.error) as error:
        raise BadStages(
            f"The file of design stages {path} cannot be used ({error!r}); correct it after the"
            " example of retrieval/design/stages.toml, or unset DESIGN_STAGES."
        ) from error


def _read(stated: Mapping[str, Any]) -> Stages:
    asked = stated["asked"]
    return Stages(
        tuple(_stage(each) for each in stated["stage"]),
        tuple(re.compile(lead, re.IGNORECASE) for lead in asked["lead"]),
        re.compile(asked["tail"], re.IGNORECASE),
        frozenset(stem(word) for word in asked["systems"]),
        frozenset(asked.get("constraints", ())),
    )


def _stage(stated: Mapping[str, Any]) -> Stage:
    return Stage(
        stated["name"],
        frozenset(word.stem for text in stated["words"] for word in words(text)),
        frozenset(Kind(kind) for kind in stated["kinds"]),
        int(stated["most"]),
        frozenset(word.stem for text in stated.get("later", ()) for word in words(text)),
    )
