"""Reading one generation piece by piece: the protocol that snapshot and stores share.

Promises that every implementation keeps:

- A generation never changes, so every method gives the same answer each time, and all
  implementations give the same ones, in the same order. Texts are ordered by code points.
- Lists come in pages of ``limit`` items after the first ``offset``; both count from 0. Pages that
  follow one another hold each item once, for nothing can be added between them. A page beyond the
  end, and a search that finds nothing, is empty with the right total.
- ``NodeNotFound`` is raised for an id of no node and ``EdgeNotFound`` for a key of no edge;
  ``ValueError`` for a negative limit, offset or number of hops.
- Of a store's reader, also ``NoGraph`` where the generation was discarded meanwhile,
  ``StoreDamaged`` where what is asked for cannot be read, ``StoreUnavailable`` out of its reach.
- What is given as an id, a name or a text is compared, never interpreted.
- It may be used by any number of threads.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol

from graph.model import Edge, Node, Relation, SourceFile
from graph.results import (
    EVERYWHERE,
    Counts,
    Direction,
    Neighbourhood,
    Page,
    Path,
    Reach,
    Relative,
)
from graph.schema import Kind


class GraphReader(Protocol):
    """One generation, asked for parts."""

    @property
    def generation(self) -> str:
        """Content hash of the graph."""
        ...

    def counts(self) -> Counts:
        """Return the numbers of nodes by kind, of edges by relation, and of files."""
        ...

    def node(self, node_id: str) -> Node:
        """Return a node with its evidence; raises ``NodeNotFound``."""
        ...

    def nodes(
        self, kinds: Collection[Kind] = (), text: str = "", limit: int = 50, offset: int = 0
    ) -> Page[Node]:
        """Return the nodes of some kinds (all without any) whose name or alias holds a text.

        Case and spacing do not matter. A name that is the text comes first, then those that begin
        with it, then the others; each by folded name, then by id.
        """
        ...

    def degrees(self, node_ids: Collection[str]) -> Mapping[str, int]:
        """Return how many edges each node has, which is how many ``relations`` lists of it.

        0 for an id of no node; an edge from a node to itself counts twice.
        """
        ...

    def relations(
        self,
        node_id: str,
        direction: Direction = "both",
        relations: Collection[str] = (),
        limit: int = 50,
        offset: int = 0,
    ) -> Page[Relative]:
        """Return the edges at a node with their evidence, seen from it; raises ``NodeNotFound``.

        Those of some relations, of all without any. What the handbook states comes before what
        mirrors its text (sections, mentions); within each, by relation, outgoing first, by the
        other node's folded name, then by its id. An edge from the node to itself is there once for
        each direction.
        """
        ...

    def edge(self, source: str, relation: str, target: str) -> Edge:
        """Return an edge with its evidence; raises ``EdgeNotFound``."""
        ...

    def neighbourhood(
        self, node_id: str, hops: int = 1, limit: int = 50, reach: Reach = EVERYWHERE
    ) -> Neighbourhood:
        """Return what lies within some hops of a node; raises ``NodeNotFound``.

        At most ``limit`` nodes besides the one in the middle: the nearest, of those equally near
        the first by id. Nodes of other kinds than ``reach`` allows are neither there nor passed.
        """
        ...

    def paths(
        self,
        source: str,
        target: str,
        hops: int = 6,
        limit: int = 1,
        reach: Reach = EVERYWHERE,
    ) -> tuple[Path, ...]:
        """Return the first of the shortest paths between two nodes; raises ``NodeNotFound``.

        They are ordered by the ids of their nodes; none where the nodes are more than ``hops``
        apart. ``reach`` holds for the nodes between both, its direction from ``source`` on.
        """
        ...

    def relation(self, name: str) -> Relation:
        """Return a relation of this generation; raises ``KeyError`` for another name."""
        ...

    def file(self, path: str) -> SourceFile:
        """Return a source file; raises ``KeyError`` for a path that is not in the handbook."""
        ...
