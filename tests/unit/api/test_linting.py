import json

import pytest

from api.handbook import Handbook
from api.linting import Level, as_json, as_text, run_lint
from graph.errors import BadMapping
from graph.lint.registry import RULES
from ingest.errors import PathNotFound

TEXT = """# Parts

| Tool | Owner |
|---|---|
| Kafka | Ann |
| Flink |

See [the rest](gone.md).
"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "a.md").write_text(TEXT)
    return tmp_path


def test_findings_are_shown_from_a_level_on(book):
    linted = run_lint(Handbook([book]))
    assert linted.has_errors
    lines = as_text(linted, Level.ERROR).splitlines()
    assert lines[0] == "a.md:8: error: The link “gone.md” leads to no file. [dead-link]"
    assert len(lines) == 2
    assert lines[1].startswith("1 file, 1 error, 2 warnings, ")
    assert lines[1].endswith("not shown: --level info)")
    shown = as_text(linted, Level.WARNING).splitlines()
    assert [line.split(" ")[0] for line in shown] == ["a.md:6:", "a.md:6:", "a.md:8:", "1"]
    assert "not shown" not in as_text(linted, Level.INFO)


def test_json_has_the_same(book):
    linted = run_lint(Handbook([book]))
    values = json.loads(as_json(linted, Level.INFO))
    assert values["counts"]["error"] == 1
    assert len(values["findings"]) == sum(values["counts"].values())
    assert {"path", "line", "level", "rule", "message"} == set(values["findings"][0])
    assert {finding["rule"] for finding in values["findings"]} <= {rule.name for rule in RULES}


def test_a_file_that_cannot_be_read_is_an_error_and_stops_nothing(book):
    (book / "b.md").write_bytes(bytes(range(256)))
    (book / "c.md").write_text("")
    linted = run_lint(Handbook([book]))
    unreadable = [(f.path, f.line) for f in linted.findings if f.rule == "unreadable-file"]
    assert unreadable == [("b.md", 1), ("c.md", 1)]
    assert any(f.rule == "dead-link" for f in linted.findings)
    alone = run_lint(Handbook([book / "c.md"]))
    assert [f.rule for f in alone.findings] == ["unreadable-file"]


def test_a_handbook_without_errors(tmp_path):
    (tmp_path / "a.md").write_text("# Parts\n\n- Kafka\n- Flink\n")
    linted = run_lint(Handbook([tmp_path]))
    assert not linted.has_errors
    (tmp_path / "a.md").write_text("Words and nothing else.\n")
    assert not run_lint(Handbook([tmp_path])).has_errors


def test_what_is_refused(book):
    with pytest.raises(PathNotFound):
        run_lint(Handbook([book / "gone"]))
    (book / "designbook.toml").write_text("[kinds")
    with pytest.raises(BadMapping):
        run_lint(Handbook([book]))
