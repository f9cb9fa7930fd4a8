"""``designbook export``."""

from __future__ import annotations

import sys
from pathlib import Path

from api.export import Format, export
from api.settings import read_settings


def run(form: str | None, *, output: Path | None, data: Path | None) -> None:
    """Write the live graph to a file, a folder or standard output."""
    chosen = Format(form) if form else None
    said = export(read_settings(data_dir=data), chosen, output, sys.stdout.buffer)
    if output is not None:
        sys.stderr.write(f"{said}\n")
