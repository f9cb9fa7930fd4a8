"""What is read row by row is what the grid reads."""

import random

import pytest

from ingest.document import Fence, Span
from ingest.facts import Role, Said, Term
from ingest.readers import diagrams
from ingest.readers.place import Holder, Place
from ingest.readers.rows import rows_of

WORDS = [
    "a",
    "v",
    "Kafka",
    "raw data",
    "index v2",
    "CTR",
    "my_table",
    "and",
    "the",
    "x-y",
    "7",
    "^",
]
ARROWS = [*[" → "] * 15, " -> ", " ← ", "  →  ", "→", " | ", " "]
PLACE = Place("a.md", ("T",), Holder(Term("T", Role.HEADING), Said.INCLUDES, "T"))


def fence(chance: random.Random) -> Fence:
    lines = [row(chance) for _ in range(chance.randint(1, 3))]
    return Fence("", tuple(lines), 5, Span("a.md", 4, 5 + len(lines)))


def row(chance: random.Random) -> str:
    parts = [" " * chance.choice([0, 0, 2]), chance.choice(WORDS)]
    for _ in range(chance.randint(0, 3)):
        parts += [chance.choice(ARROWS), chance.choice(WORDS)]
    return "".join(parts)


def test_rows_are_read_as_the_grid_reads_them(monkeypatch: pytest.MonkeyPatch):
    chance = random.Random(3)  # noqa: S311 (drawings, not secrets)
    drawings = [fence(chance) for _ in range(3_000)]
    by_rows = [diagrams.read_diagram(drawing, PLACE) for drawing in drawings]
    taken = [drawing for drawing in drawings if rows_of(drawing)]
    monkeypatch.setattr(diagrams, "rows_of", lambda _: None)
    assert by_rows == [diagrams.read_diagram(drawing, PLACE) for drawing in drawings]
    assert len(taken) > 300


def test_a_column_between_rows_is_left_to_the_grid():
    drawn = Fence("", ("a → b", "    v", "    c"), 2, Span("a.md", 1, 5))
    assert rows_of(drawn) is None
