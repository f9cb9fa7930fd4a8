"""Refit the weights of the decision to answer: ``python -m benchmarks.fit [QUESTIONS.jsonl ...]``.

Takes the "tune" questions of the sets. Some covered ones are asked a second time of their handbook
without the lines that answer them: that gives more questions on which a handbook is silent. (To ask
them of handbooks about something else was tried: so many easy ones made the rest worse.) A
ridge-penalised logistic regression over the signals of ``retrieval.ranking.support`` is fitted,
within what is known of them (``benchmarks.signs``). What it is worth is measured by leaving out one
handbook at a time, so that each question is judged by weights that were fitted on other handbooks;
the least score that is an answer is chosen for the F1 of declining on them (``threshold``).
Prints the figures, and writes the table ``[cover]`` of
``retrieval/ranking/weights.toml``; everything else in the file is kept.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from api.settings import read_settings
from api.wiring import open_cache, open_embedder
from benchmarks.asker import Asker, Origin, Row, handbook_of
from benchmarks.logistic import Array, Penalty, fit, probability
from benchmarks.signs import penalty
from retrieval.evaluation.questions import Split, read_questions, select

FOLDER = "benchmarks/questions"
SETS = tuple(
    f"{FOLDER}/{name}.jsonl"
    for name in ("ml-system-design", "shapes", "everyday", "chat", "chat-shapes", "guides", "teams")
)
WEIGHTS = Path("retrieval/ranking/weights.toml")
COUNTS = {
    Origin.COVERED: 1.0,
    Origin.NEAR_MISS: 2.5,
    Origin.FAR: 2.5,
    Origin.LEFT_OUT: 0.1,
}
"""What a question counts: there are fewer near misses and far ones, and of what is left of a
handbook some still answers."""
MISSED = 0.4
"""What a covered question counts beside others whose answer would lack a fact."""
PART = 0.5
"""The same for a part of a covered question: another part may be the one that is answered."""
SLACK = 0.02
"""Thresholds whose F1 is worse by so little are as good as the best: less than its standard error
on as many questions."""
MOST_DECLINED, MOST_MISLED = 0.04, 0.10
"""Shares of the covered questions that may be declined, and of the near misses that may be
answered: of the thresholds that are as good, the one that keeps best to the worse kept is taken."""
THRESHOLDS = np.arange(0.2, 0.81, 0.02)


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with the best score of its parts."""

    handbook: str
    origin: Origin
    score: float


@dataclass(frozen=True, slots=True)
class Figures:
    """How well questions are declined."""

    f1: float
    wrongly: float
    """Share of the covered ones that are declined."""
    answered: Mapping[Origin, float]
    """Share of the others that are answered, of each origin that occurs."""


def figures(judged: Sequence[Judged], least: float) -> Figures:
    """Return the figures for a least score; those that were made up do not enter the F1."""
    asked = [one for one in judged if one.origin is not Origin.LEFT_OUT]
    covered = [one for one in asked if one.origin is Origin.COVERED]
    declined = [one for one in asked if one.score < least]
    hits = sum(one.origin is not Origin.COVERED for one in declined)
    silent = len(asked) - len(covered)
    answered: dict[Origin, float] = {}
    for origin in Origin:
        own = [one for one in judged if one.origin is origin]
        if own and origin is not Origin.COVERED:
            answered[origin] = sum(one.score >= least for one in own) / len(own)
    wrongly = (len(declined) - hits) / max(1, len(covered))
    return Figures(2 * hits / max(1, len(declined) + silent), wrongly, answered)


def left_out(
    rows: Sequence[Row], x: Array, y: Array, weight: Array, known: Penalty
) -> list[Judged]:
    """Return each question judged by weights that were fitted without its handbook."""
    asked = np.array([row.handbook for row in rows])
    score = np.zeros(len(rows))
    for handbook in dict.fromkeys(asked.tolist()):
        own = asked == handbook
        rest = ~own
        if not rest.any():
            raise SystemExit("Name sets about at least two handbooks: one is left out at a time.")
        score[own] = probability(x[own], fit(x[rest], y[rest], weight[rest], known))
    best: dict[str, Judged] = {}
    for row, value in zip(rows, score.tolist(), strict=True):
        judged = best.get(row.question)
        if judged is None or value > judged.score:
            best[row.question] = Judged(row.handbook, row.origin, value)
    return list(best.values())


