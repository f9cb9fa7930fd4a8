"""Real processes, real stores and real faults; ``make durability`` runs many, ``make test`` few."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from api.settings import Settings
from graph.neo4j.errors import Access
from retrieval.embedding.embedder import Embedder
from retrieval.embedding.embedders import open_embedder
from tests.durability import editions
from tests.durability.nursery import SERVING, Nursery, nursery
from tests.durability.readers import Reader
from tests.neo4j_servers import VERSIONS

GiveNeo4j = Callable[..., dict[str, str]]
FEW = 2
"""Kills of an ingest in a run of all tests; the other campaigns are in proportion."""


figures: list[str] = []
"""What the campaigns have to tell at the end."""


class Campaign:
    """How much is tried, from the variable ``COUNT``: so many kills of an ingest."""

    def __init__(self) -> None:
        self.ingests = int(os.environ.get("COUNT") or FEW)
        self.is_short = self.ingests <= FEW
        self.services = max(1, self.ingests // 5)
        self.servers = max(1, self.ingests // 10)
        self.cuts = max(30, 10 * self.ingests)
        self.versions = VERSIONS[-1:] if self.is_short else VERSIONS
        """Of the Neo4j servers that are killed, cut off and damaged."""
        self.random = random.Random(int(os.environ.get("SEED") or 7))  # noqa: S311 (reproducible)

    def of_each(self, tries: int) -> int:
        """Return how many of these tries fall to each version."""
        return max(1, tries // len(self.versions))

    def tell(self, what: str, kills: Mapping[str, int], reader: Reader) -> None:
        """Keep the figures of a campaign for the end of the run."""
        moments = ", ".join(f"{moment} {number}" for moment, number in sorted(kills.items()))
        figures.append(
            f"{what}: {sum(kills.values())} kills ({moments}); {sum(reader.seen.values())} answers"
            f" meanwhile, none of two generations, {reader.refused} refused in good order"
        )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if figures:
        terminalreporter.section("durability")
        for line in figures:
            terminalreporter.line(line)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for a ``server`` on a Neo4j of each version of the campaign."""
    if "server" in metafunc.fixturenames:
        metafunc.parametrize("server", Campaign().versions, ids=lambda version: f"neo4j-{version}")


@pytest.fixture(scope="session")
def campaign() -> Campaign:
    return Campaign()


@pytest.fixture(scope="session")
def embedder(models: Path) -> Embedder:
    return open_embedder("default", models)


@pytest.fixture(scope="session")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Mark to the folder of its edition."""
    return editions.write(tmp_path_factory.mktemp("editions"))


@pytest.fixture(scope="session")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """Runs ``designbook``."""
    with nursery(tmp_path_factory.mktemp("said")) as opened:
        yield opened


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """Runs ``designbook serve``."""
    with nursery(tmp_path_factory.mktemp("served"), modules=SERVING) as opened:
        yield opened


@pytest.fixture
def settings(new_folder: Callable[[str], Path]) -> Settings:
    return Settings(data_dir=new_folder("data"))


@pytest.fixture(scope="session")
def give_neo4j(empty_neo4j: Callable[[str], Access]) -> GiveNeo4j:
    """``give_neo4j(version)``: the variables that name a Neo4j with nothing in it."""

    def give(version: str = VERSIONS[0], indexes: str = "files") -> dict[str, str]:
        access = empty_neo4j(version)
        return {
            "INDEX_BACKEND": indexes,
            "GRAPH_BACKEND": "neo4j",
            "NEO4J_URI": access.uri,
            "NEO4J_PASSWORD": access.password,
            "NEO4J_QUERY_SECONDS": "60",
        }

    return give
