"""Node-link JSON, one entry a line: written as it comes, easy to compare with ``diff``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from graph.formats.entries import edge_entry, file_entry, node_entry, relation_entry
from graph.formats.parts import (
    Malformed,
    Parts,
    entry_of,
    list_of,
    text_of,
    to_edge,
    to_file,
    to_node,
    to_relation,
)
from graph.model import Graph


def write(graph: Graph) -> Iterator[str]:
    """Yield the object that NetworkX, D3 and igraph read, in pieces and the order of the graph."""
    labels = {relation.name: relation.label for relation in graph.relations}
    yield '{"directed": true, "multigraph": true,\n"graph": {'
    yield f'"generation": {dumps(graph.generation)},\n"relations": '
    yield from lines(map(relation_entry, graph.relations))
    yield ',\n"files": '
    yield from lines(map(file_entry, graph.files))
    yield '},\n"nodes": '
    yield from lines(map(node_entry, graph.nodes))
    yield ',\n"edges": '
    yield from lines(edge_entry(edge, labels[edge.relation]) for edge in graph.edges)
    yield "}\n"


def read(text: str) -> Parts:
    """Read what ``write`` gave, whatever its white space; raises ``Malformed``."""
    whole = entry_of(loads(text))
    about = entry_of(whole.get("graph"))
    return Parts(
        text_of(about, "generation") if "generation" in about else "",
        [to_node(item) for item in list_of(whole, "nodes")],
        [to_edge(item) for item in list_of(whole, "edges")],
        [to_relation(item) for item in list_of(about, "relations")],
        [to_file(item) for item in list_of(about, "files")],
    )


def dumps(value: object) -> str:
    """Return a value as JSON on one line, in its own letters."""
    return json.dumps(value, ensure_ascii=False)


def loads(text: str) -> Any:  # noqa: ANN401
    """Return the value of a JSON text; raises ``Malformed`` for what is none."""
    try:
        return json.loads(text)
    except RecursionError as error:
        raise Malformed("it is nested too deeply") from error
    except ValueError as error:
        raise Malformed(f"it is not JSON ({error})") from error


def lines(entries: Iterable[object]) -> Iterator[str]:
    """Yield a JSON array in pieces, one entry a line."""
    yield "["
    for number, entry in enumerate(entries):
        yield f"{',' if number else ''}\n{dumps(entry)}"
    yield "\n]"
