import signal
import socket
import subprocess
import sys

import pytest

from api.errors import PortInUse
from api.serving import address, listen
from api.settings import Settings


def test_a_free_port_is_taken_and_shown():
    settings = Settings(port=0)
    with listen(settings) as sock:
        port = sock.getsockname()[1]
        assert port > 0
        assert address(settings, sock) == f"http://127.0.0.1:{port}"


def test_a_port_in_use_names_the_remedy():
    with listen(Settings(port=0)) as sock:
        port = sock.getsockname()[1]
        with pytest.raises(PortInUse) as caught:
            listen(Settings(port=port))
    assert str(caught.value) == (
        f"127.0.0.1:{port} is in use: stop the program that uses it, or choose another port "
        "with --port or PORT."
    )


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_that_is_not_of_this_machine(host: str):
    with pytest.raises(PortInUse, match=r"Cannot listen on .*--host"):
        listen(Settings(host=host, port=0))


@pytest.mark.parametrize(
    ("host", "shown"),
    [("0.0.0.0", "http://127.0.0.1:"), ("::", "http://[::1]:")],  # noqa: S104
)
def test_listening_on_every_address_shows_one_that_can_be_opened(host: str, shown: str):
    settings = Settings(host=host, port=0)
    try:
        sock = listen(settings)
    except PortInUse:
        pytest.skip(f"this machine has no {host}")
    with sock:
        assert address(settings, sock).startswith(shown)


def test_the_protocol_is_named_so_that_answers_are_sent_at_once():
    with listen(Settings(port=0)) as sock:
        assert sock.proto == socket.IPPROTO_TCP


ENDLESS = """
import asyncio
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from api.serving import listen, log_to_stderr, run_server
from api.settings import Settings

async def forever():
    while True:
        yield "on and on "
        await asyncio.sleep(0.05)

app = FastAPI()
app.add_api_route("/", lambda: StreamingResponse(forever()))
settings = Settings(port=0)
log_to_stderr(settings)
with listen(settings) as sock:
    run_server(app, settings, sock, lambda: print(sock.getsockname()[1], flush=True))
"""


def test_a_page_that_stays_open_does_not_keep_the_service_from_stopping():
    command = [sys.executable, "-c", ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        try:
            port = int(server.stdout.readline())
            with socket.create_connection(("127.0.0.1", port)) as page:
                page.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                assert page.recv(1)
                server.send_signal(signal.SIGTERM)
                server.wait(timeout=120)
        finally:
            server.kill()
