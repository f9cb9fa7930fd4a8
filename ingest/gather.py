"""Read many files: those that are unchanged from the cache, those that fail reported or refused."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import FilesUnreadable, IngestError
from ingest.facts import Reading
from ingest.files import SourcePath, find_files
from ingest.reader import join, read_bytes, stored_bytes
from ingest.readings import Readings


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that was left out."""

    path: str
    """POSIX path of the file, relative to the handbook's root."""
    reason: str
    """One sentence that names the remedy."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A handbook's reading, and what happened to its files."""

    reading: Reading
    failures: tuple[Failure, ...] = ()
    kept: int = 0
    """Files that were not read again, because they have not changed."""


def gather(
    paths: Sequence[Path], readings: Readings | None = None, *, keep_going: bool = False
) -> Gathered:
    """Read the Markdown files that the paths name, each of them anew only where it has changed.

    The reading is that of ``ingest.reader.read``, whatever the cache holds.

    Args:
        paths: files and folders, in any order.
        readings: the cache, None for none.
        keep_going: leave out files that fail, unless all do.

    Raises:
        PathNotFound: a path names nothing.
        NoMarkdown: a folder holds no Markdown file.
        NotText, EmptyDocument: the only failing file's own error.
        FilesUnreadable: several files fail; the message names each with its remedy.
    """
    parts, errors, kept = _read_all(find_files(paths), readings)
    if errors and not (keep_going and parts):
        raise _refusal([error for _, error in errors], len(parts) + len(errors))
    return Gathered(join(parts), _failures(errors), kept)


def survey(paths: Sequence[Path]) -> Gathered:
    """Read what can be read, be it nothing at all, and give the failures with it.

    Raises:
        PathNotFound: a path names nothing.
        NoMarkdown: a folder holds no Markdown file.
    """
    parts, errors, _ = _read_all(find_files(paths), None)
    return Gathered(join(parts), _failures(errors))


_Errors = list[tuple[SourcePath, IngestError]]


def _read_all(
    sources: Sequence[SourcePath], readings: Readings | None
) -> tuple[list[Reading], _Errors, int]:
    """Return the readings, the errors of files that fail, and how many readings were kept."""
    parts: list[Reading] = []
    errors: _Errors = []
    kept = 0
    for source in sources:
        try:
            data = stored_bytes(source)
            known = _known(readings, source, data)
            part = known or read_bytes(data, source)
        except IngestError as error:
            errors.append((source, error))
            continue
        if known:
            kept += 1
        elif readings:
            readings.put(part)
        parts.append(part)
    return parts, errors, kept


def _failures(errors: _Errors) -> tuple[Failure, ...]:
    return tuple(Failure(source.path, str(error)) for source, error in errors)


def _known(readings: Readings | None, source: SourcePath, data: bytes) -> Reading | None:
    if readings is None:
        return None
    return readings.get(source.path, hashlib.sha256(data).hexdigest())


def _refusal(errors: Sequence[IngestError], files: int) -> IngestError:
    if len(errors) == 1:
        return errors[0]
    head = (
        f"None of the {files} files can be read; mend them or name others:"
        if len(errors) == files
        else f"{len(errors)} of {files} files cannot be read; mend or remove them, or leave them "
        "out with --keep-going:"
    )
    return FilesUnreadable("\n  ".join([head, *map(str, errors)]))
