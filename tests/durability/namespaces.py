"""Folders on a disk of their own that is full, and folders that are read-only, also for root.

A mount namespace holds them, so nothing is mounted for anybody else, and all of it goes with the
process that holds the namespace: https://man7.org/linux/man-pages/man7/mount_namespaces.7.html
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOLD = 'eval "$1" && echo ready && cat'
"""Mounts, then waits for the end of its input."""
_AS_ROOT = os.geteuid() == 0


class Namespace:
    """A mount namespace in which commands can be run."""

    def __init__(self, mounts: str) -> None:
        """``mounts`` are commands of the shell."""
        user = [] if _AS_ROOT else ["--map-root-user"]
        self._holder = subprocess.Popen(
            ["unshare", "--mount", *user, "sh", "-c", _HOLD, "sh", mounts],  # noqa: S607
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self._holder.stdout is not None
        assert self._holder.stderr is not None
        if self._holder.stdout.readline() != "ready\n":
            raise AssertionError(
                f"{self._holder.stderr.read()}: these tests mount folders in a namespace of their"
                " own; run them as root, or where user namespaces are allowed."
            )

    @property
    def enter(self) -> list[str]:
        """The command that runs another one inside."""
        user = [] if _AS_ROOT else ["--user", "--preserve-credentials"]
        return ["nsenter", "--target", str(self._holder.pid), "--mount", *user, "--"]

    def seen_from_outside(self, path: Path) -> Path:
        """Return where a path of the namespace is for this process."""
        return Path(f"/proc/{self._holder.pid}/root") / path.absolute().relative_to("/")

    def close(self) -> None:
        """End the namespace with its mounts."""
        self._holder.communicate()


@contextmanager
def mounted(mounts: str) -> Iterator[Namespace]:
    """Give a namespace with these mounts."""
    namespace = Namespace(mounts)
    try:
        yield namespace
    finally:
        namespace.close()


def small_disk(folder: Path, megabytes: int) -> str:
    """Return the command that mounts an empty disk of this size over a folder."""
    return f"mount -t tmpfs -o size={megabytes}m tmpfs '{folder}'"


def read_only(folder: Path) -> str:
    """Return the command that makes a folder read-only, whoever asks."""
    return f"mount --bind '{folder}' '{folder}' && mount -o remount,bind,ro '{folder}'"
