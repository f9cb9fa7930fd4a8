"""Text to facts against markdown-it-py alone: speed, growth and memory, in one run.

    python -m benchmarks.reading                 10 KB to 10 MB
    python -m benchmarks.reading --to 50000000   and 50 MB
    python -m benchmarks.reading --file a.md     a file of one's own, as often as fills each size

Each size is measured in a process of its own. A round makes a handbook of its own seed, so that
nothing of an earlier round helps, and times both sides on it in turn, the one that goes first
changing from round to round. Before the first round both sides read a handbook of their own, so
that what happens once a process (imports, regular expressions, word lists) is in neither figure.
Times are processor time; the figures are medians over the rounds.
Ours is decoding, parsing and reading the facts; markdown-it-py only parses (CommonMark, tables,
strikethrough) what is decoded already. Passages, which searching needs, are timed beside them.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from markdown_it import MarkdownIt

from benchmarks.handbooks import handbook
from ingest.collection import collection_paused
from ingest.document import Document
from ingest.encoding.decode import decode, split_lines
from ingest.markdown.parser import parse
from ingest.passages import passages
from ingest.readers.registry import read_facts

SIZES = (10_000, 100_000, 1_000_000, 10_000_000, 50_000_000)
ROUNDS = {10_000: 40, 100_000: 15, 1_000_000: 5}
BASE = 100_000
"""The size against which growth is measured."""
WARM_UP = 10_000
"""Bytes of the handbook that both sides read before the first round."""
PEER = "markdown-it-py"
T = TypeVar("T")
Figures = dict[str, float]


def text_of(size: int, seed: int, file: str) -> bytes:
    """Return what is read: generated, or copies of a file that fill the size."""
    if not file:
        return handbook(size, seed)
    data = Path(file).read_bytes() + b"\n\n"
    return data * max(1, size // len(data))


def time_peer(data: bytes) -> Figures:
    """Return the seconds that markdown-it-py takes to parse the text."""
    text = data.decode()
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return {PEER: seconds(lambda: parser.parse(text))[0]}


def time_ours(data: bytes) -> Figures:
    """Return the seconds of each stage from stored bytes to facts."""
    with collection_paused():
        decoding, decoded = seconds(lambda: decode(data))
        parsing, root = seconds(lambda: parse(decoded.text, "handbook.md"))
        document = Document("handbook.md", "Handbook", root, (), "", decoded.repairs)
        reading, read = seconds(lambda: read_facts(document))
        citing, _ = seconds(lambda: passages(document))
    return {
        "decode": decoding,
        "parse": parsing,
        "facts": reading,
        "ours": decoding + parsing + reading,
        "passages": citing,
        "facts stated": len(read.facts),
    }


def seconds(step: Callable[[], T]) -> tuple[float, T]:
    """Return a step's processor time and what it gives."""
    began = time.process_time()
    result = step()
    return time.process_time() - began, result


def measure(size: int, file: str) -> Figures:
    """Time both sides in rounds; return the medians, per byte where that is of use."""
    warm = handbook(WARM_UP, 0)
    time_peer(warm)
    time_ours(warm)
    rounds: list[Figures] = []
    for n in range(ROUNDS.get(size, 1)):
        data = text_of(size, n + 1, file)
        figures: Figures = {"bytes": len(data)}
        sides = (time_peer, time_ours) if n % 2 == 0 else (time_ours, time_peer)
        for side in sides:
            gc.collect()
            figures |= side(data)
        figures["ratio"] = figures[PEER] / figures["ours"]
        rounds.append(figures)
    return {key: statistics.median(r[key] for r in rounds) for key in rounds[0]}


def peak_memory(size: int, file: str) -> Figures:
    """Return how far reading raises this process's memory, per byte of input."""
    data = text_of(size, 1, file)
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with collection_paused():
        decoded = decode(data)
        root = parse(decoded.text, "handbook.md")
        lines = split_lines(decoded.text)
        read_facts(Document("handbook.md", "Handbook", root, lines, "", decoded.repairs))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"memory": (after - before) * 1024 / len(data)}


def alone(part: str, size: int, file: str) -> Figures:
    """Run one part for one size in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.reading", "--part", part, "--size", str(size)]
    done = subprocess.run(
        [*command, "--file", file], capture_output=True, text=True, check=True, timeout=3600
    )
    return json.loads(done.stdout)


def report(largest: int, file: str) -> list[Figures]:
    """Measure every size and print a line for each."""
    print(
        f"{'size':>9} {PEER:>15} {'ours':>7} {'ratio':>6}  {'decode':>7} {'parse':>7}"
        f" {'facts':>7} {'passages':>8} {'memory':>9}"
    )
    print("(megabytes a second; ratio: times as fast; memory: bytes a byte)")
    rows: list[Figures] = []
    for size in SIZES:
        if size > largest:
            break
        figures = alone("time", size, file) | alone("memory", size, file)
        rows.append(figures)
        print(line_of(figures), flush=True)
    base = next((row for row in rows if row["bytes"] >= BASE), rows[-1])
    print()
    for row in rows:
        row["growth"] = row["ours"] / row["bytes"] / (base["ours"] / base["bytes"])
        size, growth = row["bytes"], row["growth"]
        print(f"time a byte at {size:>9.0f} over that at {base['bytes']:.0f}: {growth:.2f}")
    return rows


def line_of(figures: Figures) -> str:
    """Write one size's figures as a line of the table."""
    speed = {
        key: figures["bytes"] / 1e6 / max(figures[key], 1e-9)
        for key in (PEER, "ours", "decode", "parse", "facts", "passages")
    }
    return (
        f"{figures['bytes']:>9.0f} {speed[PEER]:>15.2f} {speed['ours']:>7.2f}"
        f" {figures['ratio']:>6.2f}  {speed['decode']:>7.1f} {speed['parse']:>7.2f}"
        f" {speed['facts']:>7.2f} {speed['passages']:>8.1f} {figures['memory']:>9.0f}"
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--to", type=int, default=10_000_000, help="the largest size in bytes")
    parser.add_argument("--file", default="", help="repeat this file instead of generating text")
    parser.add_argument("--part", choices=["time", "memory"], help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.part:
        part = measure if arguments.part == "time" else peak_memory
        print(json.dumps(part(arguments.size, arguments.file)))
    else:
        print(json.dumps({"reading": report(arguments.to, arguments.file)}))


if __name__ == "__main__":
    main()
