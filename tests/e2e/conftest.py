"""The program as its users run it: commands in processes of their own, and a running service."""

import os
import queue
import re
import subprocess
import sysconfig
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

PROGRAM = Path(sysconfig.get_path("scripts")) / "designbook"
READY_WITHIN = 120.0
"""Seconds; a busy machine needs some ten."""
SETTINGS = (
    *("DATA_DIR", "HOST", "PORT", "EMBEDDER", "GRAPH_BACKEND", "LOG_LEVEL", "ROOT_PATH"),
    *("LLM_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL"),
)

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(**extra: str) -> dict[str, str]:
    """Return this process's environment without settings of ours."""
    kept = {name: value for name, value in os.environ.items() if name.upper() not in SETTINGS}
    return {**kept, **extra}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run ``designbook`` with these arguments, in an empty working folder."""
    where = tmp_path / "cwd"
    where.mkdir()

    def command(*args: object, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [PROGRAM, *map(str, args)],
            cwd=where,
            env=environment(**env),
            capture_output=True,
            text=True,
            timeout=READY_WITHIN,
            check=False,
        )

    return command


@pytest.fixture(scope="session")
def program() -> Path:
    """The console command."""
    return PROGRAM


@pytest.fixture(scope="session")
def serving() -> Callable[..., AbstractContextManager[str]]:
    """``with serving(data_folder, *options) as address``: a service in a process of its own."""
    return _serving


@contextmanager
def _serving(data: Path, *args: object, **env: str) -> Iterator[str]:
    """Run ``designbook serve`` on a free port until the block ends; gives its base address."""
    command = [PROGRAM, "serve", "--data", data, "--port", "0", *map(str, args)]
    with (
        (data / "serve.log").open("w") as log,
        subprocess.Popen(
            command, cwd=data, env=environment(**env), stdout=subprocess.PIPE, stderr=log, text=True
        ) as process,
    ):
        try:
            yield _address(process, data / "serve.log")
        finally:
            process.terminate()


def _address(process: subprocess.Popen[str], log: Path) -> str:
    lines: queue.Queue[str] = queue.Queue()
    threading.Thread(target=lambda: lines.put(process.stdout.readline()), daemon=True).start()
    try:
        found = re.search(r"http://\S+", lines.get(timeout=READY_WITHIN))
    except queue.Empty:
        found = None
    assert found, f"no address was printed: {log.read_text()}"
    return found[0]


@pytest.fixture(scope="session")
def server(ingested: Path) -> Iterator[str]:
    """Address of a service, with its page, over the small handbook; tests only read from it."""
    with _serving(ingested) as address:
        yield address
