"""``designbook ingest``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from api.ingestion import ingest
from api.report import as_json, as_text
from api.settings import read_settings
from ui.terminal import open_progress, warn


def run(
    paths: Sequence[Path],
    *,
    mapping: Path | None,
    keep_going: bool,
    whole: bool,
    data: Path | None,
    embedder: str | None,
    json: bool,
) -> str:
    """Ingest the paths and return the report; files that were left out are said on stderr too."""
    settings = read_settings(data_dir=data, embedder=embedder)
    progress = open_progress(sys.stderr)
    report = ingest(settings, paths, progress, mapping=mapping, keep_going=keep_going)
    warn(sys.stderr, [failure.reason for failure in report.failures])
    show = as_json if json else as_text
    return show(report, whole=whole)
