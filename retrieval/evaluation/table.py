"""A report as an aligned text, and as values for JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from retrieval.evaluation.matching import opening
from retrieval.evaluation.scoring import GLANCE, Score
from retrieval.evaluation.summary import Abstention, Group, Report

HEADER = (
    "questions of",
    "number",
    "facts in 5",
    "fact in 1",
    "120 words",
    "40 words",
    "median",
    "cited",
    "declined",
    "ms p50",
    "p95",
    "beyond p50",
    "p95",
)
"""The last four are milliseconds of the whole, and beyond the embedding."""


def as_text(report: Report) -> str:
    """Return the table of all groups, shares in percent, and below it how well was declined."""
    rows: list[Sequence[str]] = [HEADER]
    by = report.groups[0].by
    for group in report.groups:
        if group.by != by:
            rows.append(())
        by = group.by
        rows.append(_cells(group))
    return f"{_aligned(rows)}\n\n{_abstention(report.abstention)}"


def failures_as_text(scores: Sequence[Score]) -> str:
    """Return each question that fared badly, with what was missed and how its answer begins."""
    parts = [_failure(score) for score in scores if _is_failure(score)]
    return "\n\n".join(parts) if parts else "Nothing failed."


def as_values(report: Report, *, failures: bool = False) -> dict[str, Any]:
    """Return the report as what ``json.dumps`` takes; the failed questions with it if asked."""
    values: dict[str, Any] = {
        "groups": [asdict(group) for group in report.groups],
        "abstention": asdict(report.abstention),
    }
    if failures:
        values["failures"] = [_values(s) for s in report.scores if _is_failure(s)]
    return values


def _cells(group: Group) -> tuple[str, ...]:
    return (
        group.name,
        str(group.questions),
        _percent(group.facts_found),
        _percent(group.first_found),
        _percent(group.answered_in_120),
        _percent(group.answered_in_40),
        "" if group.median_words is None else f"{group.median_words:g}",
        _percent(group.facts_cited),
        _percent(group.abstained),
        f"{group.total_ms_p50:.1f}",
        f"{group.total_ms_p95:.1f}",
        f"{group.beyond_embedding_ms_p50:.1f}",
        f"{group.beyond_embedding_ms_p95:.1f}",
    )


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    """Pad the cells, names to the left, numbers to the right; a row without cells stays blank."""
    full = [row for row in rows if row]
    widths = [max(len(cell) for cell in column) for column in zip(*full, strict=True)]
    lines: list[str] = []
    for row in rows:
        cells = [
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=False))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _abstention(figures: Abstention) -> str:
    rows = (
        ("declining", f"{figures.not_covered} questions are not covered"),
        ("  precision", _percent(figures.precision)),
        ("  recall", _percent(figures.recall)),
        ("  F1", "" if figures.f1 is None else f"{figures.f1:.3f}"),
        ("  wrongly declined", f"{_percent(figures.wrongly_abstained)} of the covered"),
        (
            "  answered though silent",
            f"{_percent(figures.near_misses_answered)} of {figures.near_misses} near misses",
        ),
    )
    return _aligned_left(rows)


def _aligned_left(rows: Sequence[tuple[str, str]]) -> str:
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name.ljust(width)}  {text}".rstrip() for name, text in rows)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share * 100:.1f}"


def _is_failure(score: Score) -> bool:
    if not score.question.covered:
        return not score.abstained
    return score.first is False or not all((*score.found, *score.in_screen, *score.cited))


def _faults(score: Score) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the facts that it is wrong with."""
    if not score.question.covered:
        yield "answered", "though the handbook is silent"
    elif score.abstained:
        yield "declined", "though the handbook answers it"
    if score.first is False and all(score.found):
        yield "found late", _missing(score, (False,))
    for name, hits in (
        ("not found", score.found),
        ("not answered", score.in_screen),
        ("not cited", score.cited),
    ):
        if not all(hits):
            yield name, _missing(score, hits)


def _missing(score: Score, hits: Sequence[bool]) -> str:
    facts = zip(score.question.facts, hits, strict=True)
    return ", ".join(fact.wordings[0] for fact, hit in facts if not hit)


def _failure(score: Score) -> str:
    question = score.question
    rows: list[tuple[str, str]] = [("question", question.question)]
    if score.understood != question.question:
        rows.append(("understood", score.understood))
    rows += _faults(score)
    rows.append(("answer", opening(score.answer, GLANCE)))
    return f"{question.id} ({question.split})\n" + _aligned_left([(f"  {a}", b) for a, b in rows])


def _values(score: Score) -> dict[str, Any]:
    values = asdict(score)
    values["question"] = score.question.question
    return {"id": score.question.id, "faults": dict(_faults(score)), **values}
