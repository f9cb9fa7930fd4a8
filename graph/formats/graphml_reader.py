"""GraphML back into a graph, also where another program wrote the same keys under other ids.

Expat reads the document piece by piece. Declarations of document types are refused: they could
define entities that grow without bound, and no GraphML needs them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from graph.formats.escapes import unescape
from graph.formats.node_link import loads
from graph.formats.parts import Malformed, Parts, list_of, to_edge, to_file, to_node, to_relation

_STRUCTURE = frozenset({"graphml", "key", "graph", "node", "edge", "data", "desc", "default"})
_PARENTS = {"graph": "graphml", "node": "graph", "edge": "graph", "key": "graphml"}
"""Element to the one that it stands in; nested graphs are not of ours."""


def read(text: str) -> Parts:
    """Read what ``graph.formats.graphml.write`` gave; raises ``Malformed``."""
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(text.encode("utf-8"), True)  # noqa: FBT003
    except expat.ExpatError as error:
        raise Malformed(f"it is not XML ({error})") from error
    return reader.parts


def _refuse(*_: object) -> None:
    raise Malformed("it declares a document type, which GraphML does not need")


@dataclass(slots=True)
class _Reader:
    parts: Parts = field(default_factory=Parts)
    path: list[str] = field(default_factory=list[str])
    """The open elements, the innermost last."""
    keys: dict[str, str] = field(default_factory=dict[str, str])
    """Id of a key to the name that its document declares."""
    graph: dict[str, str] = field(default_factory=dict[str, str])
    entry: dict[str, str] = field(default_factory=dict[str, str])
    """Of the node or edge that is open."""
    key: str = ""
    """Name of the data that is open."""
    pieces: list[str] = field(default_factory=list[str])

    def start(self, element: str, given: dict[str, str]) -> None:
        name = element.rpartition(":")[2]
        if not self.path and name != "graphml":
            raise Malformed(f"its outermost element is <{name}>")
        if name in _PARENTS and self.path[-1:] != [_PARENTS[name]]:
            raise Malformed(f"<{name}> stands within <{self.path[-1]}>")
        self.path.append(name)
        if name == "key":
            self.keys[given.get("id", "")] = given.get("attr.name", given.get("id", ""))
        elif name == "node":
            self.entry = {"id": _given(given, "id")}
        elif name == "edge":
            self.entry = {end: _given(given, end) for end in ("source", "target")}
        elif name == "data":
            key = given.get("key", "")
            self.key, self.pieces = self.keys.get(key, key), []
        elif name not in _STRUCTURE and "data" not in self.path:
            raise Malformed(f"it holds a <{name}>, which has no place in a graph of this kind")

    def characters(self, text: str) -> None:
        if self.path[-1] == "data":
            self.pieces.append(text)

    def end(self, _: str) -> None:
        name = self.path.pop()
        if name == "data":
            at_graph = self.path[-1] == "graph"
            (self.graph if at_graph else self.entry)[self.key] = unescape("".join(self.pieces))
        elif name == "node":
            entry = {**_lists(self.entry, "aliases"), "name": self.entry.get("label")}
            self.parts.nodes.append(to_node(entry))
        elif name == "edge":
            self.parts.edges.append(to_edge(_lists(self.entry, "qualifiers", "readers")))
        elif name == "graph":
            self._finish()

    def _finish(self) -> None:
        whole = _lists(self.graph, "relations", "files")
        self.parts.generation = self.graph.get("generation", "")
        self.parts.relations = [to_relation(item) for item in list_of(whole, "relations")]
        self.parts.files = [to_file(item) for item in list_of(whole, "files")]


def _given(given: dict[str, str], name: str) -> str:
    if name not in given:
        raise Malformed(f"a node or an edge has no {name}")
    return unescape(given[name])


def _lists(entry: dict[str, str], *names: str) -> dict[str, object]:
    """Return an entry with the JSON of these names and of its evidence read."""
    found: dict[str, object] = {**entry}
    for name in (*names, "evidence"):
        if name in entry:
            found[name] = loads(entry[name])
    return found
