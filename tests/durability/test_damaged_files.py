"""Every file of the data folder, cut off or with a flipped bit: said or healed, and mended."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from api import ingestion
from api.errors import REFUSALS
from api.ingestion import ingest
from api.settings import Settings
from api.wiring import open_store
from graph.sqlite.reset import ASIDE
from retrieval.embedding.embedder import Embedder
from tests.durability.conftest import Campaign
from tests.durability.folders import check_tidy, served
from tests.durability.nursery import Nursery
from tests.durability.said import REMEDY, check_refusal, mark_of

Damage = tuple[str, Callable[[bytes], bytes]]
LIVE = "Birch"


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, models: Path, books: dict[str, Path]
) -> Settings:
    """A data folder with two generations; it is only copied."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / "models").symlink_to(models)
    settings = Settings(data_dir=folder)
    for mark in ("Amber", LIVE):
        ingest(settings, [books[mark]])
    return settings


@pytest.fixture
def one_model(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ingest with the model that is loaded already; loading it takes most of the time."""
    monkeypatch.setattr(ingestion, "open_embedder", lambda *_: embedder)


def files(settings: Settings) -> list[str]:
    """Every file that an ingest leaves, the prepared model aside."""
    root = settings.data_dir
    found = (path.relative_to(root) for path in root.rglob("*") if path.is_file())
    return sorted(str(path) for path in found if path.parts[0] != "models")


def damages(size: int, rng: random.Random) -> Iterator[Damage]:
    """Yield cuts and flips, those of the first bytes and of random ones."""
    for length in sorted({0, size // 3, size - 1}):
        yield f"cut to {length} of {size} bytes", lambda data, length=length: data[:length]
    for at in sorted({0, 20, size - 1} | {rng.randrange(size) for _ in range(9)}):
        bit = rng.randrange(8)
        if at < size:
            yield f"bit {bit} of byte {at}", lambda data, at=at, bit=bit: flipped(data, at, bit)


def flipped(data: bytes, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


@pytest.mark.usefixtures("one_model")
def test_each_file_damaged(
    campaign: Campaign,
    whole: Settings,
    books: dict[str, Path],
    embedder: Embedder,
    tmp_path: Path,
):
    wrong: list[str] = []
    names = files(whole)
    for name in campaign.random.sample(names, 4) if campaign.is_short else names:
        size = (whole.data_dir / name).stat().st_size
        tried = list(damages(size, campaign.random)) if size else []
        if campaign.is_short:
            tried = campaign.random.sample(tried, min(1, len(tried)))
        for number, (how, damage) in enumerate(tried):
            folder = tmp_path / f"{Path(name).name}-{number}"
            shutil.copytree(whole.data_dir, folder, symlinks=True)
            file = folder / name
            file.write_bytes(damage(file.read_bytes()))
            try:
                check(Settings(data_dir=folder), books, embedder)
            except Exception as error:  # noqa: BLE001 (all are told together)
                wrong.append(f"{name}, {how}: {error!r}")
            shutil.rmtree(folder)
    assert not wrong, "\n".join(wrong)


@pytest.mark.usefixtures("one_model")
def test_a_damaged_log(
    campaign: Campaign, whole: Settings, books: dict[str, Path], embedder: Embedder, tmp_path: Path
):
    """The log that a killed process leaves: what is cut off it was never the only copy."""
    source = tmp_path / "source"
    shutil.copytree(whole.data_dir, source, symlinks=True)
    log = "graph.sqlite-wal"
    with closing(sqlite3.connect(source / "graph.sqlite")) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM live").fetchall()
        ingest(Settings(data_dir=source), [books["Cedar"]])
        tried = list(damages((source / log).stat().st_size, campaign.random))
        for number, (how, damage) in enumerate(tried[:2] if campaign.is_short else tried):
            folder = tmp_path / str(number)
            shutil.copytree(source, folder, symlinks=True)
            (folder / log).write_bytes(damage((folder / log).read_bytes()))
            try:
                check(Settings(data_dir=folder), books, embedder, (LIVE, "Cedar"))
            except AssertionError as error:
                raise AssertionError(how) from error


def check(
    settings: Settings,
    books: dict[str, Path],
    embedder: Embedder,
    whole: tuple[str, ...] = (LIVE,),
) -> None:
    """The folder answers rightly or refuses with the remedy; the remedy works."""
    said = ""
    try:
        _, mark = served(settings, embedder)
    except REFUSALS as error:
        said = str(error)
    assert REMEDY.search(said) if said else mark in whole, said
    for mark in (LIVE, "Cedar"):
        ingest(settings, [books[mark]])
        assert served(settings, embedder)[1] == mark
    check_tidy(settings)


@pytest.mark.parametrize("name", ["graph.sqlite", "vectors.faiss", "places.json"])
def test_the_command_line_says_it_and_mends_it(
    program: Nursery, whole: Settings, books: dict[str, Path], tmp_path: Path, name: str
):
    folder = tmp_path / "data"
    shutil.copytree(whole.data_dir, folder, symlinks=True)
    for file in folder.rglob(name):
        data = file.read_bytes()
        file.write_bytes(data[: len(data) // 2])
    data_dir = {"DATA_DIR": str(folder)}
    check_refusal(program.run("ask", "Which models are typical for churn prediction?", **data_dir))
    ingest_again = program.run("ingest", books[LIVE], **data_dir)
    assert ingest_again.wait() == 0, ingest_again.stderr
    assert "made anew" in ingest_again.stderr + ingest_again.stdout
    assert mark_of(program, **data_dir) == LIVE
    assert (folder / f"graph.sqlite{ASIDE}").exists() == (name == "graph.sqlite")


def test_another_programs_database_is_left_alone(
    program: Nursery, settings: Settings, books: dict[str, Path]
):
    with closing(sqlite3.connect(settings.store_path)) as db:
        db.execute("CREATE TABLE theirs (a)")
    before = settings.store_path.read_bytes()
    says = check_refusal(program.run("ingest", books["Amber"], DATA_DIR=str(settings.data_dir)))
    assert "another program" in says
    assert settings.store_path.read_bytes() == before
    with closing(open_store(settings)) as store, pytest.raises(REFUSALS):
        store.reset()
