"""Export, import and doctor as their users run them."""

import json

import pytest

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("form", ["graphml", "csv"])
def test_a_graph_moves_to_another_folder(run, ingested, new_folder, tmp_path, form):
    path, there = tmp_path / f"graph.{form}", new_folder("there")
    (there / "vectors.sqlite").write_bytes((ingested / "vectors.sqlite").read_bytes())
    done = run("export", "--format", form, "--output", path, "--data", ingested)
    assert (done.returncode, done.stdout) == (0, "")
    assert str(path) in done.stderr
    done = run("import", path, "--data", there, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["format"] == form
    exported = [run("export", "--data", data).stdout for data in (ingested, there)]
    assert exported[0] == exported[1]
    assert "[1]" in run("ask", "Which models suit demand planning?", "--data", there).stdout


def test_what_cannot_be_exported_or_imported(run, ingested, tmp_path):
    (tmp_path / "bad.json").write_text("{")
    refused = [
        run("export", "--format", "csv", "--data", ingested),
        run("export", "--output", tmp_path / "no" / "such", "--data", ingested),
        run("import", tmp_path / "bad.json", "--data", ingested),
        run("import", tmp_path / "absent.json", "--data", ingested),
    ]
    for done in refused:
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1].startswith("designbook: ")
        assert "Traceback" not in done.stderr
    assert run("export", "--format", "pdf", "--data", ingested).returncode == 2


def test_doctor(run, ingested, tmp_path):
    well = run("doctor", "--port", "0", "--data", ingested, NEO4J_PASSWORD="hunter22")  # noqa: S106 (made up)
    assert well.returncode == 0, well.stdout
    assert "hunter22" not in well.stdout
    (tmp_path / "graph.sqlite").write_text("damaged " * 1000)
    ill = run("doctor", "--port", "0", "--data", tmp_path, "--json")
    assert ill.returncode == 1
    values = json.loads(ill.stdout)
    assert values["problem"]
    assert [f["check"] for f in values["findings"] if f["level"] == "problem"] == ["store"]
