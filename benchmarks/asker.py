"""Asks questions of handbooks, and of what is left of them without the lines that answer."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from graph.build import build_graph
from graph.snapshot import Snapshot
from ingest.reader import read
from retrieval.answerer import UNSAID, Answerer
from retrieval.clock import Clock
from retrieval.embedding.embedder import Embedder
from retrieval.evaluation.matching import opening, stands
from retrieval.evaluation.questions import NEAR_MISS, Question
from retrieval.evaluation.scoring import SCREEN
from retrieval.indexing.index import build_index, open_index
from retrieval.indexing.vector_cache import VectorCache

EACH_LEFT_OUT = 4
"""One question of so many is asked of its handbook without the lines that answer it."""


class Origin(StrEnum):
    """Why a question is asked, and whether it is answered there."""

    COVERED = "covered"
    NEAR_MISS = "near miss"
    FAR = "far"
    LEFT_OUT = "left out"
    """Of its handbook without the lines that answer it; what is left may still answer part."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question, or one part of it, with the signals of the decision."""

    source: str
    """The question set."""
    handbook: str
    """The name of the one that is asked."""
    question: str
    """Distinct for each question of each set and handbook."""
    origin: Origin
    support: dict[str, float]
    parts: int
    right: bool
    """Whether the answer would name all facts in its first words."""


class Asker:
    """Asks questions of handbooks, which are read once."""

    def __init__(self, embedder: Embedder, cache: VectorCache, folder: Path) -> None:
        self._embedder = embedder
        self._cache = cache
        self._folder = folder
        self._made = 0
        self._known: dict[Path, Answerer] = {}

    def rows(self, source: str, path: Path, question: Question) -> Iterator[Row]:
        """Yield the rows of a question about its handbook, and about what is left of that."""
        origin = Origin.NEAR_MISS if question.kind == NEAR_MISS else Origin.FAR
        origin = Origin.COVERED if question.covered else origin
        yield from self._ask(self._of(path), source, path.name, question, origin)
        if question.covered and path.is_file() and _chosen(question.id, EACH_LEFT_OUT):
            rest = self._answerer(self._without(path, question))
            yield from self._ask(rest, source, path.name, question, Origin.LEFT_OUT)

    def score(self, path: Path, question: Question) -> float:
        """Return the score of a question about a handbook: the best of its parts."""
        _, findings = self._of(path).find(question.question, question.history, Clock())
        return max(finding.cover.score for finding in findings)

    def _of(self, path: Path) -> Answerer:
        if path not in self._known:
            self._known[path] = self._answerer(path)
        return self._known[path]

    def _ask(
        self,
        answerer: Answerer,
        source: str,
        handbook: str,
        question: Question,
        origin: Origin,
    ) -> Iterator[Row]:
        _, findings = answerer.find(question.question, question.history, Clock())
        said = opening(answerer.told(findings), SCREEN) if origin is Origin.COVERED else ""
        right = all(stands(fact, said) for fact in question.facts)
        name = f"{source} {question.id} {origin} {id(answerer)}"
        for finding in findings:
            if finding.cover is UNSAID:
                continue  # It was decided without its signals.
            signals = dict(finding.support)
            yield Row(source, handbook, name, origin, signals, len(findings), right)

    def _answerer(self, path: Path) -> Answerer:
        snapshot = Snapshot(build_graph(read([path])).graph)
        self._made += 1
        folder = self._folder / str(self._made)
        build_index(snapshot, self._embedder, self._cache, folder)
        return Answerer(snapshot, open_index(folder, snapshot, self._embedder), self._embedder)

    def _without(self, path: Path, question: Question) -> Path:
        """Write a handbook without the lines that answer a question, and return its path."""
        places = [place for fact in question.facts for place in fact.lines]
        gone = {n for place in places for n in range(place.first, place.last + 1)}
        lines = path.read_text("utf-8").split("\n")
        kept = [line for n, line in enumerate(lines, start=1) if n not in gone]
        self._made += 1
        folder = self._folder / f"text-{self._made}"
        folder.mkdir()
        (folder / path.name).write_text("\n".join(kept), "utf-8")
        return folder / path.name


def _chosen(name: str, each: int) -> bool:
    """Whether a question is one of those that are asked, the same in every run."""
    return zlib.crc32(name.encode()) % each == 0


def handbook_of(path: Path, question: Question) -> Path:
    """Return the handbook that a question of the set at ``path`` is about."""
    return (path.parent / question.handbook).resolve()
