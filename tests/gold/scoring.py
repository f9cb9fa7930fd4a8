"""Precision and recall of a graph's facts against gold triples with lines.

A gold file has one line a group: source lines, subject, relation, objects separated by " ; ",
between tabs; ``object@12`` gives an object a line of its own within the group's lines.
``relations.toml`` says which relations of the graph each wording of the gold may be.

A gold definition or other name ("CDC is change data capture") holds as well where both are names
of one node that is named on these lines: the graph has one node for one thing.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.mapping_file import load_mapping
from graph.model import Edge, Evidence, Graph, Node
from graph.names import key
from graph.relation_names import named_after
from graph.schema import STRUCTURE

RELATIONS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("relations.toml").read_text(encoding="utf-8")
)
NAMING = frozenset({"is", "also called"})
NAMED = load_mapping()


@dataclass(frozen=True, slots=True)
class Triple:
    """One fact as a person wrote it down."""

    subject: str
    relation: str
    object: str
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """What was found, and what was not."""

    missing: tuple[Triple, ...]
    wrong: tuple[str, ...]
    gold: int
    stated: int

    @property
    def recall(self) -> float:
        return 1 - len(self.missing) / self.gold

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.stated if self.stated else 0.0

    def __str__(self) -> str:
        head = f"recall {self.recall:.3f} of {self.gold}, precision {self.precision:.3f}"
        missing = [
            f"  missing: {t.lines[0]}-{t.lines[1]} {t.subject} | {t.relation} | {t.object}"
            for t in self.missing
        ]
        return "\n".join([head, *missing, *(f"  wrong: {line}" for line in self.wrong)])


def read_gold(path: Path) -> tuple[Triple, ...]:
    """Read the triples of a gold file."""
    triples: list[Triple] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            lines, subject, relation, objects = row.split("\t")
            for written in objects.split(" ; "):
                name, at, line = written.rpartition("@")
                own = bool(at) and line.isdigit()
                triples.append(
                    Triple(
                        subject,
                        relation,
                        name if own else written,
                        _lines(line if own else lines),
                    )
                )
    return tuple(triples)


def score(graph: Graph, gold: tuple[Triple, ...]) -> Score:
    """Hold the things' edges of a graph, one piece of evidence at a time, against gold triples."""
    nodes = {node.id: node for node in graph.nodes}
    stated = [
        (edge, evidence)
        for edge in graph.edges
        if nodes[edge.source].kind not in STRUCTURE and nodes[edge.target].kind not in STRUCTURE
        for evidence in edge.evidence
    ]
    matched: set[int] = set()
    missing: list[Triple] = []
    for triple in gold:
        hits = {n for n, (e, where) in enumerate(stated) if _same(triple, e, where, nodes)}
        matched |= hits
        if not hits and not _is_one_node(triple, graph):
            missing.append(triple)
    wrong = tuple(
        f"{where.line_start}-{where.line_end} {nodes[e.source].name} | {e.relation} | "
        f"{nodes[e.target].name}"
        for n, (e, where) in enumerate(stated)
        if n not in matched
    )
    return Score(tuple(missing), wrong, len(gold), len(stated))


def _same(triple: Triple, edge: Edge, where: Evidence, nodes: dict[str, Node]) -> bool:
    first, last = triple.lines
    inside = where.line_start <= last and where.line_end >= first
    return (
        inside
        and edge.relation in _relations(triple.relation)
        and _names(nodes[edge.source], triple.subject)
        and _names(nodes[edge.target], triple.object)
    )


def _relations(wording: str) -> frozenset[str]:
    listed = RELATIONS.get(wording)
    header = wording[:1].upper() + wording[1:]
    # "stored in" is what the graph calls "is stored in".
    named = {named_after(said).name for said in (wording, header, f"is {wording}")}
    return frozenset(listed or {*named, *_known(wording)})


def _known(wording: str) -> Iterator[str]:
    for said in (wording, f"is {wording}"):
        for rule in NAMED.relations.get(key(said), ()):
            yield rule.relation.name


def _is_one_node(triple: Triple, graph: Graph) -> bool:
    first, last = triple.lines
    return triple.relation in NAMING and any(
        _names(node, triple.subject)
        and _names(node, triple.object)
        and any(e.line_start <= last and e.line_end >= first for e in node.evidence)
        for node in graph.nodes
    )


def _names(node: Node, wording: str) -> bool:
    return key(wording) in {key(name) for name in _wordings(node)}


def _wordings(node: Node) -> Iterator[str]:
    yield node.name
    yield from node.aliases
    if node.text:
        yield node.text


def _lines(written: str) -> tuple[int, int]:
    first, _, last = written.partition("-")
    return int(first), int(last or first)
