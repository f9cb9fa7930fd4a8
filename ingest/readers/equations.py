"""Definitions with a sign: "DQ = data quality; SLA = service level agreement"."""

from __future__ import annotations

import re

from ingest.document import Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.nouns import without_article
from ingest.grammar.parentheses import is_alias
from ingest.grammar.terms import clean_label
from ingest.grammar.words import is_name
from ingest.readers.place import Lines, Place

_LEAST_SEVERAL = 2
_SPELLED = re.compile(r"^\s*(?P<term>[A-Z][A-Za-z&/]{1,9})\s+[–—-]\s+(?P<rest>\S[^–—]{2,})$")
"""An abbreviation and what it stands for."""
_EQUALS = re.compile(r"^\s*(?P<term>[^=<>!+]{1,40}?)\s+=\s+(?P<rest>[^=]{2,})$")
_COMPUTES = re.compile(r"[^\W\d]\)?\s[/×*÷+−]\s\(?[^\W\d]")
_WORDED = re.compile(r"(?:[a-z][\w-]*,?\s){2}\S")
_MOST_WORDS = 4


def equation_facts(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Read a line of definitions with "=", or of abbreviations with dashes: "A – b; C – d"."""
    plain = text.plain
    if "\n" in plain or not (" = " in plain or ";" in plain):
        return []
    parts = plain.rstrip(" .").split(";")
    pairs = _pairs(_EQUALS, parts)
    if not pairs and len(parts) >= _LEAST_SEVERAL:
        pairs = [pair for pair in _pairs(_SPELLED, parts) if is_alias(*pair)]
        pairs = pairs if len(pairs) == len(parts) else []
    legend = not pairs and plain.count(" = ") > 1
    if legend:
        pairs = _pairs(_EQUALS, plain.rstrip(" .").split(", "))
    holder, span = place.holder, lines.span(0, len(plain))
    facts: list[Fact] = []
    for name, said in pairs:
        term = Term(name, holder.role)
        if not legend:
            facts.append(place.fact(holder.subject, holder.relation, term, span, Reader.DEFINITION))
        facts.append(
            place.fact(term, Said.DEFINITION, Term(said, Role.PROSE), span, Reader.DEFINITION)
        )
    return facts


def _explains(term: str, said: str) -> bool:
    """Say whether a sign computes, or several words tell what a capitalised name is."""
    if _COMPUTES.search(said):
        return True
    worded = term[:1].isupper() and term.replace(" ", "").isalpha()
    return worded and _WORDED.match(said) is not None


def _names(pair: tuple[str, str]) -> bool:
    term = pair[0]
    return is_name(term, _MOST_WORDS) or (len(term) == 1 and term.isupper())


def _pairs(form: re.Pattern[str], parts: list[str]) -> list[tuple[str, str]]:
    """Return (term, what it is) of each part; nothing where one part is of another form.

    One alone counts where it spells out an abbreviation, or computes: "cost = total / orders".
    """
    matches = [form.match(part) for part in parts]
    pairs = [
        (without_article(clean_label(m["term"])), clean_label(m["rest"])) for m in matches if m
    ]
    if len(pairs) < len(matches) or not all(map(_names, pairs)):
        return []
    if len(pairs) == 1 and not (is_alias(*pairs[0]) or _explains(*pairs[0])):
        return []
    return pairs
