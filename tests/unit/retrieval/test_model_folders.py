"""Folders of models in several builds that are run without sentence-transformers."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from retrieval.embedding.embedders import Choice, is_ready, open_embedder
from retrieval.embedding.onnx_embedder import OnnxEmbedder
from retrieval.embedding.prepared_model import Precision, prepare
from retrieval.errors import ModelUnavailable, NeedsLibrary
from tests.model_folders import bring_onnx

TEXTS = ["", "drift", "a text of some words", "long " * 20, "one"]
SEGMENTS = "embeddings.token_type_embeddings.weight"
PLACES = "embeddings.position_embeddings.weight"
DISTIL = {
    ".attention.self.query.": ".attention.q_lin.",
    ".attention.self.key.": ".attention.k_lin.",
    ".attention.self.value.": ".attention.v_lin.",
    ".attention.output.dense.": ".attention.out_lin.",
    ".attention.output.LayerNorm.": ".sa_layer_norm.",
    ".intermediate.dense.": ".ffn.lin1.",
    ".output.dense.": ".ffn.lin2.",
    ".output.LayerNorm.": ".output_layer_norm.",
}


def vectors(folder: Path, models: Path, precision: Precision = Precision.FLOAT32) -> np.ndarray:
    return OnnxEmbedder(prepare(folder, "model", models, precision=precision)).embed(TEXTS)


def change(folder: Path, weights: Mapping[str, np.ndarray], **config: object) -> None:
    save_file(dict(weights), folder / "model.safetensors")
    path = folder / "config.json"
    stated = {**json.loads(path.read_text()), **config}
    path.write_text(json.dumps({key: value for key, value in stated.items() if value is not None}))


@pytest.fixture
def weights(tiny_bert: Path) -> dict[str, np.ndarray]:
    """Those of the tiny model, of which no segment says anything."""
    found = load_file(tiny_bert / "model.safetensors")
    found[SEGMENTS] = np.zeros_like(found[SEGMENTS])
    change(tiny_bert, found)
    return found


def test_roberta_counts_positions_from_behind_the_padding(
    tiny_bert: Path, tmp_path: Path, weights: dict[str, np.ndarray]
):
    bert = vectors(tiny_bert, tmp_path / "models")
    first = np.full((2, weights[PLACES].shape[1]), 99, dtype=np.float32)
    named = {f"roberta.{name}": tensor for name, tensor in weights.items()}
    named[f"roberta.{PLACES}"] = np.concatenate([first, weights[PLACES]])
    more = len(first) + len(weights[PLACES])
    change(tiny_bert, named, model_type="roberta", pad_token_id=1, max_position_embeddings=more)
    np.testing.assert_allclose(vectors(tiny_bert, tmp_path / "models"), bert, atol=1e-6)


def test_distilbert_is_bert_by_other_names(
    tiny_bert: Path, tmp_path: Path, weights: dict[str, np.ndarray]
):
    bert = vectors(tiny_bert, tmp_path / "models")
    named: dict[str, np.ndarray] = {}
    for name, tensor in weights.items():
        if name == SEGMENTS:
            continue
        other = name.replace("encoder.layer.", "transformer.layer.")
        for ours, theirs in DISTIL.items():
            other = other.replace(ours, theirs) if other.startswith("transformer.") else other
        named[f"distilbert.{other}"] = tensor
    sizes = {"n_layers": 2, "n_heads": 3, "dim": 12, "activation": "gelu"}
    gone = dict.fromkeys(
        ["num_hidden_layers", "num_attention_heads", "hidden_size", "hidden_act", "layer_norm_eps"]
    )
    change(tiny_bert, named, model_type="distilbert", **sizes, **gone)
    np.testing.assert_allclose(vectors(tiny_bert, tmp_path / "models"), bert, atol=1e-6)


@pytest.mark.parametrize("stated", [{"pooling_mode": "cls"}, {"pooling_mode_cls_token": True}])
def test_the_first_token_alone(tiny_bert: Path, tmp_path: Path, stated: dict[str, object]):
    mean = vectors(tiny_bert, tmp_path / "models")
    (tiny_bert / "1_Pooling").mkdir()
    (tiny_bert / "1_Pooling" / "config.json").write_text(json.dumps(stated))
    first = vectors(tiny_bert, tmp_path / "models")
    assert not np.allclose(first, mean, atol=1e-5)
    np.testing.assert_allclose(np.linalg.norm(first, axis=1), 1, atol=1e-5)
    brought = bring_onnx(tiny_bert, tmp_path)
    np.testing.assert_allclose(vectors(brought, tmp_path / "models"), first, atol=1e-6)


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"inputs": ("input_ids", "attention_mask")},
        {"output": "token_embeddings"},
        {"output": "sentence_embedding"},
        {"opset": 18},
    ],
)
def test_a_brought_onnx_file_gives_the_vectors_of_the_weights(
    tiny_bert: Path, tmp_path: Path, how: dict[str, object]
):
    wanted = vectors(tiny_bert, tmp_path / "models")
    brought = bring_onnx(tiny_bert, tmp_path, **how)
    np.testing.assert_allclose(vectors(brought, tmp_path / "models"), wanted, atol=1e-6)


def test_weights_go_before_an_onnx_file(tiny_bert: Path, tmp_path: Path):
    before = prepare(tiny_bert, "tiny", tmp_path / "models")
    (tiny_bert / "onnx").mkdir()
    (tiny_bert / "onnx" / "model.onnx").write_bytes(b"none")
    assert prepare(tiny_bert, "tiny", tmp_path / "models") == before


def test_an_onnx_file_of_a_network_that_is_not_converted(tiny_bert: Path, tmp_path: Path):
    wanted = vectors(tiny_bert, tmp_path / "models")
    brought = bring_onnx(tiny_bert, tmp_path)
    config = json.loads((brought / "config.json").read_text())
    (brought / "config.json").write_text(json.dumps({**config, "model_type": "mpnet"}))
    shutil.copy(tiny_bert / "model.safetensors", brought)
    np.testing.assert_allclose(vectors(brought, tmp_path / "models"), wanted, atol=1e-6)


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"output": "logits"}, "gives logits"),
        ({"inputs": ("input_ids", "attention_mask", "pixel_values")}, "takes .*pixel_values"),
    ],
)
def test_an_onnx_file_of_another_kind_is_left_to_the_library(
    tiny_bert: Path, tmp_path: Path, how: dict[str, object], says: str
):
    brought = bring_onnx(tiny_bert, tmp_path, **how)
    with pytest.raises(NeedsLibrary, match=says):
        prepare(brought, "brought", tmp_path / "models")


def test_an_onnx_file_that_cannot_be_read(tiny_bert: Path, tmp_path: Path):
    brought = bring_onnx(tiny_bert, tmp_path)
    (brought / "onnx" / "model.onnx").write_bytes(b"none")
    with pytest.raises(ModelUnavailable, match="restore the model's folder"):
        prepare(brought, "brought", tmp_path / "models")


def test_int8_is_smaller_and_nearly_alike(models: Path, tmp_path: Path):
    exact = open_embedder("default", models)
    small = open_embedder(Choice(precision=Precision.INT8), tmp_path)
    assert small.fingerprint != exact.fingerprint
    (whole,) = models.glob("all-MiniLM-L6-v2-*/model.onnx")
    (rounded,) = tmp_path.glob("all-MiniLM-L6-v2-*/model.onnx")
    assert rounded.stat().st_size < whole.stat().st_size / 3
    texts = [
        "Which tools serve a model?",
        "drift",
        "a store for online features",
        "x " * 90,
    ]
    assert float((exact.embed(texts) * small.embed(texts)).sum(axis=1).min()) > 0.96


def test_a_folder_by_its_path_needs_no_library(
    tiny_bert: Path, tmp_path: Path, no_library: Callable[[], None]
):
    no_library()
    choice = Choice(f"sentence-transformers:{tiny_bert}")
    assert not is_ready(choice, tmp_path / "models")
    assert not (tmp_path / "models").exists()
    embedder = open_embedder(choice, tmp_path / "models")
    assert is_ready(choice, tmp_path / "models")
    assert embedder.name == str(tiny_bert)
    np.testing.assert_array_equal(embedder.embed(TEXTS), vectors(tiny_bert, tmp_path / "models"))
    (found,) = (tmp_path / "models").glob(f"tiny-bert-{embedder.fingerprint[:12]}")
    assert found.is_dir()


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Makes an import of sentence-transformers fail."""
    return lambda: monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)


def test_a_prompt_before_each_text_is_left_to_the_library(tiny_bert: Path, tmp_path: Path):
    (tiny_bert / "modules.json").write_text(
        json.dumps([{"type": "x.Transformer"}, {"type": "x.Pooling"}])
    )
    (tiny_bert / "config_sentence_transformers.json").write_text(
        json.dumps({"prompts": {"q": "query: "}, "default_prompt_name": "q"})
    )
    with pytest.raises(NeedsLibrary, match="puts a prompt before each text"):
        prepare(tiny_bert, "tiny", tmp_path / "models")
