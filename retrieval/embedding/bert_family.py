"""Configuration and weights of the BERT family, in the terms of BERT itself.

BERT (Devlin et al., 2019), RoBERTa and its multilingual kin (Liu et al., 2019; Conneau et al.,
2020), whose positions are counted from behind the padding's id, and DistilBERT (Sanh et al., 2019),
which has no segments and names its tensors otherwise. ``safetensors`` is imported here only, when a
model is converted; serving does not load it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from retrieval.errors import ModelUnavailable, NeedsLibrary

Array = npt.NDArray[Any]
Weights = Mapping[str, npt.NDArray[np.float32]]

_ROBERTA: Final = frozenset({"roberta", "xlm-roberta", "camembert"})
_DISTIL: Final = "distilbert"
_SUPPORTED: Final = frozenset({"bert", _DISTIL, *_ROBERTA})

_PREFIX: Final = re.compile(r"^(?:bert|roberta|distilbert)\.")
_DISTIL_NAMES: Final = (
    ("transformer.layer.", "encoder.layer."),
    (".attention.q_lin.", ".attention.self.query."),
    (".attention.k_lin.", ".attention.self.key."),
    (".attention.v_lin.", ".attention.self.value."),
    (".attention.out_lin.", ".attention.output.dense."),
    (".sa_layer_norm.", ".attention.output.LayerNorm."),
    (".ffn.lin1.", ".intermediate.dense."),
    (".ffn.lin2.", ".output.dense."),
    (".output_layer_norm.", ".output.LayerNorm."),
)
"""What DistilBERT calls a tensor, and what BERT calls it."""

_DISTIL_KEYS: Final = {
    "num_hidden_layers": "n_layers",
    "num_attention_heads": "n_heads",
    "hidden_size": "dim",
    "hidden_act": "activation",
}


@dataclass(frozen=True, slots=True)
class BertConfig:
    """What of a ``config.json`` determines the network."""

    layers: int
    heads: int
    hidden: int
    positions: int
    """Longest text in tokens."""
    eps: float
    first_position: int = 0
    """Row of the table of positions that a text's first token takes."""


def read_config(folder: Path) -> BertConfig:
    """Return the shape of the network in ``folder``.

    Raises ``NeedsLibrary`` for another network, ``ModelUnavailable`` for what is no configuration.
    """
    path = folder / "config.json"
    try:
        raw: dict[str, Any] = json.loads(path.read_bytes())
        kind = raw.get("model_type", "bert")
        if kind not in _SUPPORTED:
            raise _other(path, "model_type", kind)
        config = _config(raw, kind)
    except FileNotFoundError as error:
        raise NeedsLibrary(
            f"{path} is not there, and without it only sentence-transformers can tell what the "
            "model is; give a complete model folder, or install the extra of that name."
        ) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelUnavailable(
            f"{path} is not the configuration of a BERT model; give a complete model folder."
        ) from error
    for key, wanted in (("hidden_act", "gelu"), ("position_embedding_type", "absolute")):
        own = _DISTIL_KEYS.get(key, key) if kind == _DISTIL else key
        if raw.get(own, wanted) != wanted:
            raise _other(path, own, raw[own])
    if config.hidden % config.heads:
        raise ModelUnavailable(
            f"{path} divides {config.hidden} units among {config.heads} heads; "
            "give a complete model folder."
        )
    return config


def read_weights(path: Path) -> Weights:
    """Return all tensors as float32, by the names that they have in BERT; ``ModelUnavailable``."""
    import safetensors.numpy  # noqa: PLC0415 - needed to convert, not to serve

    load: Callable[[Path], dict[str, Array]] = cast("Any", safetensors.numpy).load_file
    try:
        tensors = load(path)
    except (OSError, safetensors.SafetensorError, KeyError, TypeError, ValueError) as error:
        raise ModelUnavailable(
            f"The weights {path} cannot be read; restore the model's folder."
        ) from error
    return {
        _named(name): np.asarray(tensor, dtype=np.float32)
        for name, tensor in sorted(tensors.items())
        if np.issubdtype(tensor.dtype, np.floating)
    }


def _config(raw: Mapping[str, Any], kind: str) -> BertConfig:
    distil = kind == _DISTIL

    def number(key: str) -> int:
        return int(raw[_DISTIL_KEYS[key] if distil else key])

    first = int(raw.get("pad_token_id", 1)) + 1 if kind in _ROBERTA else 0
    return BertConfig(
        layers=number("num_hidden_layers"),
        heads=number("num_attention_heads"),
        hidden=number("hidden_size"),
        positions=int(raw["max_position_embeddings"]) - first,
        eps=1e-12 if distil else float(raw["layer_norm_eps"]),
        first_position=first,
    )


def _named(name: str) -> str:
    known = _PREFIX.sub("", name)
    if known.startswith("transformer.layer."):
        for theirs, ours in _DISTIL_NAMES:
            known = known.replace(theirs, ours)
    return known


def _other(path: Path, key: str, value: object) -> NeedsLibrary:
    return NeedsLibrary(
        f"{path} has {key} {value!r}, which only sentence-transformers can run; "
        "install the extra of that name."
    )
