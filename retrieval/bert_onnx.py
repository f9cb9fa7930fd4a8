"""BERT weights to an ONNX sentence embedder, without torch.

The network is the encoder of Devlin et al., "BERT: Pre-training of Deep Bidirectional
Transformers" (2019): embeddings, LayerNorm, blocks of self-attention and feed-forward with exact
GELU. Mean pooling under the attention mask and division by the L2 norm follow, as in Reimers and
Gurevych, "Sentence-BERT" (2019).

The model has two inputs, ``input_ids`` and ``attention_mask``, both int64 of shape (n, length),
and one output, ``vectors``, float32 of shape (n, hidden) with rows of unit length. All texts are
of segment 0, so that segment's embedding is added to the table of positions beforehand.
``onnx`` and ``safetensors`` are imported here only, when a model is converted; serving does not
load them.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from retrieval.errors import ModelUnavailable

CONVERTER_VERSION = 1
"""Raised whenever the graph below changes, so that models made before are made again."""

OPSET = 17
"""The first operator set that has LayerNormalization."""

_IR_VERSION = 8
"""The file format that came with operator set 17."""

_SUPPORTED: Mapping[str, object] = {
    "model_type": "bert",
    "hidden_act": "gelu",
    "position_embedding_type": "absolute",
}

Array = npt.NDArray[Any]
Weights = Mapping[str, npt.NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class BertConfig:
    """What of a ``config.json`` determines the network."""

    layers: int
    heads: int
    hidden: int
    positions: int
    eps: float


def convert(folder: Path) -> bytes:
    """Return the ONNX model of a folder with ``config.json`` and ``model.safetensors``.

    Raises ``ModelUnavailable`` where a file cannot be read, a tensor is missing or has another
    shape than the configuration says, or the model is not one that this module can write.
    """
    config = read_config(folder)
    network = _Network(config, _read_weights(folder / "model.safetensors"))
    try:
        hidden = _embeddings(network)
        bias = _mask_bias(network)
        for layer in range(config.layers):
            hidden = _block(network, f"encoder.layer.{layer}", hidden, bias)
    except KeyError as error:
        raise ModelUnavailable(
            f"The weights in {folder} lack the tensor {error}; give a complete BERT model, "
            "or use sentence-transformers."
        ) from error
    _pool(network, hidden)
    return _serialise(network)


def read_config(folder: Path) -> BertConfig:
    """Return the shape of the network in ``folder``; raises ``ModelUnavailable``."""
    path = folder / "config.json"
    try:
        raw: dict[str, Any] = json.loads(path.read_bytes())
        config = BertConfig(
            layers=int(raw["num_hidden_layers"]),
            heads=int(raw["num_attention_heads"]),
            hidden=int(raw["hidden_size"]),
            positions=int(raw["max_position_embeddings"]),
            eps=float(raw["layer_norm_eps"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelUnavailable(
            f"{path} is not the configuration of a BERT model; give a complete model folder."
        ) from error
    for key, wanted in _SUPPORTED.items():
        if raw.get(key, wanted) != wanted:
            raise ModelUnavailable(
                f"{path} has {key} {raw[key]!r}, which only sentence-transformers can run; "
                "install the extra of that name."
            )
    if config.hidden % config.heads:
        raise ModelUnavailable(
            f"{path} divides {config.hidden} units among {config.heads} heads; "
            "give a complete model folder."
        )
    return config


def _read_weights(path: Path) -> Weights:
    """Return all tensors as float32, by their names without the prefix ``bert.``."""
    import safetensors.numpy  # noqa: PLC0415 - needed to convert, not to serve

    load: Callable[[Path], dict[str, Array]] = cast("Any", safetensors.numpy).load_file
    try:
        tensors = load(path)
    except (OSError, safetensors.SafetensorError, KeyError, TypeError, ValueError) as error:
        raise ModelUnavailable(
            f"The weights {path} cannot be read; restore the model's folder."
        ) from error
    return {
        name.removeprefix("bert."): np.asarray(tensor, dtype=np.float32)
        for name, tensor in sorted(tensors.items())
        if np.issubdtype(tensor.dtype, np.floating)
    }


@dataclass(slots=True)
class _Network:
    """The network so far: nodes and initialisers in the order in which they were added."""

    config: BertConfig
    weights: Weights
    nodes: list[tuple[str, tuple[str, ...], str, dict[str, Any]]] = field(default_factory=list)
    tensors: dict[str, Array] = field(default_factory=dict)

    def add(self, op: str, name: str, *inputs: str, **attributes: object) -> str:
        """Add a node with one output, called ``name``, and return that name."""
        self.nodes.append((op, inputs, name, attributes))
        return name

    def tensor(self, name: str, value: Array) -> str:
        """Add an initialiser; its name is its own, since onnxruntime merges none."""
        if name in self.tensors:
            raise ValueError(f"The initialiser {name} is already there.")
        self.tensors[name] = np.ascontiguousarray(value)
        return name

    def linear(self, name: str, source: str) -> str:
        """Add x·Wᵀ + b with the torch layout of W, (out, in)."""
        weight = self.tensor(f"{name}.weight_t", self.weights[f"{name}.weight"].T)
        bias = self.tensor(f"{name}.bias", self.weights[f"{name}.bias"])
        product = self.add("MatMul", f"{name}.product", source, weight)
        return self.add("Add", f"{name}.out", product, bias)

    def layer_norm(self, name: str, source: str) -> str:
        """Add LayerNorm over the last axis."""
        scale = self.tensor(f"{name}.weight", self.weights[f"{name}.weight"])
        shift = self.tensor(f"{name}.bias", self.weights[f"{name}.bias"])
        return self.add(
            "LayerNormalization",
            f"{name}.out",
            source,
            scale,
            shift,
            axis=-1,
            epsilon=self.config.eps,
        )


def _embeddings(network: _Network) -> str:
    """Add word, position and segment embeddings and their LayerNorm: (n, length, hidden)."""
    words = network.tensor("words", network.weights["embeddings.word_embeddings.weight"])
    places = network.weights["embeddings.position_embeddings.weight"]
    segment = network.weights["embeddings.token_type_embeddings.weight"][0]
    table = network.tensor("places", places + segment)
    shape = network.add("Shape", "ids.shape", "input_ids")
    column = network.tensor("ids.length_axis", np.array([1], dtype=np.int64))
    length = network.add("Gather", "ids.length", shape, column, axis=0)
    start = network.tensor("places.start", np.array([0], dtype=np.int64))
    axis = network.tensor("places.axis", np.array([0], dtype=np.int64))
    used = network.add("Slice", "places.used", table, start, length, axis)
    word = network.add("Gather", "words.used", words, "input_ids", axis=0)
    total = network.add("Add", "embeddings.sum", word, used)
    return network.layer_norm("embeddings.LayerNorm", total)


def _mask_bias(network: _Network) -> str:
    """Add what attention scores get for masked positions: (n, 1, 1, length), 0 or very low."""
    mask = network.add("Cast", "mask.float", "attention_mask", to=1)
    axes = network.tensor("mask.axes", np.array([1, 2], dtype=np.int64))
    wide = network.add("Unsqueeze", "mask.wide", mask, axes)
    one = network.tensor("mask.one", np.array(1.0, dtype=np.float32))
    inverse = network.add("Sub", "mask.inverse", one, wide)
    low = network.tensor("mask.low", np.array(np.finfo(np.float32).min, dtype=np.float32))
    return network.add("Mul", "mask.bias", inverse, low)


def _block(network: _Network, at: str, hidden: str, bias: str) -> str:
    """Add one encoder block: attention and feed-forward, each with a sum and a LayerNorm."""
    context = _attention(network, f"{at}.attention.self", hidden, bias)
    mixed = network.linear(f"{at}.attention.output.dense", context)
    summed = network.add("Add", f"{at}.attention.sum", mixed, hidden)
    middle = network.layer_norm(f"{at}.attention.output.LayerNorm", summed)
    wide = _gelu(network, network.linear(f"{at}.intermediate.dense", middle), at)
    narrow = network.linear(f"{at}.output.dense", wide)
    total = network.add("Add", f"{at}.sum", narrow, middle)
    return network.layer_norm(f"{at}.output.LayerNorm", total)


def _attention(network: _Network, at: str, hidden: str, bias: str) -> str:
    """Add softmax(QKᵀ/√d + bias)·V over all heads: (n, length, hidden)."""
    size = network.config.hidden // network.config.heads
    split = np.array([0, 0, network.config.heads, size], dtype=np.int64)

    def heads(part: str, order: list[int]) -> str:
        flat = network.linear(f"{at}.{part}", hidden)
        shape = network.tensor(f"{at}.{part}.split", split)
        cut = network.add("Reshape", f"{at}.{part}.cut", flat, shape)
        return network.add("Transpose", f"{at}.{part}.heads", cut, perm=order)

    query = heads("query", [0, 2, 1, 3])
    key = heads("key", [0, 2, 3, 1])
    value = heads("value", [0, 2, 1, 3])
    raw = network.add("MatMul", f"{at}.raw", query, key)
    root = network.tensor(f"{at}.root", np.array(math.sqrt(size), dtype=np.float32))
    scaled = network.add("Div", f"{at}.scaled", raw, root)
    scores = network.add("Add", f"{at}.scores", scaled, bias)
    shares = network.add("Softmax", f"{at}.shares", scores, axis=-1)
    taken = network.add("MatMul", f"{at}.taken", shares, value)
    rows = network.add("Transpose", f"{at}.rows", taken, perm=[0, 2, 1, 3])
    join = network.tensor(f"{at}.join", np.array([0, 0, network.config.hidden], dtype=np.int64))
    return network.add("Reshape", f"{at}.context", rows, join)


def _gelu(network: _Network, source: str, at: str) -> str:
    """Add x·(1 + erf(x/√2))/2, in the form that onnxruntime fuses into one kernel."""
    root = network.tensor(f"{at}.gelu.root", np.array(math.sqrt(2.0), dtype=np.float32))
    one = network.tensor(f"{at}.gelu.one", np.array(1.0, dtype=np.float32))
    half = network.tensor(f"{at}.gelu.half", np.array(0.5, dtype=np.float32))
    scaled = network.add("Div", f"{at}.gelu.scaled", source, root)
    erf = network.add("Erf", f"{at}.gelu.erf", scaled)
    raised = network.add("Add", f"{at}.gelu.raised", erf, one)
    weighted = network.add("Mul", f"{at}.gelu.weighted", source, raised)
    return network.add("Mul", f"{at}.gelu.out", weighted, half)


def _pool(network: _Network, hidden: str) -> None:
    """Add the mean over unmasked positions, divided by its L2 norm: ``vectors``."""
    last = network.tensor("pool.last_axis", np.array([-1], dtype=np.int64))
    mask = network.add("Unsqueeze", "pool.mask", "mask.float", last)
    kept = network.add("Mul", "pool.kept", hidden, mask)
    length = network.tensor("pool.length_axis", np.array([1], dtype=np.int64))
    total = network.add("ReduceSum", "pool.total", kept, length, keepdims=0)
    counted = network.tensor("pool.count_axis", np.array([1], dtype=np.int64))
    count = network.add("ReduceSum", "pool.count", mask, counted, keepdims=0)
    few = network.tensor("pool.few", np.array(1e-9, dtype=np.float32))
    mean = network.add("Div", "pool.mean", total, network.add("Max", "pool.least", count, few))
    norm = network.add("ReduceL2", "pool.norm", mean, axes=[1], keepdims=1)
    tiny = network.tensor("pool.tiny", np.array(1e-12, dtype=np.float32))
    network.add("Div", "vectors", mean, network.add("Max", "pool.safe_norm", norm, tiny))


def _serialise(network: _Network) -> bytes:
    import onnx
    from onnx import TensorProto, helper, numpy_helper

    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info(
        "vectors", TensorProto.FLOAT, ["n", network.config.hidden]
    )
    graph = helper.make_graph(
        [helper.make_node(op, ins, [out], **more) for op, ins, out, more in network.nodes],
        "sentence-embedder",
        inputs,
        [output],
        [numpy_helper.from_array(value, name) for name, value in network.tensors.items()],
    )
    model = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=_IR_VERSION,
        producer_name="designbook",
    )
    try:
        cast("Any", onnx.checker).check_model(model, full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError) as error:
        raise ModelUnavailable(
            "The weights do not fit the model's configuration; give a complete model folder."
        ) from error
    return model.SerializeToString()
