"""What every embedder promises, held against each that can run here."""

from importlib.util import find_spec

import numpy as np
import pytest

from retrieval.embedder import Embedder
from retrieval.embedders import open_embedder

TEXTS = ["", " ", "Kafka", "How is drift found?", "long " * 900, "模型", "🚀", "a\x00b", "\ud83d"]

CHOICES = [
    "default",
    pytest.param(
        "sentence-transformers",
        marks=[
            pytest.mark.sentence_transformers,
            pytest.mark.skipif(
                find_spec("sentence_transformers") is None, reason="needs the extra"
            ),
            # Its libraries warn of one another's changes.
            pytest.mark.filterwarnings("ignore"),
        ],
    ),
]


@pytest.fixture(scope="module", params=CHOICES)
def embedder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return open_embedder(request.param, tmp_path_factory.mktemp("models"))


def test_a_row_of_unit_length_for_each_text(embedder: Embedder):
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dimension)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_text_gives_no_row(embedder: Embedder):
    assert embedder.embed([]).shape == (0, embedder.dimension)


def test_rows_come_in_the_order_of_the_texts(embedder: Embedder):
    forward = embedder.embed(TEXTS)
    backward = embedder.embed(TEXTS[::-1])[::-1]
    np.testing.assert_allclose(forward, backward, atol=1e-6)


def test_equal_texts_have_equal_vectors(embedder: Embedder):
    first, second = embedder.embed(["the same", "the same"])
    np.testing.assert_array_equal(first, second)
    np.testing.assert_array_equal(embedder.embed(TEXTS), embedder.embed(TEXTS))


def test_like_texts_are_near_and_others_are_not(embedder: Embedder):
    one, like, other = embedder.embed(
        ["How is data drift detected?", "detecting drift in data", "a recipe for apple pie"]
    )
    assert one @ like > 0.6
    assert one @ other < 0.3


def test_what_is_beyond_the_limit_is_cut(embedder: Embedder):
    first, second = embedder.embed(["word " * 600 + "alpha", "word " * 600 + "omega"])
    np.testing.assert_allclose(first, second, atol=1e-6)


def test_progress_ends_with_all_texts(embedder: Embedder):
    seen: list[tuple[int, int]] = []
    embedder.embed(TEXTS, lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (len(TEXTS), len(TEXTS))


def test_it_has_a_name_and_a_fingerprint(embedder: Embedder):
    assert embedder.name == "all-MiniLM-L6-v2"
    assert len(embedder.fingerprint) == 64
    assert int(embedder.fingerprint, 16) >= 0
