"""What every embedder promises, held against each that can run here."""

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from retrieval.embedding import packaged_weights
from retrieval.embedding.embedder import Embedder
from retrieval.embedding.embedders import Choice, open_embedder
from retrieval.embedding.prepared_model import Precision
from retrieval.embedding.sentence_transformers_embedder import SentenceTransformersEmbedder
from tests.model_folders import bring_onnx

TEXTS = ["", " ", "Kafka", "How is drift found?", "long " * 900, "模型", "🚀", "a\x00b", "\ud83d"]

EXTRA = [
    pytest.mark.sentence_transformers,
    pytest.mark.skipif(find_spec("sentence_transformers") is None, reason="needs the extra"),
    # Its libraries warn of one another's changes.
    pytest.mark.filterwarnings("ignore"),
]


def default(_folder: Path) -> Choice:
    return Choice()


def int8(_folder: Path) -> Choice:
    return Choice(precision=Precision.INT8)


def one_thread(_folder: Path) -> Choice:
    return Choice(threads=1)


def by_path(_folder: Path) -> Choice:
    return Choice(f"sentence-transformers:{packaged_weights.locate()}")


def brought(folder: Path) -> Choice:
    """A folder with an ONNX file instead of weights."""
    return Choice(f"sentence-transformers:{bring_onnx(packaged_weights.locate(), folder)}")


def library(_folder: Path) -> Choice:
    return Choice("sentence-transformers")


def exported(folder: Path) -> Choice:
    """A chain of modules that only the library knows."""
    return Choice(f"sentence-transformers:{save_chain(folder)}")


def not_exported(folder: Path) -> Choice:
    """A model that puts a prompt before each text."""
    return Choice(f"sentence-transformers:{save_chain(folder, prompts={'say': 'text: '})}")


def save_chain(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from sentence_transformers.sentence_transformer.modules import Dense  # noqa: PLC0415
    from torch import eye  # noqa: PLC0415
    from torch.nn import Identity  # noqa: PLC0415

    packaged = SentenceTransformer(str(packaged_weights.locate()), device="cpu")
    dense = Dense(384, 384, bias=False, activation_function=Identity())
    dense.linear.weight.data = eye(384)
    first = next(iter(prompts)) if prompts else None
    chain = SentenceTransformer(
        modules=[packaged[0], packaged[1], dense], prompts=prompts, default_prompt_name=first
    )
    chain.save(str(folder / "chain"))
    return folder / "chain"


CHOICES = [
    *(default, int8, one_thread, by_path, brought),
    *(pytest.param(each, marks=EXTRA) for each in (library, exported, not_exported)),
]


@pytest.fixture(scope="module", params=CHOICES, ids=lambda choose: choose.__name__)
def embedder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    notes: list[str] = []
    models = tmp_path_factory.mktemp("models")
    choice = request.param(tmp_path_factory.mktemp("source"))
    open_embedder(choice, models, notes.append)
    found = open_embedder(choice, models, notes.append)
    served = "library" if isinstance(found, SentenceTransformersEmbedder) else "onnx"
    assert served == ("library" if request.param in {library, not_exported} else "onnx")
    assert any("cannot be exported" in note for note in notes) == (request.param is not_exported)
    return found


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
    assert embedder.name
    assert len(embedder.fingerprint) == 64
    assert int(embedder.fingerprint, 16) >= 0
