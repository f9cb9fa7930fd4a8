"""Statements in every parameter of every route, over each reader: nothing but data, no 500."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.dependencies import reader_of
from api.settings import Settings
from api.wiring import open_store
from graph.model import Graph
from graph.neo4j.errors import Access
from graph.neo4j.store import Neo4jStore
from graph.reader import GraphReader
from graph.snapshot import Snapshot
from graph.sqlite.store import SqliteStore
from tests.contract.graphs import HOSTILE, UNHEARD_OF, hostile_graph

ALLOWED = {200, 404, 405, 413, 422}
"""A text may be found, be of nothing, make another address, be too long or be no such value."""
ENCODABLE = tuple(text for text in UNHEARD_OF if "\ud83d" not in text)
"""What an address can hold; half of a surrogate pair can stand in a JSON body only."""
NUMBERS = ("0", "-1", "1e9", "NaN", "1 OR 1=1", "9" * 40, "1; DROP TABLE nodes", "٣")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return hostile_graph()


@pytest.fixture(params=["snapshot", "sqlite", "neo4j-5", "neo4j-2026"])
def reader(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    empty_neo4j: Callable[[str], Access],
    graph: Graph,
) -> Iterator[GraphReader]:
    """A reader of the hostile graph, which is as it was when the test is over."""
    backend, _, version = request.param.partition("-")
    if backend == "snapshot":
        yield Snapshot(graph)
        return
    path = tmp_path / "graph.sqlite"
    store = Neo4jStore(empty_neo4j(version)) if backend == "neo4j" else SqliteStore(path)
    with closing(store):
        store.put(graph)
        store.activate(graph.generation)
        yield store.reader(graph.generation)
        assert (store.generations(), store.live()) == ((graph.generation,), graph.generation)
        assert store.load(graph.generation) == graph


@pytest.fixture
def client(reader: GraphReader, ingested: Path) -> Iterator[TestClient]:
    app = create_app(Settings(data_dir=ingested))
    app.dependency_overrides[reader_of] = lambda: reader
    # What is not caught would be answered with 500, as a server does.
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def parameters(ingested: Path) -> list[tuple[str, str, str, str]]:
    """(method, address, where, name) of each parameter, as the service itself lists them."""
    paths = create_app(Settings(data_dir=ingested)).openapi()["paths"]
    return [
        (method, path, parameter["in"], parameter["name"])
        for path, methods in paths.items()
        for method, operation in methods.items()
        for parameter in operation.get("parameters", ())
    ]


def asked(client: TestClient, parameter: tuple[str, str, str, str], text: str):
    """Ask with one parameter made of a text and all others harmless."""
    method, address, where, name = parameter
    if where == "path":
        address = address.replace(f"{{{name}}}", quote(text, safe=""))
        return client.request(method, address)
    address = address.replace("{node_id}", quote(HOSTILE[1], safe="")).replace("{path}", "a.md")
    return client.request(method, address, params={name: text})


def test_every_parameter_of_every_route(client, parameters):
    assert {name for *_, name in parameters} >= {"kind", "q", "node_id", "relation", "path"}
    for parameter in parameters:
        for text in (*ENCODABLE, *NUMBERS):
            response = asked(client, parameter, text)
            assert response.status_code in ALLOWED, (parameter, text, response.text)
            assert "Traceback" not in response.text


def test_hostile_names_are_found_as_they_are(client, graph):
    for node in graph.nodes:
        address = f"/nodes/{quote(node.id, safe='')}"
        if node.id.strip(" .") == node.id and "\n" not in node.id:
            found = client.get(address).json()
            assert (found["id"], found["name"], found["text"]) == (node.id, node.name, node.text)
        searched = client.get("/nodes", params={"q": node.name, "limit": 500}).json()
        assert node.id in {item["id"] for item in searched["items"]} or len(node.name) > 200
    related = client.get(f"/nodes/{quote('`', safe='')}/relations", params={"relation": "`"})
    assert [item["relation"] for item in related.json()["items"]] == ["`"]


def test_questions_are_texts(client):
    for text in UNHEARD_OF:
        for body in (
            {"question": text},
            {"question": "Which tools are there?", "history": [{"role": "user", "content": text}]},
            {"question": "Which tools are there?", "history": [{"role": text, "content": "x"}]},
            {"question": text, text: text},
        ):
            content = json.dumps(body)
            for address in ("/ask", "/ask/stream"):
                response = client.post(
                    address, content=content, headers={"Content-Type": "application/json"}
                )
                assert response.status_code in ALLOWED, (address, body, response.text)


def test_what_was_served_is_served_still(client, ingested):
    for text in ENCODABLE:
        client.get(f"/sources/{quote(text, safe='')}")
        client.post("/ask", json={"question": text})
    with closing(open_store(Settings(data_dir=ingested))) as store:
        live = store.live()
        assert live is not None
        assert client.get("/health").json()["generation"] == live
        assert store.load(live).generation == live
