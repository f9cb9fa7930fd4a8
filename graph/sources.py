"""From spans back to the text: evidence, and the section that holds a line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from graph import names
from graph.contexts import Contexts
from graph.model import Evidence
from ingest.document import Document, Section, Span

_LONGEST_SLUG = 100
"""Characters of a section's slug before its hash."""


@dataclass(frozen=True, slots=True)
class Place:
    """A section that becomes a node."""

    id: str
    document: Document
    section: Section
    parent: str | None
    """Id of the section above it, None for an outermost one."""

    @property
    def heading(self) -> Span:
        """The lines that name the section: its heading, or the first line of a file's own text."""
        section = self.section
        if section.heading is not None:
            return section.heading.span
        first = section.blocks[0].span.line_start if section.blocks else section.span.line_start
        return Span(section.span.path, first, first)


class Sources:
    """The documents of a reading, looked up by path and line."""

    def __init__(self, documents: Iterable[Document], contexts: Contexts | None = None) -> None:
        self._documents = {document.path: document for document in documents}
        self._contexts = contexts
        self._places: dict[str, list[Place]] = {}
        taken: set[str] = set()
        for document in self._documents.values():
            self._places[document.path] = _places(document, taken)
        self._by_id = {place.id: place for place in self.places()}

    def places(self) -> list[Place]:
        """Return all sections that become nodes, in the order of the text."""
        return [place for places in self._places.values() for place in places]

    def evidence(self, span: Span, heading_path: tuple[str, ...]) -> Evidence | None:
        """Return the stored lines of a span, None where no document holds them."""
        document = self._documents.get(span.path)
        if document is None or not 1 <= span.line_start <= span.line_end <= len(document.lines):
            return None
        text = "\n".join(document.lines[span.line_start - 1 : span.line_end])
        return Evidence(span.path, span.line_start, span.line_end, text, heading_path)

    def at(self, path: str, line: int) -> Place | None:
        """Return the innermost section that holds a line, None for a line before the first."""
        places = self._places.get(path, [])
        found = bisect_right(places, line, key=lambda place: place.section.span.line_start)
        return places[found - 1] if found else None

    def named(self, title: str, path: str, line: int) -> Place | None:
        """Return the innermost section around a line that has this title, None without one."""
        place = self.at(path, line)
        wanted = names.key(title)
        while place is not None and wanted not in map(names.key, self._names(place)):
            place = self._by_id[place.parent] if place.parent else None
        return place

    def subject(self, place: Place) -> str:
        """Return the name of what a section is about: its title, or what that belongs to."""
        section = place.section
        if self._contexts is None or not section.title:
            return section.title
        return self._contexts.subject_of(place.document.path, section.heading_path)

    def _names(self, place: Place) -> tuple[str, ...]:
        """Return the title of a section, and the name by which it is told apart."""
        section = place.section
        if self._contexts is None or not self._contexts.is_slot(section.title):
            return (section.title,)
        own = self._contexts.own_name(place.document.path, section.heading_path)
        return (section.title, own)


def _places(document: Document, taken: set[str]) -> list[Place]:
    """Return the sections of a document that become nodes, in the order of the text.

    The root is one of them only where text stands before the first heading or there is none.
    """
    root = document.root
    places: list[Place] = []
    stack: list[tuple[Section, str | None]] = [(root, None)]
    while stack:
        section, parent = stack.pop()
        own = parent
        if section.level or section.blocks or not section.children:
            own = _section_id(document, section, taken)
            places.append(Place(own, document, section, parent))
        stack.extend((child, own) for child in reversed(section.children))
    return places


def _section_id(document: Document, section: Section, taken: set[str]) -> str:
    """Return ``section:`` with the slug of path and headings; the n-th of a name ends in ``-n``."""
    path = document.path.rsplit(".", 1)[0]
    slug = "-".join(names.slug(part) for part in (path.replace("/", " "), *section.heading_path))
    if len(slug) > _LONGEST_SLUG:
        slug = f"{slug[:_LONGEST_SLUG].rstrip('-')}-{names.digest(slug)}"
    candidate, count = f"section:{slug}", 1
    while candidate in taken:
        count += 1
        candidate = f"section:{slug}-{count}"
    taken.add(candidate)
    return candidate
