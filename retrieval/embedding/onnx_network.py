"""An ONNX graph that is put together node by node, and written as a model.

``onnx`` is imported here only, when a model is made; serving does not load it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from retrieval.errors import ModelUnavailable

OPSET = 17
"""The first operator set that has LayerNormalization."""

_IR_VERSION = 8
"""The file format that came with operator set 17."""

_AXES_AS_INPUT = 18
"""The first operator set whose ReduceL2 takes its axes as an input."""

Array = npt.NDArray[Any]


@dataclass(slots=True)
class Network:
    """The graph so far: nodes and initialisers in the order in which they were added."""

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


def mask_float(network: Network) -> str:
    """Add the attention mask as float32: (n, length)."""
    return network.add("Cast", "mask.float", "attention_mask", to=1)


def pool(network: Network, hidden: str, mode: str, mask: str, opset: int = OPSET) -> None:
    """Add the output ``vectors``, rows of unit length, from (n, length, hidden).

    ``mode`` is ``mean``, over the positions that ``mask`` (n, length) leaves, or ``cls``, the
    first position's.
    """
    if mode == "cls":
        first = network.tensor("pool.first", np.array([0], dtype=np.int64))
        row = network.add("Gather", "pool.row", hidden, first, axis=1)
        length = network.tensor("pool.length_axis", np.array([1], dtype=np.int64))
        pooled = network.add("Squeeze", "pool.cls", row, length)
    else:
        pooled = _mean(network, hidden, mask)
    unit(network, pooled, opset)


def unit(network: Network, pooled: str, opset: int = OPSET) -> None:
    """Add the output ``vectors``: the rows of (n, hidden), each divided by its L2 norm."""
    if opset < _AXES_AS_INPUT:
        norm = network.add("ReduceL2", "pool.norm", pooled, axes=[1], keepdims=1)
    else:
        axis = network.tensor("pool.norm_axis", np.array([1], dtype=np.int64))
        norm = network.add("ReduceL2", "pool.norm", pooled, axis, keepdims=1)
    tiny = network.tensor("pool.tiny", np.array(1e-12, dtype=np.float32))
    network.add("Div", "vectors", pooled, network.add("Max", "pool.safe_norm", norm, tiny))


def serialise(network: Network, dimension: int) -> bytes:
    """Return the model with the inputs ``input_ids`` and ``attention_mask``.

    Raises ``ModelUnavailable`` where the tensors do not fit together.
    """
    import onnx
    from onnx import TensorProto, helper

    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "length"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", dimension])
    nodes, tensors = parts(network)
    graph = helper.make_graph(nodes, "sentence-embedder", inputs, [output], tensors)
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


def parts(network: Network) -> tuple[list[Any], list[Any]]:
    """Return the nodes and the initialisers as ONNX knows them."""
    from onnx import helper, numpy_helper

    nodes = [helper.make_node(op, ins, [out], **more) for op, ins, out, more in network.nodes]
    tensors = [numpy_helper.from_array(value, name) for name, value in network.tensors.items()]
    return nodes, tensors


def _mean(network: Network, hidden: str, mask: str) -> str:
    last = network.tensor("pool.last_axis", np.array([-1], dtype=np.int64))
    wide = network.add("Unsqueeze", "pool.mask", mask, last)
    kept = network.add("Mul", "pool.kept", hidden, wide)
    length = network.tensor("pool.length_axis", np.array([1], dtype=np.int64))
    total = network.add("ReduceSum", "pool.total", kept, length, keepdims=0)
    counted = network.tensor("pool.count_axis", np.array([1], dtype=np.int64))
    count = network.add("ReduceSum", "pool.count", wide, counted, keepdims=0)
    few = network.tensor("pool.few", np.array(1e-9, dtype=np.float32))
    return network.add("Div", "pool.mean", total, network.add("Max", "pool.least", count, few))
