"""Recall of whole passages on multi-hop questions, side by side in one run.

    python -m benchmarks.retrieval FILE                 titles shown
    python -m benchmarks.retrieval FILE --hide-titles   and nothing but the texts

Prints recall@2, @5 and @10 in percent of the project's passage ranker, of the embedding alone
(dense), of BM25, of their reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009, k = 60) and
of the sum of their scores, each scaled over its best 100, with the processor time of a question
beyond embedding it. The last line is JSON. Passages are embedded once: their vectors are kept in
``--cache``, by default where an ingest keeps its own.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from api.settings import read_settings
from benchmarks.fit_passage_ranker import fitted_on
from benchmarks.samples import Embedded, Sample, embed, read_sample, recall
from retrieval.passages.index import PassageIndex
from retrieval.passages.postings import Postings
from retrieval.passages.question import FUSED, best, fused

DEPTHS = (2, 5, 10)
RRF_K = 60

Vector = npt.NDArray[np.float32]
Method = Callable[[str, Vector], Sequence[int]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="Recall of passages on multi-hop questions.")
    parser.add_argument("file", type=Path, help="a sample, see benchmarks/README.md")
    parser.add_argument("--hide-titles", action="store_true", help="leave titles out everywhere")
    parser.add_argument("--cache", type=Path, help="folder of the vectors (default: data folder)")
    parser.add_argument("--embedder", default="default", help="as in EMBEDDER")
    options = parser.parse_args(arguments)
    sample = read_sample(options.file, hide_titles=options.hide_titles)
    embedded = embed(sample, options.cache or read_settings().data_dir, options.embedder)
    start = time.process_time()
    index = PassageIndex(sample.passages, embedded.passages)
    built = time.process_time() - start
    print(
        f"{sample.name}: {len(sample.questions)} questions, {len(sample.passages)} passages, "
        f"titles {'hidden' if options.hide_titles else 'shown'}; "
        f"index built in {built:.1f} s of processor time beside embedding"
    )
    if fitted_on(sample):
        print("The weights were fitted on these questions: for a figure of questions not seen, run")
        print("python -m benchmarks.fit_passage_ranker FILE --check")
    figures = {
        name: _measure(method, sample, embedded)
        for name, method in _methods(sample, embedded, index).items()
    }
    _print(figures)


def _methods(sample: Sample, embedded: Embedded, index: PassageIndex) -> dict[str, Method]:
    postings = Postings(sample.texts)
    deepest = max(DEPTHS)

    def designbook(question: str, vector: Vector) -> Sequence[int]:
        return [hit.passage for hit in index.rank(question, vector, deepest)]

    def dense(_question: str, vector: Vector) -> Sequence[int]:
        return best(embedded.passages @ vector, deepest).tolist()

    def words(question: str, _vector: Vector) -> Sequence[int]:
        return best(postings.look_up(question).scores, deepest).tolist()

    def rank_fusion(question: str, vector: Vector) -> Sequence[int]:
        total = np.zeros(len(embedded.passages), dtype=np.float32)
        for scores in (embedded.passages @ vector, postings.look_up(question).scores):
            top = best(scores, FUSED)
            total[top] += 1.0 / (RRF_K + np.arange(1, len(top) + 1))
        return best(total, deepest).tolist()

    def score_sum(question: str, vector: Vector) -> Sequence[int]:
        scores = fused(embedded.passages @ vector, postings.look_up(question).scores)
        return best(scores, deepest).tolist()

    return {
        "designbook": designbook,
        "dense": dense,
        "bm25": words,
        "rank fusion": rank_fusion,
        "score sum": score_sum,
    }


def _measure(method: Method, sample: Sample, embedded: Embedded) -> dict[str, float]:
    """Return recalls in percent and milliseconds of processor time."""
    method(sample.questions[0].text, embedded.questions[0])  # pages its arrays in
    recalls: list[list[float]] = []
    times: list[float] = []
    for question, vector in zip(sample.questions, embedded.questions, strict=True):
        start = time.process_time()
        ranked = method(question.text, vector)
        times.append(1e3 * (time.process_time() - start))
        recalls.append([recall(ranked, question.gold, depth) for depth in DEPTHS])
    means = 100.0 * np.mean(recalls, axis=0)
    figures = {f"recall@{k}": round(float(mean), 1) for k, mean in zip(DEPTHS, means, strict=True)}
    middle, high = np.percentile(times, (50, 95))
    return {**figures, "ms p50": round(float(middle), 1), "ms p95": round(float(high), 1)}


def _print(figures: Mapping[str, Mapping[str, float]]) -> None:
    columns = list(next(iter(figures.values())))
    print("\n| method | " + " | ".join(columns) + " |")
    print("|---|" + "---|" * len(columns))
    for name, row in figures.items():
        print(f"| {name} | " + " | ".join(f"{row[column]:.1f}" for column in columns) + " |")
    print()
    kept = {
        name: {key: value for key, value in row.items() if key.startswith("recall")}
        for name, row in figures.items()
    }
    print(json.dumps(kept))


if __name__ == "__main__":
    main()
