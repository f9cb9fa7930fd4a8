"""Scoring one answer against what is known about its question."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.answer import Answer, Ranked, Status
from retrieval.evaluation.matching import opening, stands, supports
from retrieval.evaluation.questions import Fact, Question

PIECES = 5
"""Pieces of evidence that count as found."""
SCREEN = 120
"""Words that a reader sees without scrolling."""
GLANCE = 40
"""Words that are read at a glance."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one question fared; a tuple has one value for each of its facts, in their order."""

    question: Question
    understood: str
    answer: str
    abstained: bool
    found: tuple[bool, ...]
    """Among the first ``PIECES`` pieces of evidence."""
    first: bool | None
    """Whether the first piece held the fact; None unless the question has exactly one."""
    in_screen: tuple[bool, ...]
    """Within the first ``SCREEN`` words of the answer."""
    in_glance: tuple[bool, ...]
    cited: tuple[bool, ...]
    """Whether a citation shares a line with the fact."""
    words: int
    """Of the answer, its marks left out."""
    total_ms: float
    beyond_ms: float
    """Without the embedding of the question."""


def score(question: Question, answer: Answer, total_ms: float, embedding_ms: float) -> Score:
    """Return how an answer fares. Nothing said while declining counts as answered or cited."""
    facts = question.facts
    abstained = answer.status is Status.NOT_COVERED
    text = "" if abstained else answer.answer
    cited = () if abstained else answer.citations
    screen, glance = opening(text, SCREEN), opening(text, GLANCE)
    pieces = answer.evidence[:PIECES]
    return Score(
        question=question,
        understood=answer.question,
        answer=answer.answer,
        abstained=abstained,
        found=tuple(any(_holds(piece, fact) for piece in pieces) for fact in facts),
        first=any(_holds(piece, facts[0]) for piece in pieces[:1]) if len(facts) == 1 else None,
        in_screen=tuple(stands(fact, screen) for fact in facts),
        in_glance=tuple(stands(fact, glance) for fact in facts),
        cited=tuple(any(supports(c.source, fact) for c in cited) for fact in facts),
        words=len(opening(answer.answer).split()),
        total_ms=total_ms,
        beyond_ms=max(0.0, total_ms - embedding_ms),
    )


def _holds(piece: Ranked, fact: Fact) -> bool:
    """Tell whether a place of a piece lies on a fact's lines, and the piece says the fact.

    What is derived is not said.
    """
    placed = any(supports(place, fact) for place in piece.places)
    return placed and (fact.derived or stands(fact, piece.text))
