"""Nodes, relations, ways and the picture as they go over the wire."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from api.graph_schemas import (
    EvidenceOut,
    GraphEdge,
    GraphNode,
    GraphOut,
    KindCount,
    NearNode,
    NeighbourhoodOut,
    NodeOut,
    NodeRef,
    NodeRow,
    PathList,
    PathOut,
    PathStep,
    RelationExample,
    RelationList,
    RelationRow,
    RelativeOut,
)
from graph.model import Edge, Evidence, Node
from graph.reader import GraphReader
from graph.results import Neighbourhood, Path, Relative
from graph.schema import Kind
from graph.snapshot import Snapshot

Places = Mapping[str, tuple[float, float]]
"""Node id to its place in the picture of the whole graph."""


def node_row(node: Node, degree: int) -> NodeRow:
    """Return a node as a row of a list."""
    return NodeRow(
        id=node.id,
        kind=node.kind,
        name=node.name,
        aliases=list(node.aliases),
        degree=degree,
    )


def node_out(node: Node, degree: int) -> NodeOut:
    """Return a node whole."""
    return NodeOut(
        id=node.id,
        kind=node.kind,
        name=node.name,
        aliases=list(node.aliases),
        degree=degree,
        text=node.text,
        evidence=[_evidence(e) for e in node.evidence],
    )


def relative_out(relative: Relative) -> RelativeOut:
    """Return a relation as it is seen from one of its ends."""
    return RelativeOut(
        relation=relative.edge.relation,
        label=relative.label,
        direction=relative.direction,
        node=_ref(relative.node),
        qualifiers=list(relative.edge.qualifiers),
        evidence=[_evidence(e) for e in relative.edge.evidence],
    )


def relation_list(snapshot: Snapshot) -> RelationList:
    """Return the relations that have an edge, by name, each with its first edge."""
    first: dict[str, Edge] = {}
    for edge in snapshot.graph.edges:
        first.setdefault(edge.relation, edge)
    counts = snapshot.counts().relations
    rows = [_relation_row(snapshot, first[name], count) for name, count in counts.items()]
    return RelationList(items=rows, total=len(rows))


def _relation_row(snapshot: Snapshot, edge: Edge, count: int) -> RelationRow:
    relation = snapshot.relation(edge.relation)
    shown = RelationExample(
        source=_ref(snapshot.node(edge.source)),
        target=_ref(snapshot.node(edge.target)),
        evidence=[_evidence(e) for e in edge.evidence],
    )
    return RelationRow(
        name=relation.name,
        label=relation.label,
        inverse=relation.inverse,
        count=count,
        example=shown,
    )


def neighbourhood_out(reader: GraphReader, found: Neighbourhood) -> NeighbourhoodOut:
    """Return what lies around a node, with its edges in words."""
    labels = {name: reader.relation(name).label for name in {name for _, name, _ in found.edges}}
    return NeighbourhoodOut(
        nodes=[
            NearNode(id=node.id, kind=node.kind, name=node.name, distance=node.hops)
            for node in found.nodes
        ],
        edges=[
            GraphEdge(source=source, target=target, relation=name, label=labels[name])
            for source, name, target in found.edges
        ],
        complete=found.complete,
    )


def path_list(reader: GraphReader, found: Sequence[Path], limit: int) -> PathList:
    """Return the first ``limit`` of the paths that were found."""
    return PathList(
        length=len(found[0].edges) if found else None,
        items=[_path_out(reader, path) for path in found[:limit]],
        complete=len(found) <= limit,
    )


def _path_out(reader: GraphReader, path: Path) -> PathOut:
    steps = [
        PathStep(
            start=here.id,
            end=there.id,
            relations=[relative_out(_seen(reader, edge, here, there)) for edge in edges],
        )
        for (here, there), edges in zip(pairwise(path.nodes), path.edges, strict=True)
    ]
    return PathOut(nodes=[_ref(node) for node in path.nodes], steps=steps)


def _seen(reader: GraphReader, edge: Edge, here: Node, there: Node) -> Relative:
    relation = reader.relation(edge.relation)
    if edge.source == here.id:
        return Relative(edge, "out", there, relation.label)
    return Relative(edge, "in", there, relation.inverse)


def _section(node: Node) -> str:
    """Return the innermost heading above a node's first lines that is not its own name."""
    path = node.evidence[0].heading_path if node.evidence else ()
    return next((title for title in reversed(path) if title != node.name), "")


def graph_out(snapshot: Snapshot, places: Places) -> GraphOut:
    """Return the picture: every node that has a place, and the edges between those."""
    nodes = [node for node in snapshot.graph.nodes if node.id in places]
    edges = [
        edge for edge in snapshot.graph.edges if edge.source in places and edge.target in places
    ]
    counts = Counter(node.kind for node in nodes)
    degrees = Counter(end for edge in edges for end in (edge.source, edge.target))
    return GraphOut(
        generation=snapshot.generation,
        nodes=[
            GraphNode(
                id=node.id,
                kind=node.kind,
                name=node.name,
                degree=degrees[node.id],
                section=_section(node),
                x=places[node.id][0],
                y=places[node.id][1],
            )
            for node in nodes
        ],
        edges=[
            GraphEdge(
                source=edge.source,
                target=edge.target,
                relation=edge.relation,
                label=snapshot.relation(edge.relation).label,
            )
            for edge in edges
        ],
        kinds=[KindCount(kind=kind, count=counts[kind]) for kind in Kind if counts[kind]],
        total_nodes=len(nodes),
        total_edges=len(edges),
    )


def _ref(node: Node) -> NodeRef:
    return NodeRef(id=node.id, kind=node.kind, name=node.name)


def _evidence(evidence: Evidence) -> EvidenceOut:
    return EvidenceOut(
        path=evidence.path,
        heading_path=list(evidence.heading_path),
        line_start=evidence.line_start,
        line_end=evidence.line_end,
        text=evidence.text,
    )
