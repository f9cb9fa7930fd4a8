"""The values of an explanation: what was linked, what was asked of the graph, what ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.model import Evidence, Node
from graph.schema import Kind


@dataclass(frozen=True, slots=True)
class Linking:
    """A node that a part of the question was linked to."""

    span: str
    """The words that were linked; the whole question for a link by its meaning."""
    node_id: str
    name: str
    kind: Kind
    reason: str
    """``name`` (or an alias), ``spelling``, ``part of the name``, ``meaning`` or ``gloss``."""
    score: float
    """From 0 to 1."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query over the graph that was run, with what it gave."""

    shape: str
    starts: tuple[str, ...]
    """Names of what it starts from."""
    relations: tuple[str, ...]
    """Relations that it follows, the first hop first; ``<`` before one that is followed back."""
    text: str
    """What it gave, in words."""
    score: float
    features: Mapping[str, float]
    """What the score is made of, each from -1 to 1; those that are 0 are left out."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the handbook that was ranked."""

    text: str
    score: float
    cosine: float
    covered: float
    """Share of the question's weight that its words hold."""
    source: Evidence


@dataclass(frozen=True, slots=True)
class Part:
    """How one part of a question was understood and decided."""

    question: str
    intents: tuple[str, ...]
    kinds: tuple[Kind, ...]
    """Kinds that were asked for."""
    links: tuple[Linking, ...]
    queries: tuple[Query, ...]
    """Best first."""
    sentences: tuple[Said, ...]
    """Best first."""
    by_prose: bool
    """Whether sentences answered rather than the best query."""
    status: str
    score: float
    """Probability that the handbook answers it."""
    least: float
    """The score from which it is answered."""
    signals: Mapping[str, float]
    """What the score rests on."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An edge with its relation in words."""

    source: str
    relation: str
    target: str
    label: str
    """Reads from source to target."""


@dataclass(frozen=True, slots=True)
class Subgraph:
    """The nodes and edges that bear on an answer."""

    nodes: tuple[Node, ...]
    """The ends of the edges first, then what else was linked."""
    edges: tuple[Stated, ...]
    """Those that the answer states first, then those of the best queries."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an answer came about."""

    parts: tuple[Part, ...]
    subgraph: Subgraph
