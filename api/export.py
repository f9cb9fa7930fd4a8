"""Writing the live graph in formats that other programs read."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from api.errors import OutputUnusable
from api.service import live_snapshot
from api.settings import Settings
from graph.formats.registry import Format, format_of, write, write_folder
from graph.model import Graph
from retrieval.durable import whole_file

__all__ = ["Format", "export"]


def export(settings: Settings, form: Format | None, output: Path | None, standard: BinaryIO) -> str:
    """Write the live graph, in a stable order and in UTF-8; return a line about it.

    Args:
        settings: where the graph is.
        form: what to write; None goes by the output's name, and is JSON without an ending.
        output: the file, or the folder for ``Format.CSV``; each file appears whole or not at all.
        standard: takes the text where there is no ``output``.

    Raises:
        NoGraph: nothing has been ingested.
        OutputUnusable: the output cannot be written, CSV has none, or its name speaks of another
            format or of none that is known.
    """
    chosen = _chosen(form, output)
    if chosen is Format.CSV and output is None:
        raise OutputUnusable("csv is a folder of files: name it with --output FOLDER.")
    graph = live_snapshot(settings).graph
    if output is None:
        standard.writelines(_encoded(write(graph, chosen)))
        standard.flush()
    else:
        with _writable(output):
            _write(graph, chosen, output)
    counts = f"{len(graph.nodes)} nodes, {len(graph.edges)} edges"
    return f"{output or 'standard output'}: {counts}, generation {graph.generation}"


def _chosen(form: Format | None, output: Path | None) -> Format:
    """Return the format that was asked for, else the one that the output's name speaks of."""
    named = format_of(output) if output else None
    if form is None and named is None and output is not None and output.suffix:
        raise OutputUnusable(
            f"The name {output.name!r} does not say what to write: name a format with --format"
            f" ({', '.join(Format)})."
        )
    if form and named and form is not named and not (output and output.is_dir()):
        raise OutputUnusable(
            f"{output} is a name for {named}, and --format asks for {form}: give the output"
            " another ending, or leave --format out."
        )
    return form or named or Format.JSON


def _write(graph: Graph, form: Format, output: Path) -> None:
    if form is not Format.CSV:
        return whole_file(output, _encoded(write(graph, form)))
    output.mkdir(parents=True, exist_ok=True)
    for name, pieces in write_folder(graph):
        whole_file(output / name, _encoded(pieces))
    return None


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    return (piece.encode() for piece in pieces)


@contextmanager
def _writable(output: Path) -> Generator[None]:
    try:
        yield
    except OSError as e:
        raise OutputUnusable(
            f"Cannot write {output} ({e.strerror or e}): name another place with --output."
        ) from e
