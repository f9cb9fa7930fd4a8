"""The doctor's look at a real Neo4j."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from api.doctor import stores
from api.doctor.finding import Level
from api.settings import GraphBackend, Settings
from api.wiring import open_store
from graph.build import build_graph
from graph.neo4j.errors import Access
from graph.neo4j.probe import probe
from ingest.reader import read


def settings_of(access: Access, folder: Path) -> Settings:
    return Settings(
        data_dir=folder,
        graph_backend=GraphBackend.NEO4J,
        neo4j_uri=access.uri,
        neo4j_username=access.user,
        neo4j_password=access.password,
        neo4j_query_seconds=access.query_seconds,
    )


def test_version_edition_and_time(neo4j):
    found = probe(neo4j)
    assert found.version.startswith(("Neo4j 5.26", "Neo4j 2026"))
    assert found.edition == "community"
    assert 0 < found.seconds < neo4j.query_seconds


def test_a_server_that_is_well(neo4j, tmp_path, monkeypatch, small_handbook):
    settings = settings_of(neo4j, tmp_path)
    monkeypatch.setattr(stores, "SLOW", 60.0)
    (well,) = stores.neo4j(settings)
    assert well.level is Level.OK
    assert "community" in well.says
    (empty,) = stores.store(settings).findings
    assert empty.level is Level.WARNING
    graph = build_graph(read([small_handbook])).graph
    with closing(open_store(settings)) as store:
        store.put(graph)
        store.activate(graph.generation)
    stored = stores.store(settings)
    assert {finding.level for finding in stored.findings} == {Level.OK}
    assert stored.kept == (graph.generation, None)


def test_a_server_that_is_slow(neo4j, tmp_path, monkeypatch):
    monkeypatch.setattr(stores, "SLOW", 0.0)
    (slow,) = stores.neo4j(settings_of(neo4j, tmp_path))
    assert (slow.level, slow.remedy != "") == (Level.WARNING, True)


def test_a_wrong_password(neo4j, tmp_path):
    wrong = settings_of(replace(neo4j, password="not the right one"), tmp_path)  # noqa: S106
    (found,) = stores.neo4j(wrong)
    assert found.level is Level.PROBLEM
    assert "NEO4J_PASSWORD" in found.remedy
    assert "not the right one" not in found.says
