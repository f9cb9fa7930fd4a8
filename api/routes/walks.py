"""Ways through the graph: what lies around a node, and the shortest paths between two."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.dependencies import ReaderDep
from api.graph_schemas import NeighbourhoodOut, PathList
from api.graph_views import neighbourhood_out, path_list
from api.parameters import Kinds, NodeId, RelationNames, kinds_named, relations_named
from api.problems import documented
from graph.reader import GraphReader
from graph.results import Reach
from graph.schema import Kind

router = APIRouter(tags=["graph"])

MOST_AROUND = 500
LONGEST = 8
MOST_PATHS = 50
BUT_PASSAGES = frozenset(Kind) - {Kind.PASSAGE}
"""What is walked through where no kind is named: a passage would join all that it mentions."""

Depth = Annotated[int, Query(ge=1, le=3, description="Edges from the node at most.")]
Around = Annotated[
    int, Query(ge=1, le=MOST_AROUND, description="How many nodes besides the one in the middle.")
]
From = Annotated[str, Query(alias="from", description="Id of a node.", examples=["tool:kafka"])]
To = Annotated[str, Query(description="Id of a node.", examples=["data-source:stream"])]
MaxLength = Annotated[int, Query(ge=1, le=LONGEST, description="Edges of a path at most.")]
Paths = Annotated[int, Query(ge=1, le=MOST_PATHS, description="How many paths at most.")]


@router.get(
    "/nodes/{node_id:path}/neighbourhood",
    summary="What lies around a node",
    operation_id="get_neighbourhood",
    responses=documented(404, 422, 503),
)
def neighbourhood(
    reader: ReaderDep,
    node_id: NodeId,
    *,
    depth: Depth = 1,
    kind: Kinds = None,
    relation: RelationNames = None,
    limit: Around = 100,
) -> NeighbourhoodOut:
    """Give the nodes within some edges of a node, the nearest first, and the edges between them.

    `kind` says what is walked to and through, every kind but Passage where it is not given.
    """
    reach = _reach(reader, kind, relation)
    return neighbourhood_out(reader, reader.neighbourhood(node_id, depth, limit, reach))


@router.get(
    "/paths",
    summary="The shortest paths between two nodes",
    operation_id="list_paths",
    responses=documented(404, 422, 503),
)
def paths(
    reader: ReaderDep,
    *,
    source: From,
    to: To,
    max_length: MaxLength = 4,
    kind: Kinds = None,
    relation: RelationNames = None,
    limit: Paths = 5,
) -> PathList:
    """Give the shortest paths, edges being walked in both directions, each step with its lines.

    `kind` holds for the nodes between both, every kind but Passage where it is not given.
    """
    reach = _reach(reader, kind, relation)
    # One more than may be given, so that it is known whether any is left out.
    return path_list(reader, reader.paths(source, to, max_length, limit + 1, reach), limit)


def _reach(reader: GraphReader, kind: list[str] | None, relation: list[str] | None) -> Reach:
    kinds = frozenset(kinds_named(kind)) or BUT_PASSAGES
    return Reach(frozenset(relations_named(reader, relation)), kinds)
