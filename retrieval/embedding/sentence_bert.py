"""What a sentence-transformers folder says besides the weights: its limit, case and pooling."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from retrieval.embedding.bert_family import read_config
from retrieval.errors import ModelUnavailable, NeedsLibrary

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
"""The module chains that ``retrieval.embedding.bert_onnx`` writes."""

POOLINGS = ("mean", "cls")

_SWITCHES = {
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}
"""Switches of the older form of the pooling's configuration, and what they choose."""

_NO_LIMIT = 1 << 20
"""Tokens of a text where neither the network nor the tokenizer names a limit."""


@dataclass(frozen=True, slots=True)
class SentenceBert:
    """How texts become token ids, and the length of a vector."""

    dimension: int
    max_length: int
    """Tokens of a text, the two that mark its ends included; the rest is cut."""
    lower_case: bool
    """Whether texts are lower-cased before the tokenizer sees them."""
    pooling: str = "mean"
    """One of ``POOLINGS``."""


def read_settings(folder: Path) -> SentenceBert:
    """Return the settings of a folder with a network that ``retrieval.embedding.bert_onnx`` writes.

    Raises ``NeedsLibrary`` for a folder of another build, ``ModelUnavailable`` for one that is not
    complete.
    """
    bert = read_config(folder)
    return _settings(folder, bert.hidden, bert.positions)


def read_settings_of_any(folder: Path) -> SentenceBert:
    """Return the settings of a folder with any network that gives a vector for each token.

    Raises as ``read_settings`` does.
    """
    raw = _read(folder / "config.json")
    dimension = raw.get("hidden_size") or raw.get("dim") or raw.get("d_model")
    if not isinstance(dimension, int):
        raise NeedsLibrary(
            f"{folder / 'config.json'} does not tell the length of a vector; install the extra "
            "sentence-transformers, which can run the model."
        )
    return _settings(folder, dimension, int(raw.get("max_position_embeddings") or _NO_LIMIT))


def _settings(folder: Path, dimension: int, positions: int) -> SentenceBert:
    _check_modules(folder)
    own = _read(folder / "sentence_bert_config.json")
    tokenizer = _read(folder / "tokenizer_config.json")
    limit = own.get("max_seq_length") or tokenizer.get("model_max_length") or positions
    return SentenceBert(
        dimension=dimension,
        max_length=min(int(limit), positions),
        lower_case=bool(own.get("do_lower_case", False)),
        pooling=_pooling(folder),
    )


def _check_modules(folder: Path) -> None:
    listed = _read_any(folder / "modules.json")
    if listed is None:
        return
    entries = cast("list[dict[str, str]]", listed)
    chain = tuple(str(entry["type"]).rsplit(".", 1)[-1] for entry in entries)
    if chain not in _MODULES:
        raise NeedsLibrary(
            f"The model in {folder} chains {', '.join(chain)}, which only sentence-transformers "
            "can run; install the extra of that name."
        )
    prompts = _read(folder / "config_sentence_transformers.json")
    if prompts.get("default_prompt_name"):
        raise NeedsLibrary(
            f"The model in {folder} puts a prompt before each text, which only "
            "sentence-transformers does; install the extra of that name."
        )


def _pooling(folder: Path) -> str:
    """Return how the vectors of the tokens become one, ``mean`` where nothing is said."""
    pooling = _read(folder / "1_Pooling" / "config.json")
    chosen = {mode for switch, mode in _SWITCHES.items() if pooling.get(switch)}
    if "pooling_mode" in pooling:
        chosen = {str(pooling["pooling_mode"])}
    mode = chosen.pop() if len(chosen) == 1 else "" if chosen else "mean"
    if mode not in POOLINGS:
        raise NeedsLibrary(
            f"The model in {folder} pools neither by the mean nor by the first token, so only "
            "sentence-transformers can run it; install the extra of that name."
        )
    return mode


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
