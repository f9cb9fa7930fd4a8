"""Folders that appear whole or not at all, and the hash that tells damage.

A folder is written under a name of its own beside its target, flushed to the disk, and renamed:
on POSIX, ``rename`` on one file system is atomic, so a crash leaves the old folder or the new one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

ABANDONED_AFTER_S = 3600.0
"""Age at which a temporary folder is taken for what a killed process left, in seconds."""


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal; raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def whole_folder(target: Path) -> Generator[Path]:
    """Yield an empty folder that takes the place of ``target`` when the block ends well.

    A folder that stands at ``target`` is replaced; when the block raises, it stays as it was.
    Raises ``OSError`` where the parent folder cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target)
    draft = _beside(target)
    draft.mkdir()
    try:
        yield draft
        _flush(draft)
        _replace(draft, target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _beside(target: Path) -> Path:
    return target.parent / f".{target.name}.{uuid.uuid4().hex[:12]}"


def _sweep(target: Path) -> None:
    """Remove temporary folders of this target that a killed process left behind."""
    for draft in sorted(target.parent.glob(f".{target.name}.*")):
        if time.time() - draft.stat().st_mtime > ABANDONED_AFTER_S:
            shutil.rmtree(draft, ignore_errors=True)


def _flush(folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        _fsync(path)
    _fsync(folder)


def _fsync(path: Path) -> None:
    """Flush a file, or a folder's entries where the system can open a folder."""
    try:
        handle = os.open(path, os.O_RDONLY)
    except PermissionError:
        if path.is_dir():
            return
        raise
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(draft: Path, target: Path) -> None:
    """Move ``draft`` to ``target``; a folder is never renamed over one that holds files."""
    old = _beside(target)
    had = target.exists()
    if had:
        target.rename(old)
    try:
        draft.rename(target)
    except OSError:
        if had:
            old.rename(target)
        raise
    _fsync(target.parent)
    shutil.rmtree(old, ignore_errors=True)
