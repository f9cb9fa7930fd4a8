"""``kill -9`` of an ingest at random moments of all its stages: into files, and into a Neo4j."""

from __future__ import annotations

from pathlib import Path

from api.service import Service
from api.settings import Settings, read_settings
from api.views import answer_out
from retrieval.embedding.embedder import Embedder
from tests.durability.conftest import Campaign, GiveNeo4j
from tests.durability.folders import check_tidy, served
from tests.durability.kills import Ingests
from tests.durability.nursery import Nursery
from tests.durability.readers import Reader, reading

COLD_EVERY = 5
"""Each so many kills the caches are empty, so that an ingest reads and embeds everything."""


def test_killed_ingests(
    campaign: Campaign,
    program: Nursery,
    books: dict[str, Path],
    settings: Settings,
    embedder: Embedder,
):
    data = {"DATA_DIR": str(settings.data_dir)}
    ingests = Ingests(program, books, data, campaign.random)
    reader = kill_many(ingests, campaign.ingests, settings, embedder)
    campaign.tell("ingest, embedded store", ingests.kills, reader)


def test_killed_ingests_into_a_neo4j(
    *,
    campaign: Campaign,
    program: Nursery,
    books: dict[str, Path],
    settings: Settings,
    embedder: Embedder,
    server: str,
    give_neo4j: GiveNeo4j,
):
    """Graph and index both stand there."""
    environment = {"DATA_DIR": str(settings.data_dir), **give_neo4j(server, "neo4j")}
    remote = read_settings(**{name.lower(): value for name, value in environment.items()})
    ingests = Ingests(program, books, environment, campaign.random)
    reader = kill_many(ingests, campaign.of_each(campaign.services), remote, embedder)
    campaign.tell(f"ingest, graph and index in Neo4j {server}", ingests.kills, reader)


def kill_many(ingests: Ingests, kills: int, settings: Settings, embedder: Embedder) -> Reader:
    for mark in ingests.books:
        ingests.finish(mark)
    service = Service(settings).open()
    service.watch()
    try:
        with reading(
            lambda question: answer_out(service.ask(question)).model_dump_json()
        ) as reader:
            while sum(ingests.kills.values()) < kills:
                kill_one(ingests, settings, embedder)
    finally:
        service.close()
    return reader


def kill_one(ingests: Ingests, settings: Settings, embedder: Embedder) -> None:
    if sum(ingests.kills.values()) % COLD_EVERY == COLD_EVERY - 1:
        for path in (settings.vectors_path, settings.readings_path):
            path.unlink(missing_ok=True)
    before, mark = ingests.live, ingests.next()
    ingests.kill(mark)
    _, found = served(settings, embedder)
    # What was acknowledged is there, or what was about to take its place, whole.
    assert found in ({before, mark} if ingests.live == before else {mark})
    ingests.live = found
    ingests.finish(ingests.next())
    _, found = served(settings, embedder)
    assert found == ingests.live
    check_tidy(settings)
