"""What a check found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_CUT = re.compile(r"^(?P<says>.+)[;:] (?P<remedy>[^;:].*)$", re.DOTALL)
"""A message of ours: what is wrong, then the remedy after the last semicolon or colon."""


class Level(StrEnum):
    """How grave a finding is."""

    OK = "ok"
    WARNING = "warning"
    """Works, or will once the next command is run."""
    PROBLEM = "problem"
    """Keeps an ingest or the service from working."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the diagnosis."""

    check: str
    level: Level
    says: str
    remedy: str = ""
    """What to do; empty only where all is well or the sentence says it already."""


def ok(check: str, says: str) -> Finding:
    """Return that all is well."""
    return Finding(check, Level.OK, says)


def warning(check: str, says: str, remedy: str) -> Finding:
    """Return what is worth knowing."""
    return Finding(check, Level.WARNING, says, remedy)


def problem(check: str, says: str, remedy: str) -> Finding:
    """Return what keeps something from working."""
    return Finding(check, Level.PROBLEM, says, remedy)


def refused(check: str, error: Exception) -> Finding:
    """Return a problem from an error of ours, whose message names the remedy."""
    text = " ".join(str(error).split())
    found = _CUT.match(text)
    says, remedy = (found["says"], found["remedy"]) if found else (text, "")
    return Finding(check, Level.PROBLEM, says, remedy.removesuffix("."))
