"""``/docs``: the interactive description of the interface, without another host.

The framework's own page loads Swagger UI from a CDN; here it comes from ``static/vendor``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.docs import get_swagger_ui_html
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

from api.schemas import FieldProblem, Problem
from api.stream_schemas import COMPONENTS

FOLDER = Path(__file__).parent / "static" / "vendor" / "swagger-ui"
ASSETS = "/docs-assets"
NO_ICON = "data:,"
_PROBLEMS = (Problem, FieldProblem)


def install(app: FastAPI) -> None:
    """Serve ``/docs`` and complete the OpenAPI document with the problem's schema."""
    app.mount(ASSETS, StaticFiles(directory=FOLDER), name="docs-assets")

    @app.get("/docs", include_in_schema=False)
    def docs(request: Request) -> HTMLResponse:
        root = request.scope.get("root_path", "").rstrip("/")
        return get_swagger_ui_html(
            openapi_url=f"{root}{app.openapi_url}",
            title=app.title,
            swagger_js_url=f"{root}{ASSETS}/swagger-ui-bundle.js",
            swagger_css_url=f"{root}{ASSETS}/swagger-ui.css",
            swagger_favicon_url=NO_ICON,
            # Without this a badge asks the validator's host about the document.
            swagger_ui_parameters={"validatorUrl": None, "defaultModelsExpandDepth": 0},
        )

    _ = docs
    _complete(app)


def _complete(app: FastAPI) -> None:
    """Add the schemas of the routes' problems and events."""
    framework = app.openapi

    def openapi() -> dict[str, Any]:
        # The framework keeps the document that it made.
        document = framework()
        schemas = document["components"]["schemas"]
        if Problem.__name__ not in schemas:
            schemas |= COMPONENTS | {model.__name__: _schema(model) for model in _PROBLEMS}
        return document

    app.openapi = openapi


def _schema(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return schema
