"""Facts: what the text states, in the text's own words, before any schema.

A fact is ``subject, relation, object`` with the lines that state it. Words that only a symbol
stands for in the source (an arrow, a branch, parentheses) are written with the constants of
``Said``; every other relation is the wording of a header, a lead-in or a verb in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from ingest.document import Document, Passage, Span, Unread


class Said(StrEnum):
    """Relations that the text states by layout or symbol, not by a word."""

    __hash__ = str.__hash__  # equal texts have one hash; that of an enum's name is slow as well

    INCLUDES = "includes"
    """A list or a group has this member."""
    EXAMPLE = "example"
    """An example of the subject, as in parentheses behind it."""
    FEEDS = "feeds into"
    """An arrow from subject to object."""
    BRANCH = "branches into"
    """The object is a child of the subject in a tree."""
    VERSUS = "versus"
    """Two sides of an opposition; each pair is stated once, in the order of the text."""
    OPTION = "option"
    """The object is one side of an opposition that the subject names."""
    ROW = "row"
    """The object is the subject of a table row under the heading ``subject``."""
    ANSWER = "answer"
    """The object answers the question ``subject``."""
    DEFINITION = "is"
    """The object says what the subject is."""
    USED_FOR = "is used for"
    PART = "combines"
    """The object is one of the parts that make up the subject ("retrieval + ranking")."""
    LINK = "links to"
    """The object is an address."""
    ALIAS = "also called"
    """The object is another name of the subject."""
    NOTE = "notes that"
    """The object is a sentence that stands below a title of things and is none of them."""
    TRAIT = "is characterised by"
    """The object describes the subject in a word or two ("fixed length"); it is no member of it."""


class Role(StrEnum):
    """What a term is by its place, where no header or lead-in names it."""

    __hash__ = str.__hash__

    HEADING = "heading"
    """A section's title."""
    LEAD_IN = "lead-in"
    """A group named by a lead-in line ("Optimization Tools: …")."""
    DIAGRAM = "diagram"
    """A box or word in an arrow diagram."""
    TREE = "tree"
    """A node of a drawn or indented tree."""
    QUESTION = "question"
    PROSE = "prose"
    NONE = ""


class Reader(StrEnum):
    """What found a fact: a way of stating facts, each with a module or more in ``readers``."""

    __hash__ = str.__hash__

    ARROW = "arrow"
    CODE = "code"
    DEFINITION = "definition"
    FRONT_MATTER = "front_matter"
    HEADING = "heading"
    LEAD_IN = "lead_in"
    LIST = "list"
    MERMAID = "mermaid"
    PROSE = "prose"
    QUESTION = "question"
    TABLE = "table"
    TREE = "tree"
    VERSUS = "versus"


class Term(NamedTuple):
    """A thing as the text names it."""

    text: str
    """The text's own words, without markup, ornament and outer punctuation; never empty."""
    role: str = Role.NONE
    """The words that say what it is: the column's header, the lead-in or the title of the list
    that it stands in ("Typical Models"); a value of ``Role`` where only its place says so."""


class Fact(NamedTuple):
    """One statement of the text."""

    subject: Term
    relation: str
    """The text's own words (a header, a lead-in, a verb), or a value of ``Said``."""
    object: Term
    span: Span
    heading_path: tuple[str, ...]
    reader: str
    """What found it, a value of ``Reader``."""
    qualifiers: tuple[str, ...] = ()
    """Conditions that the text attaches, in its words: ("monthly/weekly",)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read from one handbook, in the order of its files' paths."""

    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]
    passages: tuple[Passage, ...]
    unread: tuple[Unread, ...] = ()
