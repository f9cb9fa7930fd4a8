"""A small hand for tests: a reading from a text and the facts that it states."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from ingest.document import Document, Heading, Paragraph, Section, Span, Text
from ingest.facts import Fact, Reading, Term

Stated = tuple[object, ...]
"""(line, subject, its role, relation, object, its role[, qualifiers])."""


def sections(path: str, lines: tuple[str, ...]) -> Section:
    """Parse "#" headings; every other line is a paragraph of its own."""

    def build(start: int, end: int, level: int, trail: tuple[str, ...], at: Heading | None):
        blocks, children, line = [], [], start
        while line <= end:
            text = lines[line - 1]
            if text.startswith("#"):
                depth = len(text) - len(text.lstrip("#"))
                stop = line + 1
                while stop <= end and not (
                    lines[stop - 1].startswith("#")
                    and len(lines[stop - 1]) - len(lines[stop - 1].lstrip("#")) <= depth
                ):
                    stop += 1
                title = text.lstrip("# ")
                heading = Heading(depth, Text(title), Span(path, line, line))
                children.append(build(line + 1, stop - 1, depth, (*trail, title), heading))
                line = stop
            else:
                if text.strip():
                    blocks.append(Paragraph(Text(text), Span(path, line, line)))
                line += 1
        first = at.span.line_start if at else start
        span = Span(path, first, max(first, end))
        title = trail[-1] if trail else ""
        return Section(title, level, trail, span, at, tuple(blocks), tuple(children))

    return build(1, len(lines), 0, (), None)


def document(text: str, path: str = "book.md") -> Document:
    lines = tuple(text.strip("\n").split("\n"))
    sha = hashlib.sha256(text.encode()).hexdigest()
    return Document(path, "Book", sections(path, lines), lines, sha)


def path_at(root: Section, line: int) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    for section in root.walk():
        if section.span.line_start <= line <= section.span.line_end:
            found = section.heading_path
    return found


def reading(text: str, *stated: Stated, passages: tuple = (), path: str = "book.md") -> Reading:
    book = document(text, path)
    facts = []
    for line, subject, its, relation, object_, role, *more in stated:
        span = Span(path, int(str(line)), int(str(line)))
        facts.append(
            Fact(
                Term(str(subject), its),
                relation,
                Term(str(object_), role),
                span,
                path_at(book.root, span.line_start),
                "hand",
                tuple(more),
            )
        )
    return Reading((book,), tuple(facts), tuple(passages))


@pytest.fixture
def make_reading() -> Callable[..., Reading]:
    return reading


@pytest.fixture
def make_document() -> Callable[..., Document]:
    return document
