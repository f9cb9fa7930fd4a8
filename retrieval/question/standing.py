"""Standing: whether a short question has a subject of its own, so that it leans on no turn before.

"How do I roll back?" and "Who approves a typo?" name no thing of the handbook by its whole name,
yet what they ask about is in its words; "How often?" and "What are the downsides?" ask of something
that was said before. The words are data (``asking_words.toml``).
"""

from __future__ import annotations

import re
from functools import cache

from retrieval.question.address import either, lists
from retrieval.question.link import Names
from retrieval.text.words import Word, is_general, stem, words

_LEAST = 2
"""Words of the handbook that are a subject of their own with what is asked of it."""
_LONG = 5
"""Words of a question in which one word of the handbook is enough."""
_DEFINITE = re.compile(
    r"^what(?:['’]?s|\s+is|\s+are|\s+was|\s+were)\s+the\s+[\w-]+(?:\s+[\w-]+)?\W*$", re.IGNORECASE
)
"""Something definite of which nothing else is said: "what is the core idea?"."""
_PERSONS = frozenset({"who", "whom", "whose"})
_DEFINES = re.compile(
    r"^(?:what|who)(?:['’]?s|\s+is|\s+are)\s+(?:an?\s+)?(?P<name>[\w-]{2,})\W*$", re.IGNORECASE
)
"""What a thing is, which is asked of nothing else: "what is rye?"."""
_ORDERED = re.compile(
    r"\bthe\s+(?:first|second|third|fourth|fifth|last)\s+(?P<noun>(?!ones?\b|of\b)\w+)\W*$",
    re.IGNORECASE,
)
"""One of several that are said: "what is the last step?"."""
_ACTS = re.compile(
    r"\b(?:do|can|should|must|may|could|would)\s+(?:i|we|you|one)\s+(?:\w+ly\s+)?\w{3,}",
    re.IGNORECASE,
)
"""Somebody who does what is asked about: "how do I deploy"."""
_THEN = re.compile(r"(?<!\bis)(?<!\bare)\s+(?:then|there|again)(?=\W*$)", re.IGNORECASE)
"""What only says that a turn goes on from the one before."""


def stands(text: str, names: Names, *, goes_on: bool) -> bool:
    """Whether a question has a subject of its own.

    Args:
        text: The question without what opens it.
        names: The names and words of the handbook.
        goes_on: Whether it was opened as a continuation ("and …"), so that one word is not enough.
    """
    ordered = _ORDERED.search(text)
    if (ordered and names.knows(stem(ordered["noun"]))) or _defines(text, names):
        return True
    if _points_back().search(text) or _DEFINITE.match(text):
        return False
    told = _told(text)
    known = {word.stem for word in told if names.knows(word.stem)}
    acts = bool(_ACTS.search(text))
    if not known or (all(map(is_general, known)) and not acts):
        return False
    if len({word.stem for word in told}) >= _LEAST:
        return True
    return not goes_on and (acts or len(words(text)) >= _LONG)


def _defines(text: str, names: Names) -> bool:
    """Whether a question asks what a thing of the handbook is."""
    match = _DEFINES.match(text)
    if match is None or _points_back().search(text) or is_light(stem(match["name"])):
        return False
    return all(names.knows(word.stem) for word in words(match["name"]))


def goes_on_from(text: str) -> bool:
    """Whether one word is asked for what was told before: "who decides then?"."""
    return len(_told(text)) < _LEAST and _THEN.search(text) is not None


def _told(text: str) -> list[Word]:
    """Return the words that name something, rather than ask for it."""
    return [
        word
        for word in words(text)
        if not (word.is_stop or is_light(word.stem) or word.lower in _PERSONS)
    ]


def without_then(text: str) -> str:
    """Return a question without a last word that only says that it goes on."""
    return _THEN.sub("", text, count=1)


@cache
def _points_back() -> re.Pattern[str]:
    """Return a pattern for words that point to something said before."""
    time = r"(?!\s+(?:week|month|year|quarter|time|way)\b)"
    return re.compile(
        rf"\b(?:{either(lists('leaning')['pointing'])})\b{time}"
        r"|(?<!\bis\s)(?<!\bare\s)\bthere\b(?!\s+be\b)|\bones?\b(?=\W*$)",
        re.IGNORECASE,
    )


def is_light(term: str) -> bool:
    """Whether a stem is that of a word that asks of something rather than names it."""
    return term in _light()


@cache
def _light() -> frozenset[str]:
    """Return the stems of words that ask of something rather than name it."""
    return frozenset(stem(word) for word in lists("leaning")["light"])
