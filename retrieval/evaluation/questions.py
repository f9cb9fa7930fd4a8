"""A question set: one JSON object a line, as benchmarks/questions/README.md describes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, ClassVar, NamedTuple

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from retrieval.answer import Turn
from retrieval.errors import RetrievalError

NEAR_MISS = "near_miss"
"""The kind of questions about the handbook's own field on which it is silent."""

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class QuestionSetInvalid(RetrievalError):
    """A question set cannot be read, or does not fit its handbook."""


class Split(StrEnum):
    """What a question may be used for."""

    TUNE = "tune"
    """To look at while something is fitted or changed."""
    RECORD = "record"
    """Only to measure what has been finished."""


class Place(NamedTuple):
    """Lines of a handbook's file."""

    path: str
    """As citations name it: relative to the handbook."""
    first: int
    """From 1, inclusive."""
    last: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What a right answer has to name, and where the handbook says it."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    wordings: Annotated[tuple[Words, ...], Field(alias="any", min_length=1)]
    """Any of them will do."""
    lines: Annotated[tuple[Place, ...], Field(min_length=1)]
    """Any of them will do."""
    derived: bool = False
    """Whether the wordings follow from the lines, as a count does, without standing in them."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what is known about its answer."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: Words
    handbook: Words
    """A path relative to the question set's own folder."""
    kind: Words
    question: Words
    covered: bool
    """Whether the handbook answers it."""
    facts: tuple[Fact, ...] = ()
    """In no order; none if the handbook does not answer it."""
    history: tuple[Turn, ...] = ()
    split: Split = Split.RECORD


_PARSER = TypeAdapter(Question)


def read_questions(path: Path) -> tuple[Question, ...]:
    """Return the questions of a set in their order; blank lines are passed over.

    Raises:
        QuestionSetInvalid: the file cannot be read, or a line does not follow the format.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as e:
        raise QuestionSetInvalid(
            f"The question set {path} cannot be read ({e}): name a UTF-8 file of JSON lines."
        ) from e
    questions = tuple(_parse(path, text))
    if not questions:
        raise QuestionSetInvalid(f"The question set {path} is empty: write one question a line.")
    return questions


def select(questions: Sequence[Question], split: Split | None) -> tuple[Question, ...]:
    """Return the questions of a split, or all for None.

    Raises:
        QuestionSetInvalid: the split has none.
    """
    chosen = tuple(question for question in questions if split in {None, question.split})
    if not chosen:
        raise QuestionSetInvalid(f"No question belongs to the split {split}: choose --split all.")
    return chosen


def _parse(path: Path, text: str) -> Iterator[Question]:
    ids: set[str] = set()
    # Not splitlines(): it would also split at separators that a JSON string may hold.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            question = _PARSER.validate_json(line)
        except ValidationError as e:
            raise _invalid(path, number, _first_error(e)) from e
        if wrong := _contradiction(question, ids):
            raise _invalid(path, number, wrong)
        ids.add(question.id)
        yield question


def _contradiction(question: Question, ids: set[str]) -> str:
    """Return what in a well-formed question cannot be, or nothing."""
    if question.id in ids:
        return f"the id {question.id!r} stands there twice"
    if question.covered != bool(question.facts):
        return "a covered question needs facts, and one that is not covered has none"
    for place in (place for fact in question.facts for place in fact.lines):
        if not 1 <= place.first <= place.last:
            return f"{place.first} to {place.last} are no lines"
    return ""


def _invalid(path: Path, number: int, wrong: str) -> QuestionSetInvalid:
    return QuestionSetInvalid(
        f"Line {number} of {path} is no question ({wrong}): "
        "correct it after benchmarks/questions/README.md."
    )


def _first_error(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg']}" if where else first["msg"]
