"""Publishing into stores that fail at the worst moments."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from api import ingestion, publishing
from api.ingestion import ingest
from api.service import Service
from api.settings import Settings
from api.wiring import open_store
from graph.errors import StoreAway
from graph.sqlite.store import SqliteStore
from tests.durability.editions import QUESTION, marks_in, write

Make = Callable[[str], Path]


class CutOff(SqliteStore):
    """Makes a generation live, and is cut off before it can say so."""

    def activate(self, generation: str) -> None:
        super().activate(generation)
        raise StoreAway("cut off; start it.")


class Forgetful(SqliteStore):
    """Another ingest discards the generation before it is made live."""

    turns = 2

    def activate(self, generation: str) -> None:
        if self.turns:
            self.turns -= 1
            self.discard(generation)
        super().activate(generation)


@pytest.fixture
def settings(new_folder: Make) -> Settings:
    return Settings(data_dir=new_folder("data"))


@pytest.fixture
def books(tmp_path: Path) -> dict[str, Path]:
    return write(tmp_path / "books")


def use(monkeypatch: pytest.MonkeyPatch, store: type[SqliteStore]) -> None:
    monkeypatch.setattr(ingestion, "open_store", lambda settings: store(settings.store_path))


def live_mark(settings: Settings) -> set[str]:
    with closing(Service(settings)) as service:
        return marks_in(service.open().ask(QUESTION).answer)


def test_a_switch_that_was_made_without_a_word_keeps_its_index(
    settings: Settings, books: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    ingest(settings, [books["Amber"]])
    use(monkeypatch, CutOff)
    with pytest.raises(StoreAway):
        ingest(settings, [books["Birch"]])
    assert live_mark(settings) == {"Birch"}


def test_a_generation_that_others_discard_is_put_again(
    settings: Settings, books: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    use(monkeypatch, Forgetful)
    ingest(settings, [books["Amber"]])
    assert live_mark(settings) == {"Amber"}


def test_what_an_interrupted_ingest_left_is_removed_before_anything_is_written(
    settings: Settings, books: dict[str, Path], monkeypatch: pytest.MonkeyPatch
):
    ingest(settings, [books["Amber"]])
    monkeypatch.setattr(publishing, "_with_stored", stop_for_good)
    monkeypatch.setattr(publishing, "_withdraw", lambda *_: None)
    left = settings.indexes_dir / f"{'0' * 16}-{'1' * 12}"
    left.mkdir()
    with pytest.raises(KeyboardInterrupt):
        ingest(settings, [books["Birch"]])
    assert not left.exists()
    assert live_mark(settings) == {"Amber"}


def stop_for_good(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_cannot_be_tidied_up_is_noted_and_the_graph_is_live(
    settings: Settings, books: dict[str, Path], capsys: pytest.CaptureFixture[str]
):
    ingest(settings, [books["Amber"]])
    settings.history_path.unlink()
    settings.history_path.mkdir()  # nothing can be moved to where a folder is
    notes: list[str] = []

    class Notes:
        def begin(self, *_: object) -> None: ...

        def advance(self, *_: object) -> None: ...

        def note(self, text: str) -> None:
            notes.append(text)

    ingest(settings, [books["Birch"]], Notes())
    assert "the next ingest" in "".join(notes)
    assert live_mark(settings) == {"Birch"}
    with closing(open_store(settings)) as store:
        assert len(store.generations()) == 2
    assert capsys.readouterr().err == ""
