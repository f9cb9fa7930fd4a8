"""What a question asks for: the kind of thing, and whether to list, count, compare or follow.

The word lists are data (``question_words.toml``). Kinds that the question asks for stand in the
phrase behind its question word ("which monitoring *tools* are …"); kinds that it only mentions
("… for the *models* of fraud") are kept apart, because they describe what is given.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from graph.schema import Kind
from retrieval.question.address import lists
from retrieval.question.asking import divide
from retrieval.text.words import Word, stem, words

_DATA = Path(__file__).with_name("question_words.toml")


class Intent(StrEnum):
    """What is to be done with the facts."""

    COUNT = "count"
    COMPARE = "compare"
    AFTER = "after"
    BEFORE = "before"
    REVERSE = "reverse"
    WHY = "why"
    WHEN = "when"
    EXAMPLE = "example"
    LIST = "list"
    DEFINE = "define"
    HOW = "how"
    SORTS = "sorts"
    REMEDY = "remedy"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, read."""

    text: str
    """All of it, in its direct form."""
    words: tuple[Word, ...]
    """Those of the text, without nouns that only stand for what the situation tells."""
    intents: frozenset[Intent]
    kinds: frozenset[Kind]
    """Kinds that the answer should have; empty where any will do."""
    target: tuple[str, ...]
    """Stems of the phrase that names what is asked for, in order."""
    terms: tuple[str, ...]
    """Distinct stems that carry a topic, in order."""
    clause: str
    """The clauses that ask: what is asked for, and how, is read from them alone."""
    situation: str = ""
    """The clauses that ask nothing, and only tell what the question is about."""
    several: bool = False
    """Whether what is asked for, a list, stands in the plural."""

    def wants(self, *intents: Intent) -> bool:
        """Whether any of the intents is there."""
        return not self.intents.isdisjoint(intents)


_QUESTION_WORD = re.compile(r"\b(?:which|what|whats|list|name|how many|number of|give me)\b", re.I)
_MAX_PHRASE = 5
_LONGEST_SEARCH = 6
"""Words of a question that is no sentence, as typed into a search box."""
_FRAGMENT = 2
"""Words of a clause that asks for the name of what the situation tells: "Term?", "Which word?"."""
_LATER = re.compile(
    r"\b(?:after|before)\s+(?:(?:about|just|only|the\s+first)\s+)?"
    r"(?:\d+|an?|one|two|three|four|five|six|ten|some|few|several|many|a\s+few|a\s+couple\s+of)\s+"
    r"(?:second|minute|hour|day|night|week|month|quarter|year)s?\b",
    re.IGNORECASE,
)
"""A time that has passed, which is no thing that something comes after."""
_TRAILING = re.compile(r"\s+(?:types?|kinds?|names?|categories|category)$", re.IGNORECASE)
_SEVERAL = re.compile(r"[a-z](?<![sui])s$", re.IGNORECASE)
_VERB_NEXT = re.compile(r"\s+\w+s\b")


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    with _DATA.open("rb") as file:
        return tomllib.load(file)


@cache
def _kind_patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """One pattern a kind, in the order of the data; longer forms first."""
    return tuple(
        (
            Kind(name),
            re.compile(
                rf"\b(?:{'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})\b",
                re.IGNORECASE,
            ),
        )
        for name, forms in _tables()["kinds"].items()
    )


@cache
def _intent_patterns() -> tuple[tuple[Intent, re.Pattern[str]], ...]:
    return tuple(
        (Intent(name), re.compile("|".join(map(_phrase, phrases)), re.IGNORECASE))
        for name, phrases in _tables()["intents"].items()
    )


def _phrase(phrase: str) -> str:
    body = re.escape(phrase).replace(r"\ \*\ ", r"\s+(?:\S+\s+){1,4}?").replace(r"\ ", r"\s+")
    # "Different from before?" steps back to nothing that is named.
    return rf"\b{body}\b" + (r"(?!\W*$)" if phrase == "before" else "")


@cache
def wordings() -> dict[str, str]:
    """Map the stem of an everyday wording to the stem of the word that headers use."""
    return {
        stem(wording): stem(word)
        for word, everyday in sorted(_tables()["wordings"].items())
        for wording in everyday
        if " " not in wording
    }


@cache
def kind_stems(kind: Kind) -> frozenset[str]:
    """Return the stems of the words that name a kind."""
    return frozenset(word.stem for form in _tables()["kinds"].get(kind, ()) for word in words(form))


@cache
def all_kind_stems() -> frozenset[str]:
    """Return the stems of the words that name any kind."""
    return frozenset(term for kind in Kind for term in kind_stems(kind))


@cache
def question_vocabulary() -> frozenset[str]:
    """Return the words of asking that a misspelt word may have been meant to be."""
    forms = [form for kind_forms in _tables()["kinds"].values() for form in kind_forms]
    asking = "which what where when between difference compare example examples before after many"
    return frozenset(w.lower for text in (*forms, asking) for w in words(text))


@cache
def aspects() -> frozenset[str]:
    """Return the stems of words for what a text seldom says of the things in it."""
    return frozenset(stem(word) for word in _tables()["aspects"]["about"])


