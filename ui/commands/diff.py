"""``designbook diff``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from api.difference import between, would_change
from api.difference_report import as_json, as_text
from api.handbook import Handbook
from api.settings import read_settings
from ui.terminal import warn


def run(
    paths: Sequence[Path],
    *,
    earlier: str | None,
    later: str | None,
    mapping: Path | None,
    keep_going: bool,
    data: Path | None,
    json: bool,
) -> str:
    """Compare two generations, or the live one with what the paths would give."""
    settings = read_settings(data_dir=data)
    if paths:
        compared = would_change(settings, Handbook(paths, mapping, keep_going))
    else:
        compared = between(settings, earlier, later)
    warn(sys.stderr, [failure.reason for failure in compared.failures])
    return as_json(compared) if json else as_text(compared)
