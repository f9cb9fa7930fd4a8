"""Whether the short phrases behind a term describe it or are its members."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar.clauses import bids
from ingest.grammar.listing import does_something
from ingest.grammar.nouns import is_plural
from ingest.grammar.words import ARTICLES, BOUNDARIES, first_word, is_name, word_set, words

_DESCRIBING = word_set("describing")
_DONE = re.compile(r"[a-z]{2}[^e\W\d_]ed$")
_IRREGULAR = frozenset(word for word in word_set("participles") if not word.endswith("ed"))
_ENDING = re.compile(r"(?:able|ible|less|ful|ous|ive)$")
_MADE_NAME = re.compile(r"[A-Z]|[a-z]\d|\d[a-z]|[_$@#/]")
"""What marks a word as a name: a capital, a digit inside, a sign of code ("s3", "my_table")."""


def describes(term: str, phrases: Sequence[str], *, group: bool) -> bool:
    """Say whether phrases are traits of a term rather than members of it.

    "Tumbling: fixed length, no overlap" describes; "Brokers: Kafka, Pulsar" lists, for names
    and phrases of which none opens with a describing word list. ``group``: the term is a lead-in
    line of its own, which lists unless every phrase plainly describes.
    """
    measured = sum(map(_is_measured_or_done, phrases))
    if measured * 2 >= len(phrases) and (not group or measured == len(phrases)):
        return True
    if any(_MADE_NAME.search(phrase) for phrase in phrases):
        return False
    plain = [is_property(phrase) for phrase in phrases]
    if group:
        return all(plain) and not is_plural(term)
    # "creative type" among names only sounds like a trait.
    told = any(words(phrase)[:1] and words(phrase)[0] in _DESCRIBING for phrase in phrases)
    return any(plain) if told else sum(plain) * 2 > len(plain)


def _is_measured_or_done(phrase: str) -> bool:
    """Say whether a phrase counts or tells what was done: "3 single folds", "proved twice"."""
    found = phrase.split()
    if phrase[:1].isdigit():
        return len(found) > 1
    if not phrase[:1].islower():
        return False
    return found[0] in _IRREGULAR or bool(_DONE.search(found[0]) or _DONE.search(found[-1]))


def tells(phrase: str) -> bool:
    """Say whether a phrase behind a link can only tell of it: "Google's", "dead since 2020"."""
    found = words(phrase)
    telling = phrase.endswith(("'s", "’s")) or " ".join(found) in _STATES
    return telling or "since" in found or (len(found) > 1 and bids(phrase))


def is_member(value: str) -> bool:
    """Say whether the one short value behind a term is a member of it: "Data: DVC".

    A name whose words are all capitalised is ("Language: Rust"), and so is a plural
    ("Cache: evictions").
    """
    found = value.split()
    if not 0 < len(found) <= _MOST_VALUE_WORDS or first_word(value) in _NOT:
        return False
    if value.islower() and does_something(words(value)):
        return False
    if value[0].isdigit() or is_property(value.lower()) or not is_name(value):
        return False
    if all(word[:1].isupper() for word in found):
        return True
    return len(found) <= _MOST_PLURAL_WORDS and value.islower() and is_plural(value)


def is_property(phrase: str) -> bool:
    """Say whether a lower-case phrase opens with a word that describes: "no overlap", "durable"."""
    found = words(phrase)
    if not found or _MADE_NAME.search(phrase):
        return False
    first = found[0].split("-")[0]
    return first in _DESCRIBING or bool(_ENDING.search(found[0]) and len(found[0]) > _SHORTEST)


_STATES = frozenset(
    {
        "open source",
        "open-source",
        "closed source",
        "source available",
        "free",
        "paid",
        "deprecated",
    }
    | {
        "deprecated",
        "archived",
        "unmaintained",
        "discontinued",
        "commercial",
        "proprietary",
        "dead",
        "outdated",
    }
)
_SHORTEST = 5
_MOST_VALUE_WORDS = 3
_MOST_PLURAL_WORDS = 2
_NOT = ARTICLES | BOUNDARIES
