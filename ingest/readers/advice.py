"""Advice: what to use when, and what for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Role, Said
from ingest.grammar.clauses import bids
from ingest.grammar.terms import clean_term
from ingest.grammar.words import BOUNDARIES, PRONOUNS, words
from ingest.readers.preferences import USE, named
from ingest.readers.sentence import Clause

AVOID = "avoid when"
_VERBS = ("use", "choose", "pick", "select", "consider", "prefer", "favour", "favor", "avoid", "go")
ADVISING = frozenset(written for verb in _VERBS for written in (verb, verb.capitalize()))
"""Words of which all advice holds one."""
_CHOICE = r"(?:use|choose|pick|select|consider|prefer|favou?r|go\s+(?:for|with))"
_USE = re.compile(
    rf"^{_CHOICE}\s+(?P<name>[^,;:]{{2,60}}?)\s+"
    r"(?P<how>(?:only\s+)?(?:when|whenever|if|where|for|to|in(?!\s(?:front|place|order|case|addition|combination|between)\b)))\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_AND_FOR = re.compile(
    r"(?:,\s+(?:and\s+|but\s+)?|\s+and\s+(?=[A-Z]))(?P<name>(?:[\w-]+\s){1,4}?)for\s+(?=\S)"
)
_AVOID = re.compile(
    r"^(?:avoid|(?:do\s+not|don't|never)\s+(?:use|choose|pick))\s+(?P<name>[^,;:]{2,60}?)\s+"
    r"(?P<how>when|whenever|if|where|for)\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_FIRST = re.compile(
    rf"^(?:for\s+(?P<use>[^,;:]{{2,80}})|(?:if|when|where)\s+(?P<when>[^,;:]{{4,120}})),\s+{_CHOICE}\s+"
    r"(?P<name>[^,;:]{2,60})$",
    re.IGNORECASE | re.DOTALL,
)


_WHEN = re.compile(
    r"^(?P<name>[^,;:]{2,60}?)\s+(?:(?:is|are)\s+(?:best|better|useful|ideal|preferred|recommended|right"
    r"|a\s+good\s+(?:choice|fit)|the\s+right\s+choice)|works?\s+(?:best|well)|shines?|pays?\s+off|fits?\s+best)"
    r"\s+(?:when|whenever|if)\s+(?P<rest>\S.*)$",
    re.DOTALL,
)


_ONLY = re.compile(
    r"^(?P<name>[A-Z][\w.&+-]*(?:\s[A-Z][\w.&+-]*){0,2})\s+(?:only\s+)?(?:when|whenever|if|once)\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_NO_NAME = BOUNDARIES | PRONOUNS | {"even", "especially", "just", "yes", "except"}


def fits_when(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "X is better when A", "X works best if A", "X if A"."""
    match = _WHEN.match(plain) or _ONLY.match(plain)
    name = said.subject(match.group("name")) if match else ""
    if match and match.re is _ONLY and (bids(name) or not _NO_NAME.isdisjoint(words(name)[:1])):
        return
    if match and name:
        yield from said.facts(name, USE, [(clean_term(match.group("rest")), Role.PROSE)])


def advice(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "Use X when A", "Use X for A, B", "Avoid X if A", "For A, use X"."""
    yield from _told(said, plain) or _told_last(said, plain)


def _told(said: Clause, plain: str) -> list[Fact]:
    avoided = _AVOID.match(plain)
    match = avoided or _USE.match(plain)
    name = named(match.group("name")) if match else ""
    if not match or not name:
        return []
    for_what = match.group("how").lower() in {"for", "in"}
    if for_what and not avoided:
        return _used_each(said, name, match.start("rest"), match.end("rest"))
    rest = clean_term(match.group("rest"))
    # "Use X to find names" says what for, not when.
    advised = Said.USED_FOR if match.group("how").lower() == "to" else USE
    return list(said.facts(name, AVOID if avoided else advised, [(rest, Role.PROSE)]))


def _used_each(said: Clause, name: str, start: int, end: int) -> list[Fact]:
    """Read "Use A for X, and B for Y" from behind its first "for" on."""
    facts: list[Fact] = []
    plain = said.sentence.text
    for match in _AND_FOR.finditer(plain, start, end):
        other = named(match.group("name"))
        if not other:
            break
        facts += _uses(said, name, start, match.start())
        name, start = other, match.end()
    return facts + _uses(said, name, start, end)


def _told_last(said: Clause, plain: str) -> list[Fact]:
    match = _FIRST.match(plain)
    name = named(match.group("name")) if match else ""
    if not match or not name:
        return []
    if match.group("use"):
        return _uses(said, name, match.start("use"), match.end("use"))
    return list(said.facts(name, USE, [(clean_term(match.group("when")), Role.PROSE)]))


def _uses(said: Clause, name: str, start: int, end: int) -> list[Fact]:
    return list(said.facts(name, Said.USED_FOR, said.listed(start, end, Role.NONE)))
