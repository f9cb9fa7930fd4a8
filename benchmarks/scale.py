"""How the store grows: synthetic graphs of a thousand nodes to a million edges.

    python -m benchmarks.scale                   five edges a node, up to 200,000 nodes
    python -m benchmarks.scale --to 10000        the smaller ones
    python -m benchmarks.scale --hubs            some nodes with thousands of edges
    python -m benchmarks.scale --ask-to 100000   answers from larger graphs too (many minutes)
    DATA_DIR=/tmp/scale scripts/neo4j with .venv/bin/python -m benchmarks.scale --neo4j --to 1000

Each size is written in one process and read in another, so that memory is of the reading alone.
Times are processor time, which others on the machine do not lengthen (with a Neo4j: the clock's),
medians and 95th percentiles in milliseconds over questions drawn at random; "put clock s" and
"open clock ms" are what one waits. Growth is the exponent of a power law between the sizes that
follow one another, for the whole of ``put``. A Neo4j must hold no handbook and is left empty.
``ask`` answers through the real index and answerer over random vectors, for a model would need
hours for the texts; what it leaves out is one embedding, some milliseconds a question.
The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import pairwise
from pathlib import Path

from api.settings import GraphBackend, Settings, read_settings
from api.wiring import open_store
from benchmarks.scale_graphs import RandomEmbedder, name_of, synthetic
from graph.snapshot import Snapshot
from graph.store import GraphStore
from retrieval.answerer import Answerer
from retrieval.indexing.index import build_index, open_index
from retrieval.indexing.vector_cache import VectorCache

NODES = (1_000, 10_000, 100_000, 200_000)
EDGES_A_NODE = 5
HOPS, MOST = 2, 500
WARM, LOOKED_UP, SEARCHED, ASKED = 200, 1000, 20, 40
Figures = dict[str, float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description="Growth of the store and of what is read from it.")
    parser.add_argument("--to", type=int, default=NODES[-1], help="nodes of the largest graph")
    parser.add_argument("--ask-to", type=int, default=10_000, help="nodes up to which is asked")
    parser.add_argument("--hubs", action="store_true", help="a quarter of the targets are few")
    parser.add_argument("--neo4j", action="store_true", help="in the Neo4j of the environment")
    options = parser.parse_args(arguments)
    if options.neo4j and _holds_a_handbook(read_settings()):
        parser.error("the Neo4j holds a handbook: start another one, with DATA_DIR=folder")
    rows: list[Figures] = []
    for nodes in (size for size in NODES if size <= options.to):
        with tempfile.TemporaryDirectory() as folder:
            settings = read_settings(data_dir=None if options.neo4j else Path(folder))
            row = {"nodes": nodes, "edges": nodes * EDGES_A_NODE}
            row |= _apart(write, settings, nodes, hubs=options.hubs)
            row |= _apart(read, settings, nodes, hubs=options.hubs)
            if nodes <= options.ask_to:
                row |= _apart(ask, read_settings(data_dir=Path(folder)), nodes, hubs=options.hubs)
            else:
                print(f"{nodes:,} nodes are not asked: see --ask-to for what indexing them costs")
        if options.neo4j:
            with closing(open_store(settings)) as store:
                store.reset()
        rows.append(row)
        print(", ".join(f"{name} {value:,.4g}" for name, value in row.items()), flush=True)
    _print(rows)
    print(json.dumps(rows))


def write(settings: Settings, nodes: int, hubs: bool) -> Figures:  # noqa: FBT001
    """Put a graph and make it live; seconds, microseconds an edge, and the size on disk."""
    graph = synthetic(nodes, nodes * EDGES_A_NODE, hubs=hubs)
    with closing(open_store(settings)) as store:
        began, waited = _clock(settings)(), time.perf_counter()
        store.put(graph)
        seconds, waited = _clock(settings)() - began, time.perf_counter() - waited
        store.activate(graph.generation)
    figures = {"put s": seconds, "put us/edge": 1e6 * seconds / len(graph.edges)}
    figures["put clock s"] = waited
    if settings.graph_backend is GraphBackend.EMBEDDED:
        files = settings.store_path.parent.glob(f"{settings.store_path.name}*")
        figures["disk MB"] = sum(file.stat().st_size for file in files) / 1e6
    return figures


def read(settings: Settings, nodes: int, _hubs: bool) -> Figures:  # noqa: FBT001
    """Open the store and ask for parts; milliseconds, and the memory of the process."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    clock = _clock(settings)
    figures = {
        "open ms": _milliseconds(lambda _: _opened(settings), 20, clock)[0],
        "open clock ms": _milliseconds(lambda _: _opened(settings), 20, time.perf_counter)[0],
    }
    with closing(open_store(settings)) as store:
        reader = store.reader(_live(store))
        draw = random.Random(2)  # noqa: S311 (no secret)

        def some_id() -> str:
            return f"node:{draw.randrange(nodes):07d}"

        asked: dict[str, tuple[Callable[[int], object], int]] = {
            "lookup": (lambda _: reader.node(some_id()), LOOKED_UP),
            "relations": (lambda _: reader.relations(some_id()), LOOKED_UP),
            "name": (lambda _: reader.nodes(text=name_of(draw.randrange(nodes))), SEARCHED),
            "two hops": (lambda _: reader.neighbourhood(some_id(), HOPS, MOST), LOOKED_UP),
            "path": (lambda _: reader.paths(some_id(), some_id(), 10), LOOKED_UP),
        }
        for name, (act, times) in asked.items():
            middle, high = _milliseconds(act, times, clock)
            figures |= {f"{name} p50": middle, f"{name} p95": high}
        around = [len(reader.neighbourhood(some_id(), HOPS, MOST).nodes) for _ in range(200)]
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures |= {"nodes in two hops": statistics.mean(around)}
    return figures | {"memory MB": after / 1024, "of it reading MB": (after - before) / 1024}


