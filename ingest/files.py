"""Find the Markdown files of a handbook."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import NoMarkdown, PathNotFound

SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_SKIPPED = frozenset({"node_modules", "__pycache__"})
"""Folders of other people's text, besides the hidden ones (".git", ".venv")."""


@dataclass(frozen=True, slots=True)
class SourcePath:
    """One file: where it is, and what the handbook calls it."""

    file: Path
    path: str
    """POSIX path relative to the handbook's root: the folder given, or the file's own folder."""


def find_files(paths: Sequence[Path]) -> tuple[SourcePath, ...]:
    """Return the Markdown files that the paths name, in the order of their POSIX paths.

    Folders are searched, hidden ones left out; a file named itself is taken whatever its suffix.
    Links in a folder are given even where they lead to nothing: reading them tells.
    The same file is taken once. Where two files would have one relative path, all are named from
    the nearest folder above everything given.

    Raises:
        PathNotFound: a path names nothing, or nothing that can be read.
        NoMarkdown: a folder holds no Markdown file, or no path was given.
    """
    if not paths:
        raise NoMarkdown("No path was given; name a Markdown file or a folder of them.")
    found: dict[Path, SourcePath] = {}
    for path in paths:
        for source in _under(path):
            real = source.file.resolve()
            known = found.get(real)
            if known is None or _rank(source) < _rank(known):
                found[real] = source
    sources = found.values()
    if len({source.path for source in sources}) < len(found):
        sources = _apart(found)
    return tuple(sorted(sources, key=lambda source: source.path.split("/")))


def _rank(source: SourcePath) -> tuple[int, str]:
    """Rank the names of one file: that with most folders tells most."""
    return -source.path.count("/"), source.path


def _under(path: Path) -> list[SourcePath]:
    if path.is_file():
        return [SourcePath(path, path.name)]
    if not path.is_dir():
        raise PathNotFound(f"{path} names no file or folder; check the path.")
    files = [SourcePath(file, file.relative_to(path).as_posix()) for file in _walk(path)]
    if not files:
        suffixes = ", ".join(sorted(SUFFIXES))
        raise NoMarkdown(f"{path} holds no Markdown file; name a folder with files in {suffixes}.")
    return files


def _walk(root: Path) -> Iterator[Path]:
    """Yield Markdown files below ``root``; links are followed, each folder is entered once."""
    entered = {root.resolve()}
    for folder, folders, names in os.walk(root, followlinks=True, onerror=_refuse):
        here = Path(folder)
        kept: list[str] = []
        for name in sorted(folders):
            real = (here / name).resolve()
            if not name.startswith(".") and name not in _SKIPPED and real not in entered:
                entered.add(real)
                kept.append(name)
        folders[:] = kept
        for name in sorted(names):
            file = here / name
            if file.suffix.lower() in SUFFIXES and not name.startswith("."):
                yield file


def _refuse(error: OSError) -> None:
    raise PathNotFound(f"{error.filename} cannot be read; check its permissions.") from error


def _apart(found: dict[Path, SourcePath]) -> list[SourcePath]:
    top = Path(os.path.commonpath([real.parent for real in found]))
    return [
        SourcePath(source.file, real.relative_to(top).as_posix()) for real, source in found.items()
    ]
