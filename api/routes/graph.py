"""The graph: its nodes, their relations, and all of it for the explorer."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from api.dependencies import EditionDep, Limit, Offset, ReaderDep
from api.errors import UnknownKind
from api.node_search import search_nodes
from api.problems import documented
from api.schemas import GraphOut, NodeList, NodeOut, RelativeList
from api.views import graph_out, node_out, node_row, relative_out
from graph.schema import Kind

router = APIRouter(tags=["graph"])

NodeId = Annotated[str, Path(description="As /nodes gives it.", examples=["tool:kafka"])]
Kinds = Annotated[list[str] | None, Query(description="A kind such as Tool; more than one may be.")]
Search = Annotated[str, Query(description="Part or words of a name or alias.", max_length=200)]
RelationName = Annotated[str | None, Query(description="Only this relation: HAS_OPTION.")]


@router.get("/nodes", summary="List nodes", responses=documented(422, 503))
def nodes(
    reader: ReaderDep,
    *,
    kind: Kinds = None,
    q: Search = "",
    limit: Limit = 50,
    offset: Offset = 0,
) -> NodeList:
    """List nodes by kind and name."""
    page = search_nodes(reader, tuple(_kind(k) for k in kind or ()), q, limit, offset)
    degrees = reader.degrees([node.id for node in page.items])
    rows = [node_row(node, degrees[node.id]) for node in page.items]
    return NodeList(items=rows, total=page.total)


@router.get(
    "/nodes/{node_id:path}/relations",
    summary="List a node's relations",
    responses=documented(404, 422, 503),
)
def relations(
    reader: ReaderDep,
    node_id: NodeId,
    *,
    direction: Annotated[
        Literal["out", "in", "both"], Query(description="From the node, to it, or both.")
    ] = "both",
    relation: RelationName = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> RelativeList:
    """List what a node is related to, each with the lines that say so."""
    page = reader.relations(
        node_id, direction=direction, relation=relation, limit=limit, offset=offset
    )
    return RelativeList(items=[relative_out(r) for r in page.items], total=page.total)


@router.get("/nodes/{node_id:path}", summary="Show a node", responses=documented(404, 422, 503))
def node(reader: ReaderDep, node_id: NodeId) -> NodeOut:
    """Show a node with the lines that name it."""
    return node_out(reader.node(node_id), reader.degrees([node_id])[node_id])


@router.get("/graph", summary="The whole graph, with places", responses=documented(503))
def graph(edition: EditionDep) -> GraphOut:
    """Give every node but passages, each with its place in a picture, and the edges between."""
    return graph_out(edition.snapshot, edition.places)


def _kind(name: str) -> Kind:
    """Return the kind of this name, in any case."""
    for kind in Kind:
        if kind.lower() == name.lower():
            return kind
    raise UnknownKind(f"{name!r} is not a kind: use one of {', '.join(Kind)}.")
