"""Lines about the page: what its pictures mean ("⭐ = new · 💰 = paid"), links to its places."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import MarkKind, Paragraph, Quote, Section, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.terms import clean_term
from ingest.grammar.words import is_name
from ingest.readers.place import Lines, Place

Legend = tuple[tuple[str, str, str], ...]
"""(picture, relation, what it means), in the order of the text.

The relation is what such a line calls its marks ("Status marks: …"), or that of a trait.
"""
_PICTURE = r"[^\x00-\x7f\w\s–—“”„‘’…·•«»§°€£¥×÷±≤≥≈→←↑↓]\ufe0f?"
_ENTRY = re.compile(
    r"(?:(?P<mark>[^\x00-\x7f\w\s]\ufe0f?)\s*=\s*(?P<told>[^=|·;,\n]{2,40})"
    rf"|(?P<picture>{_PICTURE})\s*(?:[:–—-]\s*)?(?P<means>[^\W\d_][^=|·;,\n]{{1,39}}))"
)
_LONGEST = 200
"""Characters of such a line."""
_NAMED = re.compile(
    r"^(?:(?P<name>(?:[A-Za-z]+ )?[A-Za-z]+?) )??(?:marks?|symbols?|icons?|signs?|emojis?|colou?rs?"
    r"|legend|key)(?: used)?:\s+|^(?P<noun>[A-Za-z]+):\s+",
    re.IGNORECASE,
)
"""What calls such a line: "Status marks: …", "Maturity: …", "Legend: …"."""
_DIVIDER = re.compile(r"\s*[·|;,•\n]\s*")
_LEAST = 2
_MARKED = re.compile(r"(?:^|(?<=\s))([✓✔✅☑❌✗✘⚠🟢🔴🟡👍👎])\ufe0f?\s*[=:–-]?\s*(?=\w)")
_LEAST_LINKS = 2
_LONGEST_LABEL = 30
_MOST_WORDS = 5


def legend_of(sections: Sequence[Section]) -> Legend:
    """Return the pictures that lines of sections explain; such a line explains two at least."""
    found: dict[str, tuple[str, str]] = {}
    for section in sections:
        for block in section.blocks:
            inner = block.children[0] if isinstance(block, Quote) and block.children else block
            plain = inner.text.plain if isinstance(inner, Paragraph) else ""
            if not plain.isascii() and len(plain) <= _LONGEST:
                found.update(_entries(plain))
    return tuple((mark, *told) for mark, told in found.items())


def _entries(plain: str) -> dict[str, tuple[str, str]]:
    called = _NAMED.match(plain)
    name = (called["name"] or called["noun"] or "") if called else ""
    rest = plain[called.end() :] if called else plain
    parts = [part for part in _DIVIDER.split(rest) if part.strip()]
    matches = [_ENTRY.fullmatch(part.strip()) for part in parts]
    entries: dict[str, tuple[str, str]] = {}
    for match in matches:
        if match is None or not (name or match["mark"]):
            return {}
        mark = (match["mark"] or match["picture"]).removesuffix("\ufe0f")
        entries[mark] = (name or Said.TRAIT, clean_term(match["told"] or match["means"]))
    named = all(is_name(told, _MOST_WORDS) for _, told in entries.values())
    return entries if named and _LEAST <= len(entries) == len(parts) else {}


def marked_facts(
    term: Term, plain: str, place: Place, lines: Lines, reader: Reader = Reader.LIST
) -> list[Fact]:
    """Return what the pictures of an item, or of the name of a row, say of the term."""
    if plain.isascii():
        return []
    span = lines.span(0, len(plain))
    return [
        place.fact(term, relation, Term(told, _role(relation)), span, reader)
        for mark, relation, told in place.legend
        if mark in plain
    ]


def _role(relation: str) -> str:
    return Role.PROSE if relation == Said.TRAIT else relation


def is_navigation(text: Text) -> bool:
    """Say whether a line only links to places of its own page: "Contents: Basics · Metrics"."""
    if len(text.marks) < _LEAST_LINKS:
        return False
    links = [mark for mark in text.marks if mark.kind is MarkKind.LINK]
    if len(links) < _LEAST_LINKS or not all(link.target.startswith("#") for link in links):
        return False
    ends = [0, *(link.end for link in links)]
    starts = [*(link.start for link in links), len(text.plain)]
    between = [text.plain[end:start] for end, start in zip(ends, starts, strict=True)]
    return (
        not any(any(map(str.isalnum, words)) for words in between[1:])
        and len(between[0]) <= _LONGEST_LABEL
    )


def explains_marks(plain: str) -> bool:
    """Say whether a line explains the marks of a table: "✅ supported · ❌ not supported"."""
    return not plain.isascii() and "\n" not in plain and len(set(_MARKED.findall(plain))) > 1
