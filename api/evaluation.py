"""Evaluation: a question set asked of the handbooks that it names.

Graphs and indexes are made in a temporary folder and thrown away; vectors and models are kept in
the data folder, so that a second run embeds nothing but the questions.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from api.handbook import Handbook, build
from api.progress import Progress, Silent, Stage
from api.settings import Settings
from api.wiring import open_cache, open_embedder
from graph.snapshot import Snapshot
from retrieval.answerer import Answerer
from retrieval.design.stages import Stages, load_stages
from retrieval.evaluation.questions import Question, Split, read_questions, select
from retrieval.evaluation.run import Subject, TimedEmbedder, evaluate
from retrieval.evaluation.summary import Report
from retrieval.evaluation.table import as_text, as_values, failures_as_text
from retrieval.indexing.index import build_index, open_index
from retrieval.indexing.vector_cache import VectorCache


class Part(StrEnum):
    """Which questions of a set are asked."""

    TUNE = "tune"
    RECORD = "record"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is to be measured."""

    questions: Path
    part: Part = Part.ALL
    handbook: Path | None = None
    """Asked instead of the handbooks that the set names."""


def run_evaluation(
    settings: Settings, evaluation: Evaluation, progress: Progress | None = None
) -> Report:
    """Ask the questions and return the figures; the live graph is neither read nor changed.

    Raises:
        RetrievalError: the question set cannot be used, or the model cannot be loaded.
        IngestError: a handbook cannot be read.
        GraphError: a handbook states nothing.
    """
    told = progress or Silent()
    split = None if evaluation.part is Part.ALL else Split(evaluation.part)
    questions = select(read_questions(evaluation.questions), split)
    stages = load_stages(settings.stages_path)
    told.begin(Stage.MODEL)
    embedder = TimedEmbedder(open_embedder(settings, told.note))
    with (
        closing(open_cache(settings, told.note)) as cache,
        TemporaryDirectory(prefix="designbook-") as scratch,
    ):
        told.begin(Stage.INDEX)
        subjects = {
            name: _prepare(
                Handbook([path], lexicon=settings.lexicon_path),
                embedder,
                cache,
                Path(scratch) / str(number),
                stages,
            )
            for number, (name, path) in enumerate(_handbooks(evaluation, questions).items())
        }
        told.note(f"asking {len(questions)} questions")
        return evaluate(subjects, questions, embedder)


def report_text(report: Report, *, failures: bool) -> str:
    """Return the report as text, if asked with the questions that failed below."""
    text = as_text(report)
    return f"{text}\n\n{failures_as_text(report.scores)}" if failures else text


def report_json(report: Report, *, failures: bool) -> str:
    """Return the report as JSON, if asked with the questions that failed."""
    return json.dumps(as_values(report, failures=failures), ensure_ascii=False, indent=2)


def _handbooks(evaluation: Evaluation, questions: Sequence[Question]) -> dict[str, Path]:
    folder = evaluation.questions.parent
    return {q.handbook: evaluation.handbook or folder / q.handbook for q in questions}


def _prepare(
    handbook: Handbook, embedder: TimedEmbedder, cache: VectorCache, folder: Path, stages: Stages
) -> Subject:
    snapshot = Snapshot(build(handbook)[1].graph)
    build_index(snapshot, embedder, cache, folder, lexicon=handbook.terms())
    index = open_index(folder, snapshot, embedder)
    # Line feeds alone end the lines that are counted.
    lines = {file.path: file.text.split("\n") for file in snapshot.graph.files}
    return Subject(Answerer(snapshot, index, embedder, stages), lines)
