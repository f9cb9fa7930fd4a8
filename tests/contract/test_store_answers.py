"""The same handbook in either store: the same report, the same answers."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from api.doctor.diagnosis import examine
from api.doctor.finding import Level
from api.ingestion import ingest
from api.service import Service
from api.settings import GraphBackend, IndexBackend, Settings
from api.wiring import open_indexes, open_store
from graph.errors import StoreUnavailable
from graph.neo4j.errors import Access
from retrieval.answer import Answer
from retrieval.errors import IndexMissing

QUESTIONS = (
    "Which tools are there?",
    "Which models are typical for forecasting?",
    "What feeds into the model?",
    "How many tools are there?",
    "What are the tradeoffs?",
    "How do I bake an apple pie?",
    "`) MATCH (n) DETACH DELETE n //",
    "What happens at night?",
)


IN_NEO4J = {"index_backend": IndexBackend.NEO4J}


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


def test_same_answers_from_prose_alone(
    neo4j: Access, new_folder: Callable[[str], Path], prose_handbook: Path
):
    here = Settings(data_dir=new_folder("here"))
    there = settings_for(neo4j, new_folder("there")).model_copy(update=IN_NEO4J)
    first = ingest(here, [prose_handbook])
    assert ingest(there, [prose_handbook]).generation == first.generation
    assert first.facts == 0
    assert answers(there) == answers(here)
    assert answers(there)[-1].citations
    assert not [f for f in examine(there).findings if f.level is Level.PROBLEM]


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


def test_a_replica_without_files_serves_from_neo4j_alone(
    neo4j: Access, ingested: Path, new_folder: Callable[[str], Path], small_handbook: Path
):
    there = settings_for(neo4j, new_folder("ingests")).model_copy(update=IN_NEO4J)
    assert ingest(there, [small_handbook]).changed
    assert not ingest(there, [small_handbook]).changed
    replica = there.model_copy(update={"data_dir": new_folder("replica")})
    assert answers(replica) == answers(Settings(data_dir=ingested))
    assert [path.name for path in replica.data_dir.iterdir()] == ["models"]
    assert not there.indexes_dir.exists()
    with closing(Service(replica).open()) as one, closing(Service(there).open()) as two:
        assert one.current().places == two.current().places
    found = {finding.check: finding for finding in examine(replica).findings}
    assert found["index"].level is found["neo4j indexes"].level is Level.OK
    assert "no entry is missing" in found["index"].says


def test_an_ingest_removes_the_indexes_of_old_generations(
    neo4j: Access, new_folder: Callable[[str], Path], small_handbook: Path, tmp_path: Path
):
    settings = settings_for(neo4j, new_folder("ingests")).model_copy(update=IN_NEO4J)
    ingest(settings, [small_handbook])
    service = Service(settings).open()
    text = small_handbook.read_text(encoding="utf-8")
    for number in range(3):
        changed = tmp_path / "more.md"
        changed.write_text(f"{text}\n\n- Zeppelin {number}\n", "utf-8")
        ingest(settings, [changed])
    with closing(open_store(settings)) as store, closing(open_indexes(settings)) as indexes:
        assert indexes.generations() == set(store.generations())
        assert len(indexes.generations()) == 2
    with pytest.raises(IndexMissing, match="try again"):
        service.ask(QUESTIONS[0])
    assert service.refresh()
    assert service.ask(QUESTIONS[0]).citations
    service.close()


def test_an_index_that_was_made_elsewhere_only(
    neo4j: Access, new_folder: Callable[[str], Path], small_handbook: Path
):
    settings = settings_for(neo4j, new_folder("files"))
    ingest(settings, [small_handbook])
    replica = settings.model_copy(update={**IN_NEO4J, "data_dir": new_folder("replica")})
    with (
        closing(Service(replica)) as service,
        pytest.raises(IndexMissing, match="designbook ingest"),
    ):
        service.open()
    (finding,) = [each for each in examine(replica).findings if each.check == "index"]
    assert finding.level is Level.PROBLEM


def test_the_store_that_the_settings_name_is_not_there(new_folder: Callable[[str], Path]):
    settings = settings_for(Access("bolt://127.0.0.1:1"), new_folder("away"))
    with (
        closing(open_store(settings)) as store,
        pytest.raises(StoreUnavailable, match="make neo4j"),
    ):
        store.live()
