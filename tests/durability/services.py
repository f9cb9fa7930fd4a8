"""A running ``designbook serve``, asked over HTTP."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass

import httpx

from tests.durability.editions import QUESTION
from tests.durability.folders import answered
from tests.durability.nursery import Command, Nursery

READY_WITHIN = 120.0
"""Seconds; a busy machine needs some ten."""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@dataclass(slots=True)
class Served:
    """A service at a port of its own, started again at will."""

    program: Nursery
    port: int
    environment: dict[str, str]
    command: Command | None = None

    def start(self) -> None:
        """Start it; it may take a while until it answers."""
        self.command = self.program.start("serve", "--port", self.port, **self.environment)

    def kill(self) -> None:
        """``kill -9``, also where it has ended."""
        if self.command is not None:
            self.command.kill()
            assert self.command.wait() == -9, self.command.stderr
            self.command = None

    def get(self, path: str) -> httpx.Response:
        """Return a response."""
        return httpx.get(f"http://127.0.0.1:{self.port}{path}", timeout=READY_WITHIN)

    def ask(self, question: str = QUESTION) -> httpx.Response:
        """Return the response to a question."""
        return httpx.post(
            f"http://127.0.0.1:{self.port}/ask", json={"question": question}, timeout=READY_WITHIN
        )

    def first_answer(self) -> str:
        """Return the mark of the first answer after a start."""
        deadline = time.monotonic() + READY_WITHIN
        while True:
            try:
                return self.mark(self.ask())
            except httpx.ConnectError:
                assert time.monotonic() < deadline, self.command and self.command.stderr
                time.sleep(0.05)

    def await_mark(self, mark: str) -> float:
        """Ask until the answer carries this mark; gives the seconds."""
        began = time.monotonic()
        while self.mark(self.ask()) != mark:
            assert time.monotonic() - began < READY_WITHIN, self.command and self.command.stderr
            time.sleep(0.05)
        return time.monotonic() - began

    def read(self, question: str) -> str | None:
        """Return an answer for a reader: None while the service is down or says that it waits."""
        try:
            response = self.ask(question)
        except httpx.TransportError:
            return None  # refused or cut off, for it was killed
        if response.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            check_waiting(response)
            return None
        assert response.status_code == httpx.codes.OK, response.text
        return response.text

    @staticmethod
    def mark(response: httpx.Response) -> str:
        """Return the mark of an answer."""
        assert response.status_code == httpx.codes.OK, response.text
        return answered(response.text)


def check_waiting(response: httpx.Response) -> None:
    """See that a response says in good order that the service has to wait."""
    assert response.status_code == httpx.codes.SERVICE_UNAVAILABLE
    assert response.headers["content-type"] == "application/problem+json"
    assert int(response.headers["retry-after"]) > 0
    assert response.json()["detail"]
