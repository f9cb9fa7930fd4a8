"""The routes of the graph give the same from memory and from each store's own reader."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from starlette.testclient import TestClient

from api.app import create_app
from api.dependencies import reader_of
from api.ingestion import ingest
from api.settings import GraphBackend, Settings
from api.wiring import open_store
from graph.neo4j.errors import Access
from graph.reader import GraphReader

ADDRESSES = (
    "/nodes?limit=500",
    "/nodes?kind=Tool&kind=Model&offset=2&limit=3",
    "/nodes/model:prophet",
    "/nodes/model:prophet/relations",
    "/nodes/model:prophet/relations?relation=mentions&relation=uses_model&direction=in",
    "/nodes/model:prophet/relations?relation=NOPE",
    "/nodes/model:prophet/neighbourhood?depth=3",
    "/nodes/model:prophet/neighbourhood?depth=3&limit=4",
    "/nodes/model:prophet/neighbourhood?depth=2&relation=uses_model",
    "/nodes/no:such/neighbourhood",
    "/paths?from=model:prophet&to=model:clip&max_length=8&limit=50",
    "/paths?from=model:prophet&to=model:deepar&kind=passage&relation=mentions",
    "/paths?from=model:prophet&to=model:clip&max_length=1",
    "/paths?from=model:prophet&to=no:such",
)


def given(client: TestClient) -> list[tuple[int, object]]:
    responses = [client.get(address) for address in ADDRESSES]
    return [(response.status_code, response.json()) for response in responses]


def from_store(settings: Settings) -> list[tuple[int, object]]:
    with closing(open_store(settings)) as store:
        reader = store.reader(store.live())
        app = create_app(settings)

        def stored() -> GraphReader:
            return reader

        app.dependency_overrides[reader_of] = stored
        with TestClient(app) as client:
            return given(client)


def test_same_from_memory_and_from_each_store(
    neo4j: Access, ingested: Path, new_folder: Callable[[str], Path], small_handbook: Path
):
    here = Settings(data_dir=ingested)
    there = Settings(
        data_dir=new_folder("there"),
        graph_backend=GraphBackend.NEO4J,
        neo4j_uri=neo4j.uri,
        neo4j_password=neo4j.password,
        neo4j_query_seconds=neo4j.query_seconds,
    )
    ingest(there, [small_handbook])
    with TestClient(create_app(here)) as client:
        expected = given(client)
    assert {status for status, _ in expected} == {200, 404, 422}
    assert from_store(here) == expected
    assert from_store(there) == expected
