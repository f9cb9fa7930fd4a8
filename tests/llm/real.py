"""Word the answers to many questions with a small real model, and hold each to its cited lines.

    python -m tests.llm.real --count 100

The model follows instructions badly, which is the point: whatever it says, a reader sees nothing
that the lines do not support. The measure here is not the check that they passed: each word of a
sentence, "not" included, must stand in the cited lines, in their titles, in the header above them
or in what the graph calls their relations, unless it is one of the few that only join them.
"""

from __future__ import annotations

import argparse
import json
import re
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import httpx

from api.ingestion import ingest
from api.service import Service
from api.settings import Settings
from graph.model import Evidence
from graph.snapshot import Snapshot
from retrieval.answer import Answer, Turn
from retrieval.composing.subjects import kind_noun
from retrieval.queries.columns import header
from retrieval.text.words import stem

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "benchmarks/questions/ml-system-design.jsonl"
HANDBOOK = ROOT / "handbook"
READY_S = 120
NOT_ASKED = "not covered"
MARK = re.compile(r"\[(\d+)\]")
_FREE = """
a an the and or of in on at for with as by to from into is are was were be been has have had do does
also both which that who it its this these their there than while but handbook say says state
states among between part answer answers list lists name names mention mentions describe describes
include includes such like common typical usual typically commonly often usually generally may can
following called use used case one two three four five six seven eight nine ten
related under item items
"""
FREE = frozenset(map(stem, _FREE.split()))


