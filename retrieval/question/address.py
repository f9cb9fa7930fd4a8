"""Address: what a person says around a question to whom it is put, taken away.

"Hi, quick question: …", "Could you please tell me …", "My boss asks …", "… , thanks!" say nothing
of what is asked, yet they share words and meaning with texts that have nothing to do with it. What
is left is a question in its direct form. The phrases are data (``asking_words.toml``).
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

_DATA = Path(__file__).with_name("asking_words.toml")
REMEMBERED = 16
"""Texts that are kept in their direct form: several readers of a turn look at each."""
_LEAST = 2
"""Words that have to be left; what is shorter may be all that was meant."""
_DIRECT = re.compile(
    r"^(?P<word>what|who|where|how|why)\s+(?P<subject>(?!(?:is|are|was|were|do|does|did|can|should"
    r"|would|will|could)\b)[\w'’/-]+(?:\s+[\w'’/-]+){0,5}?)\s+(?P<verb>is|are|means)"
    r"(?P<rest>\s+(?:called|for|about|good for|used for))?[\s.?!]*$",
    re.IGNORECASE,
)


@cache
def lists(table: str) -> dict[str, list[str]]:
    """Return one table of the word lists."""
    with _DATA.open("rb") as file:
        return tomllib.load(file)[table]


def either(phrases: list[str]) -> str:
    """Return a pattern for any of some phrases, longer ones first."""
    longest_first = sorted(dict.fromkeys(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)


@cache
def question_word() -> str:
    """Return a pattern for a question word, with the preposition that it may stand behind."""
    words = lists("clause")
    before = either(words["prepositions"])
    return rf"(?:(?:{before})\s+)?(?:{either(words['question_words'])})\b"


@cache
def _openings() -> tuple[re.Pattern[str], ...]:
    words = lists("address")
    named = rf"(?:\s+(?:{either(words['addressees'])}|(?-i:[A-Z]\w+)))*"
    frames = lists("frame")
    role = rf"as\s+(?:an?|your|the|my|our)\s+(?:[\w-]+\s+){{0,3}}?(?:{either(words['roles'])})"
    ahead = rf"(?=(?:{question_word()}|whether\b))"
    person = r"(?:my|our|the|an?|some|this|one\s+of\s+\w+)\s+(?:[\w-]+\s+){0,2}?[\w-]+"
    report = rf"(?:{person}|someone|somebody|(?:he|she|they|people))\s+"
    verbs = rf"(?:{either(frames['reporting'])})(?:\s+(?:me|us|you))?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"^\W*(?:{either(words['interjections'])}){named}\s*(?:[,.!:;?…]|\s[–—-]+\s)+\s*",
            rf"^(?:{either(words['greetings'])}){named}\s+(?={question_word()}|(?:{_requests()})\b)",
            rf"^{role}(?:\s*[,:;]|\s[–—-]|(?=\s+(?:i|we)\b))\s*",
            r"^(?:i|we)(?:\s+would|'d)?\s+(?:ask|say|wonder)\s*[:,]\s*",
            rf"^(?:{'|'.join(frames['asking'])})\s*[,:]?\s+{ahead}",
            rf"^{report}{verbs}(?:\s*:)?\s+{ahead}",
            rf"^{report}{verbs}\s+(?=about\s)",
        )
    )


def _requests() -> str:
    words = lists("clause")
    return either([*words["orders"], *words["auxiliaries"], "i", "we", "my", "our", "tell"])


@cache
def closing() -> re.Pattern[str]:
    """Return what finds a closing with the marks before it, in time that grows with the text.

    Each run of blanks and each run of marks is tried once, from its beginning, and never shortened.
    """
    closings = either([*lists("address")["closings"], "right", "correct", "ok", "okay"])
    blanks = r"(?<!\s)\s++"
    marks = rf"(?:{blanks}|(?<![\s,;.!?–—-]))[,;.!?–—-]++\s*+"
    politely = rf"{blanks}(?=pl[sz]|please|thanks|thx)"
    return re.compile(rf"(?:{marks}|{politely})(?:{closings})\W*+$", re.IGNORECASE)


@lru_cache(maxsize=REMEMBERED)
def direct(text: str) -> str:
    """Return a question without what only addresses somebody, in its direct form.

    A text of which nothing would be left is returned as it is.
    """
    left = text.strip()
    while (shorter := _shortened(left)) != left:
        left = shorter
    match = _DIRECT.match(left)
    if match is None:
        return left
    word, subject, rest = match["word"], match["subject"], match["rest"] or ""
    if match["verb"].lower() == "means":
        return f"{word} does {subject} mean?"
    return f"{word} {match['verb']} {subject}{rest}?"


def _shortened(text: str) -> str:
    for pattern in _openings():
        rest = pattern.sub("", text, count=1)
        if rest != text and _says_something(rest):
            return rest
    match = closing().search(text)
    if match is not None and _says_something(text[: match.start()]):
        mark = "?" if "?" in match.group() else ""
        return text[: match.start()].rstrip(" ,;") + mark
    return text


def _says_something(rest: str) -> bool:
    return len(re.findall(r"\w+", rest)) >= _LEAST
