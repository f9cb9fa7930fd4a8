"""Commands of ``designbook`` in processes of their own, forked from one that has imported all.

A command starts in milliseconds instead of seconds, so that hundreds can be killed. What runs is
the program's own entry point with real arguments; only the imports have been done before.
"""

from __future__ import annotations

import importlib
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

ENDS_WITHIN = 240.0
"""Seconds until a command must have ended."""
WRITING = (
    "bm25s",
    "faiss",
    "onnxruntime",
    "api.doctor.diagnosis",
    "graph.neo4j.store",
    "ui.cli",
    "ui.commands.ask",
    "ui.commands.ingest",
)
"""What all commands but ``serve`` import when they are run."""
SERVING = (*WRITING, "api.app", "ui.commands.serve", "ui.page", "uvicorn")
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


class Command:
    """A running command; its standard error is read line by line as it comes."""

    def __init__(self, pid: int, nursery: Nursery, stdout: Path, stderr: int) -> None:
        self.pid = pid
        self.lines: list[str] = []
        self._nursery = nursery
        self._stdout = stdout
        self._code: int | None = None
        self._said: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, args=(stderr,), daemon=True)
        self._reader.start()

    def await_line(self, beginning: str) -> bool:
        """Wait for a line of standard error; False where the command ends without it."""
        while (line := self._said.get(timeout=ENDS_WITHIN)) is not None:
            if line.startswith(beginning):
                return True
        return False

    def kill(self) -> None:
        """End it at once; nothing happens where it has ended."""
        os.kill(self.pid, signal.SIGKILL)  # not collected before ``wait``, so the number is its own

    def wait(self) -> int:
        """Return the exit code, negative for a signal."""
        if self._code is None:
            self._code = self._nursery.collect(self.pid)
            self._reader.join()
        return self._code

    @property
    def stderr(self) -> str:
        """What was said so far."""
        return "".join(self.lines)

    @property
    def stdout(self) -> str:
        """What was printed so far."""
        return self._stdout.read_text("utf-8")

    def _read(self, handle: int) -> None:
        with os.fdopen(handle, encoding="utf-8", errors="replace") as stream:
            for line in stream:
                self.lines.append(line)
                self._said.put(line)
        self._said.put(None)


class Nursery:
    """A process that forks commands, one after another or several at once."""

    def __init__(
        self,
        folder: Path,
        environment: dict[str, str],
        prefix: Sequence[str],
        modules: Sequence[str],
    ) -> None:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        quiet = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}
        self._folder = folder
        self._count = 0
        self._process = subprocess.Popen(
            [*prefix, sys.executable, "-m", "tests.durability.nursery", *modules],
            cwd=Path(__file__).parents[2],
            env=kept | quiet | environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._ask({"do": "hello"}) == {"ready": True}

    def start(self, *args: object, **environment: str) -> Command:
        """Start ``designbook`` with these arguments and variables."""
        self._count += 1
        stdout = self._folder / f"{self._count}.out"
        pipe = self._folder / f"{self._count}.err"
        os.mkfifo(pipe)
        order = {"do": "start", "args": list(map(str, args)), "env": environment}
        pid = self._ask({**order, "stdout": str(stdout), "stderr": str(pipe)})["pid"]
        return Command(pid, self, stdout, os.open(pipe, os.O_RDONLY))

    def run(self, *args: object, **environment: str) -> Command:
        """Run ``designbook`` to its end."""
        command = self.start(*args, **environment)
        command.wait()
        return command

    def collect(self, pid: int) -> int:
        """Wait for a command's end and return its exit code."""
        return int(self._ask({"do": "wait", "pid": pid})["code"])

    def close(self) -> None:
        """End the process; its commands have been waited for."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(ENDS_WITHIN)
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _ask(self, order: dict[str, object]) -> dict[str, int]:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(order) + "\n")
        stdin.flush()
        return json.loads(stdout.readline())


@contextmanager
def nursery(
    folder: Path,
    *,
    prefix: Sequence[str] = (),
    modules: Sequence[str] = WRITING,
    **environment: str,
) -> Iterator[Nursery]:
    """Give a nursery whose commands have these variables; ``folder`` takes what they print.

    ``prefix`` is a command that it is run by, such as one that enters a namespace; ``modules`` are
    imported beforehand.
    """
    folder.mkdir(parents=True, exist_ok=True)
    opened = Nursery(folder, environment, prefix, modules)
    try:
        yield opened
    finally:
        opened.close()


def _serve_orders(orders: TextIO, answers: TextIO) -> None:
    for line in orders:
        order = json.loads(line)
        if order["do"] == "start":
            answer: dict[str, object] = {"pid": _fork(order)}
        elif order["do"] == "wait":
            _, status = os.waitpid(order["pid"], 0)
            answer = {"code": os.waitstatus_to_exitcode(status)}
        else:
            answer = {"ready": True}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _fork(order: dict[str, object]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 70  # what cannot happen is not mistaken for a refusal
    try:
        code = _run(order)
    finally:
        os._exit(code)


def _run(order: dict[str, object]) -> int:
    """Be the command: its own streams, variables and arguments, and the program's entry point."""
    from ui.cli import main  # noqa: PLC0415 (imported before the fork)

    for number, name, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, str(order["stdout"]), os.O_WRONLY | os.O_CREAT),
        (2, str(order["stderr"]), os.O_WRONLY),
    ):
        opened = os.open(name, flags, 0o644)
        os.dup2(opened, number)
        os.close(opened)
    os.environ.update(order["env"])  # type: ignore[arg-type]
    sys.argv = ["designbook", *order["args"]]  # type: ignore[misc]
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 (printed, as the interpreter would)
        sys.excepthook(*sys.exc_info())
        code = 1
    else:
        code = 0
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    for module in sys.argv[1:]:
        importlib.import_module(module)
    _serve_orders(sys.stdin, sys.stdout)
