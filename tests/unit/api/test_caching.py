"""What a client may keep of a generation, and how it learns of another."""

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.caching import SMALLEST
from api.ingestion import ingest
from api.settings import Settings

OF_GENERATION = (
    "/nodes",
    "/nodes?kind=Tool&limit=1",
    "/nodes/model:prophet",
    "/nodes/model:prophet/relations",
    "/nodes/model:prophet/neighbourhood",
    "/paths?from=model:prophet&to=model:deepar",
    "/relations",
    "/graph",
    "/sources",
    "/sources/small_handbook.md",
)


@pytest.mark.parametrize("path", OF_GENERATION)
def test_what_a_client_has_is_not_sent_again(client: TestClient, path: str):
    first = client.get(path)
    assert first.status_code == 200, first.text
    tag = first.headers["etag"]
    assert first.headers["x-generation"] == client.get("/health").json()["generation"]
    assert first.headers["cache-control"] == "no-cache"
    for ask in (client.get, client.head):
        again = ask(path, headers={"if-none-match": f'"other", {tag}'})
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "x-generation", "cache-control", "vary", "x-request-id"):
            assert name in again.headers
        assert "content-type" not in again.headers
    assert client.get(path, headers={"if-none-match": 'W/"other"'}).json() == first.json()
    assert client.get(path, headers={"if-none-match": "*"}).status_code == 304


def test_a_condition_hides_no_problem(client: TestClient):
    known = {"if-none-match": client.get("/nodes").headers["etag"]}
    for path, status in (("/nodes/no:such", 404), ("/nodes?limit=0", 422), ("/nodes?x=1", 422)):
        response = client.get(path, headers=known)
        assert response.status_code == status
        assert "etag" not in response.headers
        assert "x-generation" not in response.headers


def test_health_and_answers_are_not_kept(client: TestClient):
    health = client.get("/health", headers={"if-none-match": "*"})
    assert (health.status_code, health.headers["cache-control"]) == (200, "no-store")
    answer = client.post("/ask", json={"question": "Which tools?"}, headers={"if-none-match": "*"})
    assert answer.status_code == 200
    assert "etag" not in answer.headers


def test_another_generation_is_noticed_while_paging(
    new_folder: Callable[[str], Path], small_handbook: Path, tmp_path: Path
):
    settings = Settings(data_dir=new_folder("data"))
    ingest(settings, [small_handbook])
    with TestClient(create_app(settings)) as client:
        first = client.get("/nodes?limit=2")
        second = client.get("/nodes?limit=2&offset=2")
        assert second.headers["x-generation"] == first.headers["x-generation"]
        changed = tmp_path / small_handbook.name
        changed.write_text(small_handbook.read_text("utf-8") + "\n- Zeppelin\n", "utf-8")
        ingest(settings, [changed])
        client.app.state.service.refresh()
        third = client.get("/nodes?limit=2", headers={"if-none-match": first.headers["etag"]})
        assert third.status_code == 200
        assert third.headers["x-generation"] != first.headers["x-generation"]


def test_large_content_is_compressed_where_it_is_asked_for(client: TestClient):
    plain = client.get("/graph", headers={"accept-encoding": "identity"})
    packed = client.get("/graph", headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert "accept-encoding" in packed.headers["vary"].lower()
    assert packed.json() == plain.json()
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 3
    assert packed.headers["etag"] == plain.headers["etag"]


def test_small_content_streams_and_pages_are_left_as_they_are(client: TestClient):
    small = client.get("/nodes?limit=1")
    assert len(small.content) < SMALLEST
    question = {"question": "Which models are typical for churn prediction?"}
    told = client.post("/ask/stream", json=question)
    assert len(told.content) > SMALLEST
    script = client.get("/docs-assets/swagger-ui-bundle.js")
    for response in (small, told, script):
        assert "content-encoding" not in response.headers
