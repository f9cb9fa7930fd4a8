"""``designbook import``."""

from __future__ import annotations

import sys
from pathlib import Path

from api.importing import Format, as_json, as_text, import_graph
from api.settings import read_settings
from ui.terminal import open_progress


def run(
    path: Path, *, form: str | None, data: Path | None, embedder: str | None, json: bool
) -> str:
    """Publish an exported graph and return the report."""
    settings = read_settings(data_dir=data, embedder=embedder)
    known = Format(form) if form else None
    report = import_graph(settings, path, known, open_progress(sys.stderr))
    return as_json(report) if json else as_text(report)
