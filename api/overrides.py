"""The files beside a handbook that change how it is read and found: mapping and lexicon."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from graph.errors import BadMapping
from graph.mapping import Mapping
from graph.mapping_file import load_mapping
from retrieval.errors import BadLexicon
from retrieval.lexicon.terms import FILE_NAME, Lexicon, load_lexicon

NAME = "designbook.toml"
"""What the mapping file is called that is found by itself."""


def mapping_for(paths: Sequence[Path], named: Path | None = None) -> Mapping:
    """Return the mapping for a handbook: the packaged one, with an override file before it.

    Args:
        paths: the files and folders of the handbook.
        named: the override file to use; otherwise the one beside the handbook, where there is one.

    Raises:
        BadMapping: the file does not follow its format, or several stand beside the handbook.
    """
    return load_mapping(named or find_override(paths))


def find_override(paths: Sequence[Path]) -> Path | None:
    """Return the override file in a given folder or beside a given file, None without one.

    Raises:
        BadMapping: the paths have different ones.
    """
    files = _beside(paths, NAME)
    if len(files) > 1:
        raise BadMapping(
            f"There are several mapping files ({_listed(files)}); name one with --mapping."
        )
    return files[0] if files else None


def lexicon_for(paths: Sequence[Path], named: Path | None = None) -> Lexicon:
    """Return the lexicon for a handbook: the packaged one, extended by a file.

    Args:
        paths: the files and folders of the handbook.
        named: the file to use; otherwise the one beside the handbook, where there is one.

    Raises:
        BadLexicon: the file does not follow its format, or several stand beside the handbook.
    """
    files = [named] if named else _beside(paths, FILE_NAME)
    if len(files) > 1:
        raise BadLexicon(f"There are several lexicons ({_listed(files)}); name one with LEXICON.")
    return load_lexicon(files[0] if files else None)


def _beside(paths: Sequence[Path], name: str) -> list[Path]:
    """Return the files of a name in given folders and beside given files, sorted."""
    folders = [path if path.is_dir() else path.parent for path in paths]
    return sorted({(folder / name).resolve() for folder in folders if (folder / name).is_file()})


def _listed(files: Iterable[Path]) -> str:
    return ", ".join(str(file) for file in files)
