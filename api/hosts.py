"""Which names the service answers to, so that no page of another host reads it.

A page whose own name is made to lead to this machine (DNS rebinding) may read what it likes, for
the browser takes both for one origin; only the ``Host`` that the browser sends tells them apart.
A number as an address cannot be made to lead elsewhere, so every one is answered.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Collection, Sequence
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.problems import plain, response

ANY = "*"
LOCAL = ("localhost",)
_EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 (compared with, not listened on)


def answered(host: str, allowed: Sequence[str]) -> tuple[str, ...]:
    """Return the names to answer to: those of this machine, the one listened on, and those set."""
    listened = () if host in _EVERYWHERE else (host,)
    return tuple(dict.fromkeys(name.lower() for name in (*LOCAL, *listened, *allowed)))


class KnownHost:
    """Answers 400 to a request for a name that is not the service's.

    A request without a name, as HTTP/1.0 allows it, comes from no browser and is answered.
    """

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        """``names`` are in lower case.

        ``*.example.org`` stands for every name below that one, ``*`` for any.
        """
        self.app = app
        self._any = ANY in names
        self._names = frozenset(names)
        self._below = tuple(name[1:] for name in names if name.startswith("*."))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or self._is_known(Headers(scope=scope).get("host")):
            await self.app(scope, receive, send)
            return
        given = _name(Headers(scope=scope).get("host", ""))
        problem = plain(
            HTTPStatus.BAD_REQUEST,
            f"This service does not answer to the name {given[:100]!r}: add it to the setting "
            "ALLOWED_HOSTS, or have the proxy in front send a name that is there.",
        )
        await response(problem)(scope, receive, send)

    def _is_known(self, header: str | None) -> bool:
        if header is None or self._any:
            return True
        name = _name(header)
        return name in self._names or name.endswith(self._below) or _is_address(name)


def _name(header: str) -> str:
    """Return the host of a ``Host`` header in lower case, without its port and brackets."""
    host = header.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].removesuffix(".")


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