def threshold(judged: Sequence[Judged]) -> float:
    """Return the least score whose F1 is about the best, and that keeps best to both shares.

    The lowest of several.
    """
    each = {float(least): figures(judged, float(least)) for least in THRESHOLDS}
    best = max(found.f1 for found in each.values())
    good = {least: found for least, found in each.items() if found.f1 >= best - SLACK}

    def excess(least: float) -> float:
        misled = good[least].answered.get(Origin.NEAR_MISS, 0.0)
        return max(good[least].wrongly / MOST_DECLINED, misled / MOST_MISLED)

    return min(good, key=lambda least: (excess(least), least))


def table(judged: Sequence[Judged], least: float) -> str:
    """Return the figures of each handbook and of all, as text; shares in percent."""
    kinds = [origin for origin in Origin if origin is not Origin.COVERED]
    rows = [f"{'handbook left out':<24}{'F1':>7}{'wrongly declined':>18}{'answered:':>11}"]
    rows[0] += "".join(f"{origin.value:>11}" for origin in kinds)
    for handbook in [*dict.fromkeys(one.handbook for one in judged), "all"]:
        own = [one for one in judged if handbook in {one.handbook, "all"}]
        found = figures(own, least)
        shares = [found.answered.get(origin) for origin in kinds]
        cells = "".join(f"{'' if s is None else f'{s:.1%}':>11}" for s in shares)
        rows.append(f"{handbook:<24}{found.f1:>7.3f}{found.wrongly:>18.1%}{'':>11}{cells}")
    return "\n".join(rows)


def counts(row: Row) -> float:
    """Return what a row counts."""
    count = COUNTS[row.origin]
    if row.origin is Origin.COVERED:
        count *= (1.0 if row.right else MISSED) * (PART if row.parts > 1 else 1.0)
    return count


def _rows(asker: Asker, sets: Sequence[Path]) -> Iterator[Row]:
    for path in sets:
        for question in select(read_questions(path), Split.TUNE):
            yield from asker.rows(path.stem, handbook_of(path, question), question)


def written(text: str, names: Sequence[str], beta: Array, least: float, note: str) -> str:
    """Return the text of the weights' file with another table ``[cover]``."""
    kept = re.sub(r"(?:^#[^\n]*\n)*^\[cover\]\n(?:[^\[\n][^\n]*\n?)*", "", text, flags=re.M)
    lines = [f"# {line}" for line in note.split("\n")]
    lines += ["[cover]", f"bias = {beta[0]:.3f}"]
    lines += [f"{name} = {value:.3f}" for name, value in zip(names, beta[1:], strict=True)]
    return "\n".join([kept.rstrip(), "", *lines, f"answered = {least:.2f}", ""])


def main() -> None:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", nargs="*", type=Path, default=[Path(s) for s in SETS])
    parser.add_argument("--data", type=Path, default=None, help="keeps vectors and models")
    asked = parser.parse_args()
    settings = read_settings(data_dir=asked.data, embedder=None)
    with closing(open_cache(settings, print)) as cache, TemporaryDirectory() as scratch:
        asker = Asker(open_embedder(settings, print), cache, Path(scratch))
        rows = list(_rows(asker, asked.questions))
    names = list(rows[0].support)
    x = np.array([[1.0, *(row.support[name] for name in names)] for row in rows])
    y = np.array([float(row.origin is Origin.COVERED) for row in rows])
    weight = np.array([counts(row) for row in rows])
    known = penalty(names)
    judged = left_out(rows, x, y, weight, known)
    least = threshold(judged)
    own = [path.stem for path in asked.questions if path.parent == Path(FOLDER)]
    others = len(asked.questions) - len(own)
    note = (
        f"Fitted on the tune questions of {', '.join(own)}"
        f"{f' and of {others} sets by others' if others else ''}.\n"
        f"F1 of declining, one handbook left out at a time: {figures(judged, least).f1:.2f}."
    )
    beta = fit(x, y, weight, known)
    text = WEIGHTS.read_text("utf-8")
    WEIGHTS.write_text(written(text, names, beta, least, note), "utf-8")
    sys.stdout.write(f"{table(judged, least)}\n\n{note}\n")


if __name__ == "__main__":
    main()
