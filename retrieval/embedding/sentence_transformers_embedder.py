"""Any sentence-transformers model, by name or path, through the library itself (an extra)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any, Protocol

import numpy as np

from retrieval.embedding.embedder import Progress, Vectors
from retrieval.embedding.surrogates import replace_surrogates
from retrieval.errors import ModelUnavailable

BATCH_TEXTS = 64


class _Model(Protocol):
    """What is used of a ``SentenceTransformer``."""

    max_seq_length: int
    prompts: dict[str, str]
    default_prompt_name: str | None
    tokenizer: Any

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        ...

    def state_dict(self) -> Mapping[str, Any]:
        """Return the tensors by name."""
        ...

    def encode(
        self,
        texts: list[str],
        *,
        normalize_embeddings: bool,
        convert_to_numpy: bool,
        show_progress_bar: bool,
    ) -> Vectors:
        """Return a row for each text."""
        ...


class SentenceTransformersEmbedder:
    """Vectors of ``SentenceTransformer.encode``, scaled to unit length."""

    def __init__(self, model: str, name: str | None = None) -> None:
        """Load a model.

        Args:
            model: A folder, or a name that the library knows or can fetch.
            name: What the model is called; ``model`` where nothing is given.

        Raises:
            ModelUnavailable: The library is not installed or cannot load the model.
        """
        load = _loader()
        try:
            self.model = load(model)
        except Exception as error:  # the library passes on errors of many others
            raise ModelUnavailable(
                f"sentence-transformers cannot load the model {model!r}; check its name, the "
                "network, or give the path of a model folder."
            ) from error
        self._name = name or model
        self._dimension = self.model.get_embedding_dimension()
        self._fingerprint = _fingerprint(self.model)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._name

    @property
    def fingerprint(self) -> str:
        """Hash of the weights, the tokenizer, the modules and the library's version."""
        return self._fingerprint

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return one unit row for each text, shape (n, d), in the order of ``texts``."""
        vectors = np.empty((len(texts), self._dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda position: (-len(texts[position]), position))
        for start in range(0, len(order), BATCH_TEXTS):
            batch = order[start : start + BATCH_TEXTS]
            vectors[batch] = self.model.encode(
                [replace_surrogates(texts[position]) for position in batch],
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
            if progress is not None:
                progress(start + len(batch), len(texts))
        return vectors


def _loader() -> Callable[[str], _Model]:
    try:
        return import_module("sentence_transformers").SentenceTransformer
    except ImportError as error:
        raise ModelUnavailable(
            "sentence-transformers is not installed; start with "
            "`make run EMBEDDER=sentence-transformers` or install "
            "`designbook[sentence-transformers]`."
        ) from error


def _fingerprint(model: _Model) -> str:
    digest = hashlib.sha256()
    stated = {
        "library": version("sentence-transformers"),
        "modules": repr(model),
        "limit": model.max_seq_length,
        "prompts": model.prompts,
        "prompt": model.default_prompt_name,
    }
    digest.update(json.dumps(stated, sort_keys=True, default=str).encode())
    backend = getattr(model.tokenizer, "backend_tokenizer", None)
    digest.update(backend.to_str().encode() if backend is not None else b"")
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(f"{name}{tuple(tensor.shape)}{tensor.dtype}".encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().numpy().tobytes())
    return digest.hexdigest()
