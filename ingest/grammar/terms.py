"""Term texts: the words of a name without ornament and outer punctuation, case kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.grammar.words import LONGEST_REMEMBERED, REMEMBERED

_KEPT_SYMBOLS = frozenset("°%$€£¥#@&+~<>≤≥≈=")
_BULLETS = frozenset("•·▪▫▸▹►▻◦‣⁃●○■□◆◇–—―-*→➜➔➤⇒✓✔✗✘☐☑☒…\ufffd")
_TRAILING = frozenset(" \t\r\n,;:.!…|_\ufe0f\u200d")
_STOPS = frozenset(",;:.!")
"""Of what ends a term, the signs that stand right behind most sentences."""
_LEADING = ",;:!)]}|*_ "
_OPENERS, _CLOSERS = frozenset("([{"), frozenset(")]}")
_MOST_ROUNDS = 6
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "`": "`", "'": "'"}
_CLEAN = re.compile(r"[A-Za-z0-9]++(?:[ /_-][A-Za-z0-9]++)*+")
"""A name that has nothing to drop, as most have."""
_TASK_BOX = re.compile(r"^\[[ xX]\]\s+")
_NOTE_MARKS = frozenset("¹²³⁴⁵†‡")
_NOTE_MARK = re.compile(r"(?:(?<=[^\W\d]{2})[¹⁴⁵†‡]|(?<=[^\W\d]{4})[²³])$")
"""The mark of a note behind a word: "built-in¹"; "m²" is a unit."""
_NUMBER = re.compile(r"^(?:\(?\d{1,3}[.)]|#\d{1,3}[.:)]?|\d️?⃣)\s+(?=\S)")


def is_ornament(char: str) -> bool:
    """Say whether a character decorates a name: emoji, bullet, joiner, unassigned."""
    if char in _KEPT_SYMBOLS:
        return False
    if char in _BULLETS:
        return True
    return unicodedata.category(char) in {"So", "Sk", "Cf", "Mn", "Me", "Co", "Cn", "Cs", "Cc"}


def strip_ornament(text: str) -> str:
    """Drop emoji, bullets and white space in front of a text; what follows stays as it is."""
    if text[:1].isalnum():
        return text
    at = 0
    while at < len(text) and (text[at].isspace() or is_ornament(text[at])):
        at += 1
    # "-1", "-O2" and "--force" are values, not bullets.
    for _ in range(2):
        if (
            at
            and text[at - 1] == "-"
            and at < len(text)
            and (text[at].isalnum() or text[at] == "-")
        ):
            at -= 1
    return text[at:]


def opens_with_ornament(text: str) -> bool:
    """Say whether a line starts with an emoji, a tick or a bullet."""
    bare = text.lstrip()
    return bool(bare) and is_ornament(bare[0])


def clean_term(text: str) -> str:
    """Return the name that a text gives; empty where it holds only ornament and punctuation."""
    if _CLEAN.fullmatch(text):
        return text
    return _remembered_term(text) if len(text) <= LONGEST_REMEMBERED else _cleaned(text)


def _cleaned(text: str) -> str:
    text = " ".join(text.split())
    if text[:1] == "[":
        text = _TASK_BOX.sub("", text)
    if text[-1:] in _NOTE_MARKS:
        text = _NOTE_MARK.sub("", text)
    if text[:1].isalnum():
        if text[-1:].isalnum():
            return text
        if text[-1:] in _STOPS and text[-2:-1].isalnum():
            return text[:-1]
    for _ in range(_MOST_ROUNDS):
        before = text
        text = _unquote(_trim_end(_trim_start(text)))
        if text == before:
            break
    return text if any(map(str.isalnum, text)) else ""


_remembered_term = lru_cache(maxsize=REMEMBERED)(_cleaned)


def clean_label(text: str) -> str:
    """As ``clean_term``, and without the number in front ("1. Ingest", "2) Train")."""
    if _CLEAN.fullmatch(text):
        return text
    return clean_term(_NUMBER.sub("", strip_ornament(text).strip()))


def _trim_start(text: str) -> str:
    text = strip_ornament(text).lstrip(_LEADING)
    if text.startswith(".") and not (len(text) > 1 and (text[1].isalnum() or text[1] == "/")):
        text = text[1:]
    if text[:1] in _OPENERS and _closing(text) < 0:
        text = text.lstrip(text[0])
    return text


def _trim_end(text: str) -> str:
    end = len(text)
    while end and (text[end - 1] in _TRAILING or _end_ornament(text, end)):
        end -= 1
    text = text[:end]
    if text[-1:] in _CLOSERS and not _balanced(text):
        text = text.rstrip(text[-1])
    return text


def _end_ornament(text: str, end: int) -> bool:
    last = text[end - 1]
    if last.isalnum() or last in "%$":
        return False
    if last in "-*":
        # "O(n*)" and "self-" keep theirs; behind a space it is punctuation.
        return end > 1 and text[end - 2].isspace()
    return is_ornament(last) and unicodedata.category(last) not in {"Mn", "Me"}


def _unquote(text: str) -> str:
    close = _QUOTES.get(text[:1])
    if close and len(text) > 1 and text.endswith(close) and close not in text[1:-1]:
        return text[1:-1]
    if text[:1] in _OPENERS and _closing(text) == len(text) - 1:
        return text[1:-1]
    return text


def _closing(text: str) -> int:
    depth = 0
    for at, char in enumerate(text):
        depth += (char in _OPENERS) - (char in _CLOSERS)
        if depth == 0:
            return at
    return -1


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char in _OPENERS) - (char in _CLOSERS)
        if depth < 0:
            return False
    return depth == 0