def ask(settings: Settings, nodes: int, hubs: bool) -> Figures:  # noqa: FBT001
    """Index the graph with random vectors and answer questions that name a node."""
    embedder, folder = RandomEmbedder(), settings.data_dir / "index"
    if settings.store_path.exists():
        with closing(open_store(settings)) as store:
            snapshot = Snapshot(store.load(_live(store)))
    else:
        snapshot = Snapshot(synthetic(nodes, nodes * EDGES_A_NODE, hubs=hubs))
    began = time.perf_counter()
    with VectorCache(settings.vectors_path) as cache:
        build_index(snapshot, embedder, cache, folder)
    indexed = time.perf_counter() - began
    answerer = Answerer(snapshot, open_index(folder, snapshot, embedder), embedder)
    draw = random.Random(3)  # noqa: S311 (no secret)
    middle, high = _milliseconds(
        lambda _: answerer.answer(f"What is related to {name_of(draw.randrange(nodes))}?"),
        ASKED,
        time.process_time,
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"index s": indexed, "ask p50": middle, "ask p95": high, "ask memory MB": memory}


def _holds_a_handbook(settings: Settings) -> bool:
    with closing(open_store(settings)) as store:
        return store.live() is not None


def _opened(settings: Settings) -> None:
    with closing(open_store(settings)) as store:
        store.reader(_live(store))


def _live(store: GraphStore) -> str:
    live = store.live()
    if live is None:
        raise RuntimeError("the process that writes has published nothing")
    return live


def _clock(settings: Settings) -> Callable[[], float]:
    embedded = settings.graph_backend is GraphBackend.EMBEDDED
    return time.process_time if embedded else time.perf_counter


def _milliseconds(
    act: Callable[[int], object], times: int, clock: Callable[[], float]
) -> tuple[float, float]:
    """Return median and 95th percentile of a call, after some that are not counted."""
    taken: list[float] = []
    for number in range(-min(WARM, times), times):
        began = clock()
        act(number)
        if number >= 0:
            taken.append(1e3 * (clock() - began))
    taken.sort()
    return statistics.median(taken), taken[math.ceil(0.95 * len(taken)) - 1]


def _apart(
    job: Callable[[Settings, int, bool], Figures], settings: Settings, nodes: int, *, hubs: bool
) -> Figures:
    """Run a job in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(job, settings, nodes, hubs).result()


def _print(rows: Sequence[Figures]) -> None:
    names = list(dict.fromkeys(name for row in rows for name in row))
    print(f"\n{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    for name in names:
        cells = (f"{row[name]:,.4g}" if name in row else "-" for row in rows)
        print(f"| {name} | " + " | ".join(cells) + " |")
    for before, after in pairwise(rows):
        power, growth = exponent(before, after), math.log(after["edges"] / before["edges"])
        # n log n as a power of n between these two sizes.
        allowed = 1 + math.log(math.log(after["edges"]) / math.log(before["edges"])) / growth
        print(
            f"put from {before['edges']:,.0f} to {after['edges']:,.0f} edges grows with"
            f" n^{power:.2f} (n log n is n^{allowed:.2f})"
        )


def exponent(before: Figures, after: Figures) -> float:
    """Return the power of the number of edges with which ``put`` grows between two sizes."""
    return math.log(after["put s"] / before["put s"]) / math.log(after["edges"] / before["edges"])


if __name__ == "__main__":
    main()
