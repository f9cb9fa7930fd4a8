"""A text and the facts that are read from it, alone or with their conditions."""

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


@pytest.fixture
def conditions(tmp_path: Path) -> Callable[[str], dict[tuple[str, str, str], tuple[str, ...]]]:
    def read_text(text: str) -> dict[tuple[str, str, str], tuple[str, ...]]:
        path = tmp_path / "a.md"
        path.write_text(text, encoding="utf-8")
        found = read([path]).facts
        return {(f.subject.text, str(f.relation), f.object.text): f.qualifiers for f in found}

    return read_text
