"""A handbook that states no fact: everything lives with sections and passages alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.doctor.diagnosis import examine
from api.doctor.finding import Level
from api.export import Format, export
from api.handbook import Handbook
from api.importing import import_graph
from api.ingestion import ingest
from api.linting import run_lint
from api.report import as_text
from api.service import Service, live_snapshot
from api.settings import Settings
from graph.errors import EmptyGraph

Make = Callable[[str], Path]
QUESTION = "What happens at night?"


@pytest.fixture(scope="module")
def settings(
    tmp_path_factory: pytest.TempPathFactory, models: Path, prose_handbook: Path
) -> Settings:
    """An installation that holds the prose; tests only read from it."""
    folder = tmp_path_factory.mktemp("prose")
    (folder / "models").symlink_to(models, target_is_directory=True)
    ingest(Settings(data_dir=folder), [prose_handbook])
    return Settings(data_dir=folder, port=0)


def test_the_report_says_that_answers_come_from_passages(settings, prose_handbook):
    report = ingest(settings, [prose_handbook])
    (line,) = [line for line in as_text(report).splitlines() if line.startswith("facts")]
    assert line.split(maxsplit=1)[1].startswith("0: no table, list, definition or diagram")
    assert line.endswith("answers quote passages alone")


def test_a_passage_is_quoted_and_what_is_not_there_is_declined(settings):
    with closing(Service(settings).open()) as service:
        answer = service.ask(QUESTION)
        assert "sleeps in the house" in answer.answer
        assert [citation.source.line_start for citation in answer.citations] == [18]
        assert service.ask("How do I renew a passport?").status == "not_covered"


@pytest.mark.parametrize("form", Format, ids=str)
def test_every_export_is_imported_again(form, settings, new_folder: Make, tmp_path):
    path = tmp_path / f"graph.{form}"
    export(settings, form, path, io.BytesIO())
    there = Settings(data_dir=new_folder("there"))
    graph = live_snapshot(settings).graph
    assert import_graph(there, path).generation == graph.generation
    assert live_snapshot(there).graph == graph


def test_the_service_shows_its_sections(settings):
    with TestClient(create_app(settings)) as client:
        shown = client.get("/graph").json()
        assert [kind["kind"] for kind in shown["kinds"]] == ["Section"]
        found = client.get("/nodes", params={"q": "Feeding"}).json()["items"]
        related = client.get(f"/nodes/{found[0]['id']}/relations").json()["items"]
        assert {edge["relation"] for edge in related} <= {"HAS_SECTION", "HAS_PASSAGE"}
        assert related
        assert client.get("/sources").status_code == 200


def test_lint_and_doctor_find_nothing_broken(settings, prose_handbook):
    linted = run_lint(Handbook([prose_handbook]))
    assert not linted.has_errors
    assert {found.rule for found in linted.findings} == {"no-facts"}
    assert not [f for f in examine(settings).findings if f.level is Level.PROBLEM]


def test_nothing_but_headings_is_still_refused(new_folder: Make, tmp_path):
    bare = tmp_path / "bare.md"
    bare.write_text("# Kennel\n\n## Nights\n")
    with pytest.raises(EmptyGraph, match="no text that could be searched"):
        ingest(Settings(data_dir=new_folder("bare")), [bare])
