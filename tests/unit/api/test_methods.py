"""What an address says to a method that it does not have, with a page mounted over all of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.app import create_app
from api.problems import install_in_mounts
from api.settings import Settings


@pytest.fixture(scope="module")
def client(ingested: Path) -> Iterator[TestClient]:
    app, page = create_app(Settings(data_dir=ingested)), FastAPI()
    page.get("/")(lambda: "the page")
    app.mount("/", page)
    install_in_mounts(app)
    with TestClient(app) as client:
        yield client


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/ask", "POST"),
        ("HEAD", "/ask/stream", "POST"),
        ("DELETE", "/nodes", "GET, HEAD"),
        ("PUT", "/nodes/tool:kafka/relations", "GET, HEAD"),
        ("POST", "/graph", "GET, HEAD"),
        ("PATCH", "/sources/small_handbook.md", "GET, HEAD"),
        ("OPTIONS", "/health", "GET, HEAD"),
        ("BREW", "/docs", "GET, HEAD"),
    ],
)
def test_another_method_is_told_which_there_are(client, method: str, path: str, allowed: str):
    response = client.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == allowed
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["x-request-id"]
    if method == "HEAD":
        assert response.content == b""
    else:
        assert response.json()["detail"].startswith(f"{method} is not allowed at {path}: use ")


@pytest.mark.parametrize(
    "path", ["/health", "/nodes?limit=2", "/graph", "/sources", "/docs", "/openapi.json"]
)
def test_head_is_get_without_its_content(client: TestClient, path: str):
    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length"):
        assert head.headers[name] == got.headers[name]


def test_head_of_what_is_not_there(client: TestClient):
    response = client.head("/nodes/no:such")
    assert (response.status_code, response.content) == (404, b"")


def test_the_page_keeps_what_no_route_has(client: TestClient):
    assert client.get("/").json() == "the page"
    assert client.get("/nowhere").status_code == 404
    assert client.delete("/").status_code == 405
    assert client.delete("/").headers["content-type"] == "application/problem+json"
