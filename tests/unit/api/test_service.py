import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import api.service
from api.errors import ServiceClosed, SourceNotFound
from api.ingestion import ingest
from api.service import Service
from api.settings import Settings
from graph.errors import NoGraph, StoreDamaged
from retrieval.answer import Status
from retrieval.errors import BadQuestion, IndexMissing

Make = Callable[[str], Path]
QUESTION = "Which models are typical for demand planning?"


@pytest.fixture
def settings(new_folder: Make) -> Settings:
    return Settings(data_dir=new_folder("data"))


@pytest.fixture
def changed(tmp_path: Path, small_handbook: Path) -> Path:
    """The small handbook with one model exchanged."""
    copy = tmp_path / small_handbook.name
    copy.write_text(small_handbook.read_text().replace("DeepAR", "N-BEATS"))
    return copy


def test_an_answer_cites_its_lines(ingested: Path, small_handbook: Path):
    answer = Service(Settings(data_dir=ingested)).open().ask(QUESTION)
    assert answer.status is Status.ANSWERED
    assert "Prophet" in answer.answer
    assert "DeepAR" in answer.answer
    source = answer.citations[0].source
    assert source.path == small_handbook.name
    lines = small_handbook.read_text().splitlines()
    assert "Prophet, DeepAR" in "\n".join(lines[source.line_start - 1 : source.line_end])


def test_nothing_ingested_names_the_remedy_and_makes_no_store(settings: Settings):
    with pytest.raises(NoGraph, match="designbook ingest"):
        Service(settings).open()
    assert not settings.store_path.exists()


def test_a_service_that_is_not_open(settings: Settings):
    with pytest.raises(ServiceClosed, match="starting"):
        Service(settings).current()


@pytest.mark.parametrize("question", ["", "   \n"])
def test_an_empty_question(ingested: Path, question: str):
    with pytest.raises(BadQuestion, match="empty"):
        Service(Settings(data_dir=ingested)).open().ask(question)


def test_a_question_that_is_too_long(ingested: Path):
    settings = Settings(data_dir=ingested, max_question_chars=10)
    with pytest.raises(BadQuestion, match="11 characters and 10 are allowed"):
        Service(settings).open().ask("x" * 11)


def test_files_come_from_the_snapshot_alone(ingested: Path, small_handbook: Path):
    edition = Service(Settings(data_dir=ingested)).open().current()
    assert edition.file(small_handbook.name).title
    for path in ("graph.sqlite", "../conftest.py", "/etc/passwd", ""):
        with pytest.raises(SourceNotFound):
            edition.file(path)


def test_a_new_generation_is_taken_whole(settings: Settings, small_handbook: Path, changed: Path):
    first = ingest(settings, [small_handbook]).generation
    service = Service(settings).open()
    held = service.current()
    assert not service.refresh()
    second = ingest(settings, [changed]).generation
    assert service.current() is held
    assert service.refresh()
    assert service.current().generation == second
    assert "N-BEATS" in service.ask(QUESTION).answer
    assert held.generation == first
    assert "DeepAR" in held.answerer.answer(QUESTION).answer


def test_the_watcher_takes_it_within_seconds(
    settings: Settings, small_handbook: Path, changed: Path
):
    ingest(settings, [small_handbook])
    service = Service(settings).open()
    service.watch()
    try:
        second = ingest(settings, [changed]).generation
        deadline = time.monotonic() + 30
        while service.current().generation != second and time.monotonic() < deadline:
            time.sleep(0.05)
        assert service.current().generation == second
    finally:
        service.close()
    with pytest.raises(ServiceClosed, match="closed"):
        service.current()


def test_it_starts_without_a_graph_and_takes_the_first_one(
    settings: Settings, small_handbook: Path
):
    service = Service(settings)
    assert not service.refresh()
    with pytest.raises(NoGraph):
        service.current()
    ingest(settings, [small_handbook])
    assert service.refresh()
    assert service.ask(QUESTION).citations


def test_a_generation_that_cannot_be_opened_leaves_the_one_before_in_use(
    settings: Settings, small_handbook: Path, changed: Path, caplog: pytest.LogCaptureFixture
):
    first = ingest(settings, [small_handbook]).generation
    service = Service(settings).open()
    second = ingest(settings, [changed]).generation
    for path in settings.indexes_dir.glob(f"{second}-*/manifest.json"):
        path.unlink()
    with caplog.at_level(logging.WARNING):
        assert not service.refresh()
        assert not service.refresh()
    assert [r.name for r in caplog.records if r.levelno >= logging.WARNING] == ["api.service"]
    assert "stays in use" in caplog.text
    assert service.current().generation == first
    assert service.ask(QUESTION).citations


