"""``kill -9`` of an ingest into the embedded store, at random moments of all its stages."""

from __future__ import annotations

from api.service import Service
from api.settings import Settings
from api.views import answer_out
from retrieval.embedding.embedder import Embedder
from tests.durability.conftest import Campaign
from tests.durability.folders import check_tidy, served
from tests.durability.kills import Ingests
from tests.durability.nursery import Nursery
from tests.durability.readers import reading

COLD_EVERY = 5
"""Each so many kills the caches are empty, so that an ingest reads and embeds everything."""


def test_killed_ingests(
    campaign: Campaign,
    program: Nursery,
    books: dict,
    settings: Settings,
    embedder: Embedder,
):
    data = {"DATA_DIR": str(settings.data_dir)}
    ingests = Ingests(program, books, data, campaign.random)
    for mark in books:
        ingests.finish(mark)
    service = Service(settings).open()
    service.watch()
    try:
        with reading(
            lambda question: answer_out(service.ask(question)).model_dump_json()
        ) as reader:
            while sum(ingests.kills.values()) < campaign.ingests:
                kill_one(ingests, settings, embedder)
    finally:
        service.close()
    campaign.tell("ingest, embedded store", ingests.kills, reader)


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
