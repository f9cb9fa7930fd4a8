"""The version of reading: what changes whenever the same bytes could be read otherwise."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable

_PARSERS = ("markdown-it-py",)
"""Distributions whose own version decides what is read."""
_SUFFIXES = (".py", ".toml")


@cache
def reading_version() -> str:
    """Return the hash of this package's sources and data, its parser and the Unicode tables."""
    digest = hashlib.sha256()
    for name, data in sorted(_files(resources.files("ingest"), "")):
        digest.update(f"{name} {len(data)}\n".encode() + data)
    for name in _PARSERS:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    digest.update(f"{sys.version_info[:2]} {unicodedata.unidata_version}".encode())
    return digest.hexdigest()[:16]


def _files(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _files(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith(_SUFFIXES):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found
