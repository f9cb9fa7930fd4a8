import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.e2e

QUESTION = "Which models are typical for demand planning?"


def test_version_and_help(run):
    assert run("--version").stdout.startswith("designbook 0.")
    text = run("--help").stdout
    assert all(command in text for command in ("ingest", "diff", "lint", "ask", "serve", "export"))


def test_ingest_reports_and_says_when_nothing_has_changed(run, new_folder, small_handbook):
    data = new_folder("data")
    first = run("ingest", small_handbook, "--data", data)
    assert first.returncode == 0, first.stderr
    assert "read" in first.stderr
    assert "\x1b" not in first.stdout + first.stderr
    for word in ("sections", "passages", "nodes", "edges", "repairs", "unread"):
        assert word in first.stdout
    again = run("ingest", small_handbook, "--data", data)
    assert "unchanged" in again.stdout


def test_ingest_json(run, new_folder, small_handbook):
    done = run("ingest", small_handbook, "--data", new_folder("data"), "--json")
    report = json.loads(done.stdout)
    assert report["changed"]
    assert report["lines"]["total"] > 0


def test_ingest_of_a_folder_in_which_a_file_fails(run, new_folder, small_handbook, tmp_path):
    book = tmp_path / "book"
    book.mkdir()
    (book / "good.md").write_text(small_handbook.read_text())
    (book / "empty.md").write_text("")
    (book / "binary.md").write_bytes(bytes(range(256)))
    data = new_folder("data")
    refused = run("ingest", book, "--data", data)
    assert refused.returncode == 1
    assert "binary.md is binary" in refused.stderr
    assert "empty.md is empty" in refused.stderr
    assert not (data / "graph.sqlite").exists()
    done = run("ingest", book, "--keep-going", "--report", "--data", data)
    assert done.returncode == 0
    assert done.stderr.count("warning: left out: ") == 2
    assert "Merges" in done.stdout
    (book / "good.md").unlink()
    assert run("ingest", book, "--keep-going", "--data", data).returncode == 1


def test_diff(run, new_folder, small_handbook, tmp_path):
    book = tmp_path / "book.md"
    book.write_text(small_handbook.read_text())
    data = new_folder("data")
    assert "nothing →" in run("diff", book, "--data", data).stdout
    run("ingest", book, "--data", data)
    book.write_text(book.read_text().replace("DeepAR", "Croston"))
    planned = run("diff", book, "--data", data).stdout
    assert "+ Croston" in planned
    run("ingest", book, "--data", data)
    assert run("diff", "--data", data).stdout == planned
    values = json.loads(run("diff", "--json", "--data", data).stdout)
    assert [node["name"] for node in values["nodes"]["removed"]] == ["DeepAR"]
    unknown = run("diff", "--from", "zz", "--data", data)
    assert unknown.returncode == 1
    assert "zz" in unknown.stderr
    assert run("diff", book, "--to", "zz", "--data", data).returncode == 2


def test_lint(run, small_handbook, tmp_path):
    clean = run("lint", small_handbook)
    assert clean.returncode == 0, clean.stdout
    broken = tmp_path / "broken.md"
    broken.write_text("# A\n\n- [gone](gone.md)\n- Kafka\n\n## Why?\n")
    done = run("lint", broken)
    assert done.returncode == 1
    assert "broken.md:3: error: " in done.stdout
    assert "broken.md:6: warning: " in done.stdout
    assert "warning" not in run("lint", broken, "--level", "error").stdout.splitlines()[0]
    assert json.loads(run("lint", broken, "--json").stdout)["counts"]["error"] == 1
    assert run("lint", tmp_path / "missing.md").returncode == 1


def test_the_data_folder_can_be_named_in_the_environment_or_a_file(run, ingested, tmp_path):
    assert run("ask", QUESTION, DATA_DIR=str(ingested)).returncode == 0
    (tmp_path / "cwd" / ".env").write_text(f"DATA_DIR={ingested}\n")
    assert run("ask", QUESTION).returncode == 0


def test_ask(run, ingested, small_handbook):
    done = run("ask", QUESTION, "--data", ingested)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    answer, _, rest = done.stdout.partition("\n\n")
    assert "Prophet" in answer
    assert "[1]" in answer
    place, cited = rest.splitlines()[:2]
    number = small_handbook.read_text().splitlines().index("| Demand planning | Prophet, DeepAR |")
    assert place.startswith("[1] small_handbook.md › ")
    assert place.endswith(f", line {number + 1}")
    assert cited == "    | Demand planning | Prophet, DeepAR |"


def test_ask_off_topic(run, ingested):
    done = run("ask", "What is the capital of Peru?", "--data", ingested)
    assert done.returncode == 0
    assert "not cover" in done.stdout


@pytest.mark.parametrize(("question", "code"), [("What is the capital of Peru?", 3), (QUESTION, 0)])
def test_ask_with_an_exit_code_for_scripts(run, ingested, question, code):
    done = run("ask", question, "--exit-code", "--data", ingested)
    assert done.returncode == code
    assert done.stdout == run("ask", question, "--data", ingested).stdout
    assert run("ask", question, "--exit-code", "--json", "--data", ingested).returncode == code


def test_ask_json_is_the_answer_of_the_service(run, ingested):
    answer = json.loads(run("ask", QUESTION, "--data", ingested, "--json").stdout)
    assert answer["status"] == "answered"
    assert set(answer) >= {"question", "answer", "status", "citations", "evidence", "timings_ms"}


def test_export(run, ingested):
    done = run("export", "--format", "json", "--data", ingested)
    assert done.stdout == run("export", "--data", ingested).stdout
    graph = json.loads(done.stdout)
    assert {"id", "kind", "name", "aliases"} <= set(graph["nodes"][0])
    edge = graph["edges"][0]
    assert {"source", "target", "relation", "evidence"} <= set(edge)
    assert {"path", "heading_path", "line_start", "line_end", "text"} <= set(edge["evidence"][0])
    ids = {node["id"] for node in graph["nodes"]}
    assert all(edge["source"] in ids and edge["target"] in ids for edge in graph["edges"])


def test_two_folders_stand_side_by_side(run, new_folder, small_handbook, tmp_path):
    other = tmp_path / "other.md"
    other.write_text(
        "# Other\n\n| Use Case | Typical Models |\n|---|---|\n| Pricing | Elasticity |\n"
    )
    one, two = new_folder("one"), new_folder("two")
    run("ingest", small_handbook, "--data", one)
    run("ingest", other, "--data", two)
    assert "Prophet" in run("ask", QUESTION, "--data", one).stdout
    assert "Elasticity" in run("ask", "Which models suit pricing?", "--data", two).stdout


def test_a_folder_is_one_handbook(run, new_folder, small_handbook, tmp_path):
    book = tmp_path / "book"
    (book / "part").mkdir(parents=True)
    (book / "a.md").write_text(small_handbook.read_text())
    (book / "part" / "b.md").write_text("# Storage\n\nStorage Tools: MinIO, Ceph\n")
    data = new_folder("data")
    assert run("ingest", book, "--data", data).returncode == 0
    done = run("ask", "Which storage tools are there?", "--data", data)
    assert "MinIO" in done.stdout
    assert "part/b.md" in done.stdout


def test_the_command_line_starts_without_what_is_heavy():
    """Help and version import neither models nor the web framework."""
    code = (
        "import sys, ui.cli; heavy = {'numpy', 'faiss', 'onnxruntime', 'fastapi', 'gradio'};"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"
