"""Definitions with a sign: "DQ = data quality; SLA = service level agreement"."""

from __future__ import annotations

import re

from ingest.document import Text
from ingest.facts import Fact, Role, Said, Term
from ingest.grammar.parentheses import is_alias
from ingest.grammar.terms import clean_label
from ingest.grammar.words import is_name
from ingest.readers.place import Lines, Place

READER = "definition"
_EQUALS = re.compile(r"^\s*(?P<term>[^=<>!+]{1,40}?)\s+=\s+(?P<rest>[^=]{2,})$")
_MOST_WORDS = 4


def equation_facts(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Read a line of definitions with "="; one alone only where it spells out an abbreviation."""
    plain = text.plain
    if " = " not in plain or "\n" in plain:
        return []
    matches = [_EQUALS.match(part) for part in plain.rstrip(" .").split(";")]
    pairs = [(clean_label(m["term"]), clean_label(m["rest"])) for m in matches if m]
    if len(pairs) < len(matches) or not all(is_name(term, _MOST_WORDS) for term, _ in pairs):
        return []
    if len(pairs) == 1 and not is_alias(*pairs[0]):
        return []
    holder, span = place.holder, lines.span(0, len(plain))
    facts: list[Fact] = []
    for name, said in pairs:
        term = Term(name, holder.role)
        facts.append(place.fact(holder.subject, holder.relation, term, span, READER))
        facts.append(place.fact(term, Said.DEFINITION, Term(said, Role.PROSE), span, READER))
    return facts
