"""A Neo4j that is there and says nothing: its process is stopped, its connections stand."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.dependencies import reader_of
from api.ingestion import ingest
from api.service import Service
from api.settings import GraphBackend, Settings
from graph.build import build_graph
from graph.errors import StoreAway, StoreUnavailable
from graph.model import Graph
from graph.neo4j.connection import Connection
from graph.neo4j.errors import Access
from graph.neo4j.store import Neo4jStore
from ingest.reader import read

ENDLESS = "UNWIND range(1, 100000000000) AS x WITH x WHERE x % 7 = 9 RETURN count(x)"
AT_MOST = 60.0
"""Seconds after which a call counts as one that never ends; the deadlines here are far below."""

Freeze = Callable[[], AbstractContextManager[None]]


@pytest.fixture
def hasty(neo4j: Access) -> Access:
    return replace(neo4j, connect_seconds=1.0, query_seconds=1.0, lock_seconds=1.0)


@pytest.fixture
def graph(small_handbook: Path) -> Graph:
    return build_graph(read([small_handbook])).graph


@pytest.fixture
def kept(neo4j: Access, graph: Graph) -> Graph:
    """A generation that the server holds."""
    with closing(Neo4jStore(neo4j)) as store:
        store.put(graph)
        store.activate(graph.generation)
    return graph


@pytest.fixture
def store(hasty: Access) -> Iterator[Neo4jStore]:
    with closing(Neo4jStore(hasty)) as store:
        yield store


class Call(threading.Thread):
    """A call in a thread of its own, so that one that never ends does not hold up the test."""

    def __init__(self, act: Callable[[], object]) -> None:
        super().__init__(daemon=True)
        self._act = act
        self._outcome: object = None
        self.start()

    def run(self) -> None:
        try:
            self._outcome = self._act()
        except Exception as error:  # noqa: BLE001 (what it is, the test looks at)
            self._outcome = error

    def outcome(self) -> object:
        self.join(AT_MOST)
        assert not self.is_alive(), "the call never ends"
        return self._outcome


def test_every_reading_call_ends(store, kept, frozen):
    reader = store.reader(kept.generation)
    node = kept.nodes[0].id
    acts = (
        reader.counts,
        lambda: reader.neighbourhood(node, 2),
        store.live,
        store.generations,
        lambda: store.load(kept.generation),
    )
    with frozen():
        for act in acts:
            error = Call(act).outcome()
            assert isinstance(error, StoreUnavailable), error
            assert "2 s" in str(error) or "cannot be reached" in str(error)
    # It recovers by itself, with new connections.
    assert reader.counts().nodes == len(kept.nodes)
    assert store.load(kept.generation) == kept


def test_frozen_in_the_middle_of_a_query(neo4j, frozen):
    access = replace(neo4j, connect_seconds=1.0, query_seconds=4.0)
    with closing(Connection(access)) as db, closing(Connection(neo4j)) as other:
        db.read("RETURN 1")
        call = Call(lambda: db.read(ENDLESS))
        running = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS '100000000000'"
        while not other.read(f"{running} AND NOT currentQuery STARTS WITH 'SHOW' RETURN 1"):
            time.sleep(0.05)
        with frozen():
            error = call.outcome()
            assert isinstance(error, StoreAway)
            assert "has not answered for 5 s" in str(error)
            assert "NEO4J_QUERY_SECONDS" in str(error)
            assert error.__cause__ is not None
        assert db.read("RETURN 1")[0][0] == 1


def test_many_calls_at_once_end_together(store, kept, frozen):
    reader = store.reader(kept.generation)
    with frozen():
        calls = [Call(reader.counts) for _ in range(20)]
        assert all(isinstance(call.outcome(), StoreUnavailable) for call in calls)
    assert reader.counts().nodes == len(kept.nodes)


def test_frozen_while_a_generation_is_written(hasty, store, graph, frozen, monkeypatch):
    def freezing(rows: Callable) -> Callable:
        def cut(written: Graph) -> Iterator[object]:
            for number, batch in enumerate(rows(written)):
                if number == 2:
                    ice.__enter__()
                yield batch

        return cut

    ice = frozen()
    monkeypatch.setattr("graph.neo4j.rows.BATCH_ROWS", 5)
    monkeypatch.setattr("graph.neo4j.store.rows_of", freezing(_rows_of()))
    try:
        assert isinstance(Call(lambda: store.put(graph)).outcome(), StoreUnavailable)
    finally:
        ice.__exit__(None, None, None)
    monkeypatch.undo()
    with closing(Neo4jStore(replace(hasty, query_seconds=60.0, lock_seconds=60.0))) as awake:
        assert awake.generations() == ()
        awake.put(graph)
        assert awake.load(graph.generation) == graph


def _rows_of() -> Callable:
    from graph.neo4j.rows import rows_of  # noqa: PLC0415 (before it is replaced)

    return rows_of


def test_a_request_is_answered_with_a_problem(
    ingested: Path, store: Neo4jStore, kept: Graph, frozen: Freeze
):
    app = create_app(Settings(data_dir=ingested))
    app.dependency_overrides[reader_of] = lambda: store.reader(kept.generation)
    node = kept.nodes[0].id
    with TestClient(app) as client:
        assert client.get("/nodes").json()["total"] == len(kept.nodes)
        with frozen():
            for address in ("/nodes", f"/nodes/{node}", f"/nodes/{node}/relations"):
                response = Call(lambda: client.get(address)).outcome()  # noqa: B023
                assert response.status_code == 503
                assert response.headers["content-type"] == "application/problem+json"
                assert int(response.headers["Retry-After"]) > 0
        assert client.get("/nodes").json()["total"] == len(kept.nodes)


def test_a_service_goes_on_with_what_it_has(
    hasty: Access, new_folder: Callable[[str], Path], small_handbook: Path, frozen: Freeze
):
    settings = Settings(
        data_dir=new_folder("frozen"),
        graph_backend=GraphBackend.NEO4J,
        neo4j_uri=hasty.uri,
        neo4j_password=hasty.password,
        neo4j_connect_seconds=1.0,
        neo4j_query_seconds=20.0,
    )
    ingest(settings, [small_handbook])
    service = Service(settings.model_copy(update={"neo4j_query_seconds": 1.0})).open()
    with frozen():
        assert Call(service.refresh).outcome() is False
        assert service.ask("Which tools are there?").answer
        assert Call(service.close).outcome() is None


def test_a_service_that_starts_beside_a_frozen_server(
    hasty: Access, new_folder: Callable[[str], Path], frozen: Freeze
):
    settings = Settings(
        data_dir=new_folder("start"),
        graph_backend=GraphBackend.NEO4J,
        neo4j_uri=hasty.uri,
        neo4j_password=hasty.password,
        neo4j_connect_seconds=1.0,
        neo4j_query_seconds=1.0,
    )
    with frozen():
        error = Call(Service(settings).open).outcome()
        assert isinstance(error, StoreUnavailable)