@contextmanager
def server() -> Iterator[str]:
    """The model's server on a free port; gives its address."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with (
        tempfile.TemporaryFile("w+") as log,
        subprocess.Popen(
            [ROOT / "scripts/llm-server", "run", str(port)], stdout=log, stderr=log, cwd=ROOT
        ) as process,
    ):
        try:
            address = f"http://127.0.0.1:{port}/v1"
            ends = time.monotonic() + READY_S
            while not _answers(address):
                if process.poll() is not None or time.monotonic() > ends:
                    log.seek(0)
                    raise SystemExit(f"The model's server did not start:\n{log.read()[-2000:]}")
                time.sleep(0.5)
            yield address
        finally:
            process.terminate()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/models", timeout=5).is_success
    except httpx.HTTPError:
        return False


def questions(count: int) -> list[tuple[str, tuple[Turn, ...]]]:
    """Return so many covered questions, spread over the set."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    covered = [row for row in rows if row["covered"]]
    chosen = [covered[n * len(covered) // count] for n in range(min(count, len(covered)))]
    return [
        (row["question"], tuple(Turn(t["role"], t["content"]) for t in row["history"]))
        for row in chosen
    ]


def unsupported(answer: Answer, composed: Answer, snapshot: Snapshot) -> list[str]:
    """Return the sentences of an answer with a word that their cited lines do not hold."""
    found: list[str] = []
    places = {citation.id: citation.source for citation in answer.citations}
    for sentence in re.split(r"(?<=[.!])\s+(?=[A-Z“])", answer.answer):
        marks = MARK.findall(sentence)
        bare = MARK.sub(" ", sentence)
        if not marks or any(mark not in places for mark in marks):
            if marks or bare.strip() not in composed.answer:
                found.append(sentence)
            continue
        told = {stem for mark in marks for stem in stems_at(places[mark], snapshot)}
        if invented := stems(bare) - told - FREE:
            found.append(f"{sentence} <- {sorted(invented)}")
    return found


def stems(text: str) -> set[str]:
    return {stem(word) for word in re.findall(r"\w+", text)}


def stems_at(place: Evidence, snapshot: Snapshot) -> set[str]:
    """Return the stems of some lines, of what stands above them and of the facts on them."""
    words = [place.text, *place.heading_path, *header(snapshot, place)]
    for edge in snapshot.graph.edges:
        if any(
            e.path == place.path and place.line_start <= e.line_start <= place.line_end
            for e in edge.evidence
        ):
            relation = snapshot.relation(edge.relation)
            words += [relation.label, relation.inverse]
            for end in (snapshot.node(edge.source), snapshot.node(edge.target)):
                words += [end.name, kind_noun(end.kind)]
    return stems(" ".join(words))


@dataclass
class Tally:
    """What became of the answers."""

    became: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    removed: int = 0
    tokens: int = 0
    seconds: list[tuple[float, float]] = field(default_factory=list)
    """Of each answer that is worded: to its first piece, to its end."""
    bad: list[str] = field(default_factory=list)

    def add(self, answer: Answer, composed: Answer, snapshot: Snapshot) -> str:
        """Count an answer; return what became of it."""
        wording = answer.wording
        reason = NOT_ASKED if wording is None else wording.fallback or "worded"
        self.became[reason] += 1
        if wording is not None:
            self.kept += wording.kept
            self.removed += wording.removed
            self.tokens += wording.usage.total_tokens
        if answer.llm_generated:
            self.bad += unsupported(answer, composed, snapshot)
        elif answer.answer != composed.answer:
            self.bad.append(f"not the composed answer: {answer.answer}")
        return reason

    def table(self) -> str:
        """Return the figures, one a line."""
        asked = self.became.total() - self.became[NOT_ASKED]
        fell_back = 100 * (asked - self.became["worded"]) / max(1, asked)
        lines = [
            f"{self.became.total()} questions, {asked} of them put to the model, "
            f"{self.tokens} tokens",
            *(f"  {number:4}  {reason}" for reason, number in self.became.most_common()),
            f"sentences of the model: {self.kept} kept, {self.removed} removed",
            f"fell back: {fell_back:.0f} %",
            *self._times(),
            f"unsupported sentences that reached a reader: {len(self.bad)}",
            *(f"  {sentence}" for sentence in self.bad),
        ]
        return "\n".join(lines)

    def _times(self) -> list[str]:
        if not self.seconds:
            return []
        first, whole = (median(each) for each in zip(*self.seconds, strict=True))
        early = sum(first < 0.9 * whole for first, whole in self.seconds)
        return [
            f"answers in the model's words: first piece after {first:.1f} s, whole after "
            f"{whole:.1f} s (medians); {early} of {len(self.seconds)} began before the model's end"
        ]


def main() -> None:
    """Ask, print what became of the answers, and fail where a sentence is not supported."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--address", help="of a server that runs already")
    parser.add_argument("--out", type=Path, help="write each answer there, as JSON lines")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        ingest(Settings(data_dir=data), [HANDBOOK])
        if given.address:
            run(data, given.address, given.count, given.out)
            return
        with server() as address:
            run(data, address, given.count, given.out)


def run(data: Path, address: str, count: int, out: Path | None) -> None:
    settings = Settings(
        data_dir=data,
        llm_model="openai:gemma-3-270m",
        openai_base_url=address,
        llm_timeout=600,
        llm_max_tokens=96,
    )
    service = Service(settings).open()
    snapshot = service.current().snapshot
    tally = Tally()
    rows: list[str] = []
    for number, (question, history) in enumerate(questions(count), start=1):
        composed = service.ask(question, history, llm=False)
        pieces, times, answer = streamed(service, question, history)
        assert "".join(pieces) == answer.answer
        reason = tally.add(answer, composed, snapshot)
        if answer.llm_generated:
            tally.seconds.append((times[0], times[-1]))
        print(f"{number:4} {reason:12} {question}", flush=True)
        row = {"question": question, "became": reason, "answer": answer.answer}
        rows.append(json.dumps(row, ensure_ascii=False))
        if out is not None:
            out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    service.close()
    print(f"\n{tally.table()}")
    if tally.bad or tally.became.total() == tally.became[NOT_ASKED]:
        raise SystemExit(1)


def streamed(
    service: Service, question: str, history: tuple[Turn, ...]
) -> tuple[list[str], list[float], Answer]:
    """Return the pieces of an answer, the seconds until each part came, and the answer."""
    began = time.monotonic()
    parts, times = [], []
    for part in service.stream(question, history):
        parts.append(part)
        times.append(time.monotonic() - began)
    *pieces, answer = parts
    return pieces, times, answer


if __name__ == "__main__":
    main()
