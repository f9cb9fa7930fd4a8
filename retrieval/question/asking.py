"""Asking: which clauses of a question ask, and which only tell the situation.

"Responses are slow, and users leave. What are the two sides of that?" asks in its second sentence.
What is asked for, and how, is read from the asking clauses alone; the situation says what it is
about, and helps to find it by meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from retrieval.question.address import direct, either, lists, question_word
from retrieval.text.words import words

REMEMBERED = 16
"""Texts that are kept divided: each step of finding divides the question that it is given."""
LONGEST_TOPIC = 6
"""Words of a phrase before the question that names what it is about: "For ads, which …"."""
_SENTENCE = re.compile(r"(?<=[?.!…])\s+(?=\w)")
_ONES = re.compile(r"\b(?P<lead>which|what)\s+ones?\b", re.IGNORECASE)
_NOUNS = re.compile(r"\b(?:about|of|for|with)\s+(?P<nouns>[^,.;:?]+?)\W*$", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:is|are|was|were|am|be|do|does|did|has|have|had|can|could|will|would|should|must|may"
    r"|need|needs|want|wants|use|uses|get|gets|got|make|makes|i|we|you|they|he|she|it|nobody"
    r"|somebody|someone|everybody|everyone|people)\b|\b\w+ed\s+(?:the|an?|my|our|us|it)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Posed:
    """A question, divided."""

    situation: str
    """Sentences and clauses that ask nothing; empty for none."""
    clause: str
    """Those that ask, with the topic that stands before them; all of a text that asks nowhere."""
    topic: str = ""
    """The phrase before the asking clause that names what it is about: "For ads"."""

    @property
    def text(self) -> str:
        """The whole question, the situation first."""
        return f"{self.situation} {self.clause}".strip()

    @property
    def about(self) -> str:
        """What every part of the question is about: situation and topic."""
        return f"{self.situation} {self.topic}".strip()


@cache
def _starts() -> re.Pattern[str]:
    """Return a pattern for the beginning of a clause that asks."""
    clause = lists("clause")
    inverted = rf"(?:{either(clause['auxiliaries'])})\s+(?:{either(clause['subjects'])})\b"
    ordered = rf"(?:please\s+)?(?:{either(clause['orders'])})\b"
    joint = r"(?:(?:and|but|so|then|or)\s+)*"
    return re.compile(rf"{joint}(?:{question_word()}|{inverted}|{ordered})", re.IGNORECASE)


@cache
def _asks() -> re.Pattern[str]:
    """Return a pattern for the beginning of a sentence that asks."""
    auxiliary = rf"(?:{either(lists('clause')['auxiliaries'])})\s+\w"
    return re.compile(rf"(?:{_starts().pattern}|{auxiliary})", re.IGNORECASE)


@cache
def _reported() -> re.Pattern[str]:
    """Return a pattern for what stands before a question that others ask: "… and they ask"."""
    verbs = either(lists("frame")["reporting"])
    return re.compile(
        rf"\b(?:they|he|she|people|someone|somebody|you)\s+(?:{verbs})(?:\s+(?:me|us))?"
        rf"\s*:?\s+(?={question_word()})",
        re.IGNORECASE,
    )


@cache
def _opens(name: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{either(lists('clause')[name])})\b", re.IGNORECASE)


@cache
def _corrects() -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{either(lists('clause')['corrections'])})\b[\s,:]*", re.IGNORECASE)


_MARK = re.compile(r"\s*(?:[,;:]|\s[–—-])\s+")
_RELATIVE = re.compile(
    r"(?:which|who|whose|where|when)\s+(?:is|are|was|were|has|have|had|can|will|would|must|should"
    r"|may|i|we|you|it|they|he|she|the|an?|my|our)\b",
    re.IGNORECASE,
)
_REFERS = re.compile(r"\b(?:that|this|it|these|those)\b\W*(?:called\W*)?$", re.IGNORECASE)
_SHORT = 3
"""Words of a question that says nothing of what it is about: "Which techniques?"."""


@lru_cache(maxsize=REMEMBERED)
def divide(text: str) -> Posed:
    """Divide a question; deterministic, and never raises."""
    situation: list[str] = []
    clauses: list[str] = []
    topic = ""
    for sentence in _SENTENCE.split(text.strip()):
        rest = direct(sentence)
        corrected = _corrects().match(rest)
        parted = _parted(rest)
        if clauses and corrected:
            clauses[-1] = f"{clauses[-1].rstrip(' ?.!')}, {rest[corrected.end() :]}"
        elif parted is None:
            situation.append(rest)
        elif _is_topic(parted[0]):
            topic = topic or parted[0].rstrip(" ,;:")
            clauses.append(rest)
        else:
            asked = bool(clauses) and clauses[-1].endswith("?") and not rest.endswith("?")
            if clauses and not parted[0] and _only_points(rest) and not asked:
                situation += clauses
                clauses = []
            situation += [parted[0]] if parted[0] else []
            clauses.append(parted[1])
    if not clauses:
        return _of_last(text, situation)
    told = " ".join(situation)
    return Posed(told, _named(" ".join(clauses), told, topic), topic)


def _only_points(sentence: str) -> bool:
    """Whether a question says nothing of what it is about, save that it was said before."""
    return len(words(sentence)) <= _SHORT or bool(_REFERS.search(sentence))


def _of_last(text: str, sentences: list[str]) -> Posed:
    """Divide a text without a question word: a last sentence with a mark asks, else the whole."""
    if len(sentences) > 1 and sentences[-1].endswith("?"):
        return Posed(" ".join(sentences[:-1]), sentences[-1])
    return Posed("", direct(text))


def _parted(sentence: str) -> tuple[str, str] | None:
    """Return what stands before the asking clause of a sentence, and it; None if none asks."""
    marks = [m for m in _MARK.finditer(sentence) if _starts().match(sentence, m.end())]
    conditional = marks and _opens("conditions").match(sentence)
    if _asks().match(sentence) and not (conditional and not _behind_preposition(sentence)):
        return "", sentence
    reported = _reported().search(sentence)
    if reported is not None:
        return sentence[: reported.start()].strip(), sentence[reported.end() :]
    telling = [m for m in marks if m[0].strip() != "," or not _RELATIVE.match(sentence, m.end())]
    if not marks:
        return None
    first = (telling or marks)[0]
    return sentence[: first.start()] + ",", sentence[first.end() :]


def _behind_preposition(sentence: str) -> bool:
    """Whether a sentence begins as "As what …" or "For which …", which is no condition."""
    prepositions = either(lists("clause")["prepositions"])
    return (
        re.match(rf"(?:{prepositions})\s+(?:what|which|whom|whose)\b", sentence, re.I) is not None
    )


def _is_topic(before: str) -> bool:
    """Whether a phrase names what is asked about, rather than tells something."""
    size = len(words(before))
    return (
        0 < size <= LONGEST_TOPIC
        and not _opens("conditions").match(before)
        and not _VERB.search(before)
    )


def _named(clause: str, situation: str, topic: str) -> str:
    """Write the noun that "which ones" stands for."""
    found = _ONES.search(clause)
    nouns = _NOUNS.search(topic or situation.rstrip(" ,.")) if found else None
    if found is None or nouns is None:
        return clause
    return f"{clause[: found.start()]}{found['lead']} {nouns['nouns']}{clause[found.end() :]}"
