"""Which parts the settings name."""

from contextlib import closing
from pathlib import Path

import pytest

from api.settings import GraphBackend, Settings
from api.wiring import open_store, open_writer
from graph.errors import StoreUnavailable
from graph.sqlite.store import SqliteStore


def test_the_embedded_store_is_the_default(tmp_path: Path):
    with closing(open_store(Settings(data_dir=tmp_path))) as store:
        assert isinstance(store, SqliteStore)


def test_a_neo4j_that_is_away(tmp_path: Path):
    settings = Settings(
        data_dir=tmp_path,
        graph_backend=GraphBackend.NEO4J,
        neo4j_uri="bolt://127.0.0.1:1",
        neo4j_database="handbook",
        neo4j_connect_seconds=2,
    )
    store = open_store(settings)
    with closing(store), pytest.raises(StoreUnavailable, match="make neo4j") as caught:
        store.live()
    assert "bolt://127.0.0.1:1, database handbook" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_a_key_alone_opens_no_language_model(tmp_path: Path):
    key = {"openai_api_key": "sk-of-another-program", "openai_base_url": "http://127.0.0.1:9/v1"}
    assert open_writer(Settings(data_dir=tmp_path, **key)) is None
    writer = open_writer(Settings(data_dir=tmp_path, llm_model="gpt-4.1-mini", **key))
    assert writer is not None
    assert writer.model.name == "openai:gpt-4.1-mini"
