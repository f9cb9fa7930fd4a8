"""A model that only sentence-transformers can run, exported once to ONNX.

The whole chain of the library's modules is traced with torch, and what comes out is kept only if
its vectors are those of the library on ``SAMPLE``; from then on neither is needed. Where that does
not work, the reason is kept in place of the model, so that it is not tried at each start.
https://docs.pytorch.org/docs/stable/onnx_torchscript.html
"""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from retrieval.durable import sealed, sha256, unsealed, whole_folder
from retrieval.embedding.onnx_embedder import OnnxEmbedder
from retrieval.embedding.onnx_network import OPSET
from retrieval.embedding.prepared_model import (
    Note,
    Precision,
    PreparedModel,
    find,
    folder_of,
    write,
)
from retrieval.embedding.sentence_bert import SentenceBert
from retrieval.embedding.sentence_transformers_embedder import SentenceTransformersEmbedder
from retrieval.errors import ModelUnavailable

EXPORT_VERSION: Final = 1
"""Raised whenever the export below changes, so that models made before are made again."""

LEAST_COSINE: Final = 0.9999
"""Between the library's vector of each text and the exported model's."""

SAMPLE: Final = (
    "",
    "drift",
    "How is a feature kept the same in training and in serving?",
    "Kafka feeds the stream processor, which writes features within seconds.",
    "a batch job at night, 3 h, 2.5 TB (Parquet)",
    "Wie erkennt man Betrug in Echtzeit?",
    "模型漂移",
    "e-mail: someone@example.org; A/B test #42 — 95 %",
    "ranking " * 40,
    "one two three four five six seven eight nine ten " * 60,
)

_REFUSED = "refused.json"
_LONGEST = 300
"""Characters of a reason that are kept."""

_Torch = Any
"""torch need not be installed where types are checked."""


class _CannotExport(Exception):
    """Why a model is left to the library."""


@dataclass(frozen=True, slots=True)
class Exports:
    """Where exported models are kept, and what makes one of them."""

    models: Path
    precision: Precision
    note: Note


def find_export(model: str, exports: Exports) -> PreparedModel | str | None:
    """Return an exported model, or why there is none; None where it was not tried yet."""
    fingerprint = _fingerprint(model, exports.precision)
    folder = folder_of(model, exports.models, fingerprint)
    try:
        return str(unsealed((folder / _REFUSED).read_bytes())["why"])
    except (OSError, ValueError, KeyError):
        return find(folder, fingerprint, exports.note)


def export(
    library: SentenceTransformersEmbedder, model: str, exports: Exports
) -> PreparedModel | str:
    """Export a model that the library has loaded and keep it; give it, or why that fails.

    Raises ``ModelUnavailable`` where ``models`` cannot be written.
    """
    fingerprint = _fingerprint(model, exports.precision)
    folder = folder_of(model, exports.models, fingerprint)
    exports.note(f"Exporting {model} to ONNX (once, so that serving needs no torch).")
    try:
        settings, tokenizer, traced = _exported(library)
    except _CannotExport as error:
        return _refuse(folder, str(error))
    prepared = PreparedModel(library.name, folder, fingerprint, settings)
    return write(prepared, traced, tokenizer, exports.precision)


def _exported(library: SentenceTransformersEmbedder) -> tuple[SentenceBert, bytes, bytes]:
    """Return settings, tokenizer and model, whose vectors are the library's."""
    try:
        settings, tokenizer = _settings(library)
        traced = _traced(library.model)
        exact = _likeness(library, settings, traced, tokenizer)
    except Exception as error:  # torch, the library and onnxruntime raise whatever they like
        why = f"{type(error).__name__}: {error}".split("\n")[0][:_LONGEST]
        raise _CannotExport(why) from error
    if exact < LEAST_COSINE:
        raise _CannotExport(f"its vectors would differ (cosine {exact:.5f})")
    return settings, tokenizer, traced


def _fingerprint(model: str, precision: Precision) -> str:
    """Hash the files of a folder; of a name that the library resolves, the name alone."""
    folder = Path(model)
    files: Mapping[str, str] = {}
    if folder.is_dir():
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        files = {path.relative_to(folder).as_posix(): sha256(path) for path in found}
    stated = {
        "export": EXPORT_VERSION,
        "files": files,
        "name": "" if files else model,
        "precision": precision,
    }
    return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()


def _settings(library: SentenceTransformersEmbedder) -> tuple[SentenceBert, bytes]:
    """Return what our tokenizing needs; raises ``ValueError`` where it would be another."""
    model: Any = library.model
    tokenizer = getattr(model.tokenizer, "backend_tokenizer", None)
    if tokenizer is None:
        raise ValueError("its tokenizer is not one of the tokenizers library")
    if model.default_prompt_name:
        raise ValueError("it puts a prompt before each text")
    if not model.max_seq_length:
        raise ValueError("it names no longest text")
    lower = bool(getattr(model[0], "do_lower_case", False))
    settings = SentenceBert(library.dimension, int(model.max_seq_length), lower)
    return settings, tokenizer.to_str().encode()


def _traced(model: _Torch) -> bytes:
    """Return the chain of modules as ONNX, rows of ``vectors`` of unit length."""
    torch: _Torch = import_module("torch")

    class Whole(torch.nn.Module):
        def forward(self, input_ids: _Torch, attention_mask: _Torch) -> _Torch:
            found = self.chain({"input_ids": input_ids, "attention_mask": attention_mask})
            return torch.nn.functional.normalize(found["sentence_embedding"], p=2, dim=1)

    whole = Whole()
    whole.add_module("chain", model)
    ids = torch.tensor([[5, 6, 7, 8], [9, 10, 0, 0]])
    mask = torch.tensor([[1, 1, 1, 1], [1, 1, 0, 0]])
    with (
        TemporaryDirectory(prefix="designbook-") as scratch,
        torch.no_grad(),
        warnings.catch_warnings(),
    ):
        # Of what depends on a shape; the vectors are compared afterwards.
        warnings.simplefilter("ignore")
        path = Path(scratch) / "model.onnx"
        torch.onnx.export(
            whole.eval(),
            (ids, mask),
            str(path),
            input_names=["input_ids", "attention_mask"],
            output_names=["vectors"],
            dynamic_axes={
                "input_ids": {0: "n", 1: "length"},
                "attention_mask": {0: "n", 1: "length"},
                "vectors": {0: "n"},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        return path.read_bytes()


def _likeness(
    library: SentenceTransformersEmbedder, settings: SentenceBert, traced: bytes, tokenizer: bytes
) -> float:
    """Return the least cosine between the library's vectors and the exported model's."""
    with TemporaryDirectory(prefix="designbook-") as scratch:
        tried = PreparedModel("tried", Path(scratch) / "tried", "", settings)
        found = OnnxEmbedder(write(tried, traced, tokenizer, Precision.FLOAT32)).embed(SAMPLE)
    return float(np.sum(found * library.embed(SAMPLE), axis=1).min())


def _refuse(folder: Path, why: str) -> str:
    try:
        with whole_folder(folder) as draft:
            (draft / _REFUSED).write_text(sealed({"why": why}), encoding="utf-8")
    except OSError as error:
        raise ModelUnavailable(
            f"{folder.parent} cannot be written; make room there or name another data folder."
        ) from error
    return why
