"""Lead-ins: what the line before a list says of the items that follow."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from ingest.grammar.nouns import NUMBERS, counted_noun, is_plural, without_article
from ingest.grammar.openings import only_opens
from ingest.grammar.terms import clean_label, clean_term
from ingest.grammar.words import (
    BOUNDARIES,
    FINITE,
    PRONOUNS,
    is_name,
    phrases,
    word_set,
    words,
)

_GENERIC = word_set("generic")
_ADJECTIVES = word_set("adjectives")
_QUESTION_WORDS = word_set("question_words")
_SEQUENCE = word_set("sequence")
_IDIOMS = word_set("idioms")
_SUPERLATIVES = word_set("superlatives")
_FURTHER = word_set("further")
_PLURAL_NOUNS = word_set("plural_nouns")
_ATTRIBUTIVE = word_set("attributive")
_ALONE = frozenset(
    verb for verb in word_set("stating_verbs") - _PLURAL_NOUNS if verb.endswith("s") or " " in verb
)
"""Verbs that say alone what stands behind them: "Supports: a, b"."""
_CONDITIONS = ("when", "if", "unless", "until", "once", "whenever", "because", "after", "before")
"""Last words of a lead-in whose list says under which conditions something is done, or why."""
_VERBS = "|".join(
    [
        *(re.escape(verb) for verb in phrases("stating_verbs")),
        rf"(?:is|are)\s+[a-z-]+\s+(?:at|for|by|with|against|from|in|{'|'.join(_CONDITIONS)})",
    ]
)
RELATING = frozenset({"of", "for", "in"})
_TELLING = RELATING.union(
    {max(verb.split(), key=len) for verb in phrases("stating_verbs")} | {"is", "are", "from"}
)
"""Words of which every statement and every relation of something holds one."""
_STATEMENT = re.compile(
    r"^(?P<subject>.+?)\s+(?:(?:also|typically|usually|often|commonly)\s+)?"
    rf"(?P<verb>(?:(?:must|should|can|may)\s+)?(?:{_VERBS}))"
    r"(?:\s+(?:(?:all\s+of\s+)?the\s+following|these|several|multiple|many|a\s+number\s+of|both|two"
    r"|three|four|five|six)"
    r"(?P<rest>(?:\s+[\w-]+){0,4}))?$",
    re.IGNORECASE,
)
_FROM_SEVERAL = re.compile(
    r"^(?P<subject>[^,.;:]{2,60}?)\s+(?:comes?|arrives?)\s+from\s+(?:two|three|four|five|six|several|many)\s",
    re.IGNORECASE,
)
OF = re.compile(r"^(?P<noun>.+?)\s+(?:of|for|in)\s+(?P<subject>.+)$", re.IGNORECASE)
_BIDDING = word_set("imperatives")
_EMPTY = PRONOUNS | BOUNDARIES | {"yourself", "sure", "mind", "following", "least"}
_FOLLOWING = re.compile(r"\b(?:the following|these)\s+(?P<rest>[^,.;:]+)", re.IGNORECASE)
_TO_WHAT = frozenset({"in", "by", "with", "on", "for", "from", "as", "at"})
_CONDITIONAL = frozenset({"when", "if"})
_PARTICIPLE = re.compile(r"\w(?:ed|en|lt|nt|de)$|^(?:good|bad|great|ideal|suitable|fit)$")
"""What opens "Written in", "Built on", "Good for": with a preposition behind, a relation."""
_MADE_OF = re.compile(
    r"^(?P<subject>[^,.;:]{2,60}?)\s(?:is|are|was|were)\s(?:made|built|composed)(?:\sup)?\sof"
    r"\s(?:two|three|four|five|six|several)\s",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"^(?P<subject>[A-Z][\w.-]*(?:\s[\w.-]+){0,2})\s(?P<verb>[a-z]{3,}s)\s(?:two|three|four|five|six|seven)"
    r"\s(?P<noun>(?:[\w-]+\s){0,2}[\w-]+s)$"
)
_CONTRACTED = re.compile(r"^(They|It|That|We|You)['’](re|s)\b", re.IGNORECASE)
_OF_ACTS = re.compile(r"\sto\s(?=[a-z])")
_EACH = re.compile(r"^(?:every|each|any|all)\s+(?=\w)", re.IGNORECASE)
_HAVING = frozenset({"has", "have", "offers", "offer", "provides", "provide"})
_MOST_PREDICATE = 4
_MOST_WORDS, _SUBJECT_WORDS, _LABEL_WORDS = 6, 5, (2, 3)


class LeadInKind(Enum):
    """What a lead-in is."""

    GROUP = auto()
    """Names a group of its own: "Retraining Triggers"."""
    RELATION = auto()
    """A bare generic noun, hence a relation: "Tools", "Pros of Kafka"."""
    STATEMENT = auto()
    """A name and a verb: "Feature Store supports"."""
    PLAIN = auto()
    """A sentence that only announces the list."""


class LeadIn(NamedTuple):
    """A lead-in line, taken apart."""

    kind: LeadInKind
    words: str
    """The group's name, the relation or the verb; for ``PLAIN`` the noun announced, if any."""
    subject: str = ""
    """Of a relation or statement; empty where it is what the list stands under."""


