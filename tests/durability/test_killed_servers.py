"""``kill -9`` of the Neo4j server while an ingest writes graph, or graph and index, into it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from api.progress import Stage
from api.service import Service
from api.settings import Settings, read_settings
from api.views import answer_out
from graph.errors import StoreAway
from retrieval.embedding.embedder import Embedder
from tests.durability.conftest import Campaign, GiveNeo4j
from tests.durability.folders import check_tidy, served
from tests.durability.kills import Ingests
from tests.durability.nursery import Nursery
from tests.durability.readers import reading
from tests.durability.said import check_refusal
from tests.neo4j_servers import Servers

GIVES_UP_AFTER = "3"
"""Seconds that an ingest waits for a server that was killed."""
WRITING = (Stage.STORE, Stage.INDEX, Stage.PUBLISH)
FOLLOWS_WITHIN = 120.0
"""Seconds; the service looks twice a second."""


@pytest.mark.parametrize("indexes", ["files", "neo4j"])
def test_killed_servers(
    *,
    campaign: Campaign,
    server: str,
    indexes: str,
    program: Nursery,
    books: dict[str, Path],
    settings: Settings,
    embedder: Embedder,
    give_neo4j: GiveNeo4j,
    neo4j_servers: Servers,
):
    access = give_neo4j(server, indexes)
    environment = {"DATA_DIR": str(settings.data_dir), **access}
    remote = read_settings(
        data_dir=settings.data_dir, **{name.lower(): value for name, value in access.items()}
    )
    ingests = Ingests(program, books, environment, campaign.random)
    for mark in books:
        ingests.finish(mark)
    service = Service(remote).open()
    service.watch()
    try:
        with reading(lambda asked: answer_of(service, asked)) as reader:
            for _ in range(campaign.of_each(campaign.servers)):
                kill_one(ingests, server, neo4j_servers, remote, embedder)
            await_generation(service, served(remote, embedder)[0])
    finally:
        service.close()
    assert not reader.refused or indexes == "neo4j"  # files on this machine answer all the time
    campaign.tell(f"Neo4j {server}, indexes in {indexes}", ingests.kills, reader)


def answer_of(service: Service, question: str) -> str | None:
    """Answer as JSON; None where the server that holds the indexes is away."""
    try:
        return answer_out(service.ask(question)).model_dump_json()
    except StoreAway:
        return None


def kill_one(
    ingests: Ingests, server: str, servers: Servers, settings: Settings, embedder: Embedder
) -> None:
    before, mark = ingests.live, ingests.next()
    ingest = ingests.start(mark, NEO4J_QUERY_SECONDS=GIVES_UP_AFTER)
    stage = ingests.moment(ingest, WRITING)
    servers.kill(server)
    if ingest.wait() == 0:  # it was done before it noticed
        before = mark
    else:
        check_refusal(ingest)
    ingests.kills[stage] = ingests.kills.get(stage, 0) + 1
    servers.restart(server)
    _, found = served(settings, embedder)
    assert found in {before, mark}
    ingests.live = found
    ingests.finish(ingests.next())
    assert served(settings, embedder)[1] == ingests.live
    check_tidy(settings)


def await_generation(service: Service, generation: str) -> None:
    deadline = time.monotonic() + FOLLOWS_WITHIN
    while service.current().generation != generation:
        assert time.monotonic() < deadline
        time.sleep(0.05)