def find_kinds(text: str) -> frozenset[Kind]:
    """Return the kinds whose words occur in ``text``."""
    found: set[Kind] = set()
    rest = text
    for kind, pattern in sorted(_kind_patterns(), key=lambda pair: pair[0] is not Kind.USE_CASE):
        if pattern.search(rest):
            found.add(kind)
            rest = pattern.sub("\n", rest)
    return frozenset(found)


def _target(text: str) -> str:
    """Return the phrase behind the question word; in a short search, the phrase it begins with."""
    lead, end = (_tables()["phrase"][name] for name in ("lead", "end"))
    match = _QUESTION_WORD.search(text)
    if match is None and len(text.split()) > _LONGEST_SEARCH:
        return ""
    phrase: list[str] = []
    for word in re.findall(r"[\w'’&/-]+", text[match.end() if match else 0 :]):
        lower = word.lower()
        if not phrase and lower in lead:
            continue
        if phrase and lower in end:
            break
        phrase.append(word)
        if len(phrase) == _MAX_PHRASE:
            break
    return " ".join(phrase)


def _asked_kinds(target: str) -> frozenset[Kind]:
    """Return the kinds that a phrase asks for: its head noun is the kind's word.

    The head ends the phrase ("monitoring tools"), save that a noun such as "types" may follow
    it, or a verb where the kind's word begins the phrase ("triggers start", "software shows").
    """
    head = _TRAILING.sub("", target)
    found: set[Kind] = set()
    for kind, pattern in _kind_patterns():
        for match in pattern.finditer(head):
            begins = match.start() == 0 and _VERB_NEXT.match(head[match.end() :])
            if match.end() == len(head) or begins or (match.start() == 0 and _is_plural(match)):
                found.add(kind)
    return frozenset(found)


def _is_plural(match: re.Match[str]) -> bool:
    return match.group().lower().endswith("s")


def _protect(text: str) -> str:
    """Join "use case", so that "use" does not end the phrase it stands in."""
    return re.sub(r"\buse[ -]case", "usecase", text, flags=re.IGNORECASE)


_ALTERNATIVES = re.compile(
    r"^\s*(?!(?:which|what|who|where|when|why|how|list|name)\b)[^,;:?]{2,60}?\s+or\s+\S",
    re.IGNORECASE,
)
"""Two things to choose from: "Rules or learning?"."""
_TRADING = re.compile(r"\b(?:i|we|you|to|one)\s+trade[ -]?offs?\b", re.IGNORECASE)
"""Trading off as what somebody does, whose sides are asked for."""
_SORTS = re.compile(r"\b(?:types?|kinds?|sorts?|categories|forms?)\s+of\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bhow many\b(?=.*\b(?:which|what|name)\b)", re.IGNORECASE)
"""A number that is asked for together with what is counted: "How many are there, and which?"."""


def read(question: str) -> Asked:
    """Read a question; deterministic, and never raises."""
    return _corrected(_read(question))


def _corrected(asked: Asked) -> Asked:
    """Return a question with what only its whole wording tells."""
    intents = set(asked.intents)
    if _ALTERNATIVES.search(asked.clause):
        intents.add(Intent.COMPARE)
    if _SORTS.search(asked.clause):
        intents.add(Intent.SORTS)
    if Intent.LIST in intents and _COUNTED.search(asked.text):
        intents.add(Intent.COUNT)
    kinds = asked.kinds
    if _TRADING.search(asked.clause):
        kinds = frozenset({Kind.OPTION})
    return replace(asked, intents=frozenset(intents), kinds=kinds)


def _read(question: str) -> Asked:
    posed = divide(question)
    text, clause = posed.text, posed.clause
    target = _target(_protect(clause)).replace("usecase", "use case")
    kinds = _asked_kinds(target)
    idle = frozenset[str]()
    if posed.situation:
        bare = len(words(clause)) <= _FRAGMENT and not kinds
        idle = _empty_stems() | {word.stem for word in words(clause) if bare}
    found = tuple(
        word for word in words(text) if word.stem not in idle or word.start < len(posed.situation)
    )
    timeless = _LATER.sub(" ", clause)
    intents = {intent for intent, pattern in _intent_patterns() if pattern.search(timeless)}
    if {Intent.AFTER, Intent.BEFORE} <= intents and re.search(
        r"\b(?:what|which)\b.*\bfeeds\b", clause, re.IGNORECASE
    ):
        intents.discard(Intent.AFTER)
    return Asked(
        text=text,
        words=found,
        intents=frozenset(intents),
        kinds=kinds,
        target=tuple(w.stem for w in words(target) if not w.is_stop and w.stem not in idle),
        terms=tuple(dict.fromkeys(word.stem for word in found if not word.is_stop)),
        clause=clause,
        situation=posed.situation,
        several=Intent.LIST in intents and bool(_SEVERAL.search(target)),
    )


@cache
def _empty_stems() -> frozenset[str]:
    """Return the stems of nouns that stand for what somebody has in mind."""
    return frozenset(stem(word) for word in lists("clause")["empty"])
