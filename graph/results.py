"""What is returned of a graph: pages of it, edges seen from a node, surroundings, paths, counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from graph.model import Edge, Node
from graph.schema import Kind

T = TypeVar("T")
Direction = Literal["out", "in", "both"]
EdgeKey = tuple[str, str, str]
"""Source, relation, target: what makes two edges the same one."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list."""

    items: tuple[T, ...]
    total: int
    """Length of the whole list."""


@dataclass(frozen=True, slots=True)
class Relative:
    """An edge seen from one of its ends."""

    edge: Edge
    direction: Literal["out", "in"]
    """``out`` where the node that was asked for is the edge's source."""
    node: Node
    """The other end."""
    label: str
    """Reads from the node that was asked for to the other: "is suited by"."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which edges are followed, and to what; without a word, all of them."""

    relations: frozenset[str] = frozenset()
    """Names of the relations to follow; all where empty."""
    kinds: frozenset[Kind] = frozenset()
    """Kinds of the nodes to come to; all where empty. Where one begins is of any kind."""
    direction: Direction = "both"
    """``out`` follows edges from source to target only, ``in`` only the other way."""


EVERYWHERE = Reach()


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node of a neighbourhood, without its texts."""

    id: str
    kind: Kind
    name: str
    hops: int
    """Edges between it and the node in the middle; 0 for that node itself."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What lies around a node."""

    nodes: tuple[Neighbour, ...]
    """The node in the middle first, then by hops, then by id."""
    edges: tuple[EdgeKey, ...]
    """All edges of the relations asked for that join two of the nodes, in order."""
    complete: bool
    """False where the limit left nodes out."""


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one node to another."""

    nodes: tuple[Node, ...]
    """Both ends included; one node where they are the same."""
    edges: tuple[tuple[Edge, ...], ...]
    """For each step all edges that make it, by key; one entry less than there are nodes."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a generation holds."""

    kinds: Mapping[Kind, int]
    """Nodes by kind, in the order of ``Kind``; no kind without a node."""
    relations: Mapping[str, int]
    """Edges by relation, in the order of names; no relation without an edge."""
    files: int

    @property
    def nodes(self) -> int:
        """Number of all nodes."""
        return sum(self.kinds.values())

    @property
    def edges(self) -> int:
        """Number of all edges."""
        return sum(self.relations.values())
