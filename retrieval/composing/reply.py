"""A reply: what was composed, from what was found."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.answer import Status
from retrieval.composing.sheet import Composed
from retrieval.ranking.finding import Finding


@dataclass(frozen=True, slots=True)
class Reply:
    """A text with its findings, before it is an answer."""

    composed: Composed
    status: Status
    findings: tuple[Finding, ...]
    """One for each part of the question."""
    suggestions: tuple[str, ...] = ()
    """What is offered instead of an answer."""
