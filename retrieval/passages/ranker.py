"""Three linear scores one after another: a passage alone, then as one hop, then as two.

The first score orders the candidates by what they are on their own. The second sees where each
stands as a hop from the best ones by the first; the third looks again from the best ones by the
second, so that a chain of three or four passages is followed link by link. The weights are data
(``weights.toml``), fitted by the command that stands in that file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np

from retrieval.passages.hops import HOP, Hop, hop
from retrieval.passages.links import Links
from retrieval.passages.question import FIRST, Asked
from retrieval.passages.sparse import Floats

FEATURES: Final = (*FIRST, *HOP)
STAGES: Final = ("alone", "one_hop", "two_hops")
WEIGHTS_FILE: Final = Path(__file__).with_name("weights.toml")


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each feature: of ``FIRST`` for the first stage, ``FEATURES`` for the rest."""

    alone: Floats
    one_hop: Floats
    two_hops: Floats


@dataclass(frozen=True, slots=True)
class Ranking:
    """Scores of all candidates with what they were made from."""

    scores: Floats
    """Of each candidate, shape (n,); comparable within one question only."""
    features: Floats
    """Columns ``FEATURES`` as the last stage saw them, shape (n, 7)."""
    hop: Hop
    """The last hop."""


def score(asked: Asked, links: Links, weights: Weights) -> Ranking:
    """Score the candidates of a question in three stages."""
    scores = asked.first @ weights.alone
    for stage in (weights.one_hop, weights.two_hops):
        last = hop(asked, scores, links)
        features = np.concatenate((asked.first, last.features), axis=1)
        scores = features @ stage
    return Ranking(scores, features, last)


@cache
def fitted() -> Weights:
    """Return the weights that come with the program."""
    stated: Mapping[str, Any] = tomllib.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    names = {"alone": FIRST, "one_hop": FEATURES, "two_hops": FEATURES}
    return Weights(
        **{
            stage: np.asarray([stated[stage][name] for name in names[stage]], dtype=np.float32)
            for stage in STAGES
        }
    )
