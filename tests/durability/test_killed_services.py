"""``kill -9`` of a service while an ingest runs beside it, on both stores."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.settings import Settings
from tests.durability.conftest import Campaign, GiveNeo4j
from tests.durability.kills import Ingests
from tests.durability.nursery import Nursery
from tests.durability.readers import reading
from tests.durability.services import Served, free_port


@pytest.fixture(params=["embedded", "neo4j"])
def environment(
    request: pytest.FixtureRequest, campaign: Campaign, settings: Settings
) -> dict[str, str]:
    """The variables that name a data folder and a store with nothing in it."""
    data = {"DATA_DIR": str(settings.data_dir)}
    if request.param == "embedded":
        return data
    if campaign.is_short:
        pytest.skip("`make durability` kills services over a Neo4j too")
    give: GiveNeo4j = request.getfixturevalue("give_neo4j")
    return data | give()


def test_killed_services(
    campaign: Campaign,
    program: Nursery,
    serving: Nursery,
    books: dict[str, Path],
    environment: dict[str, str],
):
    ingests = Ingests(program, books, environment, campaign.random)
    for mark in books:
        ingests.finish(mark)
    served = Served(serving, free_port(), environment)
    served.start()
    assert served.first_answer() == ingests.live
    with reading(served.read) as reader:
        for _ in range(campaign.services):
            before, mark = ingests.live, ingests.next()
            ingest = ingests.start(mark)
            stage = ingests.moment(ingest)
            served.kill()
            ingests.kills[stage] = ingests.kills.get(stage, 0) + 1
            served.start()
            assert served.first_answer() in {before, mark}
            assert ingest.wait() == 0, ingest.stderr
            ingests.live = mark
            served.await_mark(mark)
    served.kill()
    store = environment.get("GRAPH_BACKEND", "embedded")
    campaign.tell(f"service, {store} store", ingests.kills, reader)
