"""The version of the installed distribution."""

from __future__ import annotations

from importlib.metadata import version as _version


def version() -> str:
    """Return it as ``pyproject.toml`` states it."""
    return _version("designbook")
