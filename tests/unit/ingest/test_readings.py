import sqlite3

import pytest

from ingest import readings as module
from ingest.reader import read
from ingest.readings import KEPT_RUNS, Readings
from ingest.version import reading_version


@pytest.fixture
def reading(small_handbook):
    return read([small_handbook])


@pytest.fixture
def key(reading):
    document = reading.documents[0]
    return document.path, document.sha256


def open_noting(path):
    notes = []
    return Readings(path, notes.append), notes


def test_what_was_put_is_there_the_next_time(tmp_path, reading, key):
    with Readings(tmp_path / "new" / "readings.sqlite") as readings:
        assert readings.get(*key) is None
        readings.put(reading)
    with Readings(tmp_path / "new" / "readings.sqlite") as readings:
        assert readings.get(*key) == reading
        assert readings.get(key[0], "0" * 64) is None
        assert readings.get("other.md", key[1]) is None


def test_another_version_of_reading_reads_anew(tmp_path, reading, key, monkeypatch):
    with Readings(tmp_path / "r.sqlite") as readings:
        readings.put(reading)
        monkeypatch.setattr(module, "reading_version", lambda: "another")
        assert readings.get(*key) is None
        readings.finish()
    monkeypatch.undo()
    with Readings(tmp_path / "r.sqlite") as readings:
        assert readings.get(*key) is None


def test_a_reading_that_is_long_unused_is_removed(tmp_path, reading, key):
    path = tmp_path / "r.sqlite"
    with Readings(path) as readings:
        readings.put(reading)
        readings.finish()
    for _ in range(KEPT_RUNS - 1):
        with Readings(path) as readings:
            readings.finish()
    with Readings(path) as readings:
        assert readings.get(*key) == reading
        readings.finish()
    for _ in range(KEPT_RUNS):
        with Readings(path) as readings:
            readings.finish()
    with Readings(path) as readings:
        assert readings.get(*key) is None


@pytest.mark.parametrize("damage", [b"no database" * 100, b""])
def test_a_damaged_file_is_made_anew(tmp_path, reading, key, damage):
    path = tmp_path / "r.sqlite"
    path.write_bytes(damage)
    readings, notes = open_noting(path)
    with readings:
        readings.put(reading)
        assert readings.get(*key) == reading
    assert [note for note in notes if "made anew" in note] == notes
    assert len(notes) == bool(damage)


def test_damage_inside_the_file_is_mended_while_it_is_used(tmp_path, reading, key):
    path = tmp_path / "r.sqlite"
    with Readings(path) as readings:
        readings.put(reading)
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    readings, notes = open_noting(path)
    with readings:
        assert readings.get(*key) is None
        readings.put(reading)
        readings.finish()
        assert readings.get(*key) == reading
    assert any("made anew" in note for note in notes)


@pytest.mark.parametrize("blob", [b"damaged", None, "a text"])
def test_a_damaged_reading_is_read_anew(tmp_path, reading, key, blob):
    path = tmp_path / "r.sqlite"
    with Readings(path) as readings:
        readings.put(reading)
    db = sqlite3.connect(path)
    with db:
        db.execute("UPDATE readings SET reading = ?", (blob if blob is not None else b"",))
    db.close()
    with Readings(path) as readings:
        assert readings.get(*key) is None


def test_a_place_that_cannot_be_used_is_done_without(tmp_path, reading, key):
    (tmp_path / "in the way").write_text("")
    readings, notes = open_noting(tmp_path / "in the way" / "r.sqlite")
    with readings:
        readings.put(reading)
        assert readings.get(*key) == reading
        readings.finish()
    assert len(notes) == 1
    assert "cannot be used" in notes[0]


def test_a_file_that_is_a_folder_is_done_without(tmp_path, reading):
    (tmp_path / "r.sqlite").mkdir()
    readings, notes = open_noting(tmp_path / "r.sqlite")
    with readings:
        readings.put(reading)
    assert "cannot be used" in notes[0]


def test_damage_that_cannot_be_removed_is_done_without(tmp_path, reading, monkeypatch):
    path = tmp_path / "r.sqlite"
    path.write_bytes(b"no database" * 100)

    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.unlink", refuse)
    readings, notes = open_noting(path)
    with readings:
        readings.put(reading)
    assert "cannot be used" in notes[0]


def test_errors_later_on_do_not_stop_the_reading(tmp_path, reading, key):
    with Readings(tmp_path / "r.sqlite") as readings:
        readings.put(reading)
        readings.close()
        assert readings.get(*key) is None
        readings.finish()
        readings.close()
        readings.finish()


def test_the_version_is_a_hash_and_stays(monkeypatch):
    first = reading_version()
    assert len(first) == 16
    int(first, 16)
    reading_version.cache_clear()
    assert reading_version() == first
    monkeypatch.setattr("importlib.metadata.version", lambda _: "another")
    reading_version.cache_clear()
    assert reading_version() != first
    reading_version.cache_clear()
