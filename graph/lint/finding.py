"""What a rule reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    """Something is broken for every reader: a link that leads nowhere, a file that is not text."""
    WARNING = "warning"
    """Something was most likely not meant: rows that contradict each other, an unanswered
    question."""
    INFO = "info"
    """Something that may well be meant, but that an author may want to see."""

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Level).index(self)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that a rule found, at one line."""

    path: str
    line: int
    rule: str
    """Name of the rule: ``dead-link``."""
    message: str
    """One sentence."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule looks for."""

    name: str
    level: Level
    looks_for: str
    """Completes "It reports …"."""
