"""The documentation names everything that there is: settings, commands, routes, problems, kinds."""

import re
from pathlib import Path

import pytest
import typer.main

from api.app import create_app
from api.problems import TABLE, describe
from api.settings import Settings
from graph.lint.registry import RULES
from graph.schema import Kind
from ui.cli import app as command_line

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").glob("*.md")),
]
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
METHODS = {"get", "post", "put", "patch", "delete"}


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name.upper() for name in Settings.model_fields])
def test_setting_is_documented(name):
    assert f"`{name}`" in read("docs/CLI.md")
    assert re.search(rf"^#? ?{name}=", read(".env.example"), re.MULTILINE)


def test_example_of_settings_shows_the_defaults():
    shown = dict(re.findall(r"^# ?([A-Z0-9_]+)=(.*)$", read(".env.example"), re.MULTILINE))
    defaults = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert shown == {name: str(value) for name, value in defaults.items()}


def test_every_command_and_option_is_documented():
    text = read("docs/CLI.md")
    for name, command in typer.main.get_command(command_line).commands.items():
        if command.hidden:
            continue
        section = text.split(f"## designbook {name}\n", 1)
        assert len(section) == 2, f"docs/CLI.md has no section for designbook {name}"
        body = section[1].split("\n## ", 1)[0]
        options = [opt for param in command.params for opt in param.opts if opt.startswith("--")]
        missing = [option for option in options if f"`{option}" not in body and option != "--help"]
        assert not missing, f"designbook {name}: {missing}"


def test_every_route_is_documented(tmp_path):
    text = read("docs/API.md")
    paths = create_app(Settings(data_dir=tmp_path)).openapi()["paths"]
    routes = [
        f"{method.upper()} {path}"
        for path, item in paths.items()
        for method in METHODS & item.keys()
    ]
    assert routes
    assert not [route for route in routes if f"`{route}`" not in text]


@pytest.mark.parametrize("error", TABLE, ids=lambda error: error.__name__)
def test_every_problem_is_documented(error):
    problem = describe(error("…"))
    assert f"| `{problem.type}` | {problem.status} | {problem.title} |" in read("docs/API.md")


def test_every_kind_of_node_is_documented():
    text = read("docs/HANDBOOK_FORMAT.md")
    assert not [kind for kind in Kind if f"| {kind} |" not in text]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    text = document.read_text(encoding="utf-8")
    targets = [match["target"].split("#")[0] for match in LINK.finditer(text)]
    inside = [target for target in targets if target and ":" not in target]
    assert not [target for target in inside if not (document.parent / target).exists()]


def test_citations_in_the_readme_are_lines_of_the_bundled_handbook():
    handbook = read("handbook/ml-system-design.md").splitlines()
    cited = re.findall(
        r"^\[\d+\] ml-system-design\.md › .*, lines? (\d+)(?:-(\d+))?\n((?:    .*\n)+)",
        read("README.md"),
        re.MULTILINE,
    )
    assert cited
    for first, last, quoted in cited:
        lines = handbook[int(first) - 1 : int(last or first)]
        assert [line.removeprefix("    ") for line in quoted.splitlines()] == lines


def test_examples_of_the_interface_cite_lines_of_the_bundled_handbook():
    handbook = read("handbook/ml-system-design.md").splitlines()
    text = read("docs/API.md") + read("README.md")
    cited = re.findall(r'"line_start": (\d+),\s+"line_end": \d+,\s+"text": "([^"]*)"', text)
    assert cited
    for line, quoted in cited:
        assert handbook[int(line) - 1] == quoted


def test_every_rule_for_authors_is_documented():
    text = read("docs/LINT.md")
    rows = [f"| `{rule.name}` | {rule.level} | {rule.looks_for} |" for rule in RULES]
    assert re.findall(r"^\| `.*", text, re.MULTILINE) == rows
