"""Where a definition line is divided: at the colon, dash, sign or stop behind its term."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.document import MarkKind, Text
from ingest.grammar.clauses import bids, is_clause
from ingest.grammar.lead_ins import LeadInKind, counts, read_lead_in
from ingest.grammar.listing import is_sentence
from ingest.grammar.nouns import NUMBERS, is_plural
from ingest.grammar.pieces import piece_of
from ingest.grammar.terms import clean_label, is_ornament
from ingest.grammar.words import ARTICLES, first_word, is_name, word_set, words
from ingest.readers.chains import has_head
from ingest.readers.place import marked_start, slice_text
from ingest.readers.works import is_work, may_be_work

_COLON = re.compile(r"^(?P<term>[^:]{1,100}?)\s*::?\s+(?=\S)")
_DASH = re.compile(r"^(?P<term>.{1,100}?)(?:\s+(?:-{1,2}|–|—)\s+|\s*—\s*)(?=\S)", re.DOTALL)
_AT_DASH = re.compile(r"\s+(?:-{1,2}|–|—)\s")
"""A dash right behind a marked name divides there, whatever colon follows."""
_EQUALS = re.compile(r"^(?P<term>[^=:]{1,100}?)\s+=\s+(?=\S)")
_COPULA = re.compile(r"^(?P<term>[^.:]{1,100}?)\s+(?:is|are)\s+(?=\S)")
_STOP = re.compile(r"^(?P<term>[^.]{1,100})\.\s+(?=\S)")
_NOUN_STOP = re.compile(r"^(?P<term>[A-Z][\w-]*(?:\s[\w-]+){0,2})\.\s+(?=[A-Z\0])")
"""A noun of its own in front of the sentences of an item: "Filter bubbles. Explore helps."."""
_OF_NAMES = frozenset({_STOP, _COPULA})
"""What divides only right behind a marked name."""
_SET_OFF = re.compile(r"\s+(?:-{1,2}|–|—)\s+(?=\S)")
_OPTION = re.compile(r"-{1,2}[A-Za-z]")
_BLANK = re.compile(r"\s+(?=[a-z])")
"""Behind an option of a command stands what it is: "`--host` where to listen"."""
_OTHER = re.compile(r"^(?:other|some|all|most)\s+(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(r"\([^()]*\)$")
_NUMBERS = re.compile(r"[\d\s.,:%$-]+")
_SENTENCE_END = re.compile(r"[a-z]{3}[.!?][\"”’)]*\s+[A-Z]")
_NAMING = frozenset({MarkKind.STRONG, MarkKind.CODE, MarkKind.LINK})
_STRESS = frozenset({MarkKind.EMPHASIS})
_BIDDING = frozenset({"ask", "use", "choose", "pick", "keep", "make", "try", "avoid"})
_ANSWERS = word_set("little_answers") | ARTICLES
_ACTS = word_set("acts")
PRICE = re.compile(r"[€$£]\s?\d|\d[\d.,]*\s?(?:€|\$|£|EUR\b|USD\b|GBP\b|CHF\b|cents?\b)")
"""What states a price by its sign alone."""
_MOST_WORDS = 6
_GOING_ON = frozenset({"so", "then", "since", "therefore", "hence", "instead", "meanwhile"})
"""What goes on with the sentence before, as no term does."""
_RULING = frozenset({"never", "always", "don't"})
_ABBREVIATED = re.compile(r"(?<=[A-Z]\))\s+and\s+")
"""What joins a name with its abbreviation and another name."""
_MOST_BID = 2
_LEAST_STATED = 3
_MOST_MARKED_WORDS = 14
_MOST_OTHER_WORDS = 3


_SIGN = re.compile(r"\s(?P<sign>[^\w\s!-/:-@])\ufe0f?\s+(?=\w)")
"""A picture between a marked name and what is told of it."""
_ENDS_IN_VERB = re.compile(r"(?<=\w)\s+means?\W*$")


class Split(NamedTuple):
    """A definition line, cut in two; offsets are those of the line's plain text."""

    term_end: int
    rest: int


def without_verb(plain: str, split: Split) -> Split:
    """Take "means" off the end of a term: "On board means: a box without mains"."""
    if "mean" not in plain[: split.term_end]:
        return split
    verb = _ENDS_IN_VERB.search(plain, 0, split.term_end)
    return split._replace(term_end=verb.start()) if verb and verb.start() else split


