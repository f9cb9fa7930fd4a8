"""Question sets with answerers of the handbooks that they ask, for benchmarks that change one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from api.handbook import Handbook, build
from api.settings import read_settings
from api.wiring import open_cache, open_embedder
from graph.snapshot import Snapshot
from retrieval.answerer import Answerer
from retrieval.evaluation.questions import Question, read_questions
from retrieval.evaluation.run import Subject, TimedEmbedder
from retrieval.indexing.index import build_index, open_index
from retrieval.lexicon.terms import Lexicon

SETS = ("benchmarks/questions/ml-system-design.jsonl", "benchmarks/questions/shapes.jsonl")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question set, ready to be asked."""

    questions: Sequence[Question]
    subjects: dict[str, Subject]
    embedder: TimedEmbedder


def with_sets(
    paths: Sequence[Path],
    run: Callable[[Asked], None],
    *,
    lexicon: Lexicon | None = None,
    change: Callable[[Answerer], None] | None = None,
) -> None:
    """Call ``run`` with each set; ``change`` is given every answerer before it is asked."""
    settings = read_settings()
    embedder = TimedEmbedder(open_embedder(settings))
    with closing(open_cache(settings)) as cache, TemporaryDirectory() as scratch:
        for number, path in enumerate(paths):
            questions = read_questions(path)
            subjects: dict[str, Subject] = {}
            for name in dict.fromkeys(question.handbook for question in questions):
                handbook = Handbook([path.parent / name])
                snapshot = Snapshot(build(handbook)[1].graph)
                folder = Path(scratch) / f"{number}-{len(subjects)}"
                build_index(snapshot, embedder, cache, folder, lexicon=lexicon or handbook.terms())
                answerer = Answerer(snapshot, open_index(folder, snapshot, embedder), embedder)
                if change:
                    change(answerer)
                lines = {file.path: file.text.split("\n") for file in snapshot.graph.files}
                subjects[name] = Subject(answerer, lines)
            run(Asked(questions, subjects, embedder))
