"""Read random and mutated Markdown and hold the readings to what must be true of every one.

    python -m tests.fuzz.reading --count 100000

No crash but an ``IngestError``, none longer than a bound, every fact and passage on lines of the
file, every line accounted for, every edge of the graph with its lines, the same on a second read.
"""

from __future__ import annotations

import argparse
import math
import signal
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from graph.build import build_graph
from graph.errors import EmptyGraph
from ingest.errors import IngestError
from ingest.facts import Reading
from ingest.files import SourcePath
from ingest.layout import layout_lines
from ingest.reader import read_bytes
from tests.fuzz.markdown import documents, variants

SOURCE = SourcePath(Path("fuzzed.md"), "fuzzed.md")
BOUND_S = 2
"""Processor seconds for one input of some kilobytes."""


HANG_S = 60
"""Processor seconds after which a drawn file and its mutations count as a hang and are ended."""
VARIANTS = 9
"""Mutations of each file drawn; they cost less than drawing one."""


def check(data: bytes) -> str:
    """Hold one file's reading to its promises; return what became of the file."""
    began = time.process_time()
    try:
        reading = read_bytes(data, SOURCE)
    except IngestError as error:
        assert str(error)  # noqa: PT017 (which error it is decides nothing here)
        return type(error).__name__
    spent = time.process_time() - began
    assert spent < BOUND_S, f"{spent:.1f} s"
    assert_on_lines(reading)
    assert read_bytes(data, SOURCE) == reading
    return assert_sourced(reading)


def assert_on_lines(reading: Reading) -> None:
    document = reading.documents[0]
    told = (*reading.facts, *reading.passages, *reading.unread)
    accounted = set(layout_lines(document))
    for part in told:
        assert part.span.path == document.path
        assert 1 <= part.span.line_start <= part.span.line_end <= len(document.lines), part
        accounted.update(range(part.span.line_start, part.span.line_end + 1))
    for fact in reading.facts:
        assert fact.subject.text.strip(), fact
        assert fact.object.text.strip(), fact
        assert fact.relation, fact
    left = [n for n, line in enumerate(document.lines, 1) if line.strip() and n not in accounted]
    assert not left, f"lines {left} are in no account"


def assert_sourced(reading: Reading) -> str:
    try:
        graph = build_graph(reading).graph
    except EmptyGraph:
        return "no facts"
    ids = {node.id for node in graph.nodes}
    lines = len(reading.documents[0].lines)
    for edge in graph.edges:
        assert edge.evidence, edge
        assert {edge.source, edge.target} <= ids, edge
        assert all(1 <= e.line_start <= e.line_end <= lines for e in edge.evidence), edge
    return "graph"


def run(count: int, first: int = 0) -> Counter[str]:
    """Check that many inputs or a few more; hypothesis shrinks one that fails and prints it."""
    became: Counter[str] = Counter()

    @seed(first)
    @settings(
        max_examples=math.ceil(count / (1 + VARIANTS)),
        deadline=None,
        database=None,
        derandomize=False,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(documents())
    def fuzz(data: bytes) -> None:
        signal.setitimer(signal.ITIMER_PROF, HANG_S)
        for mutated in (data, *variants(data, VARIANTS)):
            became[check(mutated)] += 1
        signal.setitimer(signal.ITIMER_PROF, 0)

    before = signal.signal(signal.SIGPROF, end_hang)
    fuzz()
    signal.signal(signal.SIGPROF, before)
    return became


def end_hang(_number: int, _frame: object) -> None:
    raise TimeoutError


def main() -> None:
    """Run from the command line and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    began = time.perf_counter()
    total: Counter[str] = Counter()
    # Batches keep hypothesis from slowing down with what it remembers of a long run.
    while total.total() < arguments.count:
        total += run(min(5_000, arguments.count - total.total()), arguments.seed + total.total())
        spent = time.perf_counter() - began
        print(f"{total.total()} inputs, {spent:.0f} s: {dict(total)}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
