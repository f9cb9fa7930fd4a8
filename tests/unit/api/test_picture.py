from pathlib import Path

import pytest

from api.picture import FILE, read_places, write_places
from retrieval.errors import IndexDamaged, IndexMissing


def test_places_come_back_in_the_order_of_the_ids(tmp_path: Path):
    write_places(tmp_path, {"b": (1.5, -2.0), "a": (0.0, 0.25)})
    assert list(read_places(tmp_path).items()) == [("a", (0.0, 0.25)), ("b", (1.5, -2.0))]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_places_that_were_not_written(tmp_path: Path):
    with pytest.raises(IndexMissing, match="designbook ingest"):
        read_places(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '{"a": [1]}', '{"a": ["x", "y"]}', "null", '{"a": 1}'])
def test_places_that_cannot_be_read(tmp_path: Path, text: str):
    (tmp_path / FILE).write_text(text)
    with pytest.raises(IndexDamaged, match="designbook ingest"):
        read_places(tmp_path)
