from pathlib import Path

import pytest

from api.picture import FILE, read_places, write_places
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.indexing.index_folders import IndexFolders
from retrieval.indexing.index_store import IndexKey

KEY = IndexKey("0" * 16, "f" * 64)


@pytest.fixture
def indexes(tmp_path: Path) -> IndexFolders:
    """One folder stands for all indexes."""
    return IndexFolders(tmp_path, lambda _generation, _fingerprint: tmp_path)


def test_places_come_back_in_the_order_of_the_ids(indexes: IndexFolders, tmp_path: Path):
    write_places(indexes, KEY, {"b": (1.5, -2.0), "a": (0.0, 0.25)})
    assert list(read_places(indexes, KEY).items()) == [("a", (0.0, 0.25)), ("b", (1.5, -2.0))]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_places_that_were_not_written(indexes: IndexFolders):
    with pytest.raises(IndexMissing, match="ingest again"):
        read_places(indexes, KEY)


@pytest.mark.parametrize("text", ["{", "[]", '{"a": [1]}', '{"a": ["x", "y"]}', "null", '{"a": 1}'])
def test_places_that_cannot_be_read(indexes: IndexFolders, tmp_path: Path, text: str):
    (tmp_path / FILE).write_text(text)
    with pytest.raises(IndexDamaged, match="designbook ingest"):
        read_places(indexes, KEY)
