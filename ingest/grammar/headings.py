"""Headings that name nothing of their own: "Cons", "Pros of the cache", "TL;DR"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest.grammar.clauses import is_clause
from ingest.grammar.lead_ins import OF, RELATING
from ingest.grammar.listing import does_something
from ingest.grammar.nouns import is_plural, without_article
from ingest.grammar.terms import clean_term
from ingest.grammar.words import is_name, word_set, words

_BELONGING = word_set("belonging")
_PARALLEL = word_set("parallel_headers")
_DIGESTS = word_set("digests")
_PARTS = word_set("parts_of_texts")
_ATTRIBUTES = word_set("parts_of_attributes")
_PLURAL_MARK = re.compile(r"(?<=\w)\((e?s)\)")
_AND = re.compile(r"\s+(?:and|&)\s+|\s*/\s*", re.IGNORECASE)
_TITLED = re.compile(r"^(?P<noun>[^:]{1,60}?)(?::|\s[–—-])\s+(?P<subject>[^:]{1,80})$")
_OF_WHAT = re.compile(r"\s(?:of|for|to|in|with|that|we|you)\s", re.IGNORECASE)
_OURS = re.compile(r"^(?:our|my|the|all)\s+", re.IGNORECASE)
_DUTIES = re.compile(
    r"(?:who|which\s\w+)\s(?:(?:does|owns|handles|decides)\swhat|looks\safter|is\sresponsible)\b"
    r"|(?:roles\sand\s)?(?:responsibilities|duties)$",
    re.IGNORECASE,
)
_ROLES = re.compile(
    r"(?:(?:our\s|the\s)?(?:roles|people|contacts?)|who(?:m)?\sto\s(?:ask|call|contact)|ask\swhom"
    r"|who\sis\swho|who's\swho|roles\sand\s[a-z]+)$",
    re.IGNORECASE,
)
"""Titles below which a name stands with what someone does, or with what someone is."""
_NO_DUTY = re.compile(
    r"[\d@#/]|^(?:an?|the)\s|\b(?:head|lead|chief|officer)\b|(?:[a-z]er|or|ist|ant)$"
)
"""A number or an address, and what someone is: "head of sales", "the developer"."""
_STATEMENTS = word_set("statements")
_ACTS = frozenset({"step", "action", "task", "instruction", "fix", "check", "exercise", "change"})
"""Statements that are done in turn."""
_CHOOSING = frozenset(
    {"pick", "picking", "choose", "choosing", "choice", "choices", "decide", "decision", "verdict"}
    | {"recommendation", "recommendations", "cheatsheet"}
)
_GLOSSARIES = frozenset(
    {"glossary", "terms", "terminology", "definitions", "vocabulary", "jargon", "acronyms"}
    | {"abbreviations", "lingo", "dictionary"}
)
_PEOPLE = word_set("people")
_WHO = re.compile(
    r"who(?:['’]s\swho|\sis\swho|m\b|$|\s(?!to\b|does\b|is\b|uses\b)[a-z]+$)", re.IGNORECASE
)
_MADE_THINGS = word_set("made_things")
_SUBJECT_WORDS = 5
_THING_WORDS = 4


def belongs_above(title: str) -> tuple[str, str] | None:
    """Return (relation, subject) of a heading that only says how its text stands to something.

    "Cons" and "Sources and further reading" stand to the heading above, with no subject;
    "Disadvantage(s): the cache" and "Pros of the cache" name it.
    """
    if "(" in title:
        title = _PLURAL_MARK.sub(r"\1", title)
    titled = ":" in title or "-" in title or not title.isascii()
    match = _TITLED.match(title) if titled else None
    if match is None and not RELATING.isdisjoint(title.casefold().split()):
        match = OF.match(title)
    if match and _belongs(match["noun"]):
        subject = without_article(match["subject"])
        return (match["noun"], subject) if is_name(subject, _SUBJECT_WORDS) else None
    return (title, "") if _belongs(title) else None


def _belongs(title: str) -> bool:
    whole = " ".join(words(title))
    if whole in _PARALLEL or whole in _BELONGING:
        return True
    parts = _AND.split(title) if _may_join(title) else ()
    return len(parts) > 1 and all(" ".join(words(part)) in _BELONGING for part in parts)


def _may_join(title: str) -> bool:
    return "/" in title or "&" in title or "and" in title.casefold()


@lru_cache(maxsize=256)
def names_things(title: str) -> bool:
    """Say whether a heading is the plural of things, so that no sentence below it is one of them.

    "Agents" is; "Hygiene rules" lists sentences, "Why costs grow" names nothing.
    """
    noun = _OURS.sub("", _OF_WHAT.split(title, maxsplit=1)[0])
    return is_plural(noun) and is_name(noun, _THING_WORDS) and not lists_statements(noun)


def lists_statements(title: str) -> bool:
    """Say whether a title's noun announces sentences: "Hygiene rules", "Lessons of the year"."""
    return not _STATEMENTS.isdisjoint(_noun_of(title))


