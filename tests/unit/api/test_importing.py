"""Export and import through the service's own parts: the same graph, stored and served."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from api.errors import OutputUnusable
from api.export import Format, export
from api.importing import as_json, as_text, import_graph
from api.progress import Stage
from api.service import Service, live_snapshot
from api.settings import Settings
from api.wiring import open_store
from graph.errors import BadGraphFile, NoGraph
from graph.formats.registry import read
from retrieval.durable import is_draft

Make = Callable[[str], Path]


@pytest.fixture(scope="module")
def from_here(ingested: Path) -> Settings:
    return Settings(data_dir=ingested)


@pytest.fixture
def there(new_folder: Make, ingested: Path) -> Settings:
    folder = new_folder("there")
    # The vectors are known already: only what is imported is under test.
    (folder / "vectors.sqlite").write_bytes((ingested / "vectors.sqlite").read_bytes())
    return Settings(data_dir=folder)


def save(settings: Settings, form: Format, folder: Path) -> Path:
    path = folder / f"graph.{form}"
    said = export(settings, form, path, io.BytesIO())
    assert str(path) in said
    return path


@pytest.mark.parametrize("form", Format, ids=str)
def test_what_was_exported_is_imported_and_served(form, from_here, there, tmp_path):
    graph = live_snapshot(from_here).graph
    path = save(from_here, form, tmp_path)
    report = import_graph(there, path)
    assert live_snapshot(there).graph == graph
    assert (report.generation, report.previous, report.changed) == (graph.generation, None, True)
    assert sum(report.nodes.values()) == len(graph.nodes)
    assert sum(report.edges.values()) == len(graph.edges)
    assert report.embedded == 0
    answer = Service(there).open().ask("Which models are typical for demand planning?")
    assert answer.citations
    assert not [path for path in tmp_path.rglob("*") if is_draft(path)]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("g.GraphML", Format.GRAPHML),
        ("g.cql", Format.CYPHER),
        ("g.csv", Format.CSV),
        ("g", Format.JSON),
    ],
)
def test_the_name_says_what_is_written(name, form, from_here, tmp_path):
    export(from_here, None, tmp_path / name, io.BytesIO())
    assert read(tmp_path / name, form) == live_snapshot(from_here).graph


def test_a_name_that_speaks_against_the_format(from_here, tmp_path):
    with pytest.raises(OutputUnusable, match="leave --format out"):
        export(from_here, Format.JSON, tmp_path / "g.graphml", io.BytesIO())
    with pytest.raises(OutputUnusable, match="name a format with --format"):
        export(from_here, None, tmp_path / "g.pdf", io.BytesIO())
    assert not list(tmp_path.iterdir())
    export(from_here, Format.JSONLD, tmp_path / "g.txt", io.BytesIO())
    assert read(tmp_path / "g.txt", Format.JSONLD) == live_snapshot(from_here).graph


def test_the_report(from_here, there, tmp_path):
    path = save(from_here, Format.JSON, tmp_path)
    first = import_graph(there, path, Format.JSON)
    assert "the first one here" in as_text(first)
    again = import_graph(there, path)
    assert not again.changed
    assert "unchanged" in as_text(again)
    assert json.loads(as_json(again))["generation"] == first.generation


def test_the_stages_are_told(from_here, there, tmp_path):
    stages: list[Stage] = []

    class Told:
        def begin(self, stage: Stage) -> None:
            stages.append(stage)

        def advance(self, done: int, total: int) -> None:
            pass

        def note(self, text: str) -> None:
            pass

    import_graph(there, save(from_here, Format.CYPHER, tmp_path), None, Told())
    assert stages == [stage for stage in Stage if stage is not Stage.BUILD]


def test_a_bad_file_changes_nothing(from_here, there, tmp_path):
    import_graph(there, save(from_here, Format.JSON, tmp_path))
    before = live_snapshot(there).generation
    bad = tmp_path / "bad.json"
    bad.write_text((tmp_path / "graph.json").read_text().replace("Prophet", "Profit"))
    with pytest.raises(BadGraphFile, match="changed after its export"):
        import_graph(there, bad)
    with closing(open_store(there)) as store:
        assert store.generations() == (before,)


def test_a_name_that_says_nothing(there, tmp_path):
    with pytest.raises(BadGraphFile, match="designbook export"):
        import_graph(there, tmp_path / "absent")
    (tmp_path / "graph.txt").write_text("{}")
    with pytest.raises(BadGraphFile, match=r"does not say .*--format \(json, graphml"):
        import_graph(there, tmp_path / "graph.txt")


def test_export_to_standard_output(from_here, tmp_path):
    out = io.BytesIO()
    said = export(from_here, Format.GRAPHML, None, out)
    assert said.startswith("standard output: ")
    assert out.getvalue() == save(from_here, Format.GRAPHML, tmp_path).read_bytes()


def test_csv_needs_a_folder(from_here, tmp_path):
    with pytest.raises(OutputUnusable, match="--output FOLDER"):
        export(from_here, Format.CSV, None, io.BytesIO())
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputUnusable, match="--output"):
        export(from_here, Format.CSV, tmp_path / "file", io.BytesIO())


def test_an_output_that_cannot_be_written(from_here, tmp_path):
    for path in (tmp_path / "absent" / "graph.json", tmp_path):
        with pytest.raises(OutputUnusable, match="name another place"):
            export(from_here, Format.JSON, path, io.BytesIO())
    assert os.listdir(tmp_path) == []  # noqa: PTH208


def test_nothing_to_export(new_folder):
    with pytest.raises(NoGraph):
        export(Settings(data_dir=new_folder("empty")), Format.JSON, None, io.BytesIO())