def test_a_damaged_store_keeps_the_edition(
    settings: Settings, small_handbook: Path, caplog: pytest.LogCaptureFixture
):
    ingest(settings, [small_handbook])
    service = Service(settings).open()
    for path in settings.data_dir.glob("graph.sqlite-*"):
        path.unlink()
    settings.store_path.write_bytes(b"not a database" * 1000)
    with caplog.at_level(logging.WARNING):
        assert not service.refresh()
    assert "stays in use" in caplog.text
    assert service.ask(QUESTION).citations
    with pytest.raises(StoreDamaged):
        Service(settings).open()


def test_an_index_of_another_model_is_named(settings: Settings, small_handbook: Path):
    ingest(settings, [small_handbook])
    for path in settings.indexes_dir.iterdir():
        path.rename(path.with_name(f"{path.name.partition('-')[0]}-{'0' * 12}"))
    with pytest.raises(IndexMissing, match=r"no index made with the model .*--embedder default"):
        Service(settings).open()


def test_closing_does_not_wait_for_a_look_that_does_not_end(
    ingested: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    looking, ended = threading.Event(), threading.Event()

    def wait_on(*_: object) -> None:
        looking.set()
        ended.wait()

    monkeypatch.setattr(api.service, "open_edition", wait_on)
    monkeypatch.setattr(api.service, "CLOSE_WITHIN", 0.01)
    service = Service(Settings(data_dir=ingested))
    service.watch()
    looking.wait()
    closing = threading.Thread(target=service.close, daemon=True)
    closing.start()
    closing.join(60)
    try:
        assert not closing.is_alive()
        assert "left open" in caplog.text
        with pytest.raises(ServiceClosed, match="closed"):
            service.current()
    finally:
        ended.set()


def test_what_fails_unexpectedly_is_not_tried_again_at_once(
    settings: Settings, small_handbook: Path, changed: Path, monkeypatch: pytest.MonkeyPatch
):
    first = ingest(settings, [small_handbook]).generation
    service = Service(settings).open()
    ingest(settings, [changed])
    tried: list[str] = []

    def broken(*given: object) -> None:
        tried.append(given[2].generation)
        raise UnicodeDecodeError("utf-8", b"x", 0, 1, "a mistake of the program")

    with monkeypatch.context() as patch:
        patch.setattr(api.service, "open_edition", broken)
        with pytest.raises(UnicodeDecodeError):
            service.refresh()
        for _ in range(5):
            assert not service.refresh()
    assert len(tried) == 1
    assert service.current().generation == first
    third = changed.with_name("third.md")
    third.write_text(changed.read_text().replace("N-BEATS", "TFT"))
    latest = ingest(settings, [third]).generation
    assert service.refresh(), "a new generation is tried at once"
    assert service.current().generation == latest


def test_requests_are_told_of_what_failed_unexpectedly(
    ingested: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise UnicodeDecodeError("utf-8", b"x", 0, 1, "a mistake of the program")

    monkeypatch.setattr(api.service, "open_edition", broken)
    service = Service(Settings(data_dir=ingested))
    with pytest.raises(UnicodeDecodeError):
        service.refresh()
    with pytest.raises(ServiceClosed, match="designbook doctor"):
        service.current()


def test_the_watcher_takes_its_time_after_what_fails_unexpectedly(
    ingested: Path, monkeypatch: pytest.MonkeyPatch
):
    pauses: list[float] = []
    service = Service(Settings(data_dir=ingested))
    monkeypatch.setattr(service._stop, "wait", lambda s: pauses.append(s) or service._stop.set())

    def broken(_: object) -> None:
        raise UnicodeDecodeError("utf-8", b"x", 0, 1, "a mistake of the program")

    monkeypatch.setattr(api.service, "open_store", broken)
    service._look_on()
    assert pauses == [api.service.RETRY_AFTER]


def test_many_at_once_get_the_same_answers(ingested: Path):
    service = Service(Settings(data_dir=ingested)).open()
    questions = [QUESTION, "Which tools serve models?", "What triggers retraining?"] * 12
    alone = {question: service.ask(question).answer for question in set(questions)}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: service.ask(question).answer, questions))
    assert together == [alone[question] for question in questions]
