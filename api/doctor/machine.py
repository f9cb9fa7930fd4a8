"""The machine: Python, packages, SQLite, room on the disk, the port."""

from __future__ import annotations

import platform
import re
import shutil
import sqlite3
import sys
from importlib import metadata

from api.doctor.finding import Finding, ok, problem, refused, warning
from api.errors import PortInUse
from api.settings import Settings
from api.version import version

OLDEST_PYTHON = (3, 11)
OLDEST_SQLITE = (3, 37, 0)
"""The first with STRICT tables. https://sqlite.org/stricttables.html"""
LITTLE_ROOM = 1_000_000_000
"""Bytes; a model, its vectors and two generations of a large handbook fit into half of it."""
NO_ROOM = 200_000_000
"""Bytes; the prepared model alone takes 90 MB."""
_SET_UP = "set it up again with `make run`"

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def python() -> Finding:
    """Look at the version of Python and of the program."""
    says = f"designbook {version()} on Python {platform.python_version()}, {platform.system()}"
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        return problem("python", says, f"use Python {wanted} or newer: `make run PYTHON=…`")
    return ok("python", says)


def packages(distribution: str = "designbook") -> Finding:
    """Look whether what the program declares is installed, and in which versions."""
    found: list[str] = []
    missing: list[str] = []
    for need in metadata.requires(distribution) or ():
        name = _NAME.match(need)
        if name is None or "extra ==" in need:
            continue
        try:
            found.append(f"{name[0]} {metadata.version(name[0])}")
        except metadata.PackageNotFoundError:
            missing.append(name[0])
    if missing:
        return problem("packages", f"not installed: {', '.join(sorted(missing))}", _SET_UP)
    return ok("packages", ", ".join(sorted(found)))


def sqlite() -> Finding:
    """Look at the version of the SQLite that Python brings."""
    says = f"version {sqlite3.sqlite_version}"
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        return problem("sqlite", says, f"use a Python with SQLite {wanted} or newer")
    return ok("sqlite", says)


def disk(settings: Settings) -> Finding:
    """Look how much room there is for the data folder."""
    folder = settings.data_dir.absolute()
    while not folder.exists():
        folder = folder.parent
    try:
        free = shutil.disk_usage(folder).free
    except OSError as e:
        return problem("disk", f"{folder} cannot be looked at ({e})", "choose another data folder")
    says = f"{free / 1e9:.1f} GB free at {folder}"
    remedy = "make room, or choose another folder with --data or DATA_DIR"
    if free < NO_ROOM:
        return problem("disk", says, remedy)
    return warning("disk", says, remedy) if free < LITTLE_ROOM else ok("disk", says)


def port(settings: Settings) -> Finding:
    """Look whether the service could listen; the port is released at once."""
    from api.serving import listen  # noqa: PLC0415 (brings the web framework)

    place = f"{settings.host}:{settings.port}"
    try:
        listen(settings).close()
    except PortInUse as e:
        if "is in use" not in str(e):
            return refused("port", e)
        remedy = "fine if that is this service; else stop it, or choose another with PORT"
        return warning("port", f"{place} is in use", remedy)
    return ok("port", f"{place} is free" if settings.port else "any free one will be taken")
