"""Neo4j's own indexes beside exact results: how much of them is found, and in what time.

    scripts/neo4j with .venv/bin/python -m benchmarks.neo4j_indexes FILE [--cache FOLDER]

``FILE`` is a sample as ``benchmarks.samples`` reads it. The passages are written as an index of
their own into the database that the settings name, and removed at the end. Overlap is the share of
the exact ``k`` best that is found; what scores like the last of them counts. Times are for one
client.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import mean, median

from api.settings import read_settings
from benchmarks.samples import Embedded, Sample, embed, read_sample
from graph.neo4j.errors import Access
from graph.neo4j.index import Neo4jIndexes, StoredEntry, StoredIndex
from retrieval.indexing import bm25
from retrieval.indexing.entries import Channel
from retrieval.indexing.neo4j_search import Neo4jVectors, Neo4jWords
from retrieval.indexing.vector_index import VectorIndex
from retrieval.indexing.word_index import WordIndex, tokens

KS = (10, 20, 120)
NAME = "benchmark"
TIE = 2e-6
"""Scores that differ by less are alike: Neo4j rounds a cosine to float32 twice."""

Hits = Sequence[tuple[int, float]]


def main() -> None:
    """Print the table, and the same as JSON in the last line."""
    parser = argparse.ArgumentParser(description="Neo4j's own indexes beside exact results")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--cache", type=Path, default=Path("data/benchmarks"))
    given = parser.parse_args()
    sample = read_sample(given.file)
    vectors = embed(sample, given.cache, "default")
    settings = read_settings()
    password = settings.neo4j_password.get_secret_value()
    access = Access(settings.neo4j_uri, settings.neo4j_username, password)
    with closing(Neo4jIndexes(access)) as stored:
        began = time.perf_counter()
        stored.put(StoredIndex(NAME, NAME, NAME, {}), _entries(sample, vectors))
        seconds = time.perf_counter() - began
        try:
            report = _compare(stored, sample, vectors)
        finally:
            stored.remove([NAME])
    print(f"written: {len(sample.passages) / seconds:.0f} passages a second")
    print("by       k    overlap  ms in the middle")
    for row in report:
        print(f"{row['by']:8} {row['k']:<4} {row['overlap']:<8} {row['ms']}")
    print(json.dumps({"written_per_s": round(len(sample.passages) / seconds), "searches": report}))


def _entries(sample: Sample, vectors: Embedded) -> Iterator[StoredEntry]:
    for at, (text, vector) in enumerate(zip(sample.texts, vectors.passages, strict=True)):
        yield StoredEntry(at, Channel.PASSAGE.value, vector.tolist(), " ".join(tokens(text)))


def _compare(
    stored: Neo4jIndexes, sample: Sample, vectors: Embedded
) -> list[dict[str, str | float]]:
    everywhere = range(len(sample.passages))
    spans = {Channel.PASSAGE: everywhere}
    near = Neo4jVectors(stored, NAME, spans, 1, vectors.passages.shape[1])
    told = Neo4jWords(stored, NAME, spans, bm25.count(map(tokens, sample.texts)))
    exact, words = VectorIndex.build(vectors.passages), WordIndex.build(sample.texts)
    asked = [question.text for question in sample.questions]
    report: list[dict[str, str | float]] = []
    for k in KS:
        found = [
            _timed(partial(near.search, v, k, everywhere), exact.search(v, k, everywhere))
            for v in vectors.questions
        ]
        report.append(_row("meaning", k, found))
        found = [
            _timed(partial(told.search, q, k, everywhere), words.search(q, k, everywhere))
            for q in asked
        ]
        report.append(_row("words", k, found))
    return report


def _timed(search: Callable[[], Hits], wanted: Hits) -> tuple[float, float]:
    """Return overlap and milliseconds of one search."""
    began = time.perf_counter()
    found = search()
    took = 1000 * (time.perf_counter() - began)
    if not wanted:
        return 1.0, took
    return sum(score >= wanted[-1][1] - TIE for _, score in found) / len(wanted), took


def _row(by: str, k: int, measured: Sequence[tuple[float, float]]) -> dict[str, str | float]:
    overlaps, times = zip(*measured, strict=True)
    return {"by": by, "k": k, "overlap": round(mean(overlaps), 4), "ms": round(median(times), 1)}


if __name__ == "__main__":
    main()
