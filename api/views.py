"""Answers and sources as they go over the wire."""

from __future__ import annotations

from api.explanation import explanation_out
from api.schemas import (
    AnswerOut,
    CitationOut,
    Line,
    RankedOut,
    SourceOut,
    SourceRow,
    SourceText,
)
from api.wording_schemas import UsageOut, WordingOut
from graph.model import Evidence, SourceFile
from retrieval.answer import Answer, Wording


def answer_out(answer: Answer) -> AnswerOut:
    """Return an answer as every surface shows it."""
    return AnswerOut(
        question=answer.question,
        answer=answer.answer,
        status=answer.status,
        citations=[
            CitationOut(id=c.id, cited_text=c.cited_text, source=_source(c.source))
            for c in answer.citations
        ],
        evidence=[
            RankedOut(
                text=e.text,
                score=e.score,
                source=_source(e.source),
                sources=[_source(place) for place in e.places],
                node_ids=list(e.node_ids),
            )
            for e in answer.evidence
        ],
        timings_ms=answer.timings_ms,
        suggestions=list(answer.suggestions),
        llm_generated=answer.llm_generated,
        usage=_usage(answer.wording),
        wording=_wording(answer.wording),
        explanation=answer.explanation and explanation_out(answer.explanation),
    )


def _usage(wording: Wording | None) -> UsageOut | None:
    if wording is None:
        return None
    used = wording.usage
    return UsageOut(
        input_tokens=used.input_tokens,
        output_tokens=used.output_tokens,
        total_tokens=used.total_tokens,
        estimated=used.estimated,
    )


def _wording(wording: Wording | None) -> WordingOut | None:
    if wording is None:
        return None
    return WordingOut(
        model=wording.model,
        kept=wording.kept,
        removed=wording.removed,
        fallback=wording.fallback,
    )


def source_row(file: SourceFile) -> SourceRow:
    """Return a file as a row of a list."""
    return SourceRow(
        path=file.path, title=file.title, sha256=file.sha256, lines=len(file_lines(file))
    )


def source_text(file: SourceFile, start: int, end: int | None) -> SourceText:
    """Return the lines from ``start`` to ``end``, both from 1 and cut to what the file has."""
    lines = file_lines(file)
    last = len(lines) if end is None else min(end, len(lines))
    return SourceText(
        path=file.path,
        title=file.title,
        total_lines=len(lines),
        line_start=start,
        line_end=last,
        lines=[Line(number=n, text=lines[n - 1]) for n in range(start, last + 1)],
    )


def file_lines(file: SourceFile) -> list[str]:
    """Return the file's lines; one line feed at its end starts no further line."""
    lines = file.text.split("\n")
    return lines[:-1] if lines and not lines[-1] else lines


def _source(evidence: Evidence) -> SourceOut:
    return SourceOut(
        path=evidence.path,
        heading_path=list(evidence.heading_path),
        line_start=evidence.line_start,
        line_end=evidence.line_end,
    )
