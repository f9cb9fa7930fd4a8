"""The graph: its nodes, their relations, and all of it for the explorer."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.dependencies import EditionDep, ReaderDep
from api.graph_schemas import GraphOut, NodeList, NodeOut, RelationList, RelativeList
from api.graph_views import graph_out, node_out, node_row, relation_list, relative_out
from api.node_search import search_nodes
from api.parameters import Kinds, Limit, NodeId, Offset, RelationNames, kinds_named, relations_named
from api.problems import documented

router = APIRouter(tags=["graph"])

Search = Annotated[
    str, Query(description="Part or words of a name or alias.", max_length=200, examples=["kafka"])
]
Side = Annotated[Literal["out", "in", "both"], Query(description="From the node, to it, or both.")]


@router.get(
    "/nodes", summary="List nodes", operation_id="list_nodes", responses=documented(422, 503)
)
def nodes(
    reader: ReaderDep,
    *,
    kind: Kinds = None,
    q: Search = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> NodeList:
    """List nodes by kind and name."""
    page = search_nodes(reader, kinds_named(kind), q, limit, offset)
    degrees = reader.degrees([node.id for node in page.items])
    rows = [node_row(node, degrees[node.id]) for node in page.items]
    return NodeList(items=rows, total=page.total)


@router.get(
    "/nodes/{node_id:path}/relations",
    summary="List a node's relations",
    operation_id="list_node_relations",
    responses=documented(404, 422, 503),
)
def node_relations(
    reader: ReaderDep,
    node_id: NodeId,
    *,
    direction: Side = "both",
    relation: RelationNames = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> RelativeList:
    """List what a node is related to, each with the lines that say so.

    What the handbook states comes first, then sections and the passages that mention the node.
    """
    names = relations_named(reader, relation)
    page = reader.relations(
        node_id, direction=direction, relations=names, limit=limit, offset=offset
    )
    return RelativeList(items=[relative_out(r) for r in page.items], total=page.total)


@router.get(
    "/nodes/{node_id:path}",
    summary="Show a node",
    operation_id="get_node",
    responses=documented(404, 422, 503),
)
def node(reader: ReaderDep, node_id: NodeId) -> NodeOut:
    """Show a node with the lines of the facts that speak of it."""
    return node_out(reader.node(node_id), reader.degrees([node_id])[node_id])


@router.get(
    "/relations",
    summary="List the relations that there are",
    operation_id="list_relations",
    responses=documented(503),
)
def relations(edition: EditionDep) -> RelationList:
    """List the handbook's relations by name, each in words, with its edges counted and the first.

    Which there are depends on the handbook, for headers that nobody knows give relations of
    their own.
    """
    return relation_list(edition.snapshot)


@router.get(
    "/graph",
    summary="The whole graph, with places",
    operation_id="get_graph",
    responses=documented(503),
)
def graph(edition: EditionDep) -> GraphOut:
    """Give every node but passages, each with its place in a picture, and the edges between."""
    return graph_out(edition.snapshot, edition.places)
