import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.durable import remove_drafts, sealed, unsealed, whole_file, whole_folder

WRITE = """
import pathlib, sys
from retrieval.durable import whole_folder
with whole_folder(pathlib.Path(sys.argv[1])) as draft:
    (draft / "half").write_text("half")
    print("half", flush=True)
    sys.stdin.readline()
"""


def drafts(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def test_a_folder_takes_the_place_of_another(tmp_path: Path):
    target = tmp_path / "it"
    for text in ("one", "two"):
        with whole_folder(target) as draft:
            (draft / text).write_text(text)
    assert [path.name for path in target.iterdir()] == ["two"]
    assert drafts(tmp_path) == []


def test_what_fails_leaves_the_folder_as_it_was(tmp_path: Path):
    target = tmp_path / "it"
    target.mkdir()
    (target / "kept").touch()

    def fail() -> None:
        with whole_folder(target) as draft:
            (draft / "half").touch()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert [path.name for path in target.iterdir()] == ["kept"]
    assert drafts(tmp_path) == []


def test_a_draft_stays_while_it_is_written_and_goes_when_its_writer_was_killed(tmp_path: Path):
    command = [sys.executable, "-c", WRITE, str(tmp_path / "it")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout.readline() == b"half\n"
        with whole_folder(tmp_path / "other"):
            pass
        assert len(drafts(tmp_path)) == 1
        writer.kill()
    (tmp_path / ".somebody.elses").mkdir()
    remove_drafts(tmp_path)
    assert drafts(tmp_path) == [".somebody.elses"]
    assert not (tmp_path / "it").exists()


def test_a_sealed_object_comes_back():
    values = {"b": [1.5, "→ \ud800"], "a": {"x": None}}
    assert unsealed(sealed(values).encode()) == values
    with pytest.raises(ValueError, match="taken"):
        sealed({"seal": 1})


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"seal": 1}', "null", "1"])
def test_what_was_never_sealed(text: str):
    with pytest.raises(ValueError, match=r"."):
        unsealed(text.encode())


def test_every_flipped_bit_is_found_or_means_nothing():
    text = sealed({"name": "Flink", "counts": [1, 2.5, True], "of": {"a": ""}}).encode()
    values = json.loads(text)
    for at in range(len(text)):
        for bit in range(8):
            flipped = bytearray(text)
            flipped[at] ^= 1 << bit
            try:
                found = unsealed(bytes(flipped))
            except ValueError:
                continue
            assert {**found, "seal": values["seal"]} == values


def test_a_file_takes_the_place_of_another(tmp_path: Path):
    target = tmp_path / "it.json"
    for text in (b"one", b"two"):
        whole_file(target, [text, b"!"])
    assert target.read_bytes() == b"two!"
    assert [path.name for path in tmp_path.iterdir()] == ["it.json"]


def test_what_fails_leaves_the_file_as_it_was(tmp_path: Path):
    target = tmp_path / "it"
    whole_file(target, [b"kept"])

    def pieces():
        yield b"half"
        assert drafts(tmp_path)
        raise KeyError("no more")

    with pytest.raises(KeyError):
        whole_file(target, pieces())
    assert target.read_bytes() == b"kept"
    assert drafts(tmp_path) == []


def test_a_file_is_on_the_disk_before_it_is_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    done: list[str] = []
    flush, replace = os.fsync, Path.replace
    monkeypatch.setattr("os.fsync", lambda handle: done.append("flush") or flush(handle))
    monkeypatch.setattr(Path, "replace", lambda *a: done.append("replace") or replace(*a))
    whole_file(tmp_path / "it", [b"x"])
    assert done == ["flush", "replace", "flush"]


def test_a_draft_of_a_file_that_a_killed_process_left_behind_is_removed(tmp_path: Path):
    (tmp_path / ".it.json.0123456789ab").write_text("half")
    (tmp_path / ".other.0123456789ab").write_text("of another file")
    whole_file(tmp_path / "it.json", [b"x"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".other.0123456789ab", "it.json"]
