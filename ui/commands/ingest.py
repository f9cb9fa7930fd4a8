"""``designbook ingest``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from api.ingestion import ingest
from api.report import as_json, as_text
from api.settings import read_settings
from ui.terminal import open_progress


def run(paths: Sequence[Path], *, data: Path | None, embedder: str | None, json: bool) -> str:
    """Ingest the paths and return the report."""
    settings = read_settings(data_dir=data, embedder=embedder)
    report = ingest(settings, paths, open_progress(sys.stderr))
    return as_json(report) if json else as_text(report)
