"""A TCP proxy in a process of its own, whose connections can be cut at any moment."""

from __future__ import annotations

import asyncio
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_RESET = struct.pack("ii", 1, 0)
"""SO_LINGER on, for no time: closing then resets the connection instead of ending it in order."""


class Proxy:
    """Passes bytes between its ``port`` and a server until it is told otherwise."""

    def __init__(self, upstream: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.proxy", str(upstream)],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.port = self._answer()

    def cut(self) -> int:
        """Reset all connections; gives how many there were."""
        return self._tell("cut")

    def close_door(self) -> None:
        """Reset all connections and refuse new ones."""
        self._tell("close")

    def open_door(self) -> None:
        """Accept connections again."""
        self._tell("open")

    def stop(self) -> None:
        """End the process."""
        self._process.communicate()

    def _tell(self, order: str) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@contextmanager
def proxy_to(upstream: int) -> Iterator[Proxy]:
    """Give a proxy to a port of this machine, with its door open."""
    proxy = Proxy(upstream)
    try:
        yield proxy
    finally:
        proxy.stop()


class _Passing:
    """The proxy itself."""

    def __init__(self, upstream: int) -> None:
        self._upstream = upstream
        self._writers: set[asyncio.StreamWriter] = set()
        self._server: asyncio.Server | None = None
        self._port = 0

    async def open(self) -> int:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        return self._port

    async def close(self) -> int:
        if self._server is not None:
            self._server.close()
            self._server = None
        return self.cut()

    def cut(self) -> int:
        writers, self._writers = self._writers, set()
        for writer in writers:
            sock = writer.get_extra_info("socket")
            if sock.fileno() >= 0:  # one end may have been closed while the other is open
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            writer.transport.abort()
        return len(writers) // 2

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            there, back = await asyncio.open_connection("127.0.0.1", self._upstream)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, back}
        await asyncio.gather(self._pass_on(reader, back), self._pass_on(there, writer))
        self._writers -= {writer, back}

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass  # it was cut, or one of its ends went away
        finally:
            writer.close()


async def _run(upstream: int) -> None:
    passing = _Passing(upstream)
    orders = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(orders), sys.stdin)
    print(await passing.open(), flush=True)  # noqa: T201 (the answer to who has started it)
    while order := (await orders.readline()).decode().strip():
        if order == "open":
            answer = await passing.open()
        else:
            answer = passing.cut() if order == "cut" else await passing.close()
        print(answer, flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(_run(int(sys.argv[1])))
