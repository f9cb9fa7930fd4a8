"""Weights: data, with the command that refits what is fitted.

``weights.toml`` holds them and says what they stand on; ``[cover]`` is fitted by
``python -m benchmarks.fit``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

_DATA = tomllib.loads(Path(__file__).with_name("weights.toml").read_text("utf-8"))


def weights(table: str) -> Mapping[str, float]:
    """Return one table of weights, name to value."""
    return cast("Mapping[str, float]", _DATA[table])
