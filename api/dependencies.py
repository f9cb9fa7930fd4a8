"""What routes ask for: the service, and the one edition that a request sees."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from api.edition import Edition
from api.service import Service
from graph.reader import GraphReader


def service_of(request: Request) -> Service:
    """Return the service that the application's lifespan holds."""
    service: Service = request.app.state.service
    return service


def edition_of(service: Annotated[Service, Depends(service_of)]) -> Edition:
    """Return the current edition; raises what keeps the service from having one."""
    return service.current()


def reader_of(edition: Annotated[Edition, Depends(edition_of)]) -> GraphReader:
    """Return what the edition's graph is read through: the one in memory.

    A store's reader gives the same answers; it is put here for a graph too big for memory.
    """
    return edition.snapshot


ServiceDep = Annotated[Service, Depends(service_of)]
EditionDep = Annotated[Edition, Depends(edition_of)]
ReaderDep = Annotated[GraphReader, Depends(reader_of)]
