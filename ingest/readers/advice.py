"""Advice: what to use when, what for, and what rather than what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.facts import Fact, Role, Said
from ingest.grammar.lead_ins import without_article
from ingest.grammar.terms import clean_term
from ingest.grammar.words import PRONOUNS, is_name
from ingest.readers.sentence import Clause, wanders
from ingest.readers.subjects import NAME_WORDS

USE, AVOID, PREFERRED = "use when", "avoid when", "is preferred over"
_VERBS = ("use", "choose", "pick", "select", "consider", "prefer", "favour", "favor", "avoid", "go")
ADVISING = frozenset(written for verb in _VERBS for written in (verb, verb.capitalize()))
"""Words of which all advice holds one."""
_CHOICE = r"(?:use|choose|pick|select|consider|prefer|favou?r|go\s+(?:for|with))"
_USE = re.compile(
    rf"^{_CHOICE}\s+(?P<name>[^,;:]{{2,60}}?)\s+"
    r"(?P<how>(?:only\s+)?(?:when|whenever|if|where|for|to))\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BEHIND = re.compile(r"\s\([^()]*\)$")
_AND_FOR = re.compile(
    r"(?:,\s+(?:and\s+|but\s+)?|\s+and\s+(?=[A-Z]))(?P<name>(?:[\w-]+\s){1,4}?)for\s+(?=\S)"
)
_AVOID = re.compile(
    r"^(?:avoid|(?:do\s+not|don't|never)\s+(?:use|choose|pick))\s+(?P<name>[^,;:]{2,60}?)\s+"
    r"(?P<how>when|whenever|if|where|for)\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PREFER = re.compile(
    rf"^{_CHOICE}\s+(?P<name>[^,;:]{{2,60}}?)\s+(?:over|instead\s+of|rather\s+than)\s+"
    r"(?P<other>[^,;:]{2,60}?)(?:\s+(?P<how>when|if|where|for)\s+(?P<rest>\S.*))?$",
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


def fits_when(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "X is better when A", "X works best if A"."""
    match = _WHEN.match(plain)
    name = said.subject(match.group("name")) if match else ""
    if match and name:
        yield from said.facts(name, USE, [(clean_term(match.group("rest")), Role.PROSE)])


def advice(said: Clause, plain: str) -> Iterator[Fact]:
    """Read "Use X when A", "Use X for A, B", "Prefer X over Y", "Avoid X if A", "For A, use X"."""
    yield from _preferred(said, plain) or _told(said, plain) or _told_last(said, plain)


def _preferred(said: Clause, plain: str) -> list[Fact]:
    match = _PREFER.match(plain)
    names = [_named(match.group(side)) for side in ("name", "other")] if match else []
    if not match or not all(names):
        return []
    condition = clean_term(match.group("rest") or "")
    told = (f"{match.group('how').lower()} {condition}",) if condition else ()
    return list(said.facts(names[0], PREFERRED, [(names[1], Role.NONE)], told))


def _told(said: Clause, plain: str) -> list[Fact]:
    avoided = _AVOID.match(plain)
    match = avoided or _USE.match(plain)
    name = _named(match.group("name")) if match else ""
    if not match or not name:
        return []
    for_what = match.group("how").lower() == "for"
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
        other = _named(match.group("name"))
        if not other:
            break
        facts += _uses(said, name, start, match.start())
        name, start = other, match.end()
    return facts + _uses(said, name, start, end)


def _told_last(said: Clause, plain: str) -> list[Fact]:
    match = _FIRST.match(plain)
    name = _named(match.group("name")) if match else ""
    if not match or not name:
        return []
    if match.group("use"):
        return _uses(said, name, match.start("use"), match.end("use"))
    return list(said.facts(name, USE, [(clean_term(match.group("when")), Role.PROSE)]))


def _uses(said: Clause, name: str, start: int, end: int) -> list[Fact]:
    return list(said.facts(name, Said.USED_FOR, said.listed(start, end, Role.NONE)))


def _named(text: str) -> str:
    """Return the name of what is advised; nothing for a pronoun or a whole clause."""
    name = clean_term(without_article(_BEHIND.sub("", text.strip())))
    short = is_name(name, NAME_WORDS) and not wanders(name)
    return name if short and name.lower() not in PRONOUNS else ""
