"""The cache embeds a text once, survives interruption and damage, and never blocks."""

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding.embedder import Progress, Vectors
from retrieval.indexing.vector_cache import BATCH_TEXTS, VectorCache


class Counting:
    """A small embedder that remembers what it was asked; a vector is made of a text's length."""

    def __init__(self, fingerprint: str = "one", fail_after: int | None = None) -> None:
        self.name = "counting"
        self.fingerprint = fingerprint
        self.dimension = 2
        self.asked: list[str] = []
        self._fail_after = fail_after

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        if self._fail_after is not None and len(self.asked) >= self._fail_after:
            raise KeyboardInterrupt
        self.asked += texts
        if progress is not None:
            progress(len(texts), len(texts))
        angles = np.array([len(text) for text in texts], dtype=np.float32)
        return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def expected(texts: Sequence[str]) -> Vectors:
    return Counting().embed(texts)


def test_only_new_texts_are_embedded(tmp_path: Path):
    embedder = Counting()
    with VectorCache(tmp_path / "vectors.sqlite") as cache:
        cache.embed(embedder, ["a", "bb", "a"])
        vectors = cache.embed(embedder, ["ccc", "bb", "a", ""])
    assert embedder.asked == ["a", "bb", "", "ccc"]
    np.testing.assert_array_equal(vectors, expected(["ccc", "bb", "a", ""]))


def test_vectors_are_kept_between_openings_bit_for_bit(tmp_path: Path):
    for _ in range(2):
        embedder = Counting()
        with VectorCache(tmp_path / "deep" / "vectors.sqlite") as cache:
            vectors = cache.embed(embedder, ["a", "long \ud800 text"])
        np.testing.assert_array_equal(vectors, expected(["a", "long \ud800 text"]))
        assert vectors.dtype == np.float32
    assert embedder.asked == []


def test_another_model_has_vectors_of_its_own(tmp_path: Path):
    other = Counting("two")
    with VectorCache(tmp_path / "vectors.sqlite") as cache:
        cache.embed(Counting("one"), ["a"])
        cache.embed(other, ["a"])
    assert other.asked == ["a"]


def test_no_text_gives_no_row(tmp_path: Path):
    with VectorCache(tmp_path / "vectors.sqlite") as cache:
        assert cache.embed(Counting(), []).shape == (0, 2)


def test_progress_counts_new_texts_alone(tmp_path: Path):
    texts = [f"{number:04}" for number in range(BATCH_TEXTS + 50)]
    seen: list[tuple[int, int]] = []
    with VectorCache(tmp_path / "vectors.sqlite") as cache:
        cache.embed(Counting(), texts[:40])
        cache.embed(Counting(), texts, lambda done, total: seen.append((done, total)))
        cache.embed(Counting(), texts, lambda done, total: seen.append((done, total)))
    assert seen == [(BATCH_TEXTS, BATCH_TEXTS + 10), (BATCH_TEXTS + 10, BATCH_TEXTS + 10)]


def test_an_interruption_keeps_whole_batches(tmp_path: Path):
    texts = [f"{number:04}" for number in range(2 * BATCH_TEXTS)]
    with VectorCache(tmp_path / "vectors.sqlite") as cache, pytest.raises(KeyboardInterrupt):
        cache.embed(Counting(fail_after=BATCH_TEXTS), texts)
    embedder = Counting()
    with VectorCache(tmp_path / "vectors.sqlite") as cache:
        cache.embed(embedder, texts)
    assert len(embedder.asked) == BATCH_TEXTS


def filled(path: Path) -> list[str]:
    texts = [f"text {number}" * 20 for number in range(600)]
    with VectorCache(path) as cache:
        cache.embed(Counting(), texts)
    return texts


@pytest.mark.parametrize("start", [0, 4096])
def test_a_damaged_file_is_made_anew_with_a_note(tmp_path: Path, start: int):
    path = tmp_path / "vectors.sqlite"
    texts = filled(path)
    content = bytearray(path.read_bytes())
    content[start:] = b"\xa5" * (len(content) - start)
    path.write_bytes(content)
    notes: list[str] = []
    for _ in range(2):
        embedder = Counting()
        with VectorCache(path, notes.append) as cache:
            np.testing.assert_array_equal(cache.embed(embedder, texts), expected(texts))
    assert len(notes) == 1
    assert "was damaged and was made anew" in notes[0]
    assert embedder.asked == []


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"short",
        lambda _: "text",
        lambda blob: b"\0" * len(blob),
        lambda blob: blob[:3] + bytes([blob[3] ^ 0x80]) + blob[4:],  # the sign
        lambda blob: blob[:-1] + bytes([blob[-1] ^ 1]),
    ],
)
def test_a_damaged_vector_is_computed_again(tmp_path: Path, damage: Callable[[bytes], bytes | str]):
    path = tmp_path / "vectors.sqlite"
    with VectorCache(path) as cache:
        cache.embed(Counting(), ["a"])
    with sqlite3.connect(path) as connection:
        blob = connection.execute("SELECT vector FROM vectors").fetchone()[0]
        connection.execute("UPDATE vectors SET vector = ?", (damage(blob),))
    connection.close()
    embedder = Counting()
    with VectorCache(path) as cache:
        np.testing.assert_array_equal(cache.embed(embedder, ["a"]), expected(["a"]))
    assert embedder.asked == ["a"]


def test_a_place_that_cannot_be_used_is_done_without(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    notes: list[str] = []
    with VectorCache(tmp_path / "file" / "vectors.sqlite", notes.append) as cache:
        np.testing.assert_array_equal(cache.embed(Counting(), ["a"]), expected(["a"]))
    assert len(notes) == 1
    assert "computed without it" in notes[0]


def test_a_failing_write_does_not_stop_the_work(tmp_path: Path):
    path = tmp_path / "vectors.sqlite"
    notes: list[str] = []
    with VectorCache(path, notes.append) as cache:
        with sqlite3.connect(path) as connection:
            connection.execute(
                "CREATE TRIGGER full BEFORE INSERT ON vectors "
                "BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
            )
        connection.close()
        np.testing.assert_array_equal(cache.embed(Counting(), ["a"]), expected(["a"]))
    assert "disk is full" in notes[0]


def test_two_openings_share_one_file(tmp_path: Path):
    path = tmp_path / "vectors.sqlite"
    embedder = Counting()
    with VectorCache(path) as first, VectorCache(path) as second:
        first.embed(embedder, ["a"])
        second.embed(embedder, ["a", "bb"])
        first.embed(embedder, ["bb"])
    assert embedder.asked == ["a", "bb"]
