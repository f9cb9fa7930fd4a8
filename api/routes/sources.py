"""The handbook's files, as they were ingested; the disk is never looked at."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.exceptions import RequestValidationError

from api.dependencies import EditionDep
from api.problems import documented
from api.schemas import SourceList, SourceText
from api.views import source_row, source_text

router = APIRouter(tags=["sources"])

FilePath = Annotated[str, Path(description="As /sources gives it.", examples=["handbook.md"])]


@router.get(
    "/sources",
    summary="List the handbook's files",
    operation_id="list_sources",
    responses=documented(503),
)
def sources(edition: EditionDep) -> SourceList:
    """List the files, in the order of their paths."""
    rows = [source_row(file) for file in edition.snapshot.graph.files]
    return SourceList(items=rows, total=len(rows))


@router.get(
    "/sources/{path:path}",
    summary="Read a file",
    operation_id="get_source",
    responses=documented(404, 422, 503),
)
def source(
    edition: EditionDep,
    path: FilePath,
    line_start: Annotated[int, Query(ge=1, description="First line, from 1.")] = 1,
    line_end: Annotated[int | None, Query(ge=1, description="Last line, inclusive.")] = None,
) -> SourceText:
    """Give lines of a file; a range beyond its end is cut to what is there."""
    if line_end is not None and line_end < line_start:
        said = f"{line_end} is before line_start, {line_start}"
        raise RequestValidationError([{"type": "range", "loc": ("query", "line_end"), "msg": said}])
    return source_text(edition.file(path), line_start, line_end)
