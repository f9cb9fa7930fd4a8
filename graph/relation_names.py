"""Relations named after words that no table knows: a header, a label, a verb of the text.

Both labels read as English between two names: "MLflow has licence: MIT", "MIT is the licence of
MLflow". What is no noun phrase ("Try first", "With") is quoted instead of bent into one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from graph import names
from graph.model import Relation
from graph.verbs import active_of, comparison_turned, passive_of
from ingest.grammar.words import PRONOUNS, word_set

_LONGEST_RELATION = 60
_LONGEST_OPENING = 32
_YEAR = re.compile(r"(?:19|20)\d\d(?:[/–-]\d{2,4})?")
_STATING = ("stating_verbs", "prose_verbs", "sure_verbs", "base_verbs")
# "an" before a vowel that is spoken as one, a silent h, a letter whose name begins with a vowel.
_AN = re.compile(
    r"[aei]|o(?!ne\b|nce\b)|u(?!ni[a-z]|se[dr]?\b|sual)|hour|honest|[AEFHILMNORSX](?=[A-Z])"
)
# A verb stands in lower case: "is faster than", "can run on", "publishes".
_VERB = re.compile(
    r"(?:is|are|was|were|has|have|can|does|will|must|should|may)\s[^A-Z]+|[a-z]+(?:\s[a-z]+){0,2}"
)
_VERBS = (
    {form.split()[0] for name in _STATING for form in word_set(name)}
    | {f"{verb}s" for verb in word_set("verbs")}
    | word_set("intransitive")
    | {"is", "are", "was", "were", "has", "have", "can", "does", "will", "must", "should", "may"}
)
# "Approved by", "Started at": what was done to the subject, with the place or the doer behind.
_DONE = re.compile(
    r"(?P<verb>[A-Z]?[a-z]{2,20}ed|[A-Z]?[a-z]{2,20}|)\s(?P<how>by|in|at|on|with|from|of|to|for|through|via)"
)
_PARTICIPLES = word_set("participles") | word_set("past_events")
_PAST_EVENTS = word_set("past_events")
_HEADLESS = (
    PRONOUNS
    | (word_set("imperatives") - word_set("imperative_nouns"))
    | word_set("prepositions")
    | word_set("sure_verbs")
    | word_set("question_words")
    | {
        "are",
        "do",
        "does",
        "can",
        "cannot",
        "can't",
        "may",
        "must",
        "should",
        "try",
        "watch",
        "halt",
    }
    | {"not"}
)
"""Words that open no noun phrase: "has when to use" would be no English."""
_SPEAKING = frozenset({"i", "we", "you"})
"""Words of a clause: "has tool I'd mention" would be no English either."""
_DESCRIBING = word_set("describing") - {"cold", "hot", "warm", "light", "heavy"}
_AGAIN = re.compile(r"re[a-z]{2,}ed")
"""What is done again and again: "Retrained", "Refilled"."""
_ADJECTIVE = re.compile(r"[a-z]{3}(?:[ai]ble|less|ful)$")
_OPEN_ENDS = word_set("prepositions") - {"no"} | {"when", "if", "because"}
_CLASSES = word_set("classes")
"""Nouns of which a thing has one: "model serving is a type of KServe" would turn it round."""


@lru_cache(maxsize=4096)
def named_after(header: str) -> Relation:
    """Return the relation of a header, a label or a verb that nobody has seen before.

    >>> named_after("Latency (ms)")
    Relation(name='HAS_LATENCY_MS', label='has latency (ms)', inverse='is a latency (ms) of')
    >>> named_after("Approved by")
    Relation(name='IS_APPROVED_BY', label='is approved by', inverse='approved')
    """
    wording = " ".join(header.split())
    if (done := _DONE.fullmatch(wording)) and _is_participle(done["verb"].lower(), done["how"]):
        was = "was" if done["verb"].lower() in _PAST_EVENTS else "is"
        return _verb(f"{was} {wording.lower()}")
    if _VERB.fullmatch(wording) and wording.split(" ", 1)[0] in _VERBS:
        return _verb(wording)
    return _noun(_singular(header))


def _is_participle(verb: str, how: str) -> bool:
    return verb in _PARTICIPLES or (how == "by" and verb.endswith("ed"))


def _verb(label: str) -> Relation:
    turned = comparison_turned(label) or active_of(label) or passive_of(label)
    return Relation(snake(label), label, turned or f"is on the other side of “{label}” from")


def _noun(header: str) -> Relation:
    readable = names.shorten(_lower(header), _LONGEST_RELATION)
    name = "HAS_" + snake(header)
    words = re.split(r"[ '’]", readable.casefold())
    if (
        readable.endswith("?")
        or words[0] in _HEADLESS
        or not _SPEAKING.isdisjoint(words)
        or _is_quality(readable)
        or readable in _PARTICIPLES
        or _AGAIN.fullmatch(readable)
    ):
        return Relation(name, f"has under “{readable}”", f"stands under “{readable}” of")
    article = "an" if _AN.match(unicodedata.normalize("NFKD", readable)) else "a"
    if readable.rsplit(" ", 1)[-1] in _CLASSES:
        article = "the"
    return Relation(name, f"has {readable}", f"is {article} {readable} of")


def _is_quality(readable: str) -> bool:
    """Say whether a header ends in no noun: "has reversible", "has alert when" is no English."""
    last = readable.rsplit(" ", 1)[-1]
    return last in _DESCRIBING or last in _OPEN_ENDS or _ADJECTIVE.search(last) is not None


def _singular(header: str) -> str:
    """Put the last word of a header into the singular: each of its cells' items is one."""
    head, _, last = header.strip().rpartition(" ")
    if header.split(" ", 1)[0].lower() in _HEADLESS:
        return header.strip()
    one = names.singular(last) if last.isalpha() else last
    changed = one != last.casefold()
    return f"{head} {one if changed else last}".strip()


def _lower(header: str) -> str:
    """Put a header into lower case, save words that carry capitals of their own ("SLA", "gRPC")."""
    return " ".join(
        word if any(letter.isupper() for letter in word[1:]) else word.lower()
        for word in header.split()
    )


def snake(header: str) -> str:
    """Return words as the name of a relation: capitals, digits and underscores.

    What is longer than 60 characters is named after its first words and a hash.
    """
    plain = unicodedata.normalize("NFKD", header).encode("ascii", "ignore").decode()
    snake = re.sub(r"[^A-Z0-9]+", "_", plain.upper()).strip("_")
    lost = sum(c.isalnum() for c in header) != sum(c.isalnum() for c in snake)
    if not lost and 0 < len(snake) <= _LONGEST_RELATION:
        return snake
    if len(snake) <= _LONGEST_RELATION:
        return f"{snake}_{names.digest(header).upper()}".lstrip("_")
    # A sentence as header: its first words name it, the hash tells it from those that open so.
    head = snake[: _LONGEST_OPENING + 1]
    head = head.rsplit("_", 1)[0] if "_" in head else head[:_LONGEST_OPENING]
    return f"{head}_{names.digest(header, 4).upper()}"


def is_number(wording: str) -> bool:
    """Say whether a header is a number that is no year: it names no relation."""
    return not any(map(str.isalpha, wording)) and not _YEAR.fullmatch(wording.strip())
