"""``designbook export``."""

from __future__ import annotations

import sys
from pathlib import Path

from api.export import Format, export
from api.settings import read_settings


def run(form: str, *, output: Path | None, data: Path | None) -> None:
    """Write the live graph to a file, a folder or standard output."""
    said = export(read_settings(data_dir=data), Format(form), output, sys.stdout.buffer)
    if output is not None:
        sys.stderr.write(f"{said}\n")
