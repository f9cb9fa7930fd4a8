"""Refit the weights of the decision to answer: ``python -m benchmarks.fit [QUESTIONS.jsonl ...]``.

Takes the "tune" questions of the sets, and asks each covered one a second time of its handbook
without the lines that answer it, where nothing answers it any more: that gives as many near misses
as there are covered questions. A ridge-penalised logistic regression over the signals of
``retrieval.ranking.support`` is fitted by Newton's method, then the least score that is an answer
is chosen for the F1 of declining, all by ten-fold cross-validation over questions. Writes the
table ``[cover]`` of ``retrieval/ranking/weights.toml``; everything else in the file is kept.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import numpy.typing as npt

from api.settings import read_settings
from api.wiring import open_cache, open_embedder
from graph.build import build_graph
from graph.snapshot import Snapshot
from ingest.reader import read
from retrieval.answerer import Answerer
from retrieval.clock import Clock
from retrieval.embedding.embedder import Embedder
from retrieval.evaluation.questions import Question, Split, read_questions, select
from retrieval.indexing.index import build_index, open_index
from retrieval.indexing.vector_cache import VectorCache

SETS = ("benchmarks/questions/ml-system-design.jsonl", "benchmarks/questions/shapes.jsonl")
WEIGHTS = Path("retrieval/ranking/weights.toml")
LEFT_OUT = 0.2
"""Weight of a question asked without its lines: what is left may still answer part of it."""
SILENT = 1.6
"""Weight of a question that is not covered: there are fewer of them."""
RIDGE = 1.0
FOLDS = 10
SLACK = 0.01
"""Of thresholds that are about as good, the highest is taken: a wrong answer is worse than none."""
THRESHOLDS = np.arange(0.3, 0.71, 0.02)

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """One question, or one part of it, with its signals."""

    question: str
    support: dict[str, float]
    covered: bool = False
    left_out: bool = False


class Asker:
    """Asks questions of handbooks, which are read once."""

    def __init__(self, embedder: Embedder, cache: VectorCache, folder: Path) -> None:
        self._embedder = embedder
        self._cache = cache
        self._folder = folder
        self._made = 0
        self._known: dict[Path, Answerer] = {}

    def rows(self, path: Path, question: Question) -> list[Row]:
        """Return the rows of a question about a handbook."""
        found = self._ask(self._of(path), question)
        rows = [Row(question.id, support, covered=question.covered) for support in found]
        if question.covered and path.is_file():
            found = self._ask(self._answerer(self._without(path, question)), question)
            rows += [Row(question.id, found[0], left_out=True)] if len(found) == 1 else []
        return rows

    def score(self, path: Path, question: Question) -> float:
        """Return the score of a question about a handbook: the best of its parts."""
        answerer = self._of(path)
        _, findings = answerer.find(question.question, question.history, Clock())
        return max(finding.cover.score for finding in findings)

    def _of(self, path: Path) -> Answerer:
        if path not in self._known:
            self._known[path] = self._answerer(path)
        return self._known[path]

    def _ask(self, answerer: Answerer, question: Question) -> list[dict[str, float]]:
        _, findings = answerer.find(question.question, question.history, Clock())
        return [dict(finding.support) for finding in findings]

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


def fit(x: Matrix, y: Matrix, weight: Matrix) -> Matrix:
    """Return the coefficients of a ridge-penalised logistic regression, the bias first."""
    penalty = np.eye(x.shape[1]) * RIDGE
    penalty[0, 0] = 1e-3
    beta = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ beta))
        slope = x.T @ (weight * (p - y)) + penalty @ beta
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + penalty
        beta -= np.linalg.solve(curve, slope)
    return beta


def f1(score: Matrix, y: Matrix, least: float) -> float:
    """Return the F1 of declining below a score."""
    declined, silent = score < least, y == 0
    hits = float((declined & silent).sum())
    return 2 * hits / max(1.0, float(declined.sum() + silent.sum()))


def cross_validated(rows: Sequence[Row], x: Matrix, y: Matrix, weight: Matrix) -> Matrix:
    """Return for each row the score by coefficients fitted without its question."""
    ids = sorted({row.question for row in rows})
    fold = np.array([ids.index(row.question) % FOLDS for row in rows])
    score = np.zeros(len(rows))
    for number in range(FOLDS):
        beta = fit(x[fold != number], y[fold != number], weight[fold != number])
        score[fold == number] = 1 / (1 + np.exp(-x[fold == number] @ beta))
    return score


def table(names: Sequence[str], beta: Matrix, least: float, note: str) -> str:
    """Return the table ``[cover]`` as TOML."""
    lines = [f"# {note}", "[cover]", f"bias = {beta[0]:.3f}"]
    lines += [f"{name} = {value:.3f}" for name, value in zip(names, beta[1:], strict=True)]
    return "\n".join([*lines, f"answered = {least:.2f}", ""])


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="*", type=Path, default=[Path(s) for s in SETS])
    parser.add_argument("--data", type=Path, default=None, help="keeps vectors and models")
    asked = parser.parse_args()
    settings = read_settings(data_dir=asked.data, embedder=None)
    rows: list[Row] = []
    with closing(open_cache(settings, print)) as cache, TemporaryDirectory() as scratch:
        asker = Asker(open_embedder(settings, print), cache, Path(scratch))
        for path in asked.questions:
            for question in select(read_questions(path), Split.TUNE):
                rows += asker.rows((path.parent / question.handbook).resolve(), question)
    names = list(rows[0].support)
    x = np.array([[1.0, *(row.support[name] for name in names)] for row in rows])
    y = np.array([float(row.covered) for row in rows])
    own = np.array([not row.left_out for row in rows])
    weight = np.where(own, np.where(y > 0, 1.0, SILENT), LEFT_OUT)
    score = cross_validated(rows, x, y, weight)
    each = [f1(score[own], y[own], float(t)) for t in THRESHOLDS]
    best = max(each)
    least = max(t for t, value in zip(THRESHOLDS, each, strict=True) if value >= best - SLACK)
    note = (
        f"Fitted on {int(own.sum())} tune questions and parts, and on {int((~own).sum())} asked "
        f"without their lines; cross-validated F1 of declining {best:.2f}."
    )
    text = WEIGHTS.read_text("utf-8")
    kept = re.sub(
        r"(?:^# Fitted on[^\n]*\n)?^\[cover\]\n(?:[^\[\n][^\n]*\n?)*", "", text, flags=re.M
    )
    beta = fit(x, y, weight)
    WEIGHTS.write_text(f"{kept.rstrip()}\n\n{table(names, beta, float(least), note)}", "utf-8")
    sys.stdout.write(note + "\n")


if __name__ == "__main__":
    main()
