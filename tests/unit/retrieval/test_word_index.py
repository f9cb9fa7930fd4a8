"""BM25: stems, compounds, order, ranges, files."""

import hashlib
import logging
import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.errors import IndexDamaged
from retrieval.indexing.word_index import K1, B, WordIndex, stems

TEXTS = [
    "Kafka streams events in real-time",
    "Batch scoring runs nightly",
    "Realtime serving needs a low-latency store",
    "A/B testing compares two versions",
    "The nightly batch of events",
    "Kafka",
]
ALL = range(len(TEXTS))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Monitoring the deployed models", ["monitor", "deploy", "model"]),
        ("real-time and Realtime", ["real", "time", "realtim", "realtim"]),
        ("A/B testing", ["b", "test", "ab"]),
        ("feature_store", ["featur", "store", "featurestor"]),
        ("W&B", ["w", "b", "wb"]),
        ("who is it", ["who", "is", "it"]),
        ("ＦＵＬＬ ﬁt", ["full", "fit"]),
        ("Straße GRÖSSE", ["strass", "grösse"]),
        ("?! … 🚀", []),
        ("", []),
    ],
)
def test_stems(text: str, wanted: list[str]):
    assert stems(text) == wanted


def test_the_score_is_bm25():
    texts = ["kafka kafka store", "kafka", "store", "drift"]
    found = dict(WordIndex.build(texts).search("kafka", 9, range(4)))
    idf = math.log(1 + (4 - 2 + 0.5) / (2 + 0.5))
    mean = 6 / 4
    for position, times, length in ((0, 2, 3), (1, 1, 1)):
        norm = K1 * (1 - B + B * length / mean)
        assert found[position] == pytest.approx(idf * times / (times + norm), rel=1e-5)
    assert set(found) == {0, 1}


def test_a_compound_is_found_in_one_piece_and_in_parts():
    index = WordIndex.build(TEXTS)
    assert {position for position, _ in index.search("realtime", 9, ALL)} == {0, 2}
    assert {position for position, _ in index.search("A/B", 9, ALL)} == {3}


def test_equal_scores_come_in_the_order_of_positions():
    index = WordIndex.build(["same words", "other", "same words", "same words"])
    assert [position for position, _ in index.search("same words", 2, range(4))] == [0, 2]


def test_only_positions_of_the_range_are_found():
    index = WordIndex.build(TEXTS)
    assert [position for position, _ in index.search("kafka events", 9, range(1, 5))] == [4]


def test_a_word_asked_twice_counts_once():
    index = WordIndex.build(TEXTS)
    assert index.search("kafka kafka", 9, ALL) == index.search("kafka", 9, ALL)


@pytest.mark.parametrize(("text", "k"), [("", 5), ("unheard of", 5), ("🚀", 5), ("kafka", 0)])
def test_nothing_shared_nothing_found(text: str, k: int):
    assert WordIndex.build(TEXTS).search(text, k, ALL) == []


def test_texts_without_a_word_are_never_found():
    index = WordIndex.build(["", "🚀"])
    assert index.search("kafka", 5, range(2)) == []


def test_a_saved_index_is_the_same_and_silent(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO)
    index = WordIndex.build(TEXTS)
    index.save(tmp_path / "words")
    loaded = WordIndex.load(tmp_path / "words")
    assert loaded.search("nightly events", 9, ALL) == index.search("nightly events", 9, ALL)
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


def test_the_files_do_not_depend_on_the_hash_seed(tmp_path: Path):
    program = (
        "import sys; from pathlib import Path\n"
        "from retrieval.indexing.word_index import WordIndex\n"
        "WordIndex.build(sys.argv[2:]).save(Path(sys.argv[1]))"
    )
    digests: set[str] = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", program, folder, *TEXTS],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
        )
        content = b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
        digests.add(hashlib.sha256(content).hexdigest())
    assert len(digests) == 1


def test_a_folder_that_is_no_index_is_refused(tmp_path: Path):
    with pytest.raises(IndexDamaged, match="ingest again"):
        WordIndex.load(tmp_path)
