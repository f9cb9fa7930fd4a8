import socket

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