def read_lead_in(line: str) -> LeadIn:
    """Take a lead-in apart; its colon, emoji and emphasis may still be there."""
    name = clean_label(line)
    if "'" in name or "’" in name:
        name = _spelled(name)
    if (relation := is_relation(name)) or only_opens(name):
        return LeadIn(LeadInKind.RELATION, name) if relation else LeadIn(LeadInKind.PLAIN, "")
    low = name.casefold()
    found = low.split()
    tells = not _TELLING.isdisjoint(found)
    stated = _said(name) if tells else None
    if not stated and not NUMBERS.isdisjoint(found):
        stated = _counting_statement(name)
    if stated:
        return stated
    announces = "following" in low or "these" in low
    following = _FOLLOWING.search(name) if announces else None
    if following:
        noun = _noun(following.group("rest"))
        return LeadIn(LeadInKind.RELATION if is_relation(noun) else LeadInKind.PLAIN, noun)
    told = words(name)
    counted = "" if NUMBERS.isdisjoint(told) else counted_noun(name)
    bids = _bids(told)
    if not counted and not bids and is_name(name, _MOST_WORDS):
        return LeadIn(LeadInKind.GROUP, name)
    return LeadIn(LeadInKind.PLAIN, counted)


def _said(name: str) -> LeadIn | None:
    """Return what a lead-in with a telling word states of its subject, None for none."""
    return _statement(name) or _generic_of(name) or _origin(name) or _made_of(name)


def _spelled(name: str) -> str:
    """Write "They're" out."""
    match = _CONTRACTED.match(name)
    if match is None:
        return name
    return f"{match[1]} {'are' if match[2] == 're' else 'is'}{name[match.end() :]}"


@lru_cache(maxsize=1024)
def is_relation(name: str) -> bool:
    """Say whether a name alone says how something stands to its section: "Pros", "Why it helps"."""
    found = words(name)
    if not found or _denies_or_counts(found):
        return bool(found)
    if found[0] in _SUPERLATIVES and not is_plural(name) and is_name(name, 3):
        return True
    if len(found) in _LABEL_WORDS and _leads_on(found):
        return True
    low = " ".join(found)
    if low in _ALONE or low in _GENERIC or found[0] in _QUESTION_WORDS:
        return True
    first, behind = found[0], found[1:]
    if first == "most" and len(behind) > 1:
        first, behind = behind[0], behind[1:]
    return first in _ADJECTIVES and " ".join(behind) in _GENERIC


def _denies_or_counts(found: tuple[str, ...]) -> bool:
    """Say whether a label is a predicate: "Not supported", "Needs two sign-offs"."""
    if found[0] == "not" and len(found) == 2:  # noqa: PLR2004
        return _PARTICIPLE.search(found[1]) is not None
    return found[0] in _ALONE and 1 < len(found) <= _MOST_PREDICATE and found[1] in NUMBERS


def _bids(found: tuple[str, ...]) -> bool:
    """Say whether a lead-in only bids what its list spells out: "Keep:", "Ask yourself:"."""
    return bool(found) and found[0] in _BIDDING and _EMPTY.issuperset(found[1:])


def _leads_on(found: tuple[str, ...]) -> bool:
    """Say whether a label's last word asks for what follows: "Written in", "Retrain when"."""
    if found[-1] in _CONDITIONAL:
        return True
    return found[-1] in _TO_WHAT and bool(_PARTICIPLE.search(found[0]))


def says_sequence(title: str) -> bool:
    """Say whether a heading or lead-in makes the numbered list below it a sequence."""
    found = words(title)
    if tuple(found[:2]) == ("how", "to"):
        return True
    if not _SEQUENCE.isdisjoint(found):
        return True
    return "-" in title and any(not _SEQUENCE.isdisjoint(word.split("-")) for word in found)


