"""ONNX files that a model's folder brings along, made into sentence embedders.

Such a file gives a vector for each token, or one for the text. Pooling and division by the L2 norm
are added to its graph, and segments, which are always 0, are no input any more; so it is run as
the models of ``retrieval.embedding.bert_onnx`` are. ``onnx`` is imported here only when a model is
prepared.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from retrieval.embedding.onnx_network import OPSET, Network, mask_float, parts, pool, unit
from retrieval.errors import ModelUnavailable, NeedsLibrary

_Model = _Graph = Any
"""``onnx`` types the fields of its messages in part only."""

FILES = ("onnx/model.onnx", "model.onnx")
"""Where a folder keeps its file, the first one that is there."""

_OLDEST = 13
"""The first operator set in which ReduceSum takes its axes as an input."""
_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})
_WHOLE = "sentence_embedding"
_TOKENS = ("last_hidden_state", "token_embeddings")


def find(folder: Path) -> str | None:
    """Return the file of a folder, relative to it, None where it brings none."""
    return next((name for name in FILES if (folder / name).is_file()), None)


def adapt(path: Path, pooling: str) -> bytes:
    """Return the model with the inputs ``input_ids`` and ``attention_mask``, output ``vectors``.

    Raises ``NeedsLibrary`` for a file with other inputs or outputs, ``ModelUnavailable`` for one
    that cannot be read.
    """
    import onnx
    from onnx import TensorProto, helper, version_converter

    try:
        model: _Model = cast("Any", onnx).load(path)
        opset = _opset(model)
        if opset < _OLDEST:
            model, opset = version_converter.convert_version(model, OPSET), OPSET
    except Exception as error:  # protobuf's and the converter's errors share no base class
        raise ModelUnavailable(f"{path} cannot be read; restore the model's folder.") from error
    graph = model.graph
    _drop_segments(graph, path)
    nodes, tensors = parts(_pooled(_output(graph, path), pooling, opset))
    graph.node.extend(nodes)
    graph.initializer.extend(tensors)
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", None]))
    try:
        cast("Any", onnx.checker).check_model(model)
    except onnx.checker.ValidationError as error:
        raise ModelUnavailable(f"{path} is not a sound model; restore its folder.") from error
    return model.SerializeToString()


def _opset(model: _Model) -> int:
    return next(int(each.version) for each in model.opset_import if each.domain in {"", "ai.onnx"})


def _pooled(output: str, pooling: str, opset: int) -> Network:
    network = Network()
    if output == _WHOLE:
        unit(network, output, opset)
    else:
        pool(network, output, pooling, mask_float(network), opset)
    return network


def _output(graph: _Graph, path: Path) -> str:
    names = [str(each.name) for each in graph.output]
    for name in (_WHOLE, *_TOKENS):
        if name in names:
            return name
    raise NeedsLibrary(
        f"{path} gives {', '.join(names)}, which are no vectors of tokens; install the extra "
        "sentence-transformers, which can run the model."
    )


def _drop_segments(graph: _Graph, path: Path) -> None:
    """Put zeros in the place of the segments; any other input is refused."""
    from onnx import helper

    names = {str(each.name) for each in graph.input}
    if not names <= _INPUTS or not {"input_ids", "attention_mask"} <= names:
        raise NeedsLibrary(
            f"{path} takes {', '.join(sorted(names))}; install the extra sentence-transformers, "
            "which can run the model."
        )
    if "token_type_ids" in names:
        (segments,) = [each for each in graph.input if each.name == "token_type_ids"]
        graph.input.remove(segments)
        zeros = helper.make_node("Sub", ["input_ids", "input_ids"], ["token_type_ids"])
        graph.node.insert(0, zeros)
