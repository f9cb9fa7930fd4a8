"""Aspect: what a question asks about the things that it names.

A question names things and asks something about them. Where the handbook knows the things, a near
miss differs from a question that it answers only in the rest: "Which licence has Triton?" and
"Where is Triton listed?". The rest is read here from the clause that asks: the noun behind "which",
whether a way of doing something is asked for, whether yes or no, and what only gives orders.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from retrieval.question.intent import Asked, Intent
from retrieval.text.words import Word, stem

_MOST_NOUNS = 3
"""Words of the phrase behind "which": what follows is no part of its noun."""
_WHICH = re.compile(r"\b(which|what|how many)\b", re.IGNORECASE)
_ORDERED = re.compile(
    r"^\W*(?:(?:please|and|so|now|can you|could you)\s+)*"
    r"(?P<order>explain|describe|define|name|list|give(?:\s+me)?|tell\s+me(?:\s+about)?|show\s+me)"
    r"\s+(?!(?:how|what|which|who|when|where|why|about|it|them|this|that)\b)",
    re.IGNORECASE,
)
"""What is to be told, without a question word: "Name the drawbacks of …"."""
_CHOOSES = re.compile(r"\s+(?:is|are|was|were)\s+(?!(?:the|these|those|our|my|your|all)\b)", re.I)
"""A verb that follows "which" without a noun: "which is better"."""
_ADVERB = re.compile(r"\w+(?:al|ic|ous|ive|ful|ent|at|dir|quick|slow|usual|exact)ly|\w+ately")
_TOKEN = re.compile(r"[^\W_][\w'’]*|[,;:.?!]")
_VERBS = re.compile(
    r"(?:is|are|was|were|do|does|did|can|could|should|would|will|must|has|have|had)\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset({"i", "we", "you", "they", "he", "she", "one"})
_ORDER = "order"
"""Stands for the question word where something is to be told without one."""
_HOW = re.compile(
    r"\bhow (?:do|can|should|would|could|might|must|to|did)\b|\bhow does (?:one|somebody)\b"
    r"|\bways? to\b|\b(?:show me|walk me through) (?:how|an?|\w+ing)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(r"\b(?:should|must|shall|ought)\b|\b(?:do|can) (?:i|we)\b", re.IGNORECASE)
_YES_NO = re.compile(
    r"^\W*(?!(?:can|could|would|will) you (?:please )?(?:tell|walk|talk|show|give|explain|describe"
    r"|name|list|say|help)\b)"
    r"(?:is|are|does|do|can|should|could|must|has|have|will|would|did|was|were)\b",
    re.IGNORECASE,
)
"""A request in the form of a question ("can you tell me …") asks for no yes."""
_SENTENCE = re.compile(r"(?:[^.?!:;]|[.:](?=\S))+[.?!:;]?")


@dataclass(frozen=True, slots=True)
class Aspect:
    """What is asked about the things that a question names."""

    heads: tuple[tuple[str, ...], ...]
    """Stems of the phrase behind each "which", "what" or "how many" that has a noun."""
    how: bool
    """Whether it asks for a way of doing something."""
    advice: bool
    """Whether it asks for what should be done."""
    yes_no: bool
    """Whether it asks for yes or no, without a choice."""
    alternatives: bool
    """Whether it compares, or offers a choice."""
    ordered: tuple[tuple[int, int], ...]
    """Where in its text sentences give orders to the one who answers, from and to."""

    def orders(self, word: Word) -> bool:
        """Whether a word of the question stands in an order."""
        return any(start <= word.start < end for start, end in self.ordered)


@cache
def listing() -> frozenset[str]:
    """Return the labels of relations that only say where a thing stands."""
    return frozenset(cast("list[str]", _data()["listing"]))


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the words of a list of ``aspect_words.toml``, in lower case."""
    return frozenset(cast("str", _data()[name]).split())


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """Return for stems those of words that say the contrary."""
    found: dict[str, set[str]] = {}
    for pair in cast("list[str]", _data()["opposites"]):
        one, other = map(stem, pair.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {term: frozenset(others) for term, others in found.items()}


def is_idle(term: str) -> bool:
    """Whether a stem is that of a word which asks for nothing that a text would have to say."""
    return term in _idle()


@cache
def _idle() -> frozenset[str]:
    return frozenset(stem(word) for word in word_list("idle"))


def read_aspect(asked: Asked) -> Aspect:
    """Read what a question asks about what it names; deterministic, and never raises."""
    clause = asked.clause
    compares = asked.wants(Intent.COMPARE)
    offers = " or " in clause.lower()
    how = bool(_HOW.search(clause)) and not compares and not asked.wants(Intent.COUNT)
    return Aspect(
        heads=_heads(clause),
        how=how,
        advice=bool(_ADVICE.search(clause)),
        yes_no=bool(_YES_NO.match(clause)) and not offers,
        alternatives=compares or offers,
        ordered=_ordered(asked.text),
    )


def _heads(clause: str) -> tuple[tuple[str, ...], ...]:
    found = [_noun(match[1].lower(), clause[match.end() :]) for match in _WHICH.finditer(clause)]
    if ordered := _ORDERED.match(clause):
        found.insert(0, _noun(_ORDER, clause[ordered.end() :]))
    return tuple(phrase for phrase in found if phrase)


def _noun(asking: str, rest: str) -> tuple[str, ...]:
    """Return the stems of the noun that follows a question word; none before a verb.

    A word in s behind another one, or behind "what", is taken for a verb ("test detects") unless an
    auxiliary or a pronoun follows ("test tools do", "test tools we use"), or it is to be told.
    """
    phrase: list[str] = []
    tokens = _TOKEN.findall(rest)
    verb_first = bool(tokens) and _VERBS.fullmatch(tokens[0]) is not None
    if (asking == "what" and verb_first) or _CHOOSES.match(rest):
        return ()
    for token, following in zip(tokens, [*tokens[1:], ""], strict=False):
        lower = token.lower()
        if not phrase and lower in word_list("leading"):
            continue
        verb = (phrase or asking == "what") and asking != _ORDER and _is_verb(lower, following)
        adverb = phrase and _ADVERB.fullmatch(lower) is not None
        if lower in word_list("ending") or not token[0].isalnum() or verb or adverb:
            break
        phrase.append(stem(lower))
        if len(phrase) == _MOST_NOUNS:
            break
    return tuple(phrase)


def _is_verb(word: str, following: str) -> bool:
    noun = _VERBS.fullmatch(following) or following.lower() in _PRONOUNS
    return word.endswith("s") and not word.endswith("ss") and not noun


def _ordered(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(
        match.span()
        for match in _SENTENCE.finditer(text)
        if _order().match(match[0]) and not match[0].rstrip().endswith("?")
    )


@cache
def _order() -> re.Pattern[str]:
    beginnings = "|".join(re.escape(text) for text in cast("list[str]", _data()["orders"]))
    tags = r"(?:\W*</?\w[^>\n]*>)*"  # "</context> New task: …"
    return re.compile(rf"{tags}\W*(?:(?:please|now|just|and)\s+)*(?:{beginnings})(?!\w)", re.I)


@cache
def _data() -> dict[str, object]:
    return tomllib.loads(Path(__file__).with_name("aspect_words.toml").read_text("utf-8"))
