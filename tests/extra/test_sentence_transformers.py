"""Our embedder beside sentence-transformers itself, on the packaged model and on a random one."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("sentence_transformers")

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
from transformers import BertConfig, BertModel, MPNetConfig, MPNetModel

from retrieval.embedding import packaged_weights
from retrieval.embedding.embedder import Embedder
from retrieval.embedding.embedders import Choice, is_ready, open_embedder
from retrieval.embedding.onnx_embedder import OnnxEmbedder
from retrieval.embedding.prepared_model import prepare
from retrieval.embedding.sentence_transformers_embedder import SentenceTransformersEmbedder
from retrieval.errors import ModelUnavailable

pytestmark = [
    pytest.mark.sentence_transformers,
    # Its libraries warn of one another's changes.
    pytest.mark.filterwarnings("ignore"),
]

DATA = Path(__file__).parents[1] / "data"
TEXTS: list[str] = json.loads((DATA / "minilm_reference.json").read_text())
HIDDEN = 40


def random_model(folder: Path, base: Path, *, normalize: bool) -> Path:
    """Save a BERT of another depth, width and limit as the library itself does."""
    torch.manual_seed(11)
    config = BertConfig(
        vocab_size=30522,
        hidden_size=HIDDEN,
        num_hidden_layers=4,
        num_attention_heads=5,
        intermediate_size=96,
        max_position_embeddings=70,
        initializer_range=0.3,
        layer_norm_eps=1e-6,
    )
    plain = folder / "plain"
    BertModel(config).save_pretrained(plain)
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt"):
        (plain / name).write_bytes((base / name).read_bytes())
    modules = [Transformer(str(plain), max_seq_length=48), Pooling(HIDDEN)]
    saved = folder / "saved"
    SentenceTransformer(modules=[*modules, *([Normalize()] if normalize else [])]).save(str(saved))
    return saved


@pytest.fixture(scope="module", params=["packaged", "random", "random, not normalised"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = packaged_weights.locate()
    if request.param == "packaged":
        return base
    return random_model(
        tmp_path_factory.mktemp("random"), base, normalize=request.param == "random"
    )


@pytest.fixture(scope="module")
def ours(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    return OnnxEmbedder(prepare(folder, "ours", tmp_path_factory.mktemp("models")))


def test_our_vectors_are_those_of_the_library(folder: Path, ours: Embedder):
    library = SentenceTransformer(str(folder), device="cpu")
    theirs = library.encode(TEXTS, normalize_embeddings=True, show_progress_bar=False)
    vectors = ours.embed(TEXTS)
    assert vectors.shape == theirs.shape
    assert float((vectors * theirs).sum(axis=1).min()) >= 0.99999
    np.testing.assert_allclose(vectors, theirs, rtol=0, atol=2e-5)


def test_the_extra_gives_the_vectors_of_the_library(folder: Path, ours: Embedder):
    embedder = SentenceTransformersEmbedder(str(folder))
    assert embedder.dimension == ours.dimension
    np.testing.assert_allclose(embedder.embed(TEXTS), ours.embed(TEXTS), rtol=0, atol=2e-5)


def test_the_packaged_model_through_the_library(tmp_path: Path):
    embedder = open_embedder("sentence-transformers", tmp_path)
    default = open_embedder("default", tmp_path)
    assert embedder.name == default.name
    assert embedder.fingerprint != default.fingerprint
    assert embedder.fingerprint == open_embedder("sentence-transformers", tmp_path).fingerprint


def test_a_model_by_its_path(tmp_path: Path):
    saved = random_model(tmp_path, packaged_weights.locate(), normalize=True)
    embedder = open_embedder(f"sentence-transformers:{saved}", tmp_path)
    assert embedder.name == str(saved)
    assert embedder.dimension == HIDDEN
    assert embedder.embed(["a", "b"]).shape == (2, HIDDEN)


def test_other_weights_have_another_fingerprint(tmp_path: Path):
    saved = random_model(tmp_path, packaged_weights.locate(), normalize=True)
    before = SentenceTransformersEmbedder(str(saved)).fingerprint
    model = BertModel.from_pretrained(saved)
    with torch.no_grad():
        model.embeddings.LayerNorm.bias += 0.01
    model.save_pretrained(saved)
    assert SentenceTransformersEmbedder(str(saved)).fingerprint != before


def other_network(folder: Path, base: Path) -> Path:
    """Save a random network that only the library knows."""
    torch.manual_seed(5)
    config = MPNetConfig(
        vocab_size=30527, hidden_size=HIDDEN, num_hidden_layers=3, num_attention_heads=5
    )
    MPNetModel(config).save_pretrained(folder / "plain")
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt"):
        (folder / "plain" / name).write_bytes((base / name).read_bytes())
    modules = [Transformer(str(folder / "plain"), max_seq_length=48), Pooling(HIDDEN)]
    SentenceTransformer(modules=modules).save(str(folder / "other"))
    return folder / "other"


def test_another_network_is_exported_once_and_served_without_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    saved = other_network(tmp_path, packaged_weights.locate())
    choice, notes = Choice(f"sentence-transformers:{saved}"), []
    assert not is_ready(choice, tmp_path)
    exported = open_embedder(choice, tmp_path, notes.append)
    assert isinstance(exported, OnnxEmbedder)
    assert is_ready(choice, tmp_path)
    library = SentenceTransformersEmbedder(str(saved))
    vectors = exported.embed(TEXTS)
    assert float((vectors * library.embed(TEXTS)).sum(axis=1).min()) >= 0.9999
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    again = open_embedder(choice, tmp_path, notes.append)
    np.testing.assert_array_equal(again.embed(TEXTS), vectors)
    assert len(notes) == 1
    assert "Exporting" in notes[0]
    (saved / "config.json").write_text((saved / "config.json").read_text() + " ")
    assert not is_ready(choice, tmp_path)


def test_a_model_whose_vectors_would_differ_is_left_to_the_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    saved = other_network(tmp_path, packaged_weights.locate())
    monkeypatch.setattr("retrieval.embedding.exported_model.LEAST_COSINE", 1.1)
    choice, notes = Choice(f"sentence-transformers:{saved}"), []
    for _ in range(2):
        embedder = open_embedder(choice, tmp_path, notes.append)
        assert isinstance(embedder, SentenceTransformersEmbedder)
    assert [note.split(" ")[0] for note in notes] == ["Exporting", str(saved), str(saved)]
    assert "its vectors would differ (cosine " in notes[-1]


def test_a_model_that_is_not_there_names_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelUnavailable, match="check its name"):
        open_embedder("sentence-transformers:no/such-model", tmp_path)


def test_a_folder_that_holds_no_model_names_the_remedy(tmp_path: Path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelUnavailable, match="cannot load the model"):
        open_embedder(f"sentence-transformers:{tmp_path / 'empty'}", tmp_path)
