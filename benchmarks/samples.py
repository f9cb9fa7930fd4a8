"""Samples of questions whose gold passages are known, and their vectors.

A file is ``{"name", "passages": [{"title", "text"}], "questions": [{"id", "question", "gold":
[passage index]}]}``; other keys are ignored.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.embedding.embedder import Vectors
from retrieval.embedding.embedders import open_embedder
from retrieval.indexing.vector_cache import VectorCache

VECTORS_FILE = "vectors.sqlite"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the positions of all passages that it needs."""

    id: str
    text: str
    gold: frozenset[int]


@dataclass(frozen=True, slots=True)
class Sample:
    """Questions over one collection of passages."""

    name: str
    passages: tuple[tuple[str, str], ...]
    """Title, empty where titles are hidden, and text."""
    questions: tuple[Question, ...]

    @property
    def texts(self) -> list[str]:
        """Return what is embedded of each passage."""
        return [f"{title}\n{text}" if title else text for title, text in self.passages]


@dataclass(frozen=True, slots=True)
class Embedded:
    """Vectors of a sample, in its order."""

    passages: Vectors
    questions: Vectors


def read_sample(path: Path, *, hide_titles: bool = False) -> Sample:
    """Read a sample; raises ``SystemExit`` with a sentence where the file is no sample."""
    try:
        stated: dict[str, Any] = json.loads(path.read_bytes())
        passages = tuple(
            ("" if hide_titles else str(passage["title"]), str(passage["text"]))
            for passage in stated["passages"]
        )
        questions = tuple(
            Question(str(each["id"]), str(each["question"]), frozenset(map(int, each["gold"])))
            for each in stated["questions"]
        )
        name = str(stated.get("name", path.stem))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SystemExit(f"{path} is no sample ({error!r}); see benchmarks/README.md.") from error
    known = range(len(passages))
    if not questions or any(
        not each.gold or min(each.gold) not in known or max(each.gold) not in known
        for each in questions
    ):
        raise SystemExit(f"{path} has no questions, or gold passages that are not there.")
    return Sample(name, passages, questions)


def embed(sample: Sample, cache: Path, choice: str) -> Embedded:
    """Embed a sample; vectors that stand in the folder ``cache`` are not computed again."""
    embedder = open_embedder(choice, cache / "models", _note)
    with VectorCache(cache / VECTORS_FILE, _note) as vectors:
        return Embedded(
            vectors.embed(embedder, sample.texts, _progress),
            vectors.embed(embedder, [question.text for question in sample.questions]),
        )


def recall(ranked: Sequence[int], gold: frozenset[int], k: int) -> float:
    """Return the share of the gold passages that stand among the first ``k``."""
    return len(gold.intersection(ranked[:k])) / len(gold)


def _note(message: str) -> None:
    print(message, file=sys.stderr)


def _progress(done: int, total: int) -> None:
    end = "\n" if done == total else "\r"
    print(f"Embedding: {done} of {total}", end=end, file=sys.stderr, flush=True)
