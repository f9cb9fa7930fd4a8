"""What each part of finding is worth: the question sets asked with one part taken out at a time.

    python -m benchmarks.ablation [QUESTIONS.jsonl ...]

Columns, in percent: facts among the first five pieces of evidence, the first piece where one fact
is asked for, and questions fully answered in 120 words; then F1 of declining. The decision to
answer keeps the coefficients that were fitted with everything in place. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.handbook_questions import SETS, Asked, with_sets
from retrieval.answerer import Answerer
from retrieval.evaluation.run import evaluate
from retrieval.indexing.index import Index
from retrieval.lexicon.terms import Lexicon
from retrieval.queries.candidates import Candidate, Enumerator, Shape
from retrieval.ranking.rank import RANK, Ranker

NO_LEXICON = Lexicon((), {}, {})
HEAD = ("facts in 5", "fact in 1", "120 words", "F1 of declining")


@dataclass(frozen=True, slots=True)
class Variant:
    """The system with one part changed."""

    name: str
    lexicon: Lexicon | None = None
    change: Callable[[Answerer], None] | None = None


class OneByOne:
    """An enumerator whose queries give single facts only."""

    def __init__(self, inner: Enumerator) -> None:
        self._inner = inner

    def candidates(self, *asked: Any) -> list[Candidate]:  # noqa: ANN401 (passed on)
        """Return the queries for single facts."""
        return [each for each in self._inner.candidates(*asked) if each.shape is Shape.EDGE]


class WithoutWords:
    """An index that finds nothing by words."""

    def __init__(self, inner: Index) -> None:
        self._inner = inner

    def by_words(self, *_: object) -> list[tuple[int, float]]:
        """Return nothing."""
        return []

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 (passed on)
        return getattr(self._inner, name)


def _finder(answerer: Any) -> Any:  # noqa: ANN401 (an ablation changes what others leave alone)
    return answerer._finder


def single_facts(answerer: Answerer) -> None:
    """Take the graph queries out: facts are found one by one."""
    finder = _finder(answerer)
    finder._enumerator = OneByOne(finder._enumerator)


def weigh(weights: Mapping[str, float]) -> Callable[[Answerer], None]:
    """Return what gives the ranker other weights."""

    def change(answerer: Answerer) -> None:
        finder = _finder(answerer)
        finder._ranker = Ranker(answerer.snapshot, finder._sets, finder.vocabulary, weights)

    return change


def deafen(answerer: Answerer) -> None:
    """Take BM25 out."""
    search = _finder(answerer).search
    search._index = WithoutWords(search._index)


def signs() -> dict[str, float]:
    """Return weights that say no more than whether a feature speaks for or against."""
    return {name: float((value > 0) - (value < 0)) for name, value in RANK.items()}


VARIANTS = (
    Variant("everything"),
    Variant("without the lexicon", lexicon=NO_LEXICON),
    Variant("without graph queries", change=single_facts),
    Variant("without weights, signs alone", change=weigh(signs())),
    Variant("without BM25", change=deafen),
    *(
        Variant(f"without the feature {name}", change=weigh({**RANK, name: 0.0}))
        for name in ("cosine", "words", "covered", "gloss_unnamed", "meant", "intent", "left")
    ),
)


def figures(asked: Asked) -> dict[str, float | None]:
    """Return the figures of a set, shares from 0 to 1."""
    report = evaluate(asked.subjects, asked.questions, asked.embedder)
    whole = next(group for group in report.groups if group.by == "all")
    shares = (whole.facts_found, whole.first_found, whole.answered_in_120, report.abstention.f1)
    return dict(zip(HEAD, shares, strict=True))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="What each part of finding is worth.")
    parser.add_argument("sets", nargs="*", type=Path, default=[Path(name) for name in SETS])
    paths: list[Path] = parser.parse_args(arguments).sets
    rows: dict[str, list[dict[str, float | None]]] = {}
    print("| | " + " | ".join(f"{path.stem}: {name}" for path in paths for name in HEAD) + " |")
    print("|---|" + "---|" * len(paths) * len(HEAD))
    for variant in VARIANTS:
        row = rows[variant.name] = []
        with_sets(
            paths,
            lambda asked, row=row: row.append(figures(asked)),
            lexicon=variant.lexicon,
            change=variant.change,
        )
        cells = (
            "-" if value is None else f"{100 * value:.1f}"
            for part in row
            for value in part.values()
        )
        print(f"| {variant.name} | " + " | ".join(cells) + " |", flush=True)
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
