"""Folders of models in other builds, made from one that is there."""

from __future__ import annotations

import shutil
from pathlib import Path

import onnx
from onnx import TensorProto, helper

from retrieval.embedding.bert_family import read_config
from retrieval.embedding.bert_onnx import convert


def bring_onnx(
    source: Path,
    folder: Path,
    *,
    output: str = "last_hidden_state",
    inputs: tuple[str, ...] = ("input_ids", "attention_mask", "token_type_ids"),
    opset: int | None = None,
) -> Path:
    """Make a folder like ``source``, with an ONNX file of the network in place of its weights.

    The file gives the vectors of the tokens, or with ``output`` "sentence_embedding" that of the
    text, three times as long as it should be.
    """
    made = folder / "brought"
    shutil.copytree(source, made, ignore=shutil.ignore_patterns("*.safetensors", "*.bin", "onnx"))
    model = onnx.load_from_string(convert(source))
    graph = model.graph
    if output == "sentence_embedding":
        three = helper.make_tensor("three", TensorProto.FLOAT, [1], [3.0])
        graph.initializer.append(three)
        graph.node.append(helper.make_node("Mul", ["vectors", "three"], [output]))
        shape: list[str | None] = ["n", None]
    else:
        last = f"encoder.layer.{read_config(source).layers - 1}.output.LayerNorm.out"
        keep = next(at for at, node in enumerate(graph.node) if last in node.output)
        del graph.node[keep + 1 :]
        kept = [each for each in graph.initializer if not each.name.startswith("pool.")]
        del graph.initializer[:]
        graph.initializer.extend(kept)
        graph.node.append(helper.make_node("Identity", [last], [output]))
        _rename(graph, "mask.float", "its.mask")
        shape = ["n", "length", None]
    del graph.output[:]
    graph.output.append(helper.make_tensor_value_info(output, TensorProto.FLOAT, shape))
    del graph.input[:]
    for name in inputs:
        graph.input.append(helper.make_tensor_value_info(name, TensorProto.INT64, ["n", "length"]))
    if output == "sentence_embedding":
        for name in {name for node in graph.node for name in (*node.input, *node.output)}:
            if name in {"vectors", "mask.float"} or name.startswith("pool."):
                _rename(graph, name, f"its.{name}")
    if opset is not None:
        model = onnx.version_converter.convert_version(model, opset)
    (made / "onnx").mkdir()
    onnx.save(model, made / "onnx" / "model.onnx")
    return made


def _rename(graph: onnx.GraphProto, name: str, other: str) -> None:
    for node in graph.node:
        node.input[:] = [other if each == name else each for each in node.input]
        node.output[:] = [other if each == name else each for each in node.output]
    for tensor in graph.initializer:
        if tensor.name == name:
            tensor.name = other
