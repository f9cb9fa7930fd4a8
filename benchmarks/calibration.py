"""How far the score of the decision to answer can be trusted: ``python -m benchmarks.calibration``.

Asks the "record" questions of the sets, on which nothing was fitted, and compares the score that
each got with whether its handbook covers it. Prints a reliability table (DeGroot and Fienberg 1983)
with the expected calibration error (Naeini et al., AAAI 2015) and the Brier score, and a table of
thresholds; ``--svg FILE`` draws the first.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from api.settings import read_settings
from api.wiring import open_cache, open_embedder
from benchmarks.asker import Asker, handbook_of
from benchmarks.fit import FOLDER
from benchmarks.reliability_svg import svg
from retrieval.evaluation.questions import NEAR_MISS, Split, read_questions, select
from retrieval.ranking.cover import COVER

SETS = tuple(
    f"{FOLDER}/{name}.jsonl"
    for name in ("ml-system-design", "shapes", "chat", "chat-shapes", "guides", "teams")
)
"""Those that have questions for the record."""
BINS = 5
"""Of equal width; narrower ones would hold too few questions."""
THRESHOLDS = tuple(round(0.2 + 0.05 * step, 2) for step in range(13))


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with its score."""

    score: float
    covered: bool
    near_miss: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions whose scores lie in one range."""

    least: float
    most: float
    number: int
    score: float
    """Mean of their scores."""
    covered: float
    """Share of them that is covered."""


def bins(judged: Sequence[Judged], number: int = BINS) -> list[Bin]:
    """Return the ranges from 0 to 1 that hold a question; the last one holds the score 1."""
    found: list[Bin] = []
    for step in range(number):
        inside = [one for one in judged if min(int(one.score * number), number - 1) == step]
        if inside:
            count = len(inside)
            score = sum(one.score for one in inside) / count
            covered = sum(one.covered for one in inside) / count
            found.append(Bin(step / number, (step + 1) / number, count, score, covered))
    return found


def calibration_error(found: Sequence[Bin]) -> float:
    """Return the mean distance between score and share, weighted by the ranges' numbers."""
    whole = sum(one.number for one in found)
    return sum(one.number * abs(one.score - one.covered) for one in found) / whole


def brier(judged: Sequence[Judged]) -> float:
    """Return the mean squared distance between score and truth (Brier 1950)."""
    return sum((one.score - one.covered) ** 2 for one in judged) / len(judged)


def reliability(judged: Sequence[Judged]) -> str:
    """Return the reliability table as text."""
    found = bins(judged)
    rows = ["score        number  mean score  covered"]
    for one in found:
        scores = f"{one.least:.1f} to {one.most:.1f}"
        rows.append(f"{scores}  {one.number:>8}  {one.score:>10.2f}  {one.covered:>7.2f}")
    error = f"calibration error {calibration_error(found):.3f}, Brier score {brier(judged):.3f}"
    return "\n".join([*rows, "", error])


def thresholds(judged: Sequence[Judged], chosen: float) -> str:
    """Return for each threshold how well it declines, as text; the chosen one is marked."""
    rows = ["answered from  precision  recall     F1  wrongly declined  near misses answered"]
    for least in sorted({*THRESHOLDS, round(chosen, 2)}):
        mark = "*" if least == round(chosen, 2) else " "
        rows.append(f"{least:>12.2f}{mark}  {_declining(judged, least)}")
    return "\n".join(rows)


def _declining(judged: Sequence[Judged], least: float) -> str:
    declined = [one for one in judged if one.score < least]
    silent = sum(not one.covered for one in judged)
    hits = sum(not one.covered for one in declined)
    precision = hits / len(declined) if declined else 1.0
    recall = hits / silent if silent else 1.0
    both = precision + recall
    wrong = sum(one.covered for one in declined) / sum(one.covered for one in judged)
    near = [one for one in judged if one.near_miss]
    missed = sum(one.score >= least for one in near) / len(near) if near else 0.0
    f1 = 2 * precision * recall / both if both else 0.0
    return f"{precision:>9.2f}  {recall:>6.2f}  {f1:>5.2f}  {wrong:>15.1%}  {missed:>19.1%}"


def _judge(paths: Sequence[Path], data: Path | None, split: Split) -> list[Judged]:
    settings = read_settings(data_dir=data, embedder=None)
    judged: list[Judged] = []
    with closing(open_cache(settings, _note)) as cache, TemporaryDirectory() as scratch:
        asker = Asker(open_embedder(settings, _note), cache, Path(scratch))
        for path in paths:
            for question in select(read_questions(path), split):
                score = asker.score(handbook_of(path, question), question)
                near = question.kind == NEAR_MISS
                judged.append(Judged(score, question.covered, near))
    return judged


def _note(message: str) -> None:
    sys.stderr.write(f"{message}\n")


def main() -> None:
    """Ask, print, and draw if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="*", type=Path, default=[Path(s) for s in SETS])
    parser.add_argument("--data", type=Path, default=None, help="keeps vectors and models")
    parser.add_argument("--split", type=Split, default=Split.RECORD, help="tune or record")
    parser.add_argument("--svg", type=Path, default=None, help="where to draw the diagram")
    asked = parser.parse_args()
    judged = _judge(asked.questions, asked.data, asked.split)
    chosen = COVER["answered"]
    sys.stdout.write(f"{reliability(judged)}\n\n{thresholds(judged, chosen)}\n")
    if asked.svg is not None:
        points = [(one.score, one.covered, one.number) for one in bins(judged)]
        asked.svg.write_text(svg(points, chosen), "utf-8")


if __name__ == "__main__":
    main()
