"""What differs between two generations of the graph.

A node is the same one by its id, an edge by its two ends and its relation. An edge that both
graphs hold has moved where its lines are others but say the same, and has changed where the words
that state it, or its conditions, are others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.model import Edge, Evidence, Graph, Node, SourceFile
from graph.schema import STRUCTURE
from graph.structure import STRUCTURAL

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node of the same id with another kind, name, aliases or text."""

    before: Node
    after: Node


@dataclass(frozen=True, slots=True)
class EdgeChange:
    """An edge of the same ends and relation that is stated elsewhere or otherwise."""

    before: Edge
    after: Edge


@dataclass(frozen=True, slots=True)
class Rename:
    """A file that stands under another path with the same content."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of what the text's own structure gained and lost: sections, passages, mentions."""

    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Difference:
    """What one generation has, and the other has not, in the order of ``graph.model``."""

    before: str | None
    """Generation, None for none at all."""
    after: str
    files_added: tuple[str, ...]
    files_removed: tuple[str, ...]
    files_changed: tuple[str, ...]
    files_renamed: tuple[Rename, ...]
    """Neither added nor removed."""
    nodes_added: tuple[Node, ...]
    """Things; sections and passages are only counted."""
    nodes_removed: tuple[Node, ...]
    nodes_changed: tuple[NodeChange, ...]
    edges_added: tuple[Edge, ...]
    """Stated relations; those of the text's structure are only counted."""
    edges_removed: tuple[Edge, ...]
    edges_changed: tuple[EdgeChange, ...]
    edges_moved: tuple[EdgeChange, ...]
    structure_nodes: Counts
    structure_edges: Counts

    @property
    def is_empty(self) -> bool:
        """Whether both are one generation."""
        return self.before == self.after


def difference(before: Graph | None, after: Graph) -> Difference:
    """Compare two graphs; without an earlier one everything is added."""
    earlier = before or Graph("", (), (), (), ())
    files = _Sides(_files(earlier), _files(after))
    renamed = _renamed(files)
    things = _Sides(_things(earlier), _things(after))
    stated = _Sides(_stated(earlier), _stated(after))
    edges = [EdgeChange(old, new) for old, new in stated.both() if not _same(old, new)]
    return Difference(
        before=before.generation if before else None,
        after=after.generation,
        files_added=_without(files.added(), {rename.after for rename in renamed}),
        files_removed=_without(files.removed(), {rename.before for rename in renamed}),
        files_changed=tuple(new.path for old, new in files.both() if old.sha256 != new.sha256),
        files_renamed=renamed,
        nodes_added=tuple(things.added().values()),
        nodes_removed=tuple(things.removed().values()),
        nodes_changed=tuple(
            NodeChange(old, new) for old, new in things.both() if _content(old) != _content(new)
        ),
        edges_added=tuple(stated.added().values()),
        edges_removed=tuple(stated.removed().values()),
        edges_changed=tuple(edge for edge in edges if not _is_move(edge)),
        edges_moved=tuple(edge for edge in edges if _is_move(edge)),
        structure_nodes=_counts(_frame_nodes(earlier), _frame_nodes(after)),
        structure_edges=_counts(_frame_edges(earlier), _frame_edges(after)),
    )


def renamed_files(before: Graph, after: Graph) -> tuple[Rename, ...]:
    """Return the files of equal content that only one of two graphs has under its path.

    Several of one content are paired in the order of their paths.
    """
    return _renamed(_Sides(_files(before), _files(after)))


@dataclass(frozen=True, slots=True)
class _Sides(Generic[K, V]):
    """The entries of two graphs by their key, each in its own order."""

    before: Mapping[K, V]
    after: Mapping[K, V]

    def added(self) -> dict[K, V]:
        """Return what only the later one has."""
        return {key: value for key, value in self.after.items() if key not in self.before}

    def removed(self) -> dict[K, V]:
        """Return what only the earlier one has."""
        return {key: value for key, value in self.before.items() if key not in self.after}

    def both(self) -> list[tuple[V, V]]:
        """Return what both have, before and after."""
        return [(old, self.after[key]) for key, old in self.before.items() if key in self.after]


def _files(graph: Graph) -> dict[str, SourceFile]:
    return {file.path: file for file in graph.files}


def _renamed(files: _Sides[str, SourceFile]) -> tuple[Rename, ...]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, file in sorted(files.added().items(), reverse=True):
        found[file.sha256].append(path)
    return tuple(
        Rename(path, found[file.sha256].pop())
        for path, file in sorted(files.removed().items())
        if found.get(file.sha256)
    )


def _without(paths: Iterable[str], left_out: Set[str]) -> tuple[str, ...]:
    return tuple(path for path in paths if path not in left_out)


def _things(graph: Graph) -> dict[str, Node]:
    return {node.id: node for node in graph.nodes if node.kind not in STRUCTURE}


def _stated(graph: Graph) -> dict[tuple[str, str, str], Edge]:
    return {edge.key: edge for edge in graph.edges if edge.relation not in STRUCTURAL}


def _content(node: Node) -> tuple[object, ...]:
    return node.kind, node.name, node.aliases, node.text


def _same(old: Edge, new: Edge) -> bool:
    # Which reader found an edge is no part of what it says.
    return (old.evidence, old.qualifiers) == (new.evidence, new.qualifiers)


def _is_move(edge: EdgeChange) -> bool:
    old, new = edge.before, edge.after
    return old.qualifiers == new.qualifiers and _words(old.evidence) == _words(new.evidence)


def _words(evidence: tuple[Evidence, ...]) -> Counter[str]:
    return Counter(item.text for item in evidence)


def _frame_nodes(graph: Graph) -> set[str]:
    return {node.id for node in graph.nodes if node.kind in STRUCTURE}


def _frame_edges(graph: Graph) -> set[tuple[str, str, str]]:
    return {edge.key for edge in graph.edges if edge.relation in STRUCTURAL}


def _counts(before: set[K], after: set[K]) -> Counts:
    return Counts(added=len(after - before), removed=len(before - after))
