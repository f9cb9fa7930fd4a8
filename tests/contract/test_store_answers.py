"""The same handbook in either store: the same report, the same answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from api.ingestion import ingest
from api.service import Service
from api.settings import GraphBackend, Settings
from api.wiring import open_store
from graph.errors import StoreUnavailable
from graph.neo4j_errors import Access
from retrieval.answer import Answer

QUESTIONS = (
    "Which tools are there?",
    "Which models are typical for forecasting?",
    "What feeds into the model?",
    "How many tools are there?",
    "What are the tradeoffs?",
    "How do I bake an apple pie?",
    "`) MATCH (n) DETACH DELETE n //",
)


def settings_for(access: Access, folder: Path) -> Settings:
    return Settings(
        data_dir=folder,
        graph_backend=GraphBackend.NEO4J,
        neo4j_uri=access.uri,
        neo4j_password=access.password,
        neo4j_query_seconds=access.query_seconds,
    )


def answers(settings: Settings) -> list[Answer]:
    service = Service(settings).open()
    try:
        return [replace(service.ask(question), timings_ms={}) for question in QUESTIONS]
    finally:
        service.close()


def test_same_answers(
    neo4j: Access, ingested: Path, new_folder: Callable[[str], Path], small_handbook: Path
):
    embedded, other = Settings(data_dir=ingested), settings_for(neo4j, new_folder("other"))
    first = ingest(other, [small_handbook])
    assert first.changed
    assert not ingest(other, [small_handbook]).changed
    assert not other.store_path.exists()
    assert answers(other) == answers(embedded)
    with closing(open_store(embedded)) as one, closing(open_store(other)) as two:
        assert one.live() == two.live() == first.generation
        assert one.load(one.live()) == two.load(two.live())


def test_a_second_process_serves_what_the_first_ingests(
    neo4j: Access, new_folder: Callable[[str], Path], small_handbook: Path, tmp_path: Path
):
    settings = settings_for(neo4j, new_folder("shared"))
    ingest(settings, [small_handbook])
    service = Service(settings).open()
    before = service.current().generation
    assert not service.refresh()
    changed = tmp_path / "more.md"
    changed.write_text(small_handbook.read_text(encoding="utf-8") + "\n\n- Zeppelin\n", "utf-8")
    ingest(settings, [changed])
    assert service.refresh()
    assert service.current().generation != before
    service.close()


def test_the_store_that_the_settings_name_is_not_there(new_folder: Callable[[str], Path]):
    settings = settings_for(Access("bolt://127.0.0.1:1"), new_folder("away"))
    with (
        closing(open_store(settings)) as store,
        pytest.raises(StoreUnavailable, match="make neo4j"),
    ):
        store.live()
