"""The name that a sentence opens with."""

from __future__ import annotations

import re

from ingest.grammar.nouns import without_article
from ingest.grammar.terms import clean_term
from ingest.grammar.words import BOUNDARIES, is_name, phrases, word_set, words

NAME_WORDS = 5
"""Most words of a name in prose."""
VERB_FORMS = frozenset(
    form
    for verb in phrases("verbs")
    for form in (verb, f"{verb}s", f"{verb[:-1] if verb.endswith('e') else verb}ing")
) - word_set("nominal_gerunds")
_NOUNS_TOO = word_set("nouns_too")
_VAGUE = word_set("vague")
_LEADING_AWAY = BOUNDARIES - {"and", "of"}
_ADJECTIVES = word_set("describing") | {"false", "true", "early", "late"}
_EVERY = re.compile(r"^[Aa]ll\s+(?:the\s+)?(?=\w)")
_ALL = frozenset({"All", "all"})
_DENYING = frozenset({"no", "never", "not", "hardly", "rarely", "neither", "nobody", "seldom"})
_POINTING = frozenset({"one", "ones"})
_NEARBY = frozenset({"here", "there", "now"})
_JOINING = frozenset({"and", "or", "but", "that"})
_BEHIND = re.compile(r"\s+\([^()]*\)$")
_THE_COMMON = re.compile(r"^[Tt]he\s+(?=[^A-Z])")


def subject_of(text: str) -> str:
    """Return the name that a sentence opens with, or nothing where it opens with none.

    "The service" is some service that the text spoke of before, no name of its own.
    """
    return "" if _THE_COMMON.match(text) else _name(text)


def defined(text: str) -> str:
    """Return the name that a definition opens with: "the model registry" is one as well.

    "The main reason" and "the result" only point at something.
    """
    if not _THE_COMMON.match(text):
        return _name(text)
    found = words(without_article(text))
    vague = not _VAGUE.isdisjoint((*found[:1], *found[-1:]))
    return "" if len(found) < 2 or vague or "of" in found else _name(text)  # noqa: PLR2004


def _is_act(found: tuple[str, ...]) -> bool:
    """Say whether a phrase opens with a verb: "using Redis", but not "load balancers"."""
    return found[0] in VERB_FORMS and not (found[0] in _NOUNS_TOO and len(found) > 1)


def _name(text: str) -> str:
    text = text.strip()
    if text[:3] in _ALL:
        text = _EVERY.sub("", text)
    if text.endswith(")"):
        text = _BEHIND.sub("", text)
    name = clean_term(without_article(text))
    found = words(name)
    if not is_name(name, NAME_WORDS) or found[0] in BOUNDARIES or _is_act(found):
        return ""
    if len(found) == 1 and found[0] in _ADJECTIVES:
        # "False accepts annoy users": the noun is taken for the verb.
        return ""
    if not _DENYING.isdisjoint(found):
        # "Kafka no longer needs a lock" says what it does not need.
        return ""
    if found[-1] in _JOINING or found[-1] in _POINTING or found[-1] in _NEARBY:
        # "Polling wastes battery and" has its verb already.
        return ""
    # A preposition inside leads away from the subject: "The cost of X", "Data in S3".
    return name if _LEADING_AWAY.isdisjoint(found[1:]) else ""
