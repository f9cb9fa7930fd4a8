"""The handbook's files, as they were ingested; the disk is never looked at."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.exceptions import RequestValidationError

from api.dependencies import EditionDep
from api.problems import documented
from api.schemas import SourceList, SourceText
from api.views import file_lines, source_row, source_text

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
    """Give lines of a file; a last line beyond its end is cut to what is there."""
    if line_end is not None and line_end < line_start:
        raise _out_of_range(
            "line_end",
            f"{line_end} is before line_start, {line_start}: "
            f"ask for {line_start} or more, or leave line_end out",
        )
    file = edition.file(path)
    last = max(1, len(file_lines(file)))  # an empty file is asked for from its start
    if line_start > last:
        raise _out_of_range(
            "line_start", f"{line_start} is behind the last line: ask for {last} or less"
        )
    return source_text(file, line_start, line_end)


def _out_of_range(name: str, said: str) -> RequestValidationError:
    return RequestValidationError([{"type": "range", "loc": ("query", name), "msg": said}])
