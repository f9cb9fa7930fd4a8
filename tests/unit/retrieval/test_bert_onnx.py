"""The converter writes the network that the paper describes, and refuses what it cannot write."""

import json
import math
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from safetensors.numpy import load_file, save_file

from retrieval.embedding.bert_onnx import convert
from retrieval.embedding.sentence_bert import SentenceBert, read_settings
from retrieval.errors import ModelUnavailable


def run(model: bytes, ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    return session.run(["vectors"], {"input_ids": ids, "attention_mask": mask})[0]


def layer_norm(x: np.ndarray, weights: dict, at: str) -> np.ndarray:
    centred = x - x.mean(-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
    return scaled * weights[f"{at}.weight"] + weights[f"{at}.bias"]


def linear(x: np.ndarray, weights: dict, at: str) -> np.ndarray:
    return x @ weights[f"{at}.weight"].T + weights[f"{at}.bias"]


def bert(weights: dict, ids: list[int], heads: int, layers: int) -> np.ndarray:
    """The network in plain numpy, in float64, for one text without padding."""
    x = weights["embeddings.word_embeddings.weight"][ids]
    x = x + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = layer_norm(
        x + weights["embeddings.token_type_embeddings.weight"][0], weights, "embeddings.LayerNorm"
    )
    erf = np.vectorize(math.erf)
    for layer in range(layers):
        at = f"encoder.layer.{layer}"
        q, k, v = (
            linear(x, weights, f"{at}.attention.self.{part}")
            .reshape(len(ids), heads, -1)
            .swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        scores = np.exp(q @ k.swapaxes(1, 2) / math.sqrt(q.shape[-1]))
        shares = scores / scores.sum(-1, keepdims=True)
        context = (shares @ v).swapaxes(0, 1).reshape(len(ids), -1)
        mixed = linear(context, weights, f"{at}.attention.output.dense")
        middle = layer_norm(mixed + x, weights, f"{at}.attention.output.LayerNorm")
        wide = linear(middle, weights, f"{at}.intermediate.dense")
        wide = wide * (1 + erf(wide / math.sqrt(2))) / 2
        narrow = linear(wide, weights, f"{at}.output.dense")
        x = layer_norm(narrow + middle, weights, f"{at}.output.LayerNorm")
    mean = x.mean(0)
    return mean / np.linalg.norm(mean)


def test_the_network_is_bert(tiny_bert: Path):
    stored = load_file(tiny_bert / "model.safetensors")
    weights = {name: tensor.astype(np.float64) for name, tensor in stored.items()}
    texts = [[2, 5, 9, 3], [2, 3], [2, 40, 41, 42, 43, 6, 7, 3]]
    ids = np.zeros((3, 8), dtype=np.int64)
    mask = np.zeros_like(ids)
    for row, text in enumerate(texts):
        ids[row, : len(text)], mask[row, : len(text)] = text, 1
    vectors = run(convert(tiny_bert), ids, mask)
    wanted = np.stack([bert(weights, text, heads=3, layers=2) for text in texts])
    np.testing.assert_allclose(vectors, wanted, atol=2e-6)


def test_what_is_under_the_mask_does_not_count(tiny_bert: Path):
    model = convert(tiny_bert)
    mask = np.array([[1, 1, 1, 0, 0]])
    first = run(model, np.array([[2, 5, 3, 0, 0]]), mask)
    second = run(model, np.array([[2, 5, 3, 30, 31]]), mask)
    np.testing.assert_array_equal(first, second)


def test_operator_set_inputs_and_names(tiny_bert: Path):
    model = onnx.load_from_string(convert(tiny_bert))
    names = [tensor.name for tensor in model.graph.initializer]
    assert len(names) == len(set(names))
    assert [entry.version for entry in model.opset_import] == [17]
    assert [value.name for value in model.graph.input] == ["input_ids", "attention_mask"]


def test_the_same_weights_give_the_same_bytes(tiny_bert: Path):
    assert convert(tiny_bert) == convert(tiny_bert)


def test_tensors_may_carry_the_prefix_of_a_task_model(tiny_bert: Path):
    plain = convert(tiny_bert)
    path = tiny_bert / "model.safetensors"
    save_file({f"bert.{name}": tensor for name, tensor in load_file(path).items()}, path)
    assert convert(tiny_bert) == plain


def test_half_precision_weights_are_widened(tiny_bert: Path):
    path = tiny_bert / "model.safetensors"
    save_file({name: t.astype(np.float16) for name, t in load_file(path).items()}, path)
    vectors = run(convert(tiny_bert), np.array([[2, 5, 3]]), np.array([[1, 1, 1]]))
    assert vectors.dtype == np.float32


def edit(path: Path, **changes: object) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("model_type", "mpnet"),
        ("hidden_act", "relu"),
        ("position_embedding_type", "relative_key"),
    ],
)
def test_another_network_is_left_to_the_library(tiny_bert: Path, key: str, value: str):
    edit(tiny_bert / "config.json", **{key: value})
    with pytest.raises(ModelUnavailable, match="only sentence-transformers can run"):
        convert(tiny_bert)


def test_a_configuration_that_is_none_is_refused(tiny_bert: Path):
    (tiny_bert / "config.json").write_text("[]")
    with pytest.raises(ModelUnavailable, match="not the configuration of a BERT model"):
        convert(tiny_bert)


def test_heads_must_divide_the_units(tiny_bert: Path):
    edit(tiny_bert / "config.json", num_attention_heads=5)
    with pytest.raises(ModelUnavailable, match="12 units among 5 heads"):
        convert(tiny_bert)


def test_weights_that_cannot_be_read_are_refused(tiny_bert: Path):
    (tiny_bert / "model.safetensors").write_bytes(b"not weights")
    with pytest.raises(ModelUnavailable, match="cannot be read"):
        convert(tiny_bert)


def test_a_missing_tensor_is_named(tiny_bert: Path):
    edit(tiny_bert / "config.json", num_hidden_layers=3)
    with pytest.raises(ModelUnavailable, match=r"encoder\.layer\.2"):
        convert(tiny_bert)


def test_weights_of_another_shape_are_refused(tiny_bert: Path):
    path = tiny_bert / "model.safetensors"
    tensors = load_file(path)
    name = "encoder.layer.0.output.dense.weight"
    save_file({**tensors, name: np.zeros((12, 7), dtype=np.float32)}, path)
    with pytest.raises(ModelUnavailable, match="do not fit"):
        convert(tiny_bert)


def test_settings_come_from_the_folder(tiny_bert: Path):
    assert read_settings(tiny_bert) == SentenceBert(dimension=12, max_length=16, lower_case=False)


def test_the_limit_is_never_above_the_positions(tiny_bert: Path):
    (tiny_bert / "sentence_bert_config.json").unlink()
    (tiny_bert / "tokenizer_config.json").write_text('{"model_max_length": 1000000}')
    assert read_settings(tiny_bert).max_length == 24


@pytest.mark.parametrize(
    "pooling",
    [
        {"pooling_mode": "max"},
        {"pooling_mode_max_tokens": True},
        {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": True},
    ],
)
def test_another_pooling_is_left_to_the_library(tiny_bert: Path, pooling: dict):
    (tiny_bert / "1_Pooling").mkdir()
    (tiny_bert / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    with pytest.raises(ModelUnavailable, match="neither by the mean nor"):
        read_settings(tiny_bert)


def test_another_chain_of_modules_is_left_to_the_library(tiny_bert: Path):
    chain = [{"type": "x.Transformer"}, {"type": "x.Pooling"}, {"type": "x.Dense"}]
    (tiny_bert / "modules.json").write_text(json.dumps(chain))
    with pytest.raises(ModelUnavailable, match="Transformer, Pooling, Dense"):
        read_settings(tiny_bert)


def test_settings_that_cannot_be_read_are_refused(tiny_bert: Path):
    (tiny_bert / "sentence_bert_config.json").write_text("{")
    with pytest.raises(ModelUnavailable, match=r"sentence_bert_config\.json cannot be read"):
        read_settings(tiny_bert)
