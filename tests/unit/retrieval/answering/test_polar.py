"""Yes and no in tables, from the question to the answer."""

from pathlib import Path

import pytest

from graph.build import build_graph
from graph.snapshot import Snapshot
from ingest.reader import read
from retrieval.answerer import Answerer
from retrieval.indexing.index import build_index, open_index
from retrieval.indexing.vector_cache import VectorCache
from retrieval.queries.columns import column

TEXT = """\
# Kilns compared

## Features

| Kiln | Downdraft vents | Spare parts | Pros |
|------|-----------------|-------------|------|
| Ember | yes | no | cheap to run |
| Vulcan | yes (optional) | yes | heats fast |
| Hearth | no | yes | small |
"""


@pytest.fixture(scope="module")
def kilns(tmp_path_factory: pytest.TempPathFactory, minilm) -> Answerer:
    folder: Path = tmp_path_factory.mktemp("polar")
    (folder / "kilns.md").write_text(TEXT, "utf-8")
    snapshot = Snapshot(build_graph(read([folder / "kilns.md"])).graph)
    with VectorCache(folder / "vectors.sqlite") as cache:
        build_index(snapshot, minilm, cache, folder / "index")
    return Answerer(snapshot, open_index(folder / "index", snapshot, minilm), minilm)


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Does Ember have downdraft vents?", "Yes, Ember has downdraft vents [1]."),
        ("Does Ember have spare parts?", "No, Ember has no spare parts [1]."),
        ("Which kilns have downdraft vents?", "Ember and Vulcan (optional) have downdraft vents"),
    ],
)
def test_cells_answer_yes_and_no(kilns: Answerer, question: str, begins: str):
    assert kilns.answer(question).answer.startswith(begins)


def test_a_header_is_written_as_the_table_has_it(tmp_path: Path):
    (tmp_path / "kilns.md").write_text(TEXT, "utf-8")
    snapshot = Snapshot(build_graph(read([tmp_path])).graph)
    labels = {column(snapshot, e) for e in snapshot.graph.edges if e.relation.startswith("HAS_")}
    assert {"downdraft vents", "spare parts"} <= labels
