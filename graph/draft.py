"""Collecting nodes' edges before they are frozen: one edge for each key, evidence gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.model import Edge, Evidence, Relation

EdgeKey = tuple[str, str, str]


@dataclass(slots=True)
class _Gathered:
    # Dictionaries as ordered sets: qualifiers keep the order of the text.
    evidence: dict[Evidence, None] = field(default_factory=dict[Evidence, None])
    qualifiers: dict[str, None] = field(default_factory=dict[str, None])
    readers: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class EdgeDraft:
    """Edges while they are being gathered."""

    _edges: dict[EdgeKey, _Gathered] = field(default_factory=dict[EdgeKey, _Gathered])
    _relations: dict[str, Relation] = field(default_factory=dict[str, Relation])

    def add(
        self,
        source: str,
        relation: Relation,
        target: str,
        evidence: Evidence,
        *,
        qualifiers: tuple[str, ...] = (),
        reader: str = "",
    ) -> None:
        """Add evidence for an edge.

        A relation that is the same both ways is one edge, in the order in which the text states
        it first. Of relations with one name the first keeps its labels.
        """
        relation = self._relations.setdefault(relation.name, relation)
        key = (source, relation.name, target)
        turned = (target, relation.name, source)
        if relation.label == relation.inverse and turned in self._edges:
            key = turned
        edge = self._edges.setdefault(key, _Gathered())
        edge.evidence[evidence] = None
        edge.qualifiers.update(dict.fromkeys(qualifiers))
        if reader:
            edge.readers.add(reader)

    def edges(self) -> tuple[Edge, ...]:
        """Return the edges, by key."""
        return tuple(
            Edge(
                *key,
                evidence=tuple(sorted(edge.evidence)),
                qualifiers=tuple(edge.qualifiers),
                readers=tuple(sorted(edge.readers)),
            )
            for key, edge in sorted(self._edges.items())
        )

    def relations(self) -> tuple[Relation, ...]:
        """Return the relations of the edges, by name."""
        return tuple(self._relations[name] for name in sorted(self._relations))
