"""Where the time of an answer goes, stage by stage, and how it grows with the graph.

    python -m benchmarks.stages [QUESTIONS.jsonl ...]    the question sets
    python -m benchmarks.stages --to 100000              and synthetic graphs of up to so many nodes

Milliseconds, median and 95th percentile over all questions, in one process that does nothing else;
each question is asked twice and the first time is not counted. "embed" is the model's work on the
question, which the stages of finding do not include; "beyond embedding" is the whole without it.
Synthetic graphs (five edges a node) have random vectors, because a model would need hours for their
texts. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import statistics
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.handbook_questions import SETS, Asked, with_sets
from benchmarks.scale_graphs import RandomEmbedder, name_of, synthetic
from graph.snapshot import Snapshot
from retrieval.answer import Answer
from retrieval.answerer import Answerer
from retrieval.evaluation.run import TimedEmbedder
from retrieval.indexing.index import build_index, open_index
from retrieval.indexing.vector_cache import VectorCache

NODES = (1_000, 10_000, 100_000)
EDGES_A_NODE = 5
ASKED = 60
Milliseconds = dict[str, tuple[float, float]]


def timed(embedder: TimedEmbedder, asks: Sequence[Callable[[], Answer]]) -> Milliseconds:
    """Return median and 95th percentile of each stage of some answers."""
    spent: dict[str, list[float]] = defaultdict(list)
    for ask in asks:
        ask()
        before = embedder.milliseconds
        stages = ask().timings_ms
        embedded = embedder.milliseconds - before
        stages["link"] -= embedded  # the question is embedded while it is linked
        for stage, value in {**stages, "embed": embedded}.items():
            if stage != "total":
                spent[stage].append(value)
        spent["beyond embedding"].append(stages["total"] - embedded)
        spent["total"].append(stages["total"])
    return {stage: (statistics.median(ms), _high(ms)) for stage, ms in spent.items()}


def of_set(asked: Asked) -> Milliseconds:
    """Return the stages of a question set."""
    return timed(
        asked.embedder,
        [
            lambda q=q: asked.subjects[q.handbook].answerer.answer(q.question, q.history)
            for q in asked.questions
        ],
    )


def of_size(nodes: int) -> Milliseconds:
    """Return the stages of questions that name a node of a synthetic graph."""
    embedder = TimedEmbedder(RandomEmbedder())
    snapshot = Snapshot(synthetic(nodes, nodes * EDGES_A_NODE))
    with TemporaryDirectory() as scratch, VectorCache(Path(scratch) / "vectors.sqlite") as cache:
        folder = Path(scratch) / "index"
        build_index(snapshot, embedder, cache, folder)
        answerer = Answerer(snapshot, open_index(folder, snapshot, embedder), embedder)
        draw = random.Random(4)  # noqa: S311 (no secret)
        names = [name_of(draw.randrange(nodes)) for _ in range(ASKED)]
        asks = [lambda n=n: answerer.answer(f"What is related to {n}?") for n in names]
        return timed(embedder, asks)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="Milliseconds of each stage of an answer.")
    parser.add_argument("sets", nargs="*", type=Path, default=[Path(name) for name in SETS])
    parser.add_argument("--to", type=int, default=0, help="nodes of the largest synthetic graph")
    options = parser.parse_args(arguments)
    rows: dict[str, Milliseconds] = {}

    def keep(name: str, row: Milliseconds) -> None:
        rows[name] = row
        cells = (f"{stage} {middle:.2f} / {high:.2f}" for stage, (middle, high) in row.items())
        print(f"{name}: " + ", ".join(cells), flush=True)

    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}; p50 / p95 in ms")
    for path in options.sets:
        with_sets([path], lambda asked, name=path.stem: keep(name, of_set(asked)))
    for nodes in (size for size in NODES if size <= options.to):
        keep(f"{nodes:,} nodes", of_size(nodes))
    print(json.dumps(rows))


def _high(values: Sequence[float]) -> float:
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


if __name__ == "__main__":
    main()
