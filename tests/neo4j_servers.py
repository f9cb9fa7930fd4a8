"""Real Neo4j servers for the tests, one of each supported version, started once a session."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from neo4j import GraphDatabase

from graph.neo4j.errors import Access

SCRIPT = Path(__file__).parents[1] / "scripts" / "neo4j"
VERSIONS = ("5", "2026")
REMEDY = (
    "the tests against Neo4j were NOT run, for Maven (mvn) is not on the PATH: install it "
    "(Debian and Ubuntu: apt-get install maven)"
)
START_WITHIN = 900.0
"""Seconds; the first start fetches some 150 MB."""


QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""Options of Java: less optimising, for servers that live for minutes."""


class Servers:
    """Starts all versions at once when the first of them is asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._starting: dict[str, tuple[int, subprocess.Popen[str]]] = {}

    def get(self, version: str) -> Access:
        """Return the address of a server of this version; without Maven, skip or fail."""
        if shutil.which("mvn") is None:
            (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(REMEDY)
        if not self._starting:
            self._starting = {each: self._start(each) for each in VERSIONS}
        port, script = self._starting[version]
        _, said = script.communicate(timeout=START_WITHIN)
        assert script.returncode == 0, said
        password = (self._folder / version / "password").read_text().strip()
        return Access(f"bolt://127.0.0.1:{port}", password=password, query_seconds=60.0)

    def process(self, version: str) -> int:
        """Return the number of the server's process."""
        return int((self._folder / version / "pid").read_text().split()[0])

    def kill(self, version: str) -> None:
        """End a server as a loss of power does, and see that it is gone."""
        pid = self.process(version)
        os.kill(pid, signal.SIGKILL)
        while _is_alive(pid):
            time.sleep(0.01)

    def restart(self, version: str) -> None:
        """Start a server that was killed, over the same files and at the same port."""
        port, _ = self._starting[version]
        self._starting[version] = self._start(version, port)
        self.get(version)

    def stop(self) -> None:
        """End them at once: nobody reads their files again."""
        for version, (_, script) in self._starting.items():
            script.communicate(timeout=START_WITHIN)
            if (self._folder / version / "pid").exists():
                self.kill(version)

    def _start(self, version: str, port: int | None = None) -> tuple[int, subprocess.Popen[str]]:
        if port is None:
            with socket.create_server(("127.0.0.1", 0)) as free:
                port = free.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if "NEO4J" not in name}
        ours = {
            "VERSION": version,
            "NEO4J_HOME": str(self._folder / version),
            "BOLT_PORT": str(port),
            "JAVA_OPTS": QUICK_START,
        }
        script = subprocess.Popen(
            [SCRIPT, "start"], env=kept | ours, stderr=subprocess.PIPE, text=True
        )
        return port, script


@pytest.fixture(scope="session")
def neo4j_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    servers = Servers(tmp_path_factory.mktemp("neo4j"))
    yield servers
    servers.stop()


@pytest.fixture(scope="session")
def empty_neo4j(neo4j_servers: Servers) -> Callable[[str], Access]:
    """``empty_neo4j("5")``: the address of a Neo4j of that version with nothing in it."""

    def give(version: str) -> Access:
        access = neo4j_servers.get(version)
        with GraphDatabase.driver(access.uri, auth=(access.user, access.password)) as driver:
            driver.execute_query("MATCH (n) DETACH DELETE n")
        return access

    return give


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [report for report in terminalreporter.getreports("skipped") if _is_ours(report)]
    if skipped:
        terminalreporter.section("Neo4j", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests: {REMEDY}.", red=True, bold=True)


def _is_alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and is not yet collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def _is_ours(report: pytest.TestReport) -> bool:
    return isinstance(report.longrepr, tuple) and REMEDY in report.longrepr[2]
