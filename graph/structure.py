"""The text's own structure in the graph: sections, passages, and what they speak of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph import names
from graph.draft import EdgeDraft
from graph.identity import Identities
from graph.mapping import Mapping as KindMapping
from graph.mentions import Names
from graph.model import Evidence, Node, Relation
from graph.schema import Kind
from graph.sources import Sources
from ingest.document import Passage, Span

HAS_SECTION = Relation("HAS_SECTION", "has the section", "is a section of")
HAS_PASSAGE = Relation("HAS_PASSAGE", "has the passage", "is a passage of")
MENTIONS = Relation("MENTIONS", "mentions", "is mentioned in")
ABOUT = Relation("ABOUT", "is about", "is the subject of")

STRUCTURAL = frozenset(r.name for r in (HAS_SECTION, HAS_PASSAGE, MENTIONS, ABOUT))
"""Names of the relations that mirror the text itself; all others are stated by the handbook."""

READER = "structure"
"""What stands as the reader of an edge that no fact states."""

_LONGEST_TITLE = 80
"""Characters of a passage's name, which is the beginning of its text."""


def add_sections(sources: Sources, edges: EdgeDraft) -> list[Node]:
    """Return the section nodes, and join each to the section above it."""
    nodes: list[Node] = []
    for place in sources.places():
        section = place.section
        at = sources.evidence(place.heading, section.heading_path)
        title = section.title or place.document.title or place.document.path
        nodes.append(
            Node(place.id, Kind.SECTION, names.shorten(title), evidence=(at,) if at else ())
        )
        if place.parent and at:
            edges.add(place.parent, HAS_SECTION, place.id, at, reader=READER)
    return nodes


def add_subjects(sources: Sources, identities: Identities, edges: EdgeDraft) -> None:
    """Join each section to the thing that its title names, where a fact speaks of that thing."""
    for place in sources.places():
        name = sources.subject(place)
        thing = identities.called(name) if name.strip() else None
        at = sources.evidence(place.heading, place.section.heading_path)
        if thing is not None and at is not None:
            edges.add(place.id, ABOUT, thing.id, at, reader=READER)


def add_passages(
    passages: tuple[Passage, ...], sources: Sources, edges: EdgeDraft
) -> list[tuple[Node, Passage]]:
    """Return the passage nodes with their passages, and join each to its section."""
    nodes: list[tuple[Node, Passage]] = []
    taken: set[str] = set()
    for passage in passages:
        at = sources.evidence(passage.span, passage.heading_path)
        if at is None:
            continue
        node = _passage_node(passage, at, taken)
        nodes.append((node, passage))
        place = sources.at(passage.span.path, passage.span.line_start)
        if place is not None:
            edges.add(place.id, HAS_PASSAGE, node.id, at, reader=READER)
    return nodes


def _passage_node(passage: Passage, at: Evidence, taken: set[str]) -> Node:
    """Make a passage's node; its id is a hash of file, headings and text."""
    whole = "\0".join((passage.span.path, *passage.heading_path, passage.text))
    node_id, count = f"passage:{names.digest(whole, 12)}", 1
    while node_id in taken:
        count += 1
        node_id = f"passage:{names.digest(whole, 12)}-{count}"
    taken.add(node_id)
    name = names.shorten(passage.text, _LONGEST_TITLE) or node_id
    return Node(node_id, Kind.PASSAGE, name, text=passage.text, evidence=(at,))


def add_mentions(
    passages: list[tuple[Node, Passage]], things: list[Node], mapping: KindMapping, edges: EdgeDraft
) -> None:
    """Join each passage to the things that its text names."""
    finder = Names(things)
    by_id = {node.id: node for node in things}
    for node, passage in passages:
        for ids in finder.found_in(passage.text):
            for target in _meant(ids, by_id, mapping, passage.span):
                edges.add(node.id, MENTIONS, target, node.evidence[0], reader=READER)


def _meant(
    ids: tuple[str, ...], by_id: Mapping[str, Node], mapping: KindMapping, span: Span
) -> Iterator[str]:
    """Yield which of the nodes of one name a passage means.

    A frame (a tradeoff "Accuracy") is meant only on the lines that name it as such.
    """
    for node_id in ids:
        node = by_id[node_id]
        if not mapping.is_frame(node.kind) or any(e.meets(span) for e in node.evidence):
            yield node_id
