"""Exact search by cosine: order, ties, ranges, files."""

from pathlib import Path

import faiss
import numpy as np
import pytest

from retrieval.errors import IndexDamaged
from retrieval.indexing.vector_index import VectorIndex

ALL = range(200)


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def rows() -> np.ndarray:
    return unit(np.random.default_rng(3).normal(size=(200, 24)))


def test_the_nearest_come_first_with_their_cosines(rows: np.ndarray):
    query = rows[17]
    exact = rows.astype(float) @ query.astype(float)
    wanted = sorted(range(200), key=lambda at: -exact[at])[:10]
    found = VectorIndex.build(rows).search(query, 10, ALL)
    assert [position for position, _ in found] == wanted
    np.testing.assert_allclose([score for _, score in found], exact[wanted], atol=2e-6)


@pytest.mark.parametrize("within", [range(50, 90), range(3), range(199, 200), range(10, 10)])
def test_only_positions_of_the_range_are_found(rows: np.ndarray, within: range):
    found = VectorIndex.build(rows).search(rows[0], 60, within)
    assert sorted(position for position, _ in found) == list(within)


def test_equal_cosines_come_in_the_order_of_positions(rows: np.ndarray):
    rows[:] = rows[0]
    rows[100] = -rows[0]
    index = VectorIndex.build(rows)
    for k in (1, 7, 100, 150):
        found = [position for position, _ in index.search(rows[0], k, ALL)]
        assert found == [at for at in range(200) if at != 100][:k]


@pytest.mark.parametrize("k", [0, -1])
def test_nothing_asked_nothing_found(rows: np.ndarray, k: int):
    assert VectorIndex.build(rows).search(rows[0], k, ALL) == []


def test_the_rows_are_at_hand_and_cannot_be_changed(rows: np.ndarray):
    index = VectorIndex.build(rows)
    np.testing.assert_array_equal(index.rows, rows)
    with pytest.raises(ValueError, match="read-only"):
        index.rows[0, 0] = 1


def test_no_rows_at_all():
    index = VectorIndex.build(np.empty((0, 24), dtype=np.float32))
    assert index.rows.shape == (0, 24)
    assert index.search(np.ones(24, dtype=np.float32), 5, range(0)) == []


def test_a_saved_index_is_the_same(rows: np.ndarray, tmp_path: Path):
    VectorIndex.build(rows).save(tmp_path / "vectors.faiss")
    loaded = VectorIndex.load(tmp_path / "vectors.faiss")
    assert loaded.search(rows[5], 9, ALL) == VectorIndex.build(rows).search(rows[5], 9, ALL)
    np.testing.assert_array_equal(loaded.rows, rows)


def test_a_file_that_is_no_index_is_refused(tmp_path: Path):
    (tmp_path / "vectors.faiss").write_bytes(b"nothing of the kind")
    with pytest.raises(IndexDamaged, match="ingest again"):
        VectorIndex.load(tmp_path / "vectors.faiss")


def test_another_kind_of_index_is_refused(tmp_path: Path):
    faiss.write_index(faiss.IndexFlatL2(4), str(tmp_path / "vectors.faiss"))
    with pytest.raises(IndexDamaged, match="another kind of index"):
        VectorIndex.load(tmp_path / "vectors.faiss")
