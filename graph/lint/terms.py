"""Rules for words that the handbook uses and does not explain."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

from graph import names
from graph.lint.abbreviations import Uses, expanded, uses
from graph.lint.finding import Finding, Level, Rule
from graph.lint.subject import Subject, Written, tables, written
from graph.mapping import Mapping as KindMapping
from graph.model import Graph, Node
from graph.schema import STRUCTURE, Kind
from graph.structure import STRUCTURAL

ABBREVIATION = Rule(
    "undefined-abbreviation",
    Level.WARNING,
    "an abbreviation in capitals that is nowhere written out, defined or explained",
)
TERM = Rule(
    "undefined-term",
    Level.INFO,
    "a name that several rows or lists use, and that a handbook with a glossary does not explain",
)

_SEVERAL = 3
"""Lines that use a term before it is missed in the glossary."""
_NAMED = frozenset((Kind.TOOL, Kind.MODEL))
"""Kinds whose names in capitals are proper names: BERT, DVC."""
_SELF_EXPLAINING = frozenset((Kind.QUESTION, Kind.STEP, Kind.TRIGGER, Kind.TRADEOFF))
_DEFINED = "DEFINED_AS"
_MEMBERSHIP = frozenset(("INCLUDES", "COVERS", "BRANCHES_INTO"))


def undefined_abbreviations(subject: Subject) -> Iterator[Finding]:
    """Yield each abbreviation that nothing explains, at its first use."""
    found = uses(piece for piece in _pieces(subject))
    known = _explained(subject)
    open_ones = {
        short: use
        for short, use in found.items()
        if short not in known and not _is_common(short, subject.mapping)
    }
    written_out = expanded((piece.text.plain for _, piece in _pieces(subject)), open_ones)
    for short, use in open_ones.items():
        if short not in written_out:
            yield Finding(use.path, use.line, ABBREVIATION.name, _say(short, use))


def undefined_terms(subject: Subject) -> Iterator[Finding]:
    """Yield things that several lines use, where the handbook has a glossary without them."""
    if subject.graph is None or not _glossaries(subject):
        return
    explained = _explained(subject)
    for node, lines in _used(subject.graph):
        wordings = {node.name, *node.aliases}
        known = any(subject.mapping.field(word) for word in wordings)
        if len(lines) >= _SEVERAL and not known and not wordings & explained:
            path, line = min(lines)
            message = (
                f"“{node.name}” is used on {len(lines)} lines, and neither the glossary nor a "
                "definition says what it is."
            )
            yield Finding(path, line, TERM.name, message)


def _say(short: str, use: Uses) -> str:
    where = f"on {use.lines} lines" if use.lines > 1 else "here alone"
    return f"“{short}” is nowhere written out or defined; it is used {where}."


def _pieces(subject: Subject) -> Iterator[tuple[str, Written]]:
    for document in subject.reading.documents:
        for piece in written(document):
            yield document.path, piece


def _is_common(short: str, mapping: KindMapping) -> bool:
    words = _words()
    if any(
        short in words[name]
        for name in ("everyday", "currencies", "shouted", "units", "time_zones")
    ):
        return True
    term = mapping.field(short)
    return term is not None and (term.kind in _NAMED or any(" " in w for w in term.wordings))


def _explained(subject: Subject) -> set[str]:
    """Return the wordings that have a definition, a glossary entry or a section of their own."""
    explained = {
        section.title for document in subject.reading.documents for section in document.root.walk()
    }
    glossaries = _glossaries(subject)
    explained |= {
        fact.subject.text
        for fact in subject.reading.facts
        if any(names.key(title) in _words()["glossary"] for title in fact.heading_path)
    }
    explained |= set(_said_in_tables(subject))
    if subject.graph is not None:
        defined = {edge.source for edge in subject.graph.edges if edge.relation == _DEFINED}
        for node in subject.graph.nodes:
            if node.id in defined or explained & {node.name, *node.aliases}:
                explained |= {node.name, *node.aliases}
    return explained if glossaries or explained else set()


def _said_in_tables(subject: Subject) -> Iterator[str]:
    """Yield the first cell of each row that has a cell for what it means."""
    for document in subject.reading.documents:
        for _, table in tables(document):
            keys = [names.key(cell.plain) for cell in table.header]
            columns = [n for n, key in enumerate(keys) if n and key in _words()["meaning"]]
            for row in table.rows:
                if any(row.cells[n].plain.strip() for n in columns):
                    yield row.cells[0].plain.strip()


def _glossaries(subject: Subject) -> bool:
    titles = _words()["glossary"]
    return any(
        names.key(section.title) in titles
        for document in subject.reading.documents
        for section in document.root.walk()
    )


def _used(graph: Graph) -> Iterator[tuple[Node, set[tuple[str, int]]]]:
    """Yield the things of which nothing is said, each with the lines that use it."""
    lines: defaultdict[str, set[tuple[str, int]]] = defaultdict(set)
    speaking: set[str] = set()
    for edge in graph.edges:
        if edge.relation not in STRUCTURAL:
            lines[edge.target].update((e.path, e.line_start) for e in edge.evidence)
            if edge.relation not in _MEMBERSHIP:
                speaking.add(edge.source)
    for node in graph.nodes:
        plain = node.kind not in STRUCTURE and node.kind not in _SELF_EXPLAINING
        if plain and node.id not in speaking:
            yield node, lines[node.id]


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Return the lists of ``terms.toml``; titles by their key."""
    text = (resources.files("graph.lint") / "terms.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    found = {name: frozenset(map(str, words)) for name, words in lists.items()}
    keyed = {name: frozenset(map(names.key, found[name])) for name in ("glossary", "meaning")}
    return {**found, **keyed}
