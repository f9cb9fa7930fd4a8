"""English verbs turned round: "creates" and "is created by", "is faster than" and "is slower than".

Only what is sure is turned: a verb with an object of its own, a doer behind "by", a comparison.
"""

from __future__ import annotations

import re
from functools import lru_cache

from graph import names
from ingest.grammar.words import word_pairs, word_set

_BY = re.compile(r"(?:is|are|was|were) (?P<done>[a-z-]+) by")
_ALONE = re.compile(r"[a-z]+[^\Wsui]s")
_MORE = re.compile(r"(?P<be>is|are) (?P<how>more|less) (?P<what>[a-z-]+) than")
_THAN = re.compile(r"(?P<be>is|are) (?P<how>[a-z]+) than")
# A short verb doubles its last letter: "wraps", "wrapped".
_DOUBLED = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")
_INTRANSITIVE = word_set("intransitive")
_PAST = word_pairs("irregular_past")
_PARTICIPLE = word_pairs("irregular_participles")
_OPPOSITES = word_pairs("opposites")
_MANY = {"is": "are", "was": "were", "has": "have", "does": "do", "analyses": "analyse"}
_TURNED = {"more": "less", "less": "more"}


def comparison_turned(label: str) -> str:
    """Return "is slower than" of "is faster than", an empty string where none is known."""
    if match := _MORE.fullmatch(label):
        return f"{match['be']} {_TURNED[match['how']]} {match['what']} than"
    match = _THAN.fullmatch(label)
    opposite = _OPPOSITES.get(match["how"], "") if match else ""
    return f"{match['be']} {opposite} than" if match and opposite else ""


def active_of(label: str) -> str:
    """Return what the doer does, or did, of "is owned by": "owns"; empty for anything else."""
    match = _BY.fullmatch(label)
    if match is None:
        return ""
    done = match["done"]
    present = _present().get(done, "")
    return present or _PAST.get(done, "") or (done if done.endswith("ed") else "")


def passive_of(label: str) -> str:
    """Return "is created by" of "creates"; empty where the verb takes no object of its own."""
    if not _ALONE.fullmatch(label) or label in _INTRANSITIVE:
        return ""
    return f"is {participle(label)} by"


def for_many(verb: str) -> str:
    """Return the verb of a plural for that of a singular: "use" of "uses", "are" of "is"."""
    if verb in _MANY:
        return _MANY[verb]
    one = verb[:-2] if verb.endswith(("oes", "zzes")) else names.singular(verb)
    return verb if one == verb.casefold() else one


def participle(verb: str) -> str:
    """Return "wrapped" of "wraps", "published" of "publishes", "sent" of "sends"."""
    if irregular := _PARTICIPLE.get(verb):
        return irregular
    base = verb[:-1]
    if base.endswith("e"):
        return f"{base}d"
    return f"{base}{base[-1]}ed" if _DOUBLED.fullmatch(base) else f"{base}ed"


@lru_cache(maxsize=1)
def _present() -> dict[str, str]:
    """Return the participles of known verbs, each with its third person."""
    known = word_set("prose_verbs") | word_set("stating_verbs") | word_set("sure_verbs")
    alone = sorted(v for v in known - _INTRANSITIVE if _ALONE.fullmatch(v))
    return {participle(verb): verb for verb in alone}
