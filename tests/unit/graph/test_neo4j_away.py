"""A Neo4j that is not there: said at once, with the remedy."""

import socket
import threading
import time
from contextlib import closing

import pytest

from graph.errors import StoreUnavailable
from graph.neo4j.errors import Access
from graph.neo4j.store import Neo4jStore

SECRET = "a word"  # noqa: S105 (made up)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+ssc"])
def test_nobody_listens(scheme):
    access = Access(f"{scheme}://127.0.0.1:{free_port()}", password=SECRET)
    began = time.monotonic()
    with closing(Neo4jStore(access)) as store:
        for act in (store.live, store.generations, lambda: store.load("g")):
            with pytest.raises(StoreUnavailable, match="make neo4j") as caught:
                act()
            assert caught.value.__cause__ is not None
            assert SECRET not in str(caught.value)
    assert time.monotonic() - began < 20


def test_somebody_listens_and_says_nothing():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        access = Access(f"bolt://127.0.0.1:{silent.getsockname()[1]}", connect_seconds=0.3)
        began = time.monotonic()
        with closing(Neo4jStore(access)) as store, pytest.raises(StoreUnavailable):
            store.live()
        assert time.monotonic() - began < 10


def test_another_server():
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer():
            client, _ = server.accept()
            with client:
                client.recv(100)
                client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        access = Access(f"bolt://127.0.0.1:{server.getsockname()[1]}", connect_seconds=2)
        with closing(Neo4jStore(access)) as store, pytest.raises(StoreUnavailable):
            store.live()
        thread.join()


@pytest.mark.parametrize("uri", ["http://127.0.0.1:7474", "nonsense", "bolt://[::1", "bolt://h:x"])
def test_what_is_no_address(uri):
    with closing(Neo4jStore(Access(uri))) as store, pytest.raises(StoreUnavailable, match="J_URI"):
        store.live()


def test_a_host_that_no_name_server_knows():
    access = Access("bolt://no-such-host.invalid")
    with closing(Neo4jStore(access)) as store, pytest.raises(StoreUnavailable, match="no-such"):
        store.live()


def test_closed():
    store = Neo4jStore(Access("bolt://127.0.0.1:1"))
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.live()
