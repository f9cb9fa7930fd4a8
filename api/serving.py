"""Listening: take the port first, then load, then serve."""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from api.errors import PortInUse
from api.request_id import NamesRequest
from api.settings import LogLevel, Settings

BACKLOG = 2048
STOP_WITHIN = 5
"""Seconds that requests have to end, once the service is stopped; an open page ends none."""
NOISY = ("asyncio", "bm25s", "faiss", "httpcore", "httpx", "langsmith", "openai")
"""Libraries whose messages below a warning are of no use to whoever runs the service."""
SILENT = ("neo4j",)
"""Libraries that say at every try what the service says in one sentence, once."""


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens on the settings' address.

    It is taken before anything heavy is loaded, so a port in use is found at once, and kept, so
    that nobody can take it in between. Early callers wait until the service is ready.

    Raises:
        PortInUse: the address is taken, not allowed, or not of this machine.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # asyncio switches Nagle's algorithm off only where the protocol is named; with it on, every
    # answer waits some 40 ms for the client's delayed acknowledgement.
    sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # As every server does: a port whose last connections are still winding up can be taken.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((settings.host, settings.port))
        sock.listen(BACKLOG)
    except OSError as e:
        sock.close()
        raise PortInUse(_why(settings, e)) from e
    return sock


def address(settings: Settings, sock: socket.socket) -> str:
    """Return the address to open in a browser on this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{sock.getsockname()[1]}"


def run_server(
    app: FastAPI, settings: Settings, sock: socket.socket, ready: Callable[[], None]
) -> None:
    """Serve until interrupted; ``ready`` is called once requests are answered."""
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level=settings.log_level.value,
        root_path=settings.root_path.rstrip("/"),
        server_header=False,
        timeout_graceful_shutdown=STOP_WITHIN,
    )
    _Server(config, ready).run(sockets=[sock])


def log_to_stderr(settings: Settings) -> None:
    """Send what is logged to standard error; standard output is for results."""
    logging.basicConfig(
        level=settings.log_level.upper(),
        format="%(asctime)s %(levelname)s %(request)s %(name)s: %(message)s",
        force=True,
    )
    for handler in logging.getLogger().handlers:
        handler.addFilter(NamesRequest())
    for library in NOISY:
        logging.getLogger(library).setLevel(logging.WARNING)
    if settings.log_level is not LogLevel.DEBUG:
        for library in SILENT:
            logging.getLogger(library).setLevel(logging.CRITICAL)


class _Server(uvicorn.Server):
    """Says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._ready()


def _why(settings: Settings, error: OSError) -> str:
    place = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"{place} is in use: stop the program that uses it, or choose another port "
            "with --port or PORT."
        )
    return (
        f"Cannot listen on {place} ({error.strerror or error}): choose another address "
        "with --host and --port, or HOST and PORT."
    )
