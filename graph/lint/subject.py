"""What the rules look at: the reading, its graph, and where the files are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.mapping import Mapping as KindMapping
from graph.model import Graph
from ingest.document import (
    Block,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
)
from ingest.facts import Reading


@dataclass(frozen=True, slots=True)
class Subject:
    """A handbook under examination."""

    reading: Reading
    graph: Graph | None
    """None where the handbook holds neither a fact nor a passage."""
    mapping: KindMapping
    files: Mapping[str, Path]
    """Path of a document to its file, for links that lead to other files."""


@dataclass(frozen=True, slots=True)
class Written:
    """A piece of inline text and the line on which it begins."""

    text: Text
    line: int

    def line_at(self, offset: int) -> int:
        """Return the line of a character."""
        return self.line + self.text.plain.count("\n", 0, offset)


def tables(document: Document) -> Iterator[tuple[Section, Table]]:
    """Yield all tables with their sections, in the order of the text."""
    for section in document.root.walk():
        for block in nested(section.blocks):
            if isinstance(block, Table):
                yield section, block


def nested(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks and all blocks inside them, in the order of the text."""
    for block in blocks:
        yield block
        if isinstance(block, Quote):
            yield from nested(block.children)
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from nested(item.children)


def written(document: Document) -> Iterator[Written]:
    """Yield the inline texts of a document: no fences, no HTML."""
    for section in document.root.walk():
        if section.heading is not None:
            yield Written(section.heading.text, section.heading.span.line_start)
        for block in nested(section.blocks):
            yield from _texts(block)


def _texts(block: Block) -> Iterator[Written]:
    if isinstance(block, Heading | Paragraph):
        yield Written(block.text, block.span.line_start)
    elif isinstance(block, ListBlock):
        yield from (Written(item.text, item.span.line_start) for item in block.items)
    elif isinstance(block, Table):
        yield from (Written(cell, block.span.line_start) for cell in block.header)
        for row in block.rows:
            yield from (Written(cell, row.span.line_start) for cell in row.cells)
