"""What a request may carry: the parameters that an address knows, and JSON where it has a body."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from http import HTTPStatus
from typing import Annotated, Any

from fastapi import Path, Query, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from api.errors import UnknownKind, UnknownRelation
from graph.reader import GraphReader
from graph.schema import Kind

JSON = "application/json"
Limit = Annotated[int, Query(ge=1, le=500, description="How many items at most.")]
Offset = Annotated[int, Query(ge=0, description="How many items to leave out before them.")]
NodeId = Annotated[
    str,
    Path(description="As `/nodes` gives it; a slash may stand as it is.", examples=["tool:kafka"]),
]
Kinds = Annotated[
    list[str] | None,
    Query(
        description=f"Only nodes of this kind, in any case; may be given more than once. One of "
        f"{', '.join(Kind)}.",
        examples=[["Tool"], ["Tool", "Model"]],
    ),
]
RelationNames = Annotated[
    list[str] | None,
    Query(
        description="Only this relation, in any case; may be given more than once. "
        "`GET /relations` lists those of the handbook.",
        examples=[["HAS_EXAMPLE"], ["HAS_EXAMPLE", "SUITS"]],
    ),
]


async def only_known(request: Request) -> None:
    """Refuse what the address has no use for: a misspelt parameter would otherwise do nothing.

    Raises:
        RequestValidationError: a parameter is unknown, or one of a single value is given twice.
    """
    many = _described(request)
    given = Counter(name for name, _ in request.query_params.multi_items())
    errors = [
        {"type": "unknown_parameter", "loc": ("query", name), "msg": _no_such(sorted(many))}
        for name in given
        if name not in many
    ]
    errors += [
        {"type": "repeated_parameter", "loc": ("query", name), "msg": "Give it once"}
        for name, times in given.items()
        if times > 1 and not many.get(name, True)
    ]
    if errors:
        raise RequestValidationError(errors)


async def only_json(request: Request) -> None:
    """Refuse a body that is not said to be JSON, which is read by no other rule.

    Raises:
        HTTPException: 415, with what is accepted (RFC 9110, section 15.5.16).
    """
    given = request.headers.get("content-type", "")
    kind, _, form = given.partition(";")[0].strip().lower().partition("/")
    if kind == "application" and (form == "json" or form.endswith("+json")):
        return
    said = f"The content type is {given}" if given else "The request has no content type"
    raise HTTPException(
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
        f"{said}: send JSON with the header `Content-Type: {JSON}`.",
        {"Accept": JSON},
    )


def kinds_named(names: Sequence[str] | None) -> tuple[Kind, ...]:
    """Return the kinds of these names, in any case; raises ``UnknownKind``."""
    return tuple(map(_kind, names or ()))


def relations_named(reader: GraphReader, names: Sequence[str] | None) -> tuple[str, ...]:
    """Return the relations of these names, in any case; raises ``UnknownRelation``."""
    return tuple(_relation(reader, name) for name in names or ())


def _kind(name: str) -> Kind:
    for kind in Kind:
        if kind.lower() == name.lower():
            return kind
    raise UnknownKind(f"{name!r} is not a kind: use one of {', '.join(Kind)}.")


def _relation(reader: GraphReader, name: str) -> str:
    for spelling in (name, name.upper()):
        try:
            return reader.relation(spelling).name
        except KeyError:
            continue
    there = ", ".join(reader.counts().relations)
    raise UnknownRelation(f"{name!r} is no relation of this handbook: use one of {there}.")


def _described(request: Request) -> dict[str, bool]:
    """Return the parameters that the interface's description has, and whether each may repeat."""
    path: str = request.scope["route"].path_format
    operation = request.app.openapi()["paths"][path][request.method.lower()]
    return {
        each["name"]: _may_repeat(each["schema"])
        for each in operation.get("parameters", ())
        if each["in"] == "query"
    }


def _may_repeat(schema: dict[str, Any]) -> bool:
    return any(each.get("type") == "array" for each in (schema, *schema.get("anyOf", ())))


def _no_such(known: Sequence[str]) -> str:
    there = f"use {', '.join(known)}" if known else "this address has none"
    return f"There is no such parameter: {there}"
