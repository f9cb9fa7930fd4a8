"""What a list inside a sentence enumerates, "stores such as A, B and C", and where it ends."""

from __future__ import annotations

import re

from ingest.grammar.terms import clean_term
from ingest.grammar.words import BOUNDARIES, FINITE, PRONOUNS, word_set
from ingest.readers.subjects import VERB_FORMS

_CASE = re.compile(r"cases?\b", re.IGNORECASE)
_WORD = re.compile(r"[\w'-]+|[,;:()]")
_LISTS_ON = re.compile(r"\s*(?:$|,|and\s|or\s)")
_JOINED = re.compile(r"\b(?:and|or)$")
_STATING = word_set("stating_verbs") - {"store", "track", "monitor", "handle", "offer"}
_ACTS = _STATING | word_set("verbs")
_CLOSING = (BOUNDARIES - {"and", "or", "a", "an", "the"}) | FINITE | frozenset(";:()")
_SPEAKING = frozenset({"we", "you", "they", "it", "he", "she", "there", "nobody", "everybody"})
"""Subjects of a clause that goes on behind the list: "tongues such as Manx, we sing"."""
_LACKING = frozenset({"without", "with"})


def noun_before(text: str) -> str:
    """Return the noun phrase at the end of a text: up to three words, no verb or preposition."""
    kept: list[str] = []
    most = 3
    for word in reversed(text.split()):
        bare = word.strip("()").lower()
        if bare in _LACKING:
            # "tongues without vowels, such as Manx" are examples of the tongues.
            return ""
        # The last word is the noun itself, whatever else it may be: "vector stores".
        # "use cases" is one noun.
        use_case = bool(kept) and bare == "use" and bool(_CASE.match(kept[-1]))
        most += use_case
        acts = bool(kept) and bare in VERB_FORMS and not use_case
        stops = bare in BOUNDARIES or bare in FINITE or bare in PRONOUNS or acts
        if stops or word.endswith((",", ";", ":", ".", ")")) or len(kept) == most:
            break
        kept.append(word)
    return clean_term(" ".join(reversed(kept)))


def list_end(plain: str, start: int) -> int:
    """Return where the list behind "such as" ends: at a verb, preposition or new clause."""
    joined = False
    for match in _WORD.finditer(plain, start):
        word = match[0]
        if word == ",":
            if joined:
                return match.start()
            continue
        low = word.lower()
        if (
            low in _CLOSING
            or low in _SPEAKING
            or word == "I"
            or (word in _ACTS and _is_verb(plain, start, match))
        ):
            return start + len(plain[start : match.start()].rstrip(" ,"))
        joined = joined or low in {"and", "or"}
    return len(plain)


def _is_verb(plain: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a word is the verb behind the list: "… Redis and Qdrant reduce latency"."""
    before = plain[start : match.start()].rstrip()
    opens = not before or before.endswith(",") or _JOINED.search(before)
    # "the KS test and the PSI" goes on with the list: its verb would have an object.
    return not opens and not _LISTS_ON.match(plain, match.end())
