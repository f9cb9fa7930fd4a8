"""Fits the weights of the passage ranker, or says how well they do on questions not seen.

    python -m benchmarks.fit_passage_ranker FILE           writes retrieval/passages/weights.toml
    python -m benchmarks.fit_passage_ranker FILE --check   cross-validates and writes nothing

The loss is that of a conditional logit (McFadden, 1974): the logarithm of each gold passage's
share among itself and all candidates that are not gold, so that only the order within a question
counts; a ridge penalty keeps the weights small. It is convex; Newton's method finds its minimum,
the same in each run. The stages are fitted one after another, each on the scores of the one
before. Every question is asked twice, with titles shown and with titles hidden, so that the
weights do not lean on titles that another collection may lack. Cross-validation keeps questions
that share a gold passage in one fold, fits all stages on the other folds, and is repeated with
other folds.
"""

from __future__ import annotations

import argparse
import hashlib
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from api.settings import read_settings
from benchmarks.conditional_logit import Choice, fit
from benchmarks.samples import Embedded, Sample, embed, read_sample, recall
from retrieval.passages.hops import HOP, hop
from retrieval.passages.index import PassageIndex
from retrieval.passages.links import Links
from retrieval.passages.question import FIRST, Asked
from retrieval.passages.ranker import FEATURES, STAGES, WEIGHTS_FILE, Weights, score

FOLDS = 5
REPEATS = 2
DEPTHS = (2, 5, 10)

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Case:
    """An opened question with where its gold passages stand among the candidates."""

    asked: Asked
    links: Links
    gold: npt.NDArray[np.bool_]
    needed: frozenset[int]


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit and write, or check."""
    parser = argparse.ArgumentParser(description="Fit the weights of the passage ranker.")
    parser.add_argument("file", type=Path, help="a sample, see benchmarks/README.md")
    parser.add_argument("--check", action="store_true", help="cross-validate, write nothing")
    parser.add_argument("--cache", type=Path, help="folder of the vectors (default: data folder)")
    options = parser.parse_args(arguments)
    cache = options.cache or read_settings().data_dir
    sample = read_sample(options.file)
    shown = open_cases(sample, embed(sample, cache, "default"))
    bare = read_sample(options.file, hide_titles=True)
    hidden = open_cases(bare, embed(bare, cache, "default"))
    if options.check:
        check(shown, hidden)
    else:
        WEIGHTS_FILE.write_text(_toml(train([*shown, *hidden]), sample), encoding="utf-8")
        print(f"Wrote {WEIGHTS_FILE}.")


def open_cases(sample: Sample, embedded: Embedded) -> list[Case]:
    """Open every question of a sample."""
    index = PassageIndex(sample.passages, embedded.passages, _none())
    cases: list[Case] = []
    for question, vector in zip(sample.questions, embedded.questions, strict=True):
        asked = index.open(question.text, vector)
        gold = np.isin(asked.candidates, sorted(question.gold))
        cases.append(Case(asked, index.links, gold, question.gold))
    return cases


def train(cases: Sequence[Case]) -> Weights:
    """Fit all stages, one after another."""
    alone = fit([Choice(case.asked.first, case.gold) for case in cases])
    scores = [case.asked.first @ alone for case in cases]
    later: list[Floats] = []
    for _ in STAGES[1:]:
        features = [
            np.concatenate((case.asked.first, hop(case.asked, each, case.links).features), axis=1)
            for case, each in zip(cases, scores, strict=True)
        ]
        later.append(fit([Choice(f, case.gold) for f, case in zip(features, cases, strict=True)]))
        scores = [each @ later[-1] for each in features]
    return Weights(alone, *later)


def check(shown: Sequence[Case], hidden: Sequence[Case]) -> None:
    """Print recall on questions that the weights were not fitted on."""
    recalls: dict[str, list[list[float]]] = {}
    for seed in range(REPEATS):
        fold = folds(shown, seed)
        for number in range(FOLDS):
            kept = [at for at, each in enumerate(fold) if each != number]
            left = [at for at, each in enumerate(fold) if each == number]
            weights = train([cases[at] for cases in (shown, hidden) for at in kept])
            for name, cases in (("shown", shown), ("hidden", hidden)):
                for case in (cases[at] for at in left):
                    row = _recalls(case, weights)
                    recalls.setdefault(f"titles {name}", []).append(row)
                    of = f"titles {name}, {len(case.needed)} gold passages"
                    recalls.setdefault(of, []).append(row)
    for name, rows in sorted(recalls.items()):
        means = " / ".join(f"{100 * mean:.1f}" for mean in np.mean(rows, axis=0))
        print(f"{name}: recall@2 / 5 / 10 {means} ({len(rows) // REPEATS} questions)")


def folds(cases: Sequence[Case], seed: int) -> list[int]:
    """Return the fold of each case; cases that share a gold passage are in one."""
    group = list(range(len(cases)))
    first: dict[int, int] = {}
    for at, case in enumerate(cases):
        for passage in sorted(case.needed):
            other = group[first.setdefault(passage, at)]
            mine = group[at]
            group = [min(mine, other) if each in {mine, other} else each for each in group]
    distinct = sorted(set(group))
    order = np.random.default_rng(seed).permutation(len(distinct)) % FOLDS
    drawn = dict(zip(distinct, order.tolist(), strict=True))
    return [drawn[each] for each in group]


def fitted_on(sample: Sample) -> bool:
    """Say whether the weights that come with the program were fitted on these questions."""
    stated = tomllib.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return stated["fitted"]["questions_sha256"] == _digest(sample)


def _recalls(case: Case, weights: Weights) -> list[float]:
    scores = score(case.asked, case.links, weights).scores
    ranked = case.asked.candidates[np.lexsort((case.asked.candidates, -scores))].tolist()
    return [recall(ranked, case.needed, depth) for depth in DEPTHS]


def _digest(sample: Sample) -> str:
    return hashlib.sha256("\n".join(each.id for each in sample.questions).encode()).hexdigest()


def _none() -> Weights:
    """Return weights that an index may have while there are none."""
    later = np.zeros(len(FEATURES), dtype=np.float32)
    return Weights(np.zeros(len(FIRST), dtype=np.float32), later, later)


def _toml(weights: Weights, sample: Sample) -> str:
    lines = [
        "# Weights of the passage ranker (retrieval/passages/ranker.py), stage by stage.",
        "# Made by: python -m benchmarks.fit_passage_ranker FILE",
        "",
        "[fitted]",
        f'sample = "{sample.name}"',
        f"questions = {len(sample.questions)}  # each with titles shown and with titles hidden",
        f'questions_sha256 = "{_digest(sample)}"',
    ]
    for stage, names in zip(STAGES, (FIRST, (*FIRST, *HOP), (*FIRST, *HOP)), strict=True):
        lines += ["", f"[{stage}]"]
        values = getattr(weights, stage)
        lines += [f"{name} = {value:.4f}" for name, value in zip(names, values, strict=True)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
