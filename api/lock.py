"""One ingest at a time in one data folder, and one process that makes an index."""

from __future__ import annotations

import contextlib
from collections.abc import Generator

from api.errors import DataFolderBusy, DataFolderUnusable
from api.settings import Settings

try:
    import fcntl
except ImportError:  # pragma: no cover (Windows has no advisory locks of this kind)
    fcntl = None


@contextlib.contextmanager
def exclusive(settings: Settings) -> Generator[None]:
    """Hold the data folder for one ingest; it is made where it is not there.

    The kernel releases the lock with the process, so a crash leaves nothing to clean up.

    Raises:
        DataFolderBusy: another process holds it.
        DataFolderUnusable: it cannot be made or written.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        file = settings.lock_path.open("ab")
    except OSError as e:
        raise DataFolderUnusable(
            f"Cannot write into {settings.data_dir} ({e.strerror or e}): "
            "choose another folder with --data or DATA_DIR."
        ) from e
    with file:
        if fcntl is not None:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as e:
                raise DataFolderBusy(
                    f"Another ingest is writing into {settings.data_dir}: wait until it is done, "
                    "or choose another folder with --data or DATA_DIR."
                ) from e
        yield


@contextlib.contextmanager
def making_indexes(settings: Settings) -> Generator[None]:
    """Hold the folder of indexes, once whoever else makes one there is done.

    An ingest does not take this lock: it makes the index of a generation before that is live.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with settings.indexes_lock_path.open("ab") as file:
        if fcntl is not None:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
