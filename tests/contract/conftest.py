"""A Neo4j of each supported version for the tests of the stores."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.neo4j_errors import Access
from tests.neo4j_servers import VERSIONS


@pytest.fixture(params=VERSIONS, ids=[f"neo4j-{version}" for version in VERSIONS])
def neo4j(request: pytest.FixtureRequest, empty_neo4j: Callable[[str], Access]) -> Access:
    """The address of an empty Neo4j, of each version in turn."""
    return empty_neo4j(request.param)
