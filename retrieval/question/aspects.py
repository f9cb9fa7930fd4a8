"""Aspects: several kinds of things that one clause asks for, each asked for on its own.

"Name the flour, the oven and the sellers of rye" asks three questions about rye.
"""

from __future__ import annotations

import re

from retrieval.question.intent import find_kinds
from retrieval.text.words import words

_LEAD = re.compile(
    r"\W*(?:please\s+)?(?:(?:tell|give|show)(?:\s+(?:me|us))?|name|list|state|describe|explain"
    r"|mention|what(?:'s|’s|\s+is|\s+are|\s+would\s+be)?|which(?:\s+are)?)\s+(?:about\s+)?",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\W*(?P<topic>(?:for|with|in|on|about)\s+(?:\S+\s+){1,5}?)"
    r"(?=(?:tell|give|show|name|list|state|mention)\b)",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+(?:for|of)\s+(?P<thing>[^,;]+)$", re.IGNORECASE)
_COMMA = re.compile(r"\s*,\s*(?:and\s+|plus\s+)?|\s+(?:and|plus)\s+", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|an?|one|some|its|their|his|her)\s+", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|will|must|need|needs"
    r"|use|used|uses|suit|suits|fit|fits|go|goes|that|which|who)\b",
    re.IGNORECASE,
)
_LONGEST = 5
"""Words of a phrase that names a kind of thing."""
_LEAST, _MOST = 2, 4


def several(clause: str, about: str) -> tuple[str, ...]:
    """Return a question for each of several kinds of things that a clause asks for.

    Empty where it asks for one kind, or says of none of them what they belong to; ``about`` is
    the topic that stands before the clause.
    """
    if topic := _TOPIC.match(clause):
        about, clause = topic["topic"], clause[topic.end() :]
    lead = _LEAD.match(clause)
    if lead is None:
        return ()
    rest = clause[lead.end() :].strip(" ?.!")
    thing = _OF.search(rest)
    items = _COMMA.split(rest[: thing.start()] if thing else rest)
    named = [find_kinds(item) for item in items]
    phrases = all(len(words(item)) <= _LONGEST and not _VERB.search(item) for item in items)
    apart = len(dict.fromkeys(kinds for kinds in named if kinds)) > 1
    if not (_LEAST <= len(items) <= _MOST and phrases and apart and (thing or about)):
        return ()
    tail = f" for {thing['thing']}" if thing else f" {about[0].lower()}{about[1:].rstrip(' .,')}"
    return tuple(f"Which {_ARTICLE.sub('', item)}{tail}?" for item in items)
