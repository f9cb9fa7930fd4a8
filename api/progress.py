"""What an ingest says while it runs."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol


class Stage(StrEnum):
    """The stages of an ingest, in their order."""

    READ = "read"
    BUILD = "build the graph"
    MODEL = "open the model"
    STORE = "store the graph"
    INDEX = "embed and index"
    PLACES = "lay out the picture"
    PUBLISH = "publish"


class Progress(Protocol):
    """Told of every stage as it begins, and of how far a long one has come."""

    def begin(self, stage: Stage) -> None:
        """A stage begins; the one before it is over."""
        ...

    def advance(self, done: int, total: int) -> None:
        """So many of so many are done in this stage."""
        ...

    def note(self, text: str) -> None:
        """Something worth saying once, such as the preparation of a model."""
        ...


class Silent:
    """Says nothing."""

    def begin(self, stage: Stage) -> None:
        """Say nothing."""

    def advance(self, done: int, total: int) -> None:
        """Say nothing."""

    def note(self, text: str) -> None:
        """Say nothing."""
