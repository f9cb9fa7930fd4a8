"""``designbook export``."""

from __future__ import annotations

from pathlib import Path

from api.export import Format, export
from api.settings import read_settings


def run(form: str, *, data: Path | None) -> str:
    """Return the live graph in this format."""
    return export(read_settings(data_dir=data), Format(form))
