"""The formats by name: writing a graph into one of them and reading it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from graph.errors import BadGraphFile
from graph.formats import cypher_script, graphml, graphml_reader, json_ld, neo4j_csv, node_link
from graph.formats.parts import Malformed, Parts, assemble
from graph.model import Graph


class Format(StrEnum):
    """What a graph can be written as and read from."""

    JSON = "json"
    """Node-link, as NetworkX and D3 name it."""
    GRAPHML = "graphml"
    CYPHER = "cypher"
    """A script of statements for Neo4j."""
    CSV = "csv"
    """A folder of files for ``neo4j-admin database import full``."""
    JSONLD = "jsonld"


_WRITERS: Mapping[Format, Callable[[Graph], Iterator[str]]] = {
    Format.JSON: node_link.write,
    Format.GRAPHML: graphml.write,
    Format.CYPHER: cypher_script.write,
    Format.JSONLD: json_ld.write,
}
_READERS: Mapping[Format, Callable[[str], Parts]] = {
    Format.JSON: node_link.read,
    Format.GRAPHML: graphml_reader.read,
    Format.CYPHER: cypher_script.read,
    Format.JSONLD: json_ld.read,
}
_ENDINGS = {
    ".json": Format.JSON,
    ".graphml": Format.GRAPHML,
    ".cypher": Format.CYPHER,
    ".cql": Format.CYPHER,
    ".jsonld": Format.JSONLD,
    ".csv": Format.CSV,
}


def write(graph: Graph, form: Format) -> Iterator[str]:
    """Yield a graph in pieces of text, in a stable order; not for the folder of ``Format.CSV``."""
    return _WRITERS[form](graph)


def write_folder(graph: Graph) -> Iterator[tuple[str, Iterator[str]]]:
    """Yield the files of ``Format.CSV``: the name and the content in pieces of text."""
    return neo4j_csv.write(graph)


def format_of(path: Path) -> Format | None:
    """Return the format that a name speaks of: a folder is CSV; None for an unknown ending."""
    return Format.CSV if path.is_dir() else _ENDINGS.get(path.suffix.lower())


def read(path: Path, form: Format) -> Graph:
    """Read a graph from a file, or from a folder for ``Format.CSV``.

    Raises ``BadGraphFile`` where it is not there or does not hold a whole graph in this format.
    """
    try:
        if form is Format.CSV:
            return assemble(
                neo4j_csv.read({name: _text(path / name) for name in neo4j_csv.COLUMNS})
            )
        return assemble(_READERS[form](_text(path)))
    except Malformed as error:
        raise BadGraphFile(
            f"{path} does not hold a graph that was exported as {form}: {error}; export it again,"
            " or name its format with --format."
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Malformed(f"{path.name} is not UTF-8") from error
    except OSError as error:
        raise BadGraphFile(
            f"Cannot read {path} ({error.strerror or error}): name a file that `designbook export`"
            " wrote, or its folder for CSV."
        ) from error
