"""What several sentences of prose state together, and the few forms that list within one.

Each form names itself by words that mean nothing else: "the order is: a, b, c"; "three layers …
The first is a, which means x and y. The second is b"; "There are two switches. The main switch …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from ingest.document import Span, Text
from ingest.facts import Fact, Reader, Role, Said, Term
from ingest.grammar.items import read_items
from ingest.grammar.nouns import NUMBERS, is_plural, without_article
from ingest.grammar.sentences import Sentence, sentences
from ingest.grammar.terms import clean_term
from ingest.grammar.words import is_name, words
from ingest.readers.place import FOLLOWED_BY, Lines, Place

_SIGNS = (
    "The first",
    "There are ",
    "We have ",
    "We use ",
    "We also",
    "To ",
    " order ",
    " sequence ",
)
"""What every one of these forms holds; most paragraphs do not."""
_ORDER = re.compile(
    r"(?:^|,\s(?:and\s)?)(?:the|our|this)\s(?:order|sequence)\s(?:is|of\s\w+\sis)\s?:?\s"
    r"(?P<rest>[^:;]+)$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?P<number>two|three|four|five|six|seven)\s(?P<noun>[a-z][\w-]*(?:\s[\w-]+){0,4})$"
)
_ORDINAL = re.compile(
    r"^The\s(?P<nth>first|second|third|fourth|fifth|sixth|seventh)(?:\sone)?\sis\s"
    r"(?P<name>[^,;:]{2,60})(?:,\swhich\smeans\s(?P<rest>[^;:]+)|,\s.*|;\s.*)?$"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_THERE_ARE = re.compile(
    r"^(?:There\sare|We\shave)\s(?P<number>two|three|four|five|six|seven)\s"
    r"(?P<noun>[a-z][\w-]*(?:\s[\w-]+){0,2}?)(?:,\s.*|:.*)?$"
)
_NUMBERS = ("two", "three", "four", "five", "six", "seven")
_WE_USE = re.compile(r"^We\s(?:also\s)?use\s(?P<list>[A-Z].+)$")
_USE = re.compile(r"^(?P<name>[A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,2})\sto\s(?P<act>[a-z]+\s\S.*)$")
_NEXT_USE = re.compile(r",\s(?:and\s)?(?=[A-Z])|\sand\s(?=[A-Z])")
_TO_ACT = re.compile(r"^To\s(?P<name>[a-z]+)\smeans\s(?P<rest>(?:to\s|an?\s)\S.*)$")
_SINGULAR = re.compile(r"ies$|(?:(?<=[sxz])|(?<=ch)|(?<=sh))es$|s$")
_MOST_WORDS = 6
_LEAST_ORDERED = 3


def connected_facts(text: Text, place: Place, lines: Lines) -> list[Fact]:
    """Return what the sentences of a paragraph state in these forms, in order."""
    plain = text.plain
    if not any(map(plain.__contains__, _SIGNS)):
        return []
    plain = plain.replace("\n", " ")
    told = sentences(plain)
    facts: list[Fact] = []
    for at, sentence in enumerate(told):
        said = _Said(sentence.text.rstrip(".! "), lines.span(sentence.start, sentence.end), place)
        facts.extend(_of_one(said))
        if not NUMBERS.isdisjoint(words(said.plain)):
            behind = told[at + 1 :]
            facts.extend(_numbered(said, behind, lines) or _named_after(said, behind, lines))
    return facts


class _Said:
    """A sentence without its stop, its lines and its place."""

    def __init__(self, plain: str, span: Span, place: Place) -> None:
        self.plain, self.span, self.place = plain, span, place

    def fact(self, subject: str, relation: str, obj: str, span: Span | None = None) -> Fact:
        ends = Term(subject, Role.PROSE), Term(obj, Role.PROSE)
        return self.place.fact(ends[0], relation, ends[1], span or self.span, Reader.PROSE)


def _of_one(said: _Said) -> Iterator[Fact]:
    plain = said.plain
    if match := _ORDER.search(plain):
        yield from _ordered(said, match["rest"])
    elif match := _TO_ACT.match(plain):
        yield said.fact(match["name"], Said.DEFINITION, clean_term(match["rest"]))
    elif match := _WE_USE.match(plain):
        uses = [_USE.match(part) for part in _NEXT_USE.split(match["list"])]
        for use in uses if all(uses) else ():
            if use:
                yield said.fact(use["name"], Said.USED_FOR, clean_term(use["act"]))


def _ordered(said: _Said, rest: str) -> Iterator[Fact]:
    names = _listed(rest)
    if len(names) < _LEAST_ORDERED:
        return
    holder = said.place.holder
    for name in names:
        member = Term(name, Role.PROSE)
        yield said.place.fact(holder.subject, Said.INCLUDES, member, said.span, Reader.PROSE)
    for first, second in pairwise(names):
        yield said.fact(first, FOLLOWED_BY, second)


def _numbered(said: _Said, behind: Sequence[Sentence], lines: Lines) -> list[Fact]:
    """Read "three layers of care. The first is a, which means x and y. The second is b"."""
    counted = _COUNTED.search(said.plain)
    if not counted or not is_plural(counted["noun"].split(" of ")[0]):
        return []
    found = [_ORDINAL.match(sentence.text.rstrip(".! ")) for sentence in behind]
    matches = [match for match in takewhile(bool, found) if match]
    if tuple(match["nth"] for match in matches) != _ORDINALS[: _count(counted)]:
        return []
    facts: list[Fact] = []
    for match, sentence in zip(matches, behind, strict=False):
        name = without_article(clean_term(match["name"]))
        if not is_name(name, _MOST_WORDS):
            continue
        span = lines.span(sentence.start, sentence.end)
        facts.append(said.fact(counted["noun"], Said.INCLUDES, name, span))
        members = _listed(match["rest"]) if match["rest"] else []
        facts.extend(said.fact(name, Said.INCLUDES, member, span) for member in members)
    return facts


def _count(counted: re.Match[str]) -> int:
    return 2 + _NUMBERS.index(counted["number"])


def _named_after(said: _Said, behind: Sequence[Sentence], lines: Lines) -> list[Fact]:
    """Read "There are two switches. The main switch … The spare switch …"."""
    counted = _THERE_ARE.match(said.plain)
    if not counted or not is_plural(counted["noun"]):
        return []
    one = _SINGULAR.sub(_one, counted["noun"].rsplit(" ", 1)[-1])
    named = re.compile(rf"^The\s(?P<name>(?:[\w-]+\s){{1,2}}{re.escape(one)})\s")
    found: dict[str, Sentence] = {}
    for sentence in behind:
        if match := named.match(sentence.text):
            found.setdefault(match["name"], sentence)
    if len(found) != _count(counted):
        return []
    return [
        said.fact(counted["noun"], Said.INCLUDES, name, lines.span(s.start, s.end))
        for name, s in found.items()
    ]


def _one(ending: re.Match[str]) -> str:
    return "y" if ending[0] == "ies" else ""


def _listed(rest: str) -> list[str]:
    items = read_items(Text(rest), conjunctions=True).items
    names = [without_article(item.text) for item in items]
    return names if len(names) > 1 and all(is_name(name, _MOST_WORDS) for name in names) else []
