"""What a sentence-transformers folder says besides the weights: its limit, case and pooling."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from retrieval.bert_onnx import read_config
from retrieval.errors import ModelUnavailable

REQUIRED = ("config.json", "model.safetensors", "tokenizer.json")
OPTIONAL = (
    "1_Pooling/config.json",
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer_config.json",
)
"""The files that determine the vectors; the optional ones where a folder has them."""

_MODULES = (
    ("Transformer", "Pooling"),
    ("Transformer", "Pooling", "Normalize"),
)
"""The module chains that ``retrieval.bert_onnx`` writes."""

_OTHER_POOLINGS = (
    "pooling_mode_cls_token",
    "pooling_mode_max_tokens",
    "pooling_mode_mean_sqrt_len_tokens",
    "pooling_mode_weightedmean_tokens",
    "pooling_mode_lasttoken",
)
"""Switches of the older form of the pooling's configuration, all off for the mean alone."""


@dataclass(frozen=True, slots=True)
class SentenceBert:
    """How texts become token ids, and the length of a vector."""

    dimension: int
    max_length: int
    """Tokens of a text, the two that mark its ends included; the rest is cut."""
    lower_case: bool
    """Whether texts are lower-cased before the tokenizer sees them."""


def read_settings(folder: Path) -> SentenceBert:
    """Return the settings of a folder whose vectors are mean-pooled BERT.

    Raises ``ModelUnavailable`` for a folder that is not complete, or of another build.
    """
    bert = read_config(folder)
    _check_modules(folder)
    _check_pooling(folder)
    own = _read(folder / "sentence_bert_config.json")
    tokenizer = _read(folder / "tokenizer_config.json")
    limit = own.get("max_seq_length") or tokenizer.get("model_max_length") or bert.positions
    return SentenceBert(
        dimension=bert.hidden,
        max_length=min(int(limit), bert.positions),
        lower_case=bool(own.get("do_lower_case", False)),
    )


def _check_modules(folder: Path) -> None:
    listed = _read_any(folder / "modules.json")
    if listed is None:
        return
    entries = cast("list[dict[str, str]]", listed)
    chain = tuple(str(entry["type"]).rsplit(".", 1)[-1] for entry in entries)
    if chain not in _MODULES:
        raise ModelUnavailable(
            f"The model in {folder} chains {', '.join(chain)}, which only sentence-transformers "
            "can run; install the extra of that name."
        )


def _check_pooling(folder: Path) -> None:
    pooling = _read(folder / "1_Pooling" / "config.json")
    mode = pooling.get("pooling_mode", "mean")
    if mode != "mean" or any(pooling.get(switch) for switch in _OTHER_POOLINGS):
        raise ModelUnavailable(
            f"The model in {folder} does not pool by the mean, so only sentence-transformers "
            "can run it; install the extra of that name."
        )


def _read(path: Path) -> dict[str, Any]:
    return cast("dict[str, Any]", _read_any(path) or {})


def _read_any(path: Path) -> object:
    """Return the value in a JSON file, None where there is no such file."""
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ModelUnavailable(f"{path} cannot be read; restore the model's folder.") from error
