"""BERT weights to an ONNX sentence embedder, without torch.

The network is the encoder of Devlin et al., "BERT: Pre-training of Deep Bidirectional
Transformers" (2019), and of its family (``bert_family``): embeddings, LayerNorm, blocks of
self-attention and feed-forward with exact GELU. Mean pooling under the attention mask, or the first
position's vector, and division by the L2 norm follow, as in Reimers and Gurevych, "Sentence-BERT"
(2019).

The model has two inputs, ``input_ids`` and ``attention_mask``, both int64 of shape (n, length),
and one output, ``vectors``, float32 of shape (n, hidden) with rows of unit length. All texts are
of segment 0, so that segment's embedding is added to the table of positions beforehand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from retrieval.embedding.bert_family import BertConfig, Weights, read_config, read_weights
from retrieval.embedding.onnx_network import Network, mask_float, pool, serialise
from retrieval.errors import ModelUnavailable

CONVERTER_VERSION = 1
"""Raised whenever the graph below changes, so that models made before are made again."""


def convert(folder: Path, pooling: str = "mean") -> bytes:
    """Return the ONNX model of a folder with ``config.json`` and ``model.safetensors``.

    ``pooling`` is ``mean`` or ``cls``.

    Raises ``ModelUnavailable`` where a file cannot be read, a tensor is missing or has another
    shape than the configuration says, or the model is not one that this module can write.
    """
    config = read_config(folder)
    network = _Encoder(config=config, weights=read_weights(folder / "model.safetensors"))
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
    pool(network, hidden, pooling, "mask.float")
    return serialise(network, config.hidden)


@dataclass(slots=True)
class _Encoder(Network):
    """A network with the weights that it is made from."""

    config: BertConfig = field(kw_only=True)
    weights: Weights = field(kw_only=True)

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


def _embeddings(network: _Encoder) -> str:
    """Add word, position and segment embeddings and their LayerNorm: (n, length, hidden)."""
    words = network.tensor("words", network.weights["embeddings.word_embeddings.weight"])
    places = network.weights["embeddings.position_embeddings.weight"]
    segments = network.weights.get("embeddings.token_type_embeddings.weight")
    first = network.config.first_position
    table = network.tensor("places", places[first:] + (0 if segments is None else segments[0]))
    shape = network.add("Shape", "ids.shape", "input_ids")
    column = network.tensor("ids.length_axis", np.array([1], dtype=np.int64))
    length = network.add("Gather", "ids.length", shape, column, axis=0)
    start = network.tensor("places.start", np.array([0], dtype=np.int64))
    axis = network.tensor("places.axis", np.array([0], dtype=np.int64))
    used = network.add("Slice", "places.used", table, start, length, axis)
    word = network.add("Gather", "words.used", words, "input_ids", axis=0)
    total = network.add("Add", "embeddings.sum", word, used)
    return network.layer_norm("embeddings.LayerNorm", total)


def _mask_bias(network: _Encoder) -> str:
    """Add what attention scores get for masked positions: (n, 1, 1, length), 0 or very low."""
    mask = mask_float(network)
    axes = network.tensor("mask.axes", np.array([1, 2], dtype=np.int64))
    wide = network.add("Unsqueeze", "mask.wide", mask, axes)
    one = network.tensor("mask.one", np.array(1.0, dtype=np.float32))
    inverse = network.add("Sub", "mask.inverse", one, wide)
    low = network.tensor("mask.low", np.array(np.finfo(np.float32).min, dtype=np.float32))
    return network.add("Mul", "mask.bias", inverse, low)


def _block(network: _Encoder, at: str, hidden: str, bias: str) -> str:
    """Add one encoder block: attention and feed-forward, each with a sum and a LayerNorm."""
    context = _attention(network, f"{at}.attention.self", hidden, bias)
    mixed = network.linear(f"{at}.attention.output.dense", context)
    summed = network.add("Add", f"{at}.attention.sum", mixed, hidden)
    middle = network.layer_norm(f"{at}.attention.output.LayerNorm", summed)
    wide = _gelu(network, network.linear(f"{at}.intermediate.dense", middle), at)
    narrow = network.linear(f"{at}.output.dense", wide)
    total = network.add("Add", f"{at}.sum", narrow, middle)
    return network.layer_norm(f"{at}.output.LayerNorm", total)


def _attention(network: _Encoder, at: str, hidden: str, bias: str) -> str:
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


def _gelu(network: _Encoder, source: str, at: str) -> str:
    """Add x·(1 + erf(x/√2))/2, in the form that onnxruntime fuses into one kernel."""
    root = network.tensor(f"{at}.gelu.root", np.array(math.sqrt(2.0), dtype=np.float32))
    one = network.tensor(f"{at}.gelu.one", np.array(1.0, dtype=np.float32))
    half = network.tensor(f"{at}.gelu.half", np.array(0.5, dtype=np.float32))
    scaled = network.add("Div", f"{at}.gelu.scaled", source, root)
    erf = network.add("Erf", f"{at}.gelu.erf", scaled)
    raised = network.add("Add", f"{at}.gelu.raised", erf, one)
    weighted = network.add("Mul", f"{at}.gelu.weighted", source, raised)
    return network.add("Mul", f"{at}.gelu.out", weighted, half)
