"""A Neo4j of each supported version for the tests of the stores."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from neo4j import GraphDatabase

from graph.neo4j.errors import Access
from tests.neo4j_servers import VERSIONS, Servers


@pytest.fixture(params=VERSIONS, ids=[f"neo4j-{version}" for version in VERSIONS])
def neo4j(request: pytest.FixtureRequest, empty_neo4j: Callable[[str], Access]) -> Access:
    """The address of an empty Neo4j, of each version in turn."""
    return empty_neo4j(request.param)


@pytest.fixture
def frozen(
    request: pytest.FixtureRequest, neo4j_servers: Servers, neo4j: Access
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """``with frozen():`` the server of ``neo4j`` is stopped as it stands; it goes on afterwards."""
    version = request.node.callspec.params["neo4j"]
    process = neo4j_servers.process(version)

    @contextmanager
    def freeze() -> Iterator[None]:
        os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(process, signal.SIGCONT)

    yield freeze
    # The next test is to find it awake.
    with GraphDatabase.driver(neo4j.uri, auth=(neo4j.user, neo4j.password)) as driver:
        driver.execute_query("RETURN 1")
