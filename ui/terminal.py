"""How the command line shows progress and answers."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TextIO

from api.progress import Progress, Stage
from api.schemas import AnswerOut, CitationOut
from ui.worded import worded_by

CLEAR_LINE = "\r\x1b[K"
"""Back to the line's start and erase it (ECMA-48, EL)."""
BAR = 24
"""Cells of the bar."""


def open_progress(stream: TextIO) -> Progress:
    """Return a moving bar on a terminal, otherwise a line for each stage."""
    return BarProgress(stream) if stream.isatty() else LineProgress(stream)


class LineProgress:
    """Writes one line for each stage: for logs and pipes."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def begin(self, stage: Stage) -> None:
        """Write the stage."""
        self._write(f"{stage} …")

    def advance(self, done: int, total: int) -> None:
        """Write nothing: a line for each step would fill the log."""

    def note(self, text: str) -> None:
        """Write the note."""
        self._write(f"  {text}")

    def _write(self, line: str) -> None:
        self._stream.write(f"{line}\n")
        self._stream.flush()


class BarProgress:
    """Keeps one line of a terminal up to date."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._stage = Stage.READ

    def begin(self, stage: Stage) -> None:
        """Show the stage; the last one wipes the line instead."""
        self._stage = stage
        self._show(f"{stage} …" if stage is not Stage.PUBLISH else "")

    def advance(self, done: int, total: int) -> None:
        """Move the bar."""
        filled = BAR * done // total if total else BAR
        bar = "█" * filled + "░" * (BAR - filled)
        self._show(f"{self._stage} {bar} {done}/{total}")

    def note(self, text: str) -> None:
        """Leave the note standing above the bar."""
        self._show(f"{text}\n")

    def _show(self, text: str) -> None:
        self._stream.write(CLEAR_LINE + text)
        self._stream.flush()


def warn(stream: TextIO, reasons: Sequence[str]) -> None:
    """Write a warning that names what was left out, one line for each."""
    for reason in reasons:
        stream.write(f"warning: left out: {reason}\n")
    stream.flush()


def answer_text(answer: AnswerOut) -> str:
    """Return the answer, and below it every citation with its place and its lines.

    Where a language model was asked, the last line says who worded it.
    """
    parts = [answer.answer, *(_citation(c) for c in answer.citations)]
    if answer.wording is not None:
        parts.append(f"({worded_by(answer.wording.model, answer.wording.fallback)})")
    return "\n\n".join(parts)


def _citation(citation: CitationOut) -> str:
    source = citation.source
    lines = (
        f"line {source.line_start}"
        if source.line_start == source.line_end
        else f"lines {source.line_start}-{source.line_end}"
    )
    place = " › ".join([source.path, *source.heading_path])
    return f"[{citation.id}] {place}, {lines}\n{textwrap.indent(citation.cited_text, '    ')}"
