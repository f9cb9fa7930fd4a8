"""A Neo4j that is away, goes away in mid-query and comes back, through a proxy that cuts."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.ingestion import ingest
from api.service import Service
from api.settings import Settings, read_settings
from graph.errors import StoreUnavailable
from graph.neo4j.errors import Access
from graph.neo4j.store import Neo4jStore
from tests.durability.conftest import Campaign, GiveNeo4j, figures
from tests.durability.editions import QUESTION, marks_in
from tests.durability.proxy import Proxy, proxy_to
from tests.durability.services import check_waiting

THREADS = 8
"""Ask at the same time, so that every cut meets one in mid-query."""
LONGEST_PAUSE = 0.15
"""Seconds between two cuts; a generation is loaded in less."""
COMES_BACK_WITHIN = 60.0

# A connection that is reset while the driver makes it (6.4.1, between Bolt.open's handshake and the
# end of its constructor) is left to the garbage collector, which closes its socket and tells of it.
pytestmark = [
    pytest.mark.filterwarnings(
        f"ignore:Exception ignored in. <{what}:pytest.PytestUnraisableExceptionWarning"
    )
    for what in ("function Bolt.__del__", "socket.socket")
]


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Have what a test leaves collected before the next one begins."""
    yield
    gc.collect()


@pytest.fixture
def proxy(neo4j: dict[str, str]) -> Iterator[Proxy]:
    with proxy_to(int(neo4j["NEO4J_URI"].rpartition(":")[2])) as proxy:
        yield proxy


@pytest.fixture
def neo4j(give_neo4j: GiveNeo4j, server: str) -> dict[str, str]:
    return give_neo4j(server)


@pytest.fixture
def remote(settings: Settings, neo4j: dict[str, str], proxy: Proxy) -> Settings:
    """Settings that reach the Neo4j through the proxy."""
    given = {name.lower(): value for name, value in neo4j.items()}
    through = {"neo4j_uri": f"bolt://127.0.0.1:{proxy.port}", "neo4j_query_seconds": 5}
    return read_settings(**{**given, **through, "data_dir": settings.data_dir})


@pytest.fixture
def direct(remote: Settings, neo4j: dict[str, str]) -> Settings:
    """Settings that reach it past the proxy, with patience for a server that has just started."""
    return remote.model_copy(update={"neo4j_uri": neo4j["NEO4J_URI"], "neo4j_query_seconds": 60.0})


def sockets() -> int:
    """Count the open sockets of this process."""
    found = 0
    for path in Path("/proc/self/fd").iterdir():
        try:
            found += str(path.readlink()).startswith("socket:")
        except OSError:
            continue  # closed meanwhile
    return found


def test_cuts_leak_neither_connections_nor_threads(
    *,
    campaign: Campaign,
    server: str,
    remote: Settings,
    direct: Settings,
    proxy: Proxy,
    books: dict[str, Path],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
):
    # Pytest keeps the driver's records and what is raised where it deletes half-made connections;
    # those hold errors, these their frames, and frames hold sockets that nobody else does.
    caplog.set_level(logging.CRITICAL, logger="neo4j")
    monkeypatch.setattr(sys, "unraisablehook", lambda _: None)
    live = ingest(direct, [books["Amber"]]).generation
    access = Access(
        remote.neo4j_uri,
        password=remote.neo4j_password.get_secret_value(),
        connect_seconds=3.0,
        query_seconds=5.0,
    )
    threads, before = threading.active_count(), sockets()
    with closing(Neo4jStore(access)) as store:
        whole = store.load(live)
        wrong, loaded, refused, cut = cut_while_loading(campaign, store, proxy, whole)
        assert not wrong, wrong[:3]
        assert store.load(live) == whole
        # One connection for each thread that asked, at most: what was cut is given back.
        assert sockets() - before <= THREADS + 1
        assert settled(threads) <= threads, threading.enumerate()
    dropped = sockets() - before
    assert left_open(before) <= before
    assert loaded
    figures.append(
        f"cuts, Neo4j {server}: {campaign.of_each(campaign.cuts)}, of {cut} connections;"
        f" {loaded} loads whole, {refused} refused, {sockets() - before} sockets and"
        f" {threading.active_count() - threads} threads left over ({dropped} sockets closed as"
        " garbage)"
    )


def left_open(before: int) -> int:
    """Count the sockets, once the proxy has ended with those that were cut last."""
    for _ in range(200):
        gc.collect()
        if sockets() <= before:
            break
        time.sleep(0.05)
    return sockets()


def settled(threads: int) -> int:
    """Count the threads, once those that a query began for its deadline have ended."""
    for _ in range(200):
        if threading.active_count() <= threads:
            break
        time.sleep(0.05)
    return threading.active_count()


def cut_while_loading(
    campaign: Campaign, store: Neo4jStore, proxy: Proxy, whole: object
) -> tuple[list[str], int, int, int]:
    """Give what was wrong, the loads that were whole, those refused, and the connections cut."""
    stop = threading.Event()
    outcomes: list[str] = []
    wrong: list[str] = []

    def load() -> None:
        while not stop.is_set():
            try:
                outcomes.append("whole" if store.load(whole.generation) == whole else "mixed")
            except StoreUnavailable:
                outcomes.append("refused")
            except BaseException as error:  # noqa: BLE001 (told by the test)
                wrong.append(repr(error))

    threads = [threading.Thread(target=load, daemon=True) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    cut = met = 0
    try:
        while met < campaign.of_each(campaign.cuts):
            stop.wait(campaign.random.uniform(0, LONGEST_PAUSE))
            connections = proxy.cut()
            cut += connections
            met += connections > 0
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert "mixed" not in outcomes
    return wrong, outcomes.count("whole"), outcomes.count("refused"), cut


def test_a_service_waits_for_its_store_and_keeps_what_it_has(
    remote: Settings,
    direct: Settings,
    proxy: Proxy,
    books: dict[str, Path],
    caplog: pytest.LogCaptureFixture,
):
    ingest(direct, [books["Amber"]])
    proxy.close_door()
    service = Service(remote).start()
    with caplog.at_level(logging.WARNING), TestClient(create_app(remote, service)) as client:
        check_waiting(client.post("/ask", json={"question": QUESTION}))
        check_waiting(client.get("/health"))
        proxy.open_door()
        assert marks_in(await_answer(client, "Amber")) == {"Amber"}
        proxy.close_door()
        ingest(direct, [books["Birch"]])
        for _ in range(5):  # what is in memory is served on
            assert marks_in(client.post("/ask", json={"question": QUESTION}).text) == {"Amber"}
        proxy.open_door()
        assert marks_in(await_answer(client, "Birch")) == {"Birch"}
    said = [record for record in caplog.records if record.name == "api.service"]
    assert any("cannot be reached" in record.message for record in said)
    assert len(said) < 10, "each trouble is said once"


def await_answer(client: TestClient, mark: str) -> str:
    """Ask until the answer carries this mark; everything before is waiting in good order."""
    pause = threading.Event()
    waited = 0.0
    while waited < COMES_BACK_WITHIN:
        response = client.post("/ask", json={"question": QUESTION})
        if response.status_code == 200:
            if mark in response.text:
                return response.text
        else:
            check_waiting(response)
        pause.wait(0.1)
        waited += 0.1
    raise AssertionError(f"no answer of {mark} within {COMES_BACK_WITHIN} s: {response.text}")
