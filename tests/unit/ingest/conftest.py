"""A text and the facts that are read from it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.reader import read


@pytest.fixture
def told(tmp_path: Path) -> Callable[[str], set[tuple[str, str, str]]]:
    def read_text(text: str) -> set[tuple[str, str, str]]:
        path = tmp_path / "handbook.md"
        path.write_text(text, encoding="utf-8")
        return {(f.subject.text, f.relation, f.object.text) for f in read([path]).facts}

    return read_text
