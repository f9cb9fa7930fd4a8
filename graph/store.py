"""The store's protocol, in the words of the domain.

Promises that every implementation keeps:

- A generation is written beside the live one and is invisible until ``activate``; a reader sees
  one whole generation or another, never a mixture, and a crash at any moment leaves one.
- ``put`` and ``activate`` are idempotent: doing them again changes nothing.
- What is returned is in the order that ``graph.model`` states.
- ``reader`` keeps what ``graph.reader`` promises; ``load`` and it are for graphs that fit into
  memory and for those that do not.
- ``live`` gives None where nothing was published; the reading methods raise ``NoGraph`` for a
  generation that is not there, ``StoreDamaged`` for one that cannot be read.
"""

from __future__ import annotations

from typing import Protocol

from graph.model import Graph
from graph.reader import GraphReader


class GraphStore(Protocol):
    """Where generations of the graph are kept."""

    def live(self) -> str | None:
        """Return the hash of the generation that readers should use, None without one."""
        ...

    def generations(self) -> tuple[str, ...]:
        """Return the hashes of all whole generations, sorted."""
        ...

    def put(self, graph: Graph) -> None:
        """Write a generation beside the live one, whole or not at all."""
        ...

    def activate(self, generation: str) -> None:
        """Make a written generation the live one in one step; raises ``NoGraph`` if absent."""
        ...

    def load(self, generation: str) -> Graph:
        """Return a whole generation."""
        ...

    def reader(self, generation: str) -> GraphReader:
        """Return what reads a generation piece by piece, as long as the store is open."""
        ...

    def discard(self, generation: str) -> None:
        """Remove a generation that is not live; nothing happens for one that is not there.

        Raises ``ValueError`` for the live one.
        """
        ...

    def reset(self) -> None:
        """Empty a store that cannot be read, so that an ingest can fill it; nothing is live then.

        What it held of ours is set aside or removed. Raises ``StoreDamaged`` where it is not ours.
        """
        ...

    def close(self) -> None:
        """Release what is held; the store cannot be used afterwards."""
        ...
