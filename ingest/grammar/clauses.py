"""Phrases that are clauses: those that state something, and those that bid."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grammar.words import ARTICLES, BOUNDARIES, FINITE, PRONOUNS, first_word, word_set, words

_SPEAKING = frozenset(
    {"i", "we", "you", "he", "she", "it", "they", "nobody", "nothing", "everyone", "everything"}
)
_CONTRACTED = frozenset(word for word in PRONOUNS if "'" in word)
_THIRD_PERSON = word_set("sure_verbs") | word_set("intransitive")
_BASES = word_set("verbs") | word_set("base_verbs")
_BIDDING = word_set("imperatives") | word_set("bidding")
_ACTS = word_set("acts")
_ADVISING = word_set("advising")
_DETERMINING = ARTICLES | {"all", "any", "each", "every", "your", "our", "its", "their", "both"}
_OBJECTS = _DETERMINING | {"it", "them", "this", "that", "these", "those"}
_DETERMINED = frozenset((word,) for word in _DETERMINING)
_NEUTRAL = word_set("step_openings")
_NO_VERB = ("s", "ing", "ed", "ly", "ion", "ity", "ness")
_LAST = frozenset({"matters", "fails", "exists", "happens", "differs", "arrives"})
"""Verbs that end a clause and are no plural there: "hidden costs" is none."""
_OPENING = 80
"""Characters that hold the first words of a phrase."""
_MOST_BEFORE_VERB = 5


def is_clause(text: str) -> bool:
    """Say whether a phrase has a subject and a verb: "order matters", "teams need autonomy"."""
    found = words(text)
    if len(found) < 2:  # noqa: PLR2004
        return False
    if found[0] in _SPEAKING or found[0] in _CONTRACTED or not FINITE.isdisjoint(found[1:]):
        return True
    if not _THIRD_PERSON.isdisjoint(found[1:_MOST_BEFORE_VERB][: len(found) - 2]):
        return True
    if found[-1] in _LAST:
        return True
    acts = found[1] in _BASES or (found[1] not in BOUNDARIES and found[2:3] in _DETERMINED)
    return found[0].endswith("s") and acts


def bids(text: str) -> bool:
    """Say whether a phrase opens with a verb that bids: "Drain the node", "Open a ticket"."""
    first, *behind = words(text[:_OPENING]) or ("",)
    if not first or first in BOUNDARIES | PRONOUNS:
        return False
    if first in _BIDDING:
        return True
    if behind and behind[0] in _OBJECTS - _DETERMINING:
        return not first.endswith(_NO_VERB)
    determined = len(behind) > 1 and behind[0] in _DETERMINING
    return determined and not first.endswith(_NO_VERB)


def are_acts(texts: Sequence[str]) -> bool:
    """Say whether texts that are numbered tell what to do one after the other.

    Most of them bid; what else opens one is a condition or a time ("If it fails", "Then"). Advice
    ("Avoid", "Prefer", "Keep") is numbered to be counted, not to be followed in turn.
    """
    openings = [first_word(text) for text in texts]
    neutral = sum(word in _NEUTRAL for word in openings)
    bidding = sum(word in _ACTS or bids(text) for text, word in zip(texts, openings, strict=True))
    advising = sum(word in _ADVISING for word in openings)
    told = bidding + neutral
    return len(texts) > 1 and bidding > 0 and told * 3 >= len(texts) * 2 and advising * 3 <= told
