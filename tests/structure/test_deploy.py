"""The Compose file: what it names is what the program and its own server know."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

from api.settings import Settings

ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "compose.yaml"
# https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(?::?[-?+][^}]*)?\}")
OF_THE_IMAGE = {"NEO4J_VERSION"}


@pytest.fixture(scope="module")
def text() -> str:
    return FILE.read_text("utf-8")


@pytest.fixture(scope="module")
def service(text: str) -> dict[str, Any]:
    compose = yaml.safe_load(text)
    assert set(compose) == {"name", "services", "volumes"}
    (service,) = compose["services"].values()
    assert [place.partition(":")[0] for place in service["volumes"]] == list(compose["volumes"])
    return service


def test_variables_are_settings_of_the_program(text: str):
    named = set(VARIABLE.findall(text))
    assert named - OF_THE_IMAGE <= {field.upper() for field in Settings.model_fields}
    assert "NEO4J_PASSWORD" in named
    for name, value in re.findall(r"(\w+)=(\S+) designbook", text):
        Settings(**{name.lower(): value})


def test_the_default_version_is_the_one_that_is_tested(text: str):
    pom = ET.parse(ROOT / "deploy" / "pom.xml")  # noqa: S314 (a file of ours)
    space = {"m": "http://maven.apache.org/POM/4.0.0"}
    tested = {found.text for found in pom.iterfind(".//m:neo4j.version", space)}
    assert set(re.findall(r"NEO4J_VERSION:-([\d.]+)", text)) <= tested


def test_settings_of_the_server_have_names_that_the_image_turns_back(service: dict[str, Any]):
    """An underscore stands for a dot, two for an underscore: the image's own rule."""
    written = {
        name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
        for name in service["environment"]
        if re.match(r"NEO4J_[a-z]", name)
    }
    conf = (ROOT / "deploy" / "neo4j.conf").read_text("utf-8")
    ours = set(re.findall(r"^([\w.]+)=", conf, re.MULTILINE))
    heap = {"server.memory.heap.initial_size", "server.memory.heap.max_size"}
    assert written <= ours | heap
    assert {"dbms.usage_report.enabled", "client.allow_telemetry"} <= written


def test_ports_are_of_this_machine_alone_and_fit_the_default_address(service: dict[str, Any]):
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    bolt = Settings.model_fields["neo4j_uri"].default.rpartition(":")[2]
    assert f"127.0.0.1:{bolt}:{bolt}" in service["ports"]


def test_the_health_check_asks_the_server_as_its_user(service: dict[str, Any]):
    check = service["healthcheck"]
    assert set(check) <= {"test", "interval", "timeout", "retries", "start_period"}
    names = set(re.findall(r"\$\$(\w+)", check["test"]))
    assert names <= set(service["environment"])
    assert "RETURN 1" in check["test"]
    seconds = {key: int(check[key].removesuffix("s")) for key in check.keys() - {"test", "retries"}}
    assert seconds["interval"] * check["retries"] + seconds["start_period"] >= 60
    assert service["volumes"][0].endswith(":/data")
