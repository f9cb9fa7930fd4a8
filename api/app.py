"""The application: routes, problems, and a lifespan that holds the service."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp

from api import caching, docs, problems
from api.hosts import KnownHost, answered
from api.methods import Methods
from api.middleware import BodyLimit
from api.parameters import only_known
from api.request_id import RequestId
from api.routes import ask, graph, health, sources, walks
from api.service import Service
from api.settings import Settings, read_settings
from api.version import version

DESCRIPTION = """Ask a Markdown handbook design questions.

Every answer cites the lines that it rests on; what the handbook does not cover is said to be so.
Lists have `items`, and `total` but for paths. Names of kinds and relations are taken in any case;
a parameter that an address does not have is refused. What depends on the ingested handbook alone
has an `ETag`. `HEAD` is answered wherever `GET` is. Every error is a problem of RFC 9457."""


def create_app(settings: Settings | None = None, service: Service | None = None) -> FastAPI:
    """Return the application, without the page.

    Args:
        settings: read from the environment where they are not given.
        service: an open one, where the caller has it. Without it the lifespan makes one, which
            answers 503 with the remedy until there is something to serve.
    """
    settings = settings or read_settings()
    held = service or Service(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        await run_in_threadpool(held.refresh)
        held.watch()
        yield
        await run_in_threadpool(held.close)

    app = _Application(
        title="Designbook",
        version=version(),
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        responses=problems.documented(500),
    )
    app.state.service = held
    problems.install(app)
    app.add_middleware(BodyLimit, limit=settings.max_body_bytes)
    caching.install(app)
    app.add_middleware(Methods, routes=app.routes)
    app.add_middleware(KnownHost, names=answered(settings.host, settings.hosts))
    _add_routes(app)
    docs.install(app)
    return app


def _add_routes(app: FastAPI) -> None:
    app.include_router(ask.router, dependencies=[Depends(only_known)])
    # The ways stand before the nodes, whose ids may hold a slash.
    for routes in (walks, graph, sources):
        app.include_router(
            routes.router,
            dependencies=[Depends(only_known), Depends(caching.of_generation)],
            responses=caching.documented(),
        )
    app.include_router(health.router)


class _Application(FastAPI):
    """Names each request outside everything else."""

    def build_middleware_stack(self) -> ASGIApp:
        """Stand outside the framework's own answer to unexpected errors, which is the outermost."""
        return RequestId(super().build_middleware_stack())
