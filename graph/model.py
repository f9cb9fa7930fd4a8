"""The values of the graph: nodes, edges with evidence, and a whole generation.

Everything here is ordered: nodes by id, edges by (source, relation, target), evidence by
(path, line_start, line_end, text). So the same text gives the same graph, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.schema import Kind
from ingest.document import Span


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The source lines that state a node or an edge."""

    path: str
    line_start: int
    """From 1, inclusive, of the file as stored."""
    line_end: int
    text: str
    """The stored lines themselves, repaired, joined by line feeds."""
    heading_path: tuple[str, ...] = ()

    def meets(self, other: Evidence | Span) -> bool:
        """Whether both share a line."""
        same = self.path == other.path
        return same and self.line_start <= other.line_end and other.line_start <= self.line_end


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that the handbook speaks of."""

    id: str
    """``kind:slug`` made from kind and name alone, such as ``tool:kafka``."""
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    """Other wordings of the text and names that the field knows it by, sorted; never the name."""
    text: str = ""
    """Readable text of a passage or a question's full wording; empty otherwise."""
    evidence: tuple[Evidence, ...] = ()
    """Where the thing is named, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A stated relation; at least one piece of evidence."""

    source: str
    relation: str
    """Name of a ``Relation`` of the generation, in capitals: ``HAS_OPTION``."""
    target: str
    evidence: tuple[Evidence, ...]
    qualifiers: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    """Names of the readers that found it, sorted."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two edges the same one."""
        return (self.source, self.relation, self.target)


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """A relation with its readable names in both directions."""

    name: str
    label: str
    """Reads from source to target: "suits"."""
    inverse: str
    """Reads from target to source: "is suited by"."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the handbook, whole, so that citations can be opened."""

    path: str
    title: str
    sha256: str
    """Of the stored bytes."""
    text: str
    """Repaired text; its line numbers are those of the stored file."""


@dataclass(frozen=True, slots=True)
class Graph:
    """One generation: everything that an ingest publishes."""

    generation: str
    """Content hash over all below, 16 hexadecimal digits."""
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    relations: tuple[Relation, ...]
    files: tuple[SourceFile, ...]
