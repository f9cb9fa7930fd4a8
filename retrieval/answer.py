"""The values of an answer, the same on every surface: command line, service and page."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from graph.model import Evidence
from retrieval.explained import Explanation

RELATED = "Related: "
"""What opens the end of an answer that tells only what is near it."""
NEAREST = "What comes nearest: "
"""What opens what is quoted though it does not answer."""
NOT_COVERED = "The handbook does not cover this question."
"""What opens an answer of that status."""


class Status(StrEnum):
    """How much of the question the handbook covers."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_COVERED = "not_covered"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: str
    """``user`` or ``assistant``."""
    content: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source of the answer's text, which refers to it as ``[id]``."""

    id: str
    cited_text: str
    source: Evidence


@dataclass(frozen=True, slots=True)
class Ranked:
    """A piece of evidence with its score, as the answer's ``evidence`` lists it."""

    text: str
    """A fact in words, or a passage."""
    score: float
    """Comparable within one answer; higher is better."""
    source: Evidence
    """The first of its places."""
    node_ids: tuple[str, ...] = ()
    """The nodes that it speaks of."""
    sources: tuple[Evidence, ...] = ()
    """All places that state it, ``source`` first; empty stands for ``source`` alone."""

    @property
    def places(self) -> tuple[Evidence, ...]:
        """All places that state it, at least one."""
        return self.sources or (self.source,)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens that a language model has taken."""

    input_tokens: int
    output_tokens: int
    estimated: bool = False
    """The provider did not tell them: a quarter of the characters stands for them."""

    @property
    def total_tokens(self) -> int:
        """Both together."""
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True)
class Wording:
    """What a language model did with an answer."""

    model: str
    """Provider and model."""
    kept: int
    """Its sentences that the cited lines support."""
    removed: int
    """Its sentences that were removed before anybody read them."""
    fallback: str = ""
    """Why the composed answer stands instead; empty where the model's words stand."""
    usage: Usage = Usage(0, 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with everything that it stands on."""

    question: str
    """As it was understood: a follow-up is written out."""
    answer: str
    """Plain text with ``[1]`` marks."""
    status: Status
    citations: tuple[Citation, ...]
    evidence: tuple[Ranked, ...]
    """What was ranked, best first."""
    timings_ms: dict[str, float]
    """Stage to milliseconds, ``total`` among them."""
    suggestions: tuple[str, ...] = ()
    """Questions or topics that the handbook covers."""
    wording: Wording | None = None
    """What a language model did with it; None where none was asked."""
    explanation: Explanation | None = None
    """How it came about, if that was asked for."""

    @property
    def llm_generated(self) -> bool:
        """Whether a language model worded the text; otherwise it was composed."""
        return self.wording is not None and not self.wording.fallback
