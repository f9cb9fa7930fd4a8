"""The commands of the documentation give what stands below them, with the bundled handbook."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.ingestion import ingest
from api.settings import Settings

ROOT = Path(__file__).parents[2]
BASE = "http://127.0.0.1:8000"
CUT = "…"
CHANGING = frozenset(("score", "timings_ms", "suggestions"))
"""Members that stand as examples: of a clock, or of a ranking that gets better."""
EXAMPLE = re.compile(
    r"```sh\n(?P<command>curl .*?)```\n\n```(?P<form>\w+)\n(?P<reply>.*?)```", re.S
)
CONSOLE = re.compile(
    r"```console\n\$ (?P<command>curl [^\n]*) \| python3 -m json\.tool --indent 2\n"
    r"(?P<reply>.*?)```",
    re.S,
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("bundled")
    (folder / "models").symlink_to(models, target_is_directory=True)
    settings = Settings(data_dir=folder)
    ingest(settings, [ROOT / "handbook"])
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.fixture
def said(client: TestClient) -> Callable[[str], str]:
    """Runs a command of ``curl`` without it: returns the reply's content, or with -I its head."""

    def run(command: str) -> str:
        words = shlex.split(command.replace("\\\n", " "))
        (address,) = [word for word in words if word.startswith(BASE)]
        headers = dict(
            words[at + 1].split(": ", 1) for at, word in enumerate(words) if word == "-H"
        )
        content = words[words.index("-d") + 1] if "-d" in words else None
        head = any(re.fullmatch(r"-\w*I\w*", word) for word in words)
        method = "HEAD" if head else "POST" if content else "GET"
        path = address.removeprefix(BASE)
        response = client.request(method, path, headers=headers, content=content)
        assert response.status_code == 200, response.text
        if not head:
            return response.text
        lines = [f"HTTP/1.1 {response.status_code} {response.reason_phrase}"]
        return "\n".join(lines + [f"{name}: {value}" for name, value in response.headers.items()])

    return run


def fits(shown: object, given: object) -> bool:
    """Whether a reply is what is shown; whatever stands at ``…`` may be anything."""
    if shown == CUT:
        return True
    if isinstance(shown, dict) and isinstance(given, dict):
        return set(shown) == set(given) and all(
            name in CHANGING or fits(value, given[name]) for name, value in shown.items()
        )
    if isinstance(shown, list) and isinstance(given, list):
        whole = shown[-1:] != [CUT]
        kept = shown if whole else shown[:-1]
        same = len(kept) == len(given) if whole else len(kept) < len(given)
        return same and all(fits(a, b) for a, b in zip(kept, given, strict=False))
    return shown == given


def examples(path: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    return list(pattern.finditer((ROOT / path).read_text(encoding="utf-8")))


@pytest.mark.parametrize("example", examples("docs/API.md", EXAMPLE), ids=lambda e: e["command"])
def test_replies_of_the_interface(said: Callable[[str], str], example: re.Match[str]):
    given = said(example["command"])
    if example["form"] == "json":
        shown = json.loads(example["reply"])
        assert fits(shown, json.loads(given)), given
        return
    lines = given.splitlines()
    for line in filter(None, example["reply"].splitlines()):
        before, cut, _ = line.partition(CUT)
        same = [each for each in lines if each.startswith(before)] if cut else [line]
        assert set(same) & set(lines), line


def test_every_command_of_the_interface_is_run():
    text = (ROOT / "docs/API.md").read_text(encoding="utf-8")
    assert text.count("\ncurl ") == len(examples("docs/API.md", EXAMPLE)) >= 7


def test_replies_of_the_readme(said: Callable[[str], str]):
    found = examples("README.md", CONSOLE)
    assert found
    for example in found:
        given = json.loads(said(example["command"]))
        assert f"{json.dumps(given, indent=2)}\n" == example["reply"]
