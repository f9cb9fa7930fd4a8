"""Where a definition line is divided: at the colon, dash, sign or stop behind its term."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import MarkKind, Text
from ingest.grammar.lead_ins import NUMBERS, LeadInKind, counts, is_plural, read_lead_in
from ingest.grammar.pieces import piece_of
from ingest.grammar.terms import clean_label
from ingest.grammar.words import is_name, words
from ingest.readers.place import marked_start

_COLON = re.compile(r"^(?P<term>[^:]{1,100}?)\s*::?\s+(?=\S)")
_DASH = re.compile(r"^(?P<term>.{1,100}?)(?:\s+(?:-{1,2}|–|—)\s+|\s*—\s*)(?=\S)", re.DOTALL)
_AT_DASH = re.compile(r"\s+(?:-{1,2}|–|—)\s")
"""A dash right behind a marked name divides there, whatever colon follows."""
_EQUALS = re.compile(r"^(?P<term>[^=:]{1,100}?)\s+=\s+(?=\S)")
_COPULA = re.compile(r"^(?P<term>[^.:]{1,100}?)\s+(?:is|are)\s+(?=\S)")
_STOP = re.compile(r"^(?P<term>[^.]{1,100})\.\s+(?=\S)")
_OF_NAMES = frozenset({_STOP, _COPULA})
"""What divides only right behind a marked name."""
_OTHER = re.compile(r"^(?:other|some|all|most)\s+(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(r"\([^()]*\)$")
_NUMBERS = re.compile(r"[\d\s.,:%$-]+")
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?][\"”’)]*\s+[A-Z]")
_NAMING = frozenset({MarkKind.STRONG, MarkKind.CODE, MarkKind.LINK})
_STRESS = frozenset({MarkKind.EMPHASIS})
_BIDDING = frozenset({"ask", "use", "choose", "pick", "keep", "make", "try", "avoid"})
_MOST_WORDS = 6
_RULING = frozenset({"never", "always", "don't"})
_MOST_BID = 2
_MOST_MARKED_WORDS = 14
_MOST_OTHER_WORDS = 3


class Split(NamedTuple):
    """A definition line, cut in two; offsets are those of the line's plain text."""

    term_end: int
    rest: int


def split_definition(text: Text, *, dashes: bool = True) -> Split | None:
    """Find the colon or dash that divides a definition line, or nothing."""
    marked = marked_start(text, _NAMING) if text.marks else 0
    stressed = marked_start(text, _STRESS) if text.marks else 0
    dividers = _dividers(text.plain, dashes=dashes, marked=marked > 0)
    if not dividers:
        return None
    piece = piece_of(text)
    marked, stressed = marked - piece.start, stressed - piece.start
    if marked > 0 and _DASH in dividers and _AT_DASH.match(piece.top, marked):
        dividers = [_DASH]
    for pattern in dividers:
        match = pattern.match(piece.top)
        if not match:
            continue
        end = match.end("term")
        over = max(marked, stressed if pattern is _COLON else 0)
        named = 0 < over <= match.end() and over >= end - 1
        if pattern in _OF_NAMES and not (named and marked >= end):
            continue
        term = _BEHIND.sub("", piece.plain[:end]).rstrip()
        if _names(term, named=named, colon=pattern is _COLON) and not _is_range(
            term, piece.plain[match.end() :]
        ):
            return Split(piece.start + end, piece.start + match.end())
    return None


def _dividers(plain: str, *, dashes: bool, marked: bool) -> list[re.Pattern[str]]:
    """Return what may divide a line, in the order in which it is tried.

    ``dashes``: the line is the item of a list; ``marked``: it opens with a marked name.
    """
    found: list[re.Pattern[str]] = []
    if ":" in plain:
        found.append(_COLON)
    if (dashes or marked) and ("-" in plain or "–" in plain or "—" in plain):
        found.append(_DASH)
    if marked and "." in plain:
        found.append(_STOP)
    if (dashes or marked) and "=" in plain:
        found.append(_EQUALS)
    if dashes and marked and ("is" in plain or "are" in plain):
        found.append(_COPULA)
    return found


def _names(term: str, *, named: bool, colon: bool) -> bool:
    """Say whether what stands before a colon or dash is a term or an announcement."""
    name = clean_label(term)
    if not name:
        return False
    if named and len(words(term)) <= _MOST_MARKED_WORDS:
        return True
    if _SENTENCE_END.search(term) or _is_clause(name):
        return False
    # "Other tools: a, b" names what it lists, though no name opens with a pronoun.
    bare = _OTHER.sub("", name)
    most = _MOST_WORDS if bare == name else _MOST_OTHER_WORDS
    return is_name(bare, most) or (colon and _announces(term))


def _is_clause(name: str) -> bool:
    """Say whether a label decides or bids: "Two thresholds decide", "Ask in this order"."""
    found = words(name)
    if counts(name) and found[0] in NUMBERS and not is_plural(name):
        return True
    if found[0] in _RULING and len(found) > _MOST_BID:
        return True
    return found[0] in _BIDDING and len(found) > _MOST_BID and not _announces(name)


def _announces(term: str) -> bool:
    lead_in = read_lead_in(term)
    return lead_in.kind is not LeadInKind.GROUP and bool(lead_in.words)


def _is_range(term: str, rest: str) -> bool:
    return (rest[:1] == "$" or rest[:1].isdecimal()) and bool(_NUMBERS.fullmatch(term))
