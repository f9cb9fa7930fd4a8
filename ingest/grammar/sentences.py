"""Sentences of a paragraph, with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingest.tuples import new

_END = re.compile(r"[.!?]+[\"”’)\]]*(?=\s|$)")
_LONGEST_ABBREVIATED = 8
"""Characters with what stands before and behind."""
_ABBREVIATIONS = frozenset(
    {"etc", "vs", "cf", "approx", "resp", "incl"}
    | {"Fig", "Dr", "Mr", "Mrs", "Ms", "St", "Inc", "Ltd", "al"}
)
_ABBREVIATED = re.compile(
    rf"(?:\b(?:e\.\s?g|i\.\s?e|{'|'.join(sorted(_ABBREVIATIONS))})|(?<!°)\b[A-Z])\.$"
)
_SHORT = frozenset({"approx", "incl", "excl", "resp", "respectively", "optional", "default"})
_LONGEST_LAST, _SHORTEST_LAST = 16, 4
_MADE_NAME = re.compile(r"[a-z]{1,3}[A-Z]")
"""A name that is never written with a capital in front: "vLLM", "gRPC", "iOS"."""


class Sentence(NamedTuple):
    """One sentence; half-open offsets in the text that it was cut from."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """Cut a text into its sentences; a text without any stop is one sentence."""
    found: list[Sentence] = []
    start, size = 0, len(text)
    for match in _END.finditer(text):
        end = match.end()
        if end == size or _ends_here(text, start, end):
            opened = text[start:end].lstrip()
            start = end - len(opened)
            found.append(new(Sentence, (opened, start, end)))
            start = end
    if start < size and (last := text[start:].strip()):
        start = text.index(last, start)
        found.append(new(Sentence, (last, start, start + len(last))))
    return found or [Sentence(text.strip(), 0, len(text))]


def first_sentence(text: str, start: int) -> Sentence:
    """Return the first sentence from an offset on; its own offsets are those of the whole text."""
    end = len(text)
    for match in _END.finditer(text, start):
        if match.end() == end or _ends_here(text, start, match.end()):
            end = match.end()
            break
    bare = text[start:end].strip()
    at = text.index(bare, start) if bare else start
    return Sentence(bare, at, at + len(bare) if bare else end)


def abbreviated(text: str) -> bool:
    """Say whether a text ends in an abbreviation and its stop: "… such as approx."."""
    return _ABBREVIATED.search(text) is not None


def _ends_here(text: str, start: int, end: int) -> bool:
    following = text[end + 1 : end + 2]
    if following.isspace():
        following = text[end : end + 40].lstrip()[:1]
    if not following:
        return False
    if following.islower() and not _MADE_NAME.match(text[end : end + 8].lstrip()):
        return _ends_lower(text, start, end)
    if end - start > _LONGEST_ABBREVIATED:
        start = end - _LONGEST_ABBREVIATED
    last = text[start : end - 1].rpartition(" ")[2]
    if last == "No":
        return not following.isdigit()  # "No. 5", and "No. The …"
    if len(last) > 1 and last.isalnum():
        return text[end - 1] != "." or last not in _ABBREVIATIONS
    return not abbreviated(text[start:end])


def _ends_lower(text: str, start: int, end: int) -> bool:
    """Say whether a stop ends a sentence before a small letter: "… is leader. etcd stores it".

    Behind a plain word of some length, which abbreviates nothing.
    """
    last = text[max(start, end - _LONGEST_LAST) : end - 1].rpartition(" ")[2]
    plain = len(last) > _SHORTEST_LAST and last.isalpha() and last.islower()
    return text[end - 1] == "." and text[end : end + 1].isspace() and plain and last not in _SHORT
