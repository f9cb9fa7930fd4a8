"""Everything that can be wrong with what is given: one sentence, exit code 1, nothing harmed."""

import shutil
import socket
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

QUESTION = "Which models are typical for demand planning?"


@pytest.fixture
def data(new_folder, ingested) -> Path:
    """A data folder of its own that holds the small handbook."""
    folder = new_folder("data")
    for part in ingested.iterdir():
        if part.is_dir() and part.name != "models":
            shutil.copytree(part, folder / part.name)
        elif part.is_file():
            shutil.copy(part, folder / part.name)
    return folder


@pytest.fixture
def refused(run) -> Callable[..., str]:
    """Run a command that must be refused, and return its one sentence."""

    def command(*args: object, **env: str) -> str:
        done = run(*args, **env)
        assert done.returncode == 1, (done.stdout, done.stderr)
        assert done.stdout == ""
        *progress, sentence = done.stderr.splitlines()
        assert sentence.startswith("designbook: ")
        assert sentence.endswith(".")
        assert "Traceback" not in done.stderr
        assert all(len(line) < 60 for line in progress)
        return sentence

    return command


@pytest.fixture
def unharmed(run, data):
    """The earlier graph answers as before, once the test is over."""
    yield
    assert "Prophet" in run("ask", QUESTION, "--data", data).stdout


@pytest.mark.usefixtures("unharmed")
def test_paths_that_cannot_be_read(refused, data, small_handbook, tmp_path):
    """An empty file, a blank one, one that is no text, a missing one, a folder without Markdown."""
    files = {
        "empty.md": b"",
        "blank.md": b" \n\n\t\n",
        "picture.md": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        assert name in refused("ingest", tmp_path / name, "--data", data)
    assert "nowhere.md" in refused("ingest", "nowhere.md", "--data", data)
    assert "empty.md" in refused("ingest", small_handbook, tmp_path / "empty.md", "--data", data)
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "notes.txt").write_text("text")
    assert "Markdown" in refused("ingest", folder, "--data", data)


@pytest.mark.usefixtures("unharmed")
@pytest.mark.skipif(find_spec("sentence_transformers") is not None, reason="the extra is here")
def test_a_model_whose_library_is_missing(refused, data, small_handbook):
    for command in (
        ("ingest", small_handbook, "--data", data, "--embedder", "sentence-transformers"),
        ("serve", "--data", data, "--port", "0", "--embedder", "sentence-transformers"),
    ):
        assert "sentence-transformers" in refused(*command)


def test_an_unknown_embedder(refused, data):
    assert "magic" in refused("ask", QUESTION, "--data", data, EMBEDDER="magic")


@pytest.mark.usefixtures("unharmed")
def test_a_port_in_use(refused, data):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        sentence = refused("serve", "--data", data, "--port", port)
    assert f"{port} is in use" in sentence
    assert "--port" in sentence


@pytest.mark.parametrize("command", [["ask", QUESTION], ["serve", "--port", "0"], ["export"]])
def test_no_graph_yet(refused, tmp_path, command):
    sentence = refused(*command, "--data", tmp_path / "new")
    assert "designbook ingest" in sentence
    assert not (tmp_path / "new").exists()


def test_a_bad_setting(refused, data):
    name, value = "PORT", "many"
    sentence = refused("ask", QUESTION, "--data", data, **{name: value})
    assert name in sentence
    assert value in sentence


def test_an_empty_question(refused, data):
    assert "empty" in refused("ask", "  ", "--data", data)


def test_a_folder_that_cannot_be_written(refused, small_handbook, tmp_path):
    (tmp_path / "file").write_text("in the way")
    assert "--data" in refused("ingest", small_handbook, "--data", tmp_path / "file")


def test_a_damaged_store(refused, run, data, small_handbook):
    for path in data.glob("graph.sqlite-*"):
        path.unlink()
    store = data / "graph.sqlite"
    whole = store.read_bytes()
    store.write_bytes(b"not a database at all")
    for command in (["ask", QUESTION], ["serve", "--port", "0"]):
        assert "graph.sqlite" in refused(*command, "--data", data)
    store.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert "graph.sqlite" in refused("export", "--data", data)
    assert run("ingest", small_handbook, "--data", data).returncode == 0
    assert "Prophet" in run("ask", QUESTION, "--data", data).stdout


def test_a_damaged_index_names_the_remedy_and_the_remedy_works(refused, run, data, small_handbook):
    (index,) = (data / "indexes").iterdir()
    (index / "vectors.faiss").write_bytes(b"damaged")
    assert "ingest" in refused("ask", QUESTION, "--data", data)
    assert run("ingest", small_handbook, "--data", data).returncode == 0
    assert "Prophet" in run("ask", QUESTION, "--data", data).stdout


def test_a_damaged_model_is_made_again(run, data, ingested):
    (data / "models").unlink()
    shutil.copytree(ingested / "models", data / "models")
    (model,) = data.glob("models/*/model.onnx")
    model.write_bytes(model.read_bytes()[:1000])
    assert "Prophet" in run("ask", QUESTION, "--data", data).stdout


def test_a_damaged_cache_of_vectors_is_done_without(run, data, small_handbook, tmp_path):
    (data / "vectors.sqlite").write_bytes(b"damaged" * 100)
    copy = tmp_path / small_handbook.name
    copy.write_text(small_handbook.read_text().replace("DeepAR", "N-BEATS"))
    assert run("ingest", copy, "--data", data).returncode == 0
    assert "N-BEATS" in run("ask", QUESTION, "--data", data).stdout
