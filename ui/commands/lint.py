"""``designbook lint``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from api.handbook import Handbook
from api.linting import Level, as_json, as_text, run_lint


def run(paths: Sequence[Path], *, level: str, mapping: Path | None, json: bool) -> tuple[str, bool]:
    """Return the findings of a level and graver ones, and whether anything is broken."""
    linted = run_lint(Handbook(paths, mapping))
    show = as_json if json else as_text
    return show(linted, Level(level)), linted.has_errors
