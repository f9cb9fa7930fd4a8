"""The mapping file beside a handbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from graph.errors import BadMapping
from graph.mapping import Mapping
from graph.mapping_file import load_mapping

NAME = "designbook.toml"
"""What the file is called that is found by itself."""


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
    folders = [path if path.is_dir() else path.parent for path in paths]
    files = {(folder / NAME).resolve() for folder in folders if (folder / NAME).is_file()}
    if len(files) > 1:
        found = ", ".join(str(file) for file in sorted(files))
        raise BadMapping(f"There are several mapping files ({found}); name one with --mapping.")
    return files.pop() if files else None