@lru_cache(maxsize=256)
def counts_statements(title: str) -> bool:
    """Say whether a title's sentences are numbered to be counted: "Ten rules", but not "Tasks"."""
    noun = _noun_of(title)
    return _ACTS.isdisjoint(noun) and not _STATEMENTS.isdisjoint(noun)


def _noun_of(title: str) -> tuple[str, ...]:
    """Return the last word of a title's noun phrase, and what may be its singular."""
    found = words(_OF_WHAT.split(title, maxsplit=1)[0])
    last = found[-1] if found else ""
    return last, last.removesuffix("s"), f"{last.removesuffix('ies')}y"


@lru_cache(maxsize=256)
def names_made(title: str) -> bool:
    """Say whether a header or title is of things that someone makes: "Tools", "Popular vendors"."""
    first = title.split(" ", 1)[0].lower()
    opens = is_plural(first) and first.removesuffix("s") in _MADE_THINGS
    return opens or not _MADE_THINGS.isdisjoint(_noun_of(title))


@lru_cache(maxsize=256)
def names_people(title: str) -> bool:
    """Say whether a header or title is of people: "Contacts", "Reviewers", "Who decides"."""
    if _WHO.match(title):
        return True
    return not _PEOPLE.isdisjoint(_noun_of(title))


@lru_cache(maxsize=256)
def tells_duties(title: str) -> bool:
    """Say whether a heading announces who does what: "Who owns what", "Responsibilities"."""
    return bool(_DUTIES.match(title))


def gives_duties(title: str, told: Sequence[str]) -> bool:
    """Say whether what stands behind a name below a title is what someone sees to.

    "Ida – billing, invoices" below "Roles" or "Who to ask", but not "Ida – developer".
    """
    if tells_duties(title):
        return True
    if not told or not _ROLES.match(title):
        return False
    return not any(_is_no_duty(duty) for duty in told)


def _is_no_duty(duty: str) -> bool:
    acts = is_clause(duty) or does_something(words(duty))
    return acts or duty[:2].isupper() or _NO_DUTY.search(duty) is not None


@lru_cache(maxsize=256)
def chooses(title: str) -> bool:
    """Say whether a heading is of what to take when: "Which one do I pick?", "TL;DR"."""
    return is_digest(title) or not _CHOOSING.isdisjoint(words(title))


@lru_cache(maxsize=256)
def defines_terms(title: str) -> bool:
    """Say whether below a heading each line defines a term: "Glossary", "Key terms"."""
    return not _GLOSSARIES.isdisjoint(words(title))


def is_digest(title: str) -> bool:
    """Say whether a heading only announces a short version: "TL;DR"."""
    return clean_term(title).lower() in _DIGESTS


def names_a_part(title: str) -> bool:
    """Say whether a heading names a part that many texts have, and no thing: "Context"."""
    return " ".join(words(title)) in _PARTS


def holds_attributes(title: str) -> bool:
    """Say whether a heading says nothing of what stands below it: "Notes", "At a glance"."""
    return " ".join(words(title)) in _ATTRIBUTES
