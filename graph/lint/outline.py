"""Rules for the outline: headings with nothing below them, and sections that state no fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from graph.lint.finding import Finding, Level, Rule
from graph.lint.subject import Subject
from ingest.document import Block, Html, Section
from ingest.document import Rule as Line
from ingest.readers.questions import heading_question

EMPTY_SECTION = Rule("empty-section", Level.WARNING, "a heading with nothing below it")
NO_FACTS = Rule(
    "no-facts", Level.INFO, "a section whose text is found and cited, but gives the graph no fact"
)

_COMMENTS = re.compile(r"(?:<!--.*?(?:-->|\Z)|\s)*", re.DOTALL)


def empty_sections(subject: Subject) -> Iterator[Finding]:
    """Yield headings that neither text nor a deeper heading follows; questions have a rule."""
    for document in subject.reading.documents:
        for section in document.root.walk():
            if section.heading and is_empty(section) and not heading_question(section.heading):
                line = section.heading.span.line_start
                message = f"Nothing stands below the heading “{section.title}”."
                yield Finding(document.path, line, EMPTY_SECTION.name, message)


def sections_without_facts(subject: Subject) -> Iterator[Finding]:
    """Yield sections with a text of their own that no reader took a fact from."""
    stated: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for fact in subject.reading.facts:
        stated[fact.span.path].add(fact.heading_path)
    for document in subject.reading.documents:
        for section in document.root.walk():
            holds = any(says_something(block) for block in section.blocks)
            if section.heading and holds and section.heading_path not in stated[document.path]:
                line = section.heading.span.line_start
                message = f"The text below “{section.title}” gives no fact."
                yield Finding(document.path, line, NO_FACTS.name, message)


def is_empty(section: Section) -> bool:
    """Whether a section has neither text nor a section below it."""
    return not section.children and not any(says_something(block) for block in section.blocks)


def says_something(block: Block) -> bool:
    """Whether a block is more than a line across the page or a comment."""
    if isinstance(block, Html):
        return not _COMMENTS.fullmatch(block.text)
    return not isinstance(block, Line)
