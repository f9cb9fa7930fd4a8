"""Signals: what search and linking found for one question, as features are made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Signals:
    """What search and linking found, by edge key or by node."""

    fact_cosine: Mapping[tuple[str, str, str], float]
    fact_words: Mapping[tuple[str, str, str], float]
    """BM25 as a share of the best hit's."""
    floor: float
    """Cosine of a fact that search did not return: at most the least one returned."""
    known: float = 1.0
    """Share of the question's weight in words that the handbook uses: the best of a few common
    words is no find where the telling ones are unknown."""
    glosses: Mapping[str, float] = field(default_factory=dict[str, float])
    """Nodes with the cosine of their best gloss."""
    mentions: Sequence[tuple[float, frozenset[str]]] = ()
    """Weight and nodes of each span that the question names exactly."""
    surroundings: Mapping[str, float] = field(default_factory=dict[str, float])
    """Passages with how much less near they are than the nearest one, from -1 to 0."""
    farthest: float = 0.0
    """The same for a passage that search did not return."""
