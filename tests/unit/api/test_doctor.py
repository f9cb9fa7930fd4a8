"""Each check of the doctor, on installations that are well and on broken ones."""

from __future__ import annotations

import hashlib
import json
import shutil
import socket
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from api.doctor import folder, machine, stores
from api.doctor import models as model_checks
from api.doctor.diagnosis import MASK, Diagnosis, as_json, as_text, examine
from api.doctor.finding import Finding, Level, refused
from api.doctor.language_model import language_model
from api.service import live_snapshot
from api.settings import GraphBackend, Settings
from api.wiring import open_embedder
from graph.errors import StoreDamaged
from retrieval.durable import sealed, unsealed
from retrieval.embedding.embedder import Embedder

Make = Callable[[str], Path]


@pytest.fixture(scope="module")
def embedder(ingested: Path) -> Embedder:
    return open_embedder(Settings(data_dir=ingested))


@pytest.fixture
def copy(ingested: Path, tmp_path: Path) -> Settings:
    """An installation that may be broken."""
    data = tmp_path / "copy"
    shutil.copytree(ingested, data, symlinks=True)
    return Settings(data_dir=data, port=0)


def level(diagnosis: Diagnosis, check: str) -> Level:
    (found,) = [finding for finding in diagnosis.findings if finding.check == check]
    assert found.level is Level.OK or found.remedy
    return found.level


