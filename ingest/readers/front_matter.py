"""Front matter: what the YAML at the top of a file says of the document, key by key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.document import Document, Section, Span
from ingest.facts import Fact, Role, Term
from ingest.grammar.terms import clean_label, clean_term
from ingest.grammar.words import word_set
from ingest.markdown.parser import front_matter_lines

READER = "front_matter"
_SILENT = word_set("silent_keys")
_EMPTY = word_set("empty_cells") | {"null", "~", "[]", "{}", "true", "false"}
_KEY = re.compile(r"(?P<key>[A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t]*$")
_MEMBER = re.compile(r"[ \t]*-[ \t]+(?P<value>[^\s].*?)[ \t]*$")
_COMMENT = re.compile(r"(?:^|\s)#(?=\s).*$")
_BETWEEN = re.compile(r",\s*(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")
_BLOCK = re.compile(r"[|>&*!{]")
"""What opens a value that is more than a word or a line: text over several lines, a mapping."""
_LONGEST = 200


def front_matter_facts(document: Document) -> list[Fact]:
    """Return a fact for each value of a key that says something of the document.

    Keys that only tell a site generator how to show the page say nothing, and neither do titles
    and descriptions, which name the document and are a passage of it.
    """
    if not document.lines or not document.lines[0].startswith("---"):
        return []
    lines = document.lines[: front_matter_lines("\n".join(document.lines))]
    heading = next((section for section in document.root.walk() if section.heading), None)
    about = Term(_name_of(document, heading), Role.HEADING)
    titles = heading.heading_path if heading and heading.level == 1 else ()
    facts: list[Fact] = []
    for number, key, value in _entries(lines[1:-1]):
        relation = key.replace("_", " ").replace("-", " ").strip().lower()
        if relation not in _SILENT and value != about.text:
            span = Span(document.path, number, number)
            facts.append(Fact(about, relation, Term(value, relation), span, titles, READER))
    return facts


def _name_of(document: Document, heading: Section | None) -> str:
    """Return the title under which the first section's own facts stand."""
    if heading and heading.level == 1:
        return heading.title
    return clean_label(document.title) or document.path


def _entries(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield (line of the file, key, value) for each value of each key."""
    key = ""
    for number, line in enumerate(lines, start=2):
        bare = _COMMENT.sub("", line)
        if member := _MEMBER.match(bare):
            values = [member["value"]] if key and ": " not in member["value"] else []
        elif match := _KEY.match(bare):
            key, values = match["key"], _values(match["value"] or "")
        else:
            values = []
        for value in values:
            told = clean_term(value.strip().strip("\"'"))
            if told and told.lower() not in _EMPTY and len(told) <= _LONGEST:
                yield number, key, told


def _values(value: str) -> list[str]:
    if value.startswith("[") and value.endswith("]"):
        return _BETWEEN.split(value[1:-1])
    return [] if _BLOCK.match(value) else [value]
