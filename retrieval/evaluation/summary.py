"""From scores to figures: shares, medians and percentiles of groups of questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from statistics import median

import numpy as np

from retrieval.evaluation.questions import NEAR_MISS
from retrieval.evaluation.scoring import Score


@dataclass(frozen=True, slots=True)
class Group:
    """Figures of a group of questions; a share is from 0 to 1, None where nothing counts."""

    by: str
    """``kind``, ``split``, ``handbook`` or ``all``."""
    name: str
    questions: int
    covered: int
    facts_found: float | None
    """Share of facts among the first five pieces of evidence."""
    first_found: float | None
    """Share of first pieces that hold the fact, of questions with one."""
    answered_in_120: float | None
    """Share of covered questions with every fact within the answer's first 120 words."""
    answered_in_40: float | None
    facts_cited: float | None
    """Share of facts on whose lines some citation lies."""
    median_words: float | None
    """Of answers to covered questions."""
    abstained: float | None
    """Share of questions that were declined."""
    total_ms_p50: float
    total_ms_p95: float
    beyond_embedding_ms_p50: float
    beyond_embedding_ms_p95: float


@dataclass(frozen=True, slots=True)
class Abstention:
    """Declining as a classifier whose positives are the questions that are not covered."""

    not_covered: int
    precision: float | None
    recall: float | None
    f1: float | None
    wrongly_abstained: float | None
    """Share of covered questions that were declined."""
    near_misses: int
    near_misses_answered: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything measured in one run."""

    groups: tuple[Group, ...]
    """Kinds, then all, then splits and handbooks where there are several."""
    abstention: Abstention
    scores: tuple[Score, ...]


def summarise(scores: Sequence[Score]) -> Report:
    """Return the figures of a run, groups in the order of their first question."""
    groups = [
        *_grouped("kind", scores, lambda score: score.question.kind),
        _group("all", "all", scores),
    ]
    for by, key in (("split", _split), ("handbook", _handbook)):
        several = _grouped(by, scores, key)
        groups += several if len(several) > 1 else []
    return Report(tuple(groups), _abstention(scores), tuple(scores))


def _split(score: Score) -> str:
    return score.question.split


def _handbook(score: Score) -> str:
    return PurePath(score.question.handbook).name


def _grouped(by: str, scores: Sequence[Score], key: Callable[[Score], str]) -> list[Group]:
    names = dict.fromkeys(key(score) for score in scores)
    return [_group(by, name, [score for score in scores if key(score) == name]) for name in names]


def _group(by: str, name: str, scores: Sequence[Score]) -> Group:
    covered = [score for score in scores if score.question.covered]
    total = [score.total_ms for score in scores]
    beyond = [score.beyond_ms for score in scores]
    return Group(
        by=by,
        name=name,
        questions=len(scores),
        covered=len(covered),
        facts_found=_share(hit for score in covered for hit in score.found),
        first_found=_share(score.first for score in covered if score.first is not None),
        answered_in_120=_share(all(score.in_screen) for score in covered),
        answered_in_40=_share(all(score.in_glance) for score in covered),
        facts_cited=_share(hit for score in covered for hit in score.cited),
        median_words=median(score.words for score in covered) if covered else None,
        abstained=_share(score.abstained for score in scores),
        total_ms_p50=_percentile(total, 50),
        total_ms_p95=_percentile(total, 95),
        beyond_embedding_ms_p50=_percentile(beyond, 50),
        beyond_embedding_ms_p95=_percentile(beyond, 95),
    )


def _abstention(scores: Sequence[Score]) -> Abstention:
    silent = [score for score in scores if not score.question.covered]
    near = [score for score in silent if score.question.kind == NEAR_MISS]
    precision = _share(not score.question.covered for score in scores if score.abstained)
    recall = _share(score.abstained for score in silent)
    return Abstention(
        not_covered=len(silent),
        precision=precision,
        recall=recall,
        f1=_harmonic_mean(precision, recall),
        wrongly_abstained=_share(score.abstained for score in scores if score.question.covered),
        near_misses=len(near),
        near_misses_answered=_share(not score.abstained for score in near),
    )


def _share(hits: Iterable[bool]) -> float | None:
    counted = list(hits)
    return sum(counted) / len(counted) if counted else None


def _harmonic_mean(a: float | None, b: float | None) -> float | None:
    if a is None or b is None:
        return None
    return 2 * a * b / (a + b) if a + b else 0.0


def _percentile(values: Sequence[float], percent: int) -> float:
    return round(float(np.percentile(values, percent)), 2)
