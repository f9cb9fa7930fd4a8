"""``designbook doctor``."""

from __future__ import annotations

from pathlib import Path

from api.doctor.diagnosis import as_json, as_text, examine
from api.settings import read_settings


def run(
    *, host: str | None, port: int | None, data: Path | None, embedder: str | None, json: bool
) -> tuple[str, bool]:
    """Return what was found, and whether a problem stands."""
    diagnosis = examine(read_settings(host=host, port=port, data_dir=data, embedder=embedder))
    return (as_json(diagnosis) if json else as_text(diagnosis)), diagnosis.has_problem