def contents(data: Path) -> dict[str, tuple[int, str]]:
    files = [path for path in sorted(data.rglob("*")) if path.is_file()]
    return {
        str(path): (path.stat().st_mtime_ns, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in files
    }


def test_all_is_well_and_stays_as_it_is(copy: Settings):
    before = contents(copy.data_dir)
    diagnosis = examine(copy)
    assert {finding.level for finding in diagnosis.findings if finding.check != "disk"} == {
        Level.OK
    }
    assert not diagnosis.has_problem
    assert contents(copy.data_dir) == before
    checks = [finding.check for finding in diagnosis.findings]
    assert checks == [
        "python", "packages", "sqlite", "data folder", "disk", "store", "generation", "model",
        "index", "language model", "leftovers", "port",
    ]  # fmt: skip


def test_a_new_installation_has_warnings_only_and_gets_no_file(tmp_path: Path):
    diagnosis = examine(Settings(data_dir=tmp_path / "new" / "data", port=0))
    assert not diagnosis.has_problem
    for check in ("data folder", "store", "model"):
        assert level(diagnosis, check) is Level.WARNING
    assert list(tmp_path.iterdir()) == []


def test_text_and_json(copy: Settings):
    diagnosis = examine(copy)
    text = as_text(diagnosis)
    assert f"DATA_DIR={copy.data_dir}" in text
    lines = text.partition("\n\n")[2].splitlines()
    assert len(lines) == len(diagnosis.findings)
    assert all(line.startswith(("ok ", "warning ", "problem ")) for line in lines)
    values = json.loads(as_json(diagnosis))
    assert values["problem"] is False
    assert {"check", "level", "says", "remedy"} == set(values["findings"][0])


def test_secrets_are_masked(tmp_path: Path):
    settings = Settings(
        data_dir=tmp_path,
        port=0,
        neo4j_password="hunter22",  # noqa: S106 (made up)
        neo4j_uri="neo4j://someone:hunter22@127.0.0.1:1",
    )
    diagnosis = examine(settings)
    shown = as_text(diagnosis) + as_json(diagnosis)
    assert f"NEO4J_PASSWORD={MASK}" in shown
    assert f"neo4j://{MASK}@127.0.0.1:1" in shown
    assert "hunter22" not in shown


def test_a_damaged_store(copy: Settings):
    copy.store_path.write_bytes(b"not a database" * 100)
    diagnosis = examine(copy)
    assert level(diagnosis, "store") is Level.PROBLEM
    assert diagnosis.has_problem
    assert "designbook ingest" in as_text(diagnosis)


def test_a_store_without_a_live_generation(copy: Settings):
    with sqlite3.connect(copy.store_path) as db:
        db.execute("UPDATE live SET generation = NULL")
    db.close()
    assert level(examine(copy), "store") is Level.PROBLEM


@pytest.mark.parametrize("name", ["manifest.json", "vectors.faiss", "places.json"])
def test_a_damaged_index(copy: Settings, embedder: Embedder, name: str):
    (file,) = copy.indexes_dir.glob(f"*/{name}")
    file.write_bytes(b"damaged")
    found = model_checks.index(copy, live_snapshot(copy), embedder)
    assert (found.level, found.remedy != "") == (Level.PROBLEM, True)


def test_a_missing_index(copy: Settings, embedder: Embedder):
    shutil.rmtree(copy.indexes_dir)
    found = model_checks.index(copy, live_snapshot(copy), embedder)
    assert found.level is Level.PROBLEM
    assert "ingest" in found.remedy


def test_an_index_of_another_model(copy: Settings, embedder: Embedder):
    (here,) = copy.indexes_dir.iterdir()
    manifest = unsealed((here / "manifest.json").read_bytes())
    (here / "manifest.json").write_text(sealed({**manifest, "embedder": "another"}))
    here.rename(here.with_name(f"{manifest['generation']}-{'0' * 12}"))
    (copy.indexes_dir / f"{manifest['generation']}-1").mkdir()
    (copy.indexes_dir / f"{manifest['generation']}-1" / "manifest.json").write_text("[]")
    found = model_checks.index(copy, live_snapshot(copy), embedder)
    assert found.level is Level.PROBLEM
    assert "was made with another" in found.says
    assert "--embedder" in found.remedy


def test_leftovers(copy: Settings):
    (copy.data_dir / ".history.json.0123456789ab").write_text("")
    (copy.indexes_dir / f"{'0' * 16}-{'1' * 12}").mkdir()
    (copy.indexes_dir / ".half.0123456789ab").mkdir()
    diagnosis = examine(copy)
    assert level(diagnosis, "leftovers") is Level.WARNING
    assert not diagnosis.has_problem
    assert "indexes/.half.0123456789ab" in as_text(diagnosis)
    assert ".history.json.0123456789ab" in as_text(diagnosis)
    found = folder.leftovers(copy, [str(number) for number in range(9)], ("0",))
    assert "generation 1, " in found.says
    assert found.says.endswith("more")


def test_a_model_that_is_not_prepared_or_damaged(copy: Settings, models: Path):
    copy.models_dir.unlink()
    assert level(examine(copy), "model") is Level.WARNING
    assert not copy.models_dir.exists()
    shutil.copytree(models, copy.models_dir)
    (onnx,) = copy.models_dir.glob("*/model.onnx")
    onnx.write_bytes(b"damaged")
    (copy.models_dir / ".half.0123456789ab").mkdir()
    diagnosis = examine(copy)
    assert level(diagnosis, "model") is Level.WARNING
    assert "is damaged" in as_text(diagnosis)
    assert level(diagnosis, "leftovers") is Level.WARNING
    assert onnx.read_bytes() == b"damaged"


def test_a_model_that_there_is_not(copy: Settings):
    diagnosis = examine(copy.model_copy(update={"embedder": "nothing"}))
    assert level(diagnosis, "model") is Level.PROBLEM


def test_packaged_weights_that_are_not_the_published_ones(copy: Settings, tmp_path, monkeypatch):
    monkeypatch.setattr("retrieval.embedding.packaged_weights.locate", lambda: tmp_path)
    assert level(examine(copy), "model") is Level.PROBLEM


def test_a_data_folder_that_cannot_be_used(tmp_path: Path, monkeypatch):
    file = tmp_path / "file"
    file.write_text("")
    assert folder.data_folder(Settings(data_dir=file)).level is Level.PROBLEM
    assert folder.data_folder(Settings(data_dir=file / "below")).level is Level.PROBLEM
    settings = Settings(data_dir=tmp_path)
    settings.store_path.write_text("")
    assert folder.data_folder(settings).level is Level.OK
    # Permissions bind nobody where the tests are run as root.
    monkeypatch.setattr("os.access", lambda path, _: path != settings.store_path)
    assert "graph.sqlite" in folder.data_folder(settings).says
    monkeypatch.setattr("os.access", lambda *_: False)
    assert folder.data_folder(settings).level is Level.PROBLEM


def test_room_on_the_disk(tmp_path: Path, monkeypatch):
    settings = Settings(data_dir=tmp_path / "not" / "there")
    for limit, wanted in (("LITTLE_ROOM", Level.WARNING), ("NO_ROOM", Level.PROBLEM)):
        monkeypatch.setattr(machine, limit, 1 << 80)
        assert machine.disk(settings).level is wanted

    def fail(_: object) -> None:
        raise OSError("no such disk")

    monkeypatch.setattr("shutil.disk_usage", fail)
    assert machine.disk(settings).level is Level.PROBLEM


def test_versions(monkeypatch):
    assert "faiss-cpu" in machine.packages().says
    needs = ["no-such-thing>=1", "torch; extra == 'x'", "!"]
    monkeypatch.setattr(machine.metadata, "requires", lambda _: needs)
    missing = machine.packages()
    assert (missing.level, missing.says) == (Level.PROBLEM, "not installed: no-such-thing")
    monkeypatch.setattr(machine, "OLDEST_PYTHON", (sys.version_info.major + 1, 0))
    assert machine.python().level is Level.PROBLEM
    monkeypatch.setattr(machine, "OLDEST_SQLITE", (99, 0, 0))
    assert machine.sqlite().level is Level.PROBLEM


def test_the_port(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        busy = machine.port(Settings(data_dir=tmp_path, port=number))
        assert (busy.level, "in use" in busy.says) == (Level.WARNING, True)
    assert machine.port(Settings(data_dir=tmp_path, port=number)).level is Level.OK
    foreign = machine.port(Settings(data_dir=tmp_path, host="192.0.2.1"))
    assert foreign.level is Level.PROBLEM


def test_a_neo4j_that_is_away(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as free:
        number = free.getsockname()[1]
    settings = Settings(
        data_dir=tmp_path,
        port=0,
        graph_backend=GraphBackend.NEO4J,
        neo4j_uri=f"bolt://127.0.0.1:{number}",
    )
    diagnosis = examine(settings)
    assert level(diagnosis, "neo4j") is Level.PROBLEM
    assert level(diagnosis, "store") is Level.PROBLEM


def test_the_remedy_is_taken_from_the_message_of_an_error():
    found = refused("store", StoreDamaged("The store x cannot be read (why: so); run\n it again."))
    says = "The store x cannot be read (why: so)"
    assert found == Finding("store", Level.PROBLEM, says, "run it again")
    assert refused("store", StoreDamaged("Nothing more.")).remedy == ""


def test_the_parts(copy: Settings, embedder: Embedder):
    stored = stores.store(copy)
    assert stored.snapshot is not None
    assert stores.neo4j(copy) == []
    assert model_checks.index(copy, stored.snapshot, embedder).level is Level.OK


KEY = "sk-hush-hush"


@pytest.mark.parametrize(
    ("given", "found", "says"),
    [
        ({}, Level.OK, "no text is sent"),
        ({"openai_api_key": KEY}, Level.OK, "used only with LLM_MODEL"),
        ({"openai_api_key": KEY, "llm_model": "none"}, Level.OK, "no text is sent"),
        ({"openai_api_key": KEY, "llm_model": "openai:m"}, Level.OK, "openai:m words answers"),
        ({"openai_base_url": f"http://me:{KEY}@h/v1", "llm_model": "m"}, Level.OK, "openai:m at"),
        ({"llm_model": "openai:m"}, Level.WARNING, "openai:m has no key"),
        ({"llm_model": "mistralai:m"}, Level.PROBLEM, "langchain-mistralai"),
        ({"llm_model": "nobody:m"}, Level.PROBLEM, "cannot set up"),
    ],
)
def test_the_language_model(tmp_path: Path, given: dict[str, str], found: Level, says: str):
    finding = language_model(Settings(data_dir=tmp_path, **given))
    assert finding.level is found
    assert finding.level is Level.OK or finding.remedy
    assert says in f"{finding.says} {finding.remedy}"
    assert KEY not in str(finding)