def counts(name: str) -> bool:
    """Say whether a lead-in counts what it lists: "BM25 has two parameters"."""
    return not NUMBERS.isdisjoint(words(name))


def _statement(name: str) -> LeadIn | None:
    match = _STATEMENT.match(name)
    if not match:
        return None
    subject, verb = match.group("subject"), " ".join(match.group("verb").lower().split())
    counted = _counted_noun(match.group("rest") or "", verb)
    if subject.lower() in PRONOUNS:
        return LeadIn(LeadInKind.STATEMENT, counted or verb)
    bare = without_article(_EACH.sub("", subject))
    if bare != subject and _EACH.match(subject) and is_name(bare, _SUBJECT_WORDS):
        # "Every service needs four tags" speaks of services, not of tags of the section.
        return LeadIn(LeadInKind.STATEMENT, counted or verb, bare)
    return _said_of(bare, verb, counted)


def _counted_noun(rest: str, verb: str) -> str:
    """Return the noun that "has two parameters" counts, which is the relation."""
    noun = _OF_ACTS.split(rest, maxsplit=1)[0]
    return " ".join(rest.split()) if verb in _HAVING and is_plural(noun) else ""


def _said_of(subject: str, verb: str, counted: str) -> LeadIn | None:
    # "Feature store" is a store, "Queues store" says what queues do.
    bare = not verb.endswith("s") and " " not in verb and not is_plural(subject)
    if bare or (verb in _PLURAL_NOUNS and not _ATTRIBUTIVE.isdisjoint(words(subject)[-1:])):
        return None
    if is_relation(subject) and verb in {"has", "have"} and counted and _OF_ACTS.search(counted):
        # "Steering has two ways to fail:" tells of steering, of which the section has no list.
        return LeadIn(LeadInKind.STATEMENT, counted, subject)
    if is_relation(subject):
        if verb.endswith(_CONDITIONS):
            # "The model is retrained when:" lists no models of the section's subject.
            return LeadIn(LeadInKind.STATEMENT, verb)
        # "Additional benefits include:" is "Benefits:".
        first, _, rest = subject.partition(" ")
        return LeadIn(LeadInKind.RELATION, rest if first.lower() in _FURTHER and rest else subject)
    named = is_name(subject, _SUBJECT_WORDS) and words(subject)[0] not in BOUNDARIES
    return LeadIn(LeadInKind.STATEMENT, counted or verb, subject) if named else None


def _counting_statement(name: str) -> LeadIn | None:
    """Read "Retrieval merges four sources": a verb in the third person before what is counted."""
    match = _COUNTING.match(name)
    if not match or not is_plural(name) or match["verb"].endswith(("ss", "us", "is", "ings")):
        return None
    subject = without_article(match["subject"])
    if not is_name(subject, _SUBJECT_WORDS) or is_plural(subject):
        return None
    return LeadIn(LeadInKind.RELATION, match["noun"], subject)


def _origin(name: str) -> LeadIn | None:
    """Read what "Labels come from three places" says of labels."""
    match = _FROM_SEVERAL.match(name)
    if not match or not is_plural(name) or not is_name(match["subject"], _SUBJECT_WORDS):
        return None
    return LeadIn(LeadInKind.STATEMENT, "comes from", without_article(match["subject"]))


def _made_of(name: str) -> LeadIn | None:
    """Read "Older mills were made of three parts": what it tells of is no part of the section."""
    match = _MADE_OF.match(name) if " of " in name else None
    subject = without_article(match["subject"]) if match else ""
    named = is_name(subject, _SUBJECT_WORDS) and not PRONOUNS.intersection(words(subject))
    return LeadIn(LeadInKind.STATEMENT, "includes", subject) if named else None


def _generic_of(name: str) -> LeadIn | None:
    match = OF.match(name)
    if not match or not is_relation(match.group("noun")):
        return None
    if words(match.group("noun"))[0] in _QUESTION_WORDS:
        return None
    subject = without_article(match.group("subject"))
    if subject.lower() in _IDIOMS:
        return LeadIn(LeadInKind.RELATION, match.group("noun"))
    if not is_name(subject, _SUBJECT_WORDS - 1) or not words(subject):
        return None
    return LeadIn(LeadInKind.RELATION, match.group("noun"), subject)


def _noun(text: str) -> str:
    kept: list[str] = []
    for word in text.split():
        if word.lower() in BOUNDARIES or word.lower() in FINITE:
            break
        kept.append(word)
    return clean_term(" ".join(kept[:3]))
