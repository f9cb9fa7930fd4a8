"""From a reading to a generation of the graph, with the ledger of what was decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from graph import names
from graph.admit import Naming, Statement, admit
from graph.contexts import Contexts
from graph.draft import EdgeDraft
from graph.errors import EmptyGraph
from graph.generation import with_generation
from graph.identity import Identities, Thing
from graph.ledger import Ledger, Refusal, RefusalReason
from graph.mapping import Mapping
from graph.mapping_file import load_mapping
from graph.model import Evidence, Graph, Node, SourceFile
from graph.sources import Sources
from graph.structure import add_mentions, add_passages, add_sections, add_subjects
from graph.told_apart import in_context
from ingest.collection import collection_paused
from ingest.document import Document
from ingest.facts import Reading, Said


@dataclass(frozen=True, slots=True)
class Build:
    """A graph and how it came about."""

    graph: Graph
    ledger: Ledger


def build_graph(reading: Reading, mapping: Mapping | None = None) -> Build:
    """Build the graph of a reading; the same reading gives the same graph, byte for byte.

    A handbook of prose alone becomes a graph of its sections and passages.

    Raises ``EmptyGraph`` where there is neither a fact nor a passage.
    """
    with collection_paused():
        return _build(reading, mapping or load_mapping())


def _build(reading: Reading, mapping: Mapping) -> Build:
    contexts = Contexts(reading.documents, mapping)
    sources = Sources(reading.documents, contexts)
    facts = tuple(in_context(reading.facts, contexts, mapping))
    reading = replace(reading, facts=facts)
    admitted = admit(reading, sources, mapping)
    if not admitted.statements and not reading.passages:
        raise EmptyGraph(_nothing(reading, len(admitted.refusals)))
    identities = Identities(
        (naming for s in admitted.statements for naming in (s.subject, s.object)),
        mapping,
        [(s.subject, s.object) for s in admitted.statements if s.fact.relation == Said.ALIAS],
    )
    edges = EdgeDraft()
    loops = _add_statements(admitted.statements, identities, edges)
    nodes = _nodes(reading, sources, identities, mapping, edges)
    graph = Graph(
        generation="",
        nodes=tuple(sorted(nodes, key=lambda node: node.id)),
        edges=edges.edges(),
        relations=edges.relations(),
        files=tuple(sorted(map(_file, reading.documents), key=lambda file: file.path)),
    )
    shortened = tuple(thing.id for thing in identities.things() if thing.text)
    ledger = Ledger(tuple(identities.merges), (*admitted.refusals, *loops), shortened)
    return Build(with_generation(graph), ledger)


def _nothing(reading: Reading, refused: int) -> str:
    files = ", ".join(document.path for document in reading.documents[:3]) or "the handbook"
    found = f"all {refused} facts were refused" if refused else "no fact was found"
    return (
        f"In {files} {found} and no text that could be searched; give a handbook with paragraphs,"
        " tables, lists or diagrams."
    )


def _add_statements(
    statements: tuple[Statement, ...], identities: Identities, edges: EdgeDraft
) -> list[Refusal]:
    """Add an edge for each statement; return those whose two ends are one thing."""
    loops: list[Refusal] = []
    for statement in statements:
        source, target = identities.of(statement.subject), identities.of(statement.object)
        if source.id == target.id:
            if statement.fact.relation == Said.ALIAS:
                continue  # the merge is in the ledger
            loops.append(Refusal(statement.fact, RefusalReason.SELF_LOOP))
            continue
        edges.add(
            source.id,
            statement.relation,
            target.id,
            statement.evidence,
            qualifiers=statement.fact.qualifiers,
            reader=str(statement.fact.reader),
        )
    return loops


def _nodes(
    reading: Reading, sources: Sources, identities: Identities, mapping: Mapping, edges: EdgeDraft
) -> list[Node]:
    things = [_thing_node(thing) for thing in identities.things()]
    sections = add_sections(sources, edges)
    add_subjects(sources, identities, edges)
    passages = add_passages(reading.passages, sources, edges)
    add_mentions(passages, things, mapping, edges)
    return [*things, *sections, *(node for node, _ in passages)]


def _thing_node(thing: Thing) -> Node:
    evidence = tuple(sorted(_where_named(thing.namings)))
    return Node(thing.id, thing.kind, thing.name, thing.aliases, thing.text, evidence)


def _where_named(namings: tuple[Naming, ...]) -> set[Evidence]:
    """Return the lines that hold the name's words; all lines of its facts where none does.

    A list's title is a term of the facts of all its items, but stands on one line.
    """
    everywhere = {naming.evidence for naming in namings}
    holding = {
        n.evidence for n in namings if names.key(n.wording) in _key_of_lines(n.evidence.text)
    }
    return holding or everywhere


@lru_cache(maxsize=4096)
def _key_of_lines(text: str) -> str:
    return names.key(text)


def _file(document: Document) -> SourceFile:
    return SourceFile(document.path, document.title, document.sha256, "\n".join(document.lines))
