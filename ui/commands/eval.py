"""``designbook eval``."""

from __future__ import annotations

import sys
from pathlib import Path

from api.evaluation import Evaluation, Part, report_json, report_text, run_evaluation
from api.settings import read_settings
from ui.terminal import open_progress


def run(
    questions: Path,
    *,
    part: str,
    handbook: Path | None,
    failures: bool,
    data: Path | None,
    embedder: str | None,
    json: bool,
) -> str:
    """Ask a question set and return its figures."""
    settings = read_settings(data_dir=data, embedder=embedder)
    evaluation = Evaluation(questions, Part(part), handbook)
    report = run_evaluation(settings, evaluation, open_progress(sys.stderr))
    show = report_json if json else report_text
    return show(report, failures=failures)
