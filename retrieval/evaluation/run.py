"""Asking a question set and scoring what comes back."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from retrieval.answer import Answer, Turn
from retrieval.embedding.embedder import Embedder, Progress, Vectors, known_words
from retrieval.evaluation.matching import stands
from retrieval.evaluation.questions import Fact, Place, Question, QuestionSetInvalid
from retrieval.evaluation.scoring import Score, score
from retrieval.evaluation.summary import Report, summarise


class Answers(Protocol):
    """What is measured."""

    def answer(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        """Answer a question after the turns before it."""
        ...


class TimedEmbedder:
    """An embedder that remembers how long it has worked."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.milliseconds = 0.0
        """Spent in ``embed`` so far."""

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._embedder.name

    @property
    def fingerprint(self) -> str:
        """Hash of everything that determines the vectors."""
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._embedder.dimension

    def words(self) -> frozenset[str]:
        """Return the words that the embedder knows."""
        return known_words(self._embedder)

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit row for each text, in the same order."""
        began = time.perf_counter()
        try:
            return self._embedder.embed(texts, progress)
        finally:
            self.milliseconds += (time.perf_counter() - began) * 1000


@dataclass(frozen=True, slots=True)
class Subject:
    """A handbook that questions are asked about."""

    answerer: Answers
    lines: Mapping[str, Sequence[str]]
    """Path to the lines of the handbook's files."""


def evaluate(
    subjects: Mapping[str, Subject],
    questions: Sequence[Question],
    embedder: TimedEmbedder,
) -> Report:
    """Ask every question of its handbook's answerer, one after the other, and sum up.

    ``subjects`` is keyed by ``Question.handbook``; ``embedder`` is the one that the answerers use.

    Raises:
        QuestionSetInvalid: a fact does not stand in the lines that are named for it.
    """
    for question in questions:
        check(question, subjects[question.handbook].lines)
    return summarise([_ask(subjects[q.handbook].answerer, q, embedder) for q in questions])


def check(question: Question, lines: Mapping[str, Sequence[str]]) -> None:
    """Compare a question's facts with the handbook: a set that does not fit measures nothing.

    ``lines`` maps the paths of the handbook's files to their lines.

    Raises:
        QuestionSetInvalid: a place is not there, or no wording of a fact stands in it.
    """
    for fact in question.facts:
        for place in fact.lines:
            wrong = _misfit(fact, place, lines.get(place.path, ()))
            if wrong:
                raise QuestionSetInvalid(
                    f"The question {question.id!r} does not fit its handbook ({wrong}): "
                    "correct its lines, or evaluate the handbook that it was written for."
                )


def _misfit(fact: Fact, place: Place, lines: Sequence[str]) -> str:
    if place.last > len(lines):
        return f"{place.path} has no line {place.last}"
    text = "\n".join(lines[place.first - 1 : place.last])
    if not fact.derived and not stands(fact, text):
        return f"{fact.wordings[0]!r} does not stand in lines {place.first} to {place.last}"
    return ""


def _ask(answerer: Answers, question: Question, embedder: TimedEmbedder) -> Score:
    embedded, began = embedder.milliseconds, time.perf_counter()
    answer = answerer.answer(question.question, question.history)
    total = (time.perf_counter() - began) * 1000
    return score(question, answer, total, embedder.milliseconds - embedded)
