"""The default embedder: onnxruntime and ``tokenizers``, no torch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import Any, Protocol, cast

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Encoding, Tokenizer

from retrieval.embedding.embedder import Progress, Vectors
from retrieval.embedding.prepared_model import PreparedModel
from retrieval.embedding.surrogates import replace_surrogates
from retrieval.errors import ModelUnavailable

MAX_THREADS = 4
"""Small matrices gain little from more threads, and other requests need cores too."""

BATCH_TOKENS = 4096
"""Tokens of a batch, padding included: bounds its memory at some 100 MB for 12 heads."""

BATCH_TEXTS = 64

_ort: Any = onnxruntime
"""onnxruntime ships no type information."""


class _Session(Protocol):
    """The one method of onnxruntime's session that is used."""

    def run(self, outputs: list[str], feed: dict[str, npt.NDArray[np.int64]]) -> list[Vectors]:
        """Return the named outputs."""
        ...


class OnnxEmbedder:
    """Vectors of a prepared model; may be called from several threads at once."""

    def __init__(self, model: PreparedModel, threads: int | None = None) -> None:
        """Load the model.

        Args:
            model: A folder that ``retrieval.embedding.prepared_model.prepare`` gave.
            threads: Threads within one call; by default the machine's cores, at most
                ``MAX_THREADS``.

        Raises:
            ModelUnavailable: onnxruntime or ``tokenizers`` refuses the files.
        """
        self._model = model
        self._tokenizer = _load_tokenizer(model)
        self._session = _load_session(model, threads or min(os.cpu_count() or 1, MAX_THREADS))

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model.name

    @property
    def fingerprint(self) -> str:
        """Hash of weights, tokenizer, settings and converter."""
        return self._model.fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._model.settings.dimension

    def words(self) -> frozenset[str]:
        """Return the words of letters that the tokenizer has a token for, in lower case."""
        return frozenset(token.lower() for token in self._tokenizer.get_vocab() if token.isalpha())

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit row for each text, shape (n, d), in the order of ``texts``.

        Texts are batched by length and padded to the longest of their batch. A text's vector
        depends on its neighbours only through rounding (below 1e-6 in each component). Lone
        surrogates count as U+FFFD. ``progress`` is called after each batch.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        encodings = self._encode(texts)
        done = 0
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            vectors[batch] = self._run([encodings[position] for position in batch])
            done += len(batch)
            if progress is not None:
                progress(done, len(texts))
        return vectors

    def _encode(self, texts: Sequence[str]) -> list[Encoding]:
        clean = [replace_surrogates(text) for text in texts]
        if self._model.settings.lower_case:
            clean = [text.lower() for text in clean]
        return self._tokenizer.encode_batch_fast(clean)

    def _run(self, encodings: Sequence[Encoding]) -> Vectors:
        """Return the vectors of one batch, padded with id 0 under a mask of 0."""
        longest = max(len(encoding.ids) for encoding in encodings)
        ids: npt.NDArray[np.int64] = np.zeros((len(encodings), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        return self._session.run(["vectors"], {"input_ids": ids, "attention_mask": mask})[0]


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield positions in batches, longest texts first, so that memory is claimed once."""
    order = sorted(range(len(lengths)), key=lambda position: (-lengths[position], position))
    start = 0
    while start < len(order):
        size = max(1, min(BATCH_TEXTS, BATCH_TOKENS // max(1, lengths[order[start]])))
        yield order[start : start + size]
        start += size


def _load_tokenizer(model: PreparedModel) -> Tokenizer:
    """Load the tokenizer with the model's own limit; padding is done per batch."""
    path = model.folder / "tokenizer.json"
    try:
        tokenizer = Tokenizer.from_file(str(path))
    except Exception as error:  # `tokenizers` raises bare Exception for any damage
        raise ModelUnavailable(
            f"The tokenizer {path} cannot be read; give the folder of a complete model."
        ) from error
    tokenizer.no_padding()
    cast("Any", tokenizer).enable_truncation(model.settings.max_length)
    return tokenizer


def _load_session(model: PreparedModel, threads: int) -> _Session:
    options = _ort.SessionOptions()
    options.intra_op_num_threads = threads
    # A server waits far more than it embeds: its threads must not spin meanwhile.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    path = model.folder / "model.onnx"
    try:
        return _ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no base class of their own
        raise ModelUnavailable(
            f"onnxruntime cannot load {path}; remove that folder, it is made again."
        ) from error
