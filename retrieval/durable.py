"""Files and folders that appear whole or not at all, and hashes that tell damage.

Either is written under a name of its own beside its target, flushed to the disk, and renamed:
on POSIX, ``rename`` on one file system is atomic, so a crash leaves what was there or what is new.
A draft is locked by the process that writes it; the kernel releases the lock with the process, so
a draft whose lock is free was left behind.
"""

from __future__ import annotations

import glob
import hashlib
import json
import os
import re
import shutil
import time
import uuid
from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows has no advisory locks of this kind)
    fcntl = None

ABANDONED_AFTER_S = 3600.0
"""Age in seconds at which a draft counts as left behind where the system has no such locks."""

_SEAL: Final = "seal"
_DRAFT: Final = re.compile(r"\..+\.[0-9a-f]{12}\Z", re.DOTALL)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal; raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sealed(values: Mapping[str, object]) -> str:
    """Return an object as JSON, with a hash over its content in the entry ``seal``.

    Raises ``ValueError`` for an object that has such an entry.
    """
    if _SEAL in values:
        raise ValueError(f"the entry {_SEAL!r} is taken by the hash")
    whole = {**values, _SEAL: _seal(values)}
    return json.dumps(whole, indent=2, sort_keys=True) + "\n"


def unsealed(text: bytes) -> dict[str, Any]:
    """Return the object that ``sealed`` was given; raises ``ValueError`` for any other bytes."""
    values = json.loads(text)
    found = cast("dict[str, Any]", values) if isinstance(values, dict) else {}
    if found.pop(_SEAL, None) != _seal(found):
        raise ValueError("the content does not match its hash")
    return found


def whole_file(target: Path, pieces: Iterable[bytes]) -> None:
    """Write a file that takes the place of ``target`` once all pieces are on the disk.

    What stands at ``target`` stays as it was where a piece or the disk fails, and drafts of it that
    killed processes left behind are removed. Raises ``OSError`` where the folder cannot be written.
    """
    remove_drafts(target.parent, target.name)
    with _draft_file(target) as (draft, file):
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
        draft.replace(target)
    _fsync(target.parent)


@contextmanager
def whole_folder(target: Path) -> Generator[Path]:
    """Yield an empty folder that takes the place of ``target`` when the block ends well.

    A folder that stands at ``target`` is replaced; when the block raises, it stays as it was.
    Raises ``OSError`` where the parent folder cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    remove_drafts(target.parent)
    with _draft(target) as draft:
        try:
            yield draft
            _flush(draft)
            _replace(draft, target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def remove_drafts(parent: Path, of: str = "") -> None:
    """Remove the drafts in a folder that killed processes left behind; those in use stay.

    ``of`` is the name of the file or folder whose drafts are meant, all unless given.
    """
    for draft in sorted(parent.glob(f".{glob.escape(of) or '*'}.*")):
        if is_draft(draft) and _is_abandoned(draft):
            _remove(draft)


def is_draft(path: Path) -> bool:
    """Whether a file or folder bears the name of a draft."""
    return _DRAFT.match(path.name) is not None


def _remove(draft: Path) -> None:
    if draft.is_dir():
        shutil.rmtree(draft, ignore_errors=True)
        return
    with suppress(OSError):
        draft.unlink()


def _seal(values: Mapping[str, object]) -> str:
    plain = json.dumps(values, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(plain.encode("ascii")).hexdigest()


def _beside(target: Path) -> Path:
    return target.parent / f".{target.name}.{uuid.uuid4().hex[:12]}"


@contextmanager
def _draft(target: Path) -> Generator[Path]:
    """Make an empty folder beside the target and hold its lock."""
    while True:
        draft = _beside(target)
        draft.mkdir()
        with _locked(draft, wait=True):
            if draft.exists():  # else another process found it before it was locked
                yield draft
                return


@contextmanager
def _draft_file(target: Path) -> Generator[tuple[Path, BinaryIO]]:
    """Make an empty file beside the target and hold its lock; it is gone afterwards."""
    while True:
        draft = _beside(target)
        with draft.open("xb") as file, _locked(draft, wait=True):
            if not draft.exists():  # another process found it before it was locked
                continue
            try:
                yield draft, file
            finally:
                draft.unlink(missing_ok=True)
            return


def _is_abandoned(draft: Path) -> bool:
    """Whether no process holds the draft; one that has just vanished is none."""
    try:
        if fcntl is None:
            return time.time() - draft.stat().st_mtime > ABANDONED_AFTER_S
        with _locked(draft, wait=False) as held:
            return held
    except OSError:
        return False


@contextmanager
def _locked(path: Path, *, wait: bool) -> Generator[bool]:
    """Hold the lock of a file or folder; tells whether it is held, as not every system allows."""
    if fcntl is None:
        yield False
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            held = True
        except OSError:
            held = False
        yield held
    finally:
        os.close(handle)


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