def split_definition(text: Text, *, dashes: bool = True) -> Split | None:
    """Find the colon or dash that divides a definition line, or nothing."""
    marked = marked_start(text, _NAMING) if text.marks else 0
    if text.marks and (front := _told_front(text, marked)):
        return front
    dividers = _dividers(text.plain, dashes=dashes, marked=marked > 0)
    if not dividers:
        return None
    piece = piece_of(text)
    marked, stressed = marked - piece.start, marked_start(text, _STRESS) - piece.start
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
        term, rest = piece.plain[:end], piece.plain[match.end() :]
        if _divides(pattern, _BEHIND.sub("", term).rstrip(), rest, named=named):
            return Split(piece.start + end, piece.start + match.end())
    return None


def _divides(pattern: re.Pattern[str], term: str, rest: str, *, named: bool) -> bool:
    """Say whether a divider stands behind a term rather than inside a sentence or a range."""
    if pattern is _NOUN_STOP and not _is_noun(term, rest):
        return False
    if pattern is _COLON and "," in term and PRICE.match(rest):
        # "Ride, 45 minutes, at most six riders: 24 €" names a ride and its conditions.
        term = term.split(",", 1)[0]
    return _names(term, named=named, colon=pattern is _COLON) and not _is_range(term, rest)


def _told_front(text: Text, marked: int) -> Split | None:
    """Divide behind an option of a command, and behind a work with its author."""
    sign = _SIGN.match(text.plain, marked) if marked else None
    if sign and is_ornament(sign["sign"]) and not has_head(sign["sign"]):
        return Split(marked, sign.end())
    if marked and _OPTION.match(text.plain) and (behind := _BLANK.match(text.plain, marked)):
        return Split(marked, behind.end())
    if not may_be_work(text):
        return None
    return next(
        (
            Split(dash.start(), dash.end())
            for dash in _SET_OFF.finditer(text.plain)
            if is_work(slice_text(text, 0, dash.start()))
        ),
        None,
    )


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
    elif dashes and "." in plain and _NOUN_STOP.match(plain):
        found.append(_NOUN_STOP)
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
    if _SENTENCE_END.search(term) or _is_clause(name) or _states(name):
        return False
    # "Other tools: a, b" names what it lists, though no name opens with a pronoun.
    bare = _OTHER.sub("", name)
    most = _MOST_WORDS if bare == name else _MOST_OTHER_WORDS
    # "Recovery Time Objective (RTO) and Recovery Point Objective (RPO)" are two names.
    named_apart = all(is_name(one, most) for one in _ABBREVIATED.split(bare))
    return named_apart or (colon and _announces(term))


def _is_clause(name: str) -> bool:
    """Say whether a label decides or bids: "Two thresholds decide", "Ask in this order"."""
    found = words(name)
    if found[0] in _GOING_ON:
        return True
    if counts(name) and found[0] in NUMBERS and not is_plural(name):
        return True
    if found[0] in _RULING and len(found) > _MOST_BID:
        return True
    return found[0] in _BIDDING and len(found) > _MOST_BID and not _announces(name)


def _states(name: str) -> bool:
    """Say whether what stands before a colon states something: "Kafka no longer needs a lock"."""
    return len(words(name)) > _LEAST_STATED and is_clause(name) and not _announces(name)


def _announces(term: str) -> bool:
    lead_in = read_lead_in(term)
    return lead_in.kind is not LeadInKind.GROUP and bool(lead_in.words)


def _is_noun(term: str, rest: str) -> bool:
    """Say whether a short sentence in front only names what the next ones tell of."""
    if bids(term) or is_clause(term) or first_word(term) in _ANSWERS or not is_sentence(rest):
        return False
    if first_word(term) in _ACTS and (bids(rest) or first_word(rest) in _ACTS):
        # "Filter rows. Sort them." does one thing and then another.
        return False
    return is_plural(term) or len(words(term)) > 1


def _is_range(term: str, rest: str) -> bool:
    return (rest[:1] == "$" or rest[:1].isdecimal()) and bool(_NUMBERS.fullmatch(term))
