"""About: what the handbook is, for who asks of the whole of it, or says nothing that is a question.

The whole is told by its documents: the title of each, the first sentence below it, its sections.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Evidence, Node
from graph.schema import Kind
from graph.snapshot import Snapshot
from graph.structure import ABOUT
from retrieval.composing.sheet import Composed, Sheet
from retrieval.question.chat import Chat
from retrieval.text.english import join, number, sentence
from retrieval.text.sentences import Sentence

_KEYED = re.compile(r"[^\W\d_][^:.!?]{0,40}: ")
"""How a line begins that gives the value of a key: "Owner: …"."""
MOST_TOLD = 3
"""Documents of which more than the title is told."""
MOST_NAMED = 12
"""Documents, and sections of one, that are named."""
LONGEST_LEAD = 40
"""Words of a first sentence that is told."""


@dataclass(frozen=True, slots=True)
class _Document:
    title: str
    place: Evidence
    lead: Sentence | None
    sections: tuple[Node, ...]


class About:
    """Tells what one snapshot's handbook is."""

    def __init__(self, snapshot: Snapshot, sentences: Iterable[Sentence]) -> None:
        """``sentences`` are all of the snapshot's prose."""
        self._snapshot = snapshot
        self._documents = _documents(snapshot, sentences)

    @property
    def subjects(self) -> tuple[str, ...]:
        """Return the ids of what the sections are about, in the order of the text."""
        return tuple(
            edge.target
            for document in self._documents
            for section in document.sections
            for edge in self._snapshot.out(section.id)
            if edge.relation == ABOUT.name
        )

    def say(self, said: Chat) -> Composed:
        """Reply to what is no question about a subject."""
        if said is Chat.OVERVIEW:
            return self._overview(Sheet(self._snapshot)).done()
        if said is Chat.HELP:
            sheet = Sheet(self._snapshot)
            sheet.sentences.append(
                "Ask me about what the handbook says; I answer from it alone, with the lines that"
                " say so, and a question may lean on the one before it."
            )
            return self._overview(sheet).done()
        subject = join([d.title for d in self._documents]) if self._few else "the handbook"
        replies = {
            Chat.GREETING: f"Hello. Ask me about {subject or 'the handbook'}.",
            Chat.THANKS: "You are welcome.",
            Chat.ASSENT: "All right. Ask on whenever you like.",
            Chat.FAREWELL: "Goodbye.",
        }
        return Composed(replies[said], ())

    @property
    def _few(self) -> bool:
        return len(self._documents) <= MOST_TOLD

    def _overview(self, sheet: Sheet) -> Sheet:
        """Write what each document is, or their titles where there are many."""
        if self._few:
            for document in self._documents:
                _tell(document, sheet)
            return sheet
        named = [f"{d.title} {sheet.marks([d.place])}" for d in self._documents[:MOST_NAMED]]
        told = "; ".join([*named, *_more(len(self._documents))])
        lead = f"The handbook has {number(len(self._documents))} documents"
        sheet.sentences.append(f"{lead}: {told}.")
        return sheet


def _tell(document: _Document, sheet: Sheet) -> None:
    lead, sections = document.lead, document.sections
    if lead is not None:
        text = lead.text[0].lower() + lead.text[1:] if lead.text[1:2].islower() else lead.text
        sheet.quote(f"{document.title}: {text}", lead.source)
    named = [f"{s.name} {sheet.marks(s.evidence[:1])}" for s in sections[:MOST_NAMED]]
    if not named:
        if lead is None:
            sheet.quote(f"The handbook has the document “{document.title}”", document.place)
        return
    noun = "section" if len(sections) == 1 else "sections"
    owner = "it" if lead is not None else f"{document.title}"
    told = "; ".join([*named, *_more(len(sections))])
    sheet.sentences.append(f"{sentence(owner)} has {number(len(sections))} {noun}: {told}.")


def _more(whole: int) -> Sequence[str]:
    """Return what is said of those beyond the ones that are named."""
    return [f"and {number(whole - MOST_NAMED)} more"] if whole > MOST_NAMED else []


def _documents(snapshot: Snapshot, sentences: Iterable[Sentence]) -> tuple[_Document, ...]:
    """Return the documents of a snapshot in the order of their files."""
    titles: dict[str, list[Node]] = {}
    for node in snapshot.graph.nodes:
        if node.kind is Kind.SECTION and node.evidence:
            titles.setdefault(node.evidence[0].path, []).append(node)
    leads: dict[tuple[str, tuple[str, ...]], Sentence] = {}
    for said in sorted(sentences, key=lambda one: (one.source, one.number)):
        whole = said.text.endswith((".", "!")) and not _KEYED.match(said.text)
        if whole and len(said.text.split()) <= LONGEST_LEAD:
            leads.setdefault((said.source.path, said.source.heading_path), said)
    return tuple(
        _document(sorted(nodes, key=lambda node: node.evidence[0]), leads)
        for _, nodes in sorted(titles.items())
    )


def _document(
    nodes: Sequence[Node], leads: dict[tuple[str, tuple[str, ...]], Sentence]
) -> _Document:
    """Return what one file holds; a single title at its head is that of the document."""
    first = nodes[0].evidence[0]
    levels = [len(node.evidence[0].heading_path) for node in nodes]
    titled = levels.count(levels[0]) == 1 and levels[0] == min(levels)
    inner = [level for level in levels[1:] if level > levels[0]] if titled else levels
    sections = tuple(
        node
        for node, level in zip(nodes, levels, strict=True)
        if inner and level == min(inner) and not (titled and node is nodes[0])
    )
    title = nodes[0].name if titled else first.path
    path = first.heading_path if titled else ()
    return _Document(title, first, leads.get((first.path, path)), sections)
