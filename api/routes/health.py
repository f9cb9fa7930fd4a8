"""Whether the service can answer."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.caching import NEVER_KEPT
from api.dependencies import EditionDep
from api.problems import documented
from api.schemas import HealthOut

router = APIRouter(tags=["service"])


@router.get(
    "/health", summary="Is the service ready?", operation_id="health", responses=documented(503)
)
def health(edition: EditionDep, response: Response) -> HealthOut:
    """Answer 200 once graph, index and model are loaded; before that a problem with the remedy."""
    response.headers["Cache-Control"] = NEVER_KEPT
    graph = edition.snapshot.graph
    return HealthOut(
        generation=edition.generation,
        embedder=edition.embedder,
        nodes=len(graph.nodes),
        edges=len(graph.edges),
        files=len(graph.files),
    )
