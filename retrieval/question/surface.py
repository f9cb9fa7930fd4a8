"""Surface: what a question is about and what an answer gives, read from their words alone.

A follow-up may lean on what is no node of the graph: "the golden set", a person's name, a value.
What is taken is the text's own words, so that it can stand in the question that is written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.question.history import sentences_of
from retrieval.question.link import Names
from retrieval.question.standing import is_light
from retrieval.text.words import GENERAL_WEIGHT, Word, content_stems, is_general, words

LONGEST_GIVEN = 6
"""Words of what an answer gives; what is longer is a clause."""
LONGEST_ITEM = 4
"""Words of one thing of a list."""
LONGEST_ALONE = 3
"""Words of an answer that can be nothing but the thing that was asked for."""
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|or)\s", re.IGNORECASE)
_NEAR = re.compile(r"\s*[-_./&'’]?\s*|(?:\.\s?)")
"""What may stand between two words of one phrase."""
_SUPPORTED = re.compile(
    r"\b(?:do|does|did|can|could|should|must|may|will|would)\s+(?:(?:the|an?|our|your|my)\s+)?$",
    re.IGNORECASE,
)
"""What stands before a subject that its verb follows: "does the filter"."""
_ACTED = re.compile(
    r"\bwho\s+$|\b(?:who|what|which)\s+(?:can|could|should|must|may|will|would)\s+$"
    r"|\b(?:do|does|did|can|could|should|must|may|will|would)\s+(?:i|we|you|one)\s+$",
    re.IGNORECASE,
)
"""What stands before a verb: "who may", "how do i"."""
_SORTED = re.compile(r"\b(?:which|what)\s+$", re.IGNORECASE)
_DETERMINER = re.compile(r"\s+(?:the|an?|our|your|my|its|their|all|every|each)\b", re.IGNORECASE)
"""What stands behind a verb: "which oven bakes the rolls"."""
_BEING = re.compile(r"\b(?:is|are|was|were)\s+(?:(?:the|an?|our|your|my)\s+)?$", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"(?:\w+ed|kept|made|done|run|held|built|sent|set|found|chosen|written)\Z", re.I
)
CODE = re.compile(r"\B[A-Z]\w*[a-z]|[a-z][A-Z]|_|\d")
"""What makes a word a name of its own."""
_LEAD = re.compile(
    r"^(?:(?:usually|only|mostly|always|just|yes|no|in|at|by|on|from|with|to|about|under|for|the|an?|our"
    r"|your)\b[\s,]*)+",
    re.IGNORECASE,
)
_END = re.compile(
    r"[,:](?!\d)|[;(]|\s[–—-]\s"
    r"|\s(?:because|when|which|that|where|since|so|if|as|is|are|was|were|has|have|and is|after)\b",
    re.IGNORECASE,
)
"""What ends the thing that an answer begins with."""
_BE = re.compile(r"\s+(?:is|are|was|were)(?:\s+called)?\s+|:\s+", re.IGNORECASE)
_ASKING = frozenset({"who", "whom", "whose", "which", "what", "how", "why", "when", "where"})
_HAPPENS = frozenset(
    (
        "went",
        "gone",
        "came",
        "fails",
        "failed",
        "fires",
        "fired",
        "firing",
        "fell",
        "broke",
        "stops",
    )
)
"""Verbs of what happens to a thing."""
_CLAUSE = re.compile(
    r"(?:because|so|when|if|where|while|to|it|they|we|you|i|he|she|there|after|before|as|since)\b",
    re.IGNORECASE,
)
"""How an answer begins that gives no thing."""
_STEP = re.compile(r"\(\d{1,2}\)\s+")
_POINTS = re.compile(r"\bgives \w+ (?:points|steps|stages|phases): ")
"""How a composed answer begins to tell a procedure, whose points it divides by semicolons."""
RUN = re.compile(r",\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+", re.IGNORECASE)


def topic(question: str, names: Names) -> str:
    """Return the phrase of a question that tells most of its subject; empty for none.

    Of the runs of words that carry a topic it is the one that weighs most in the handbook.
    """
    best, weight = "", 0.0
    for start, end in _phrases(question):
        phrase = question[start:end]
        known = [term for term in content_stems(phrase) if names.knows(term)]
        general = all(map(is_general, known))
        proper = start > 0 and phrase[:1].isupper()
        telling = names.vocabulary.total(known) * (2.0 if proper or CODE.search(phrase) else 1.0)
        telling /= GENERAL_WEIGHT if proper and general else 1.0  # "React" is no everyday word
        if telling > weight and (proper or not general):
            best, weight = phrase, telling
    return best


def _phrases(question: str) -> Iterator[tuple[int, int]]:
    """Yield the places of runs of words with a topic, without the verbs beside them."""
    run: list[Word] = []
    for word in (*words(question), None):
        told = word is not None and not (word.is_stop or _is_light(word))
        near = run and word is not None and _NEAR.fullmatch(question, run[-1].end, word.start)
        if run and not (told and near):
            kept = _without_verb(question, run, word)
            if any(not word.text.isdigit() for word in kept):
                yield _whole(question, kept[0].start), kept[-1].end
            run = []
        if told and word is not None:
            run.append(word)


def _is_light(word: Word) -> bool:
    return is_light(word.stem) or word.lower in _ASKING or word.lower in _HAPPENS


def _whole(question: str, place: int) -> int:
    """Return where the word with hyphens begins whose last part stands at a place."""
    while place and (question[place - 1] == "-" or question[place - 1].isalnum()):
        place -= 1
    return place


def _without_verb(question: str, run: list[Word], following: Word | None) -> list[Word]:
    """Return a run of words without the verb that it begins or ends with."""
    before = question[: run[0].start]
    if len(run) == 1:
        return run
    if _ACTED.search(before) and not CODE.search(run[0].text):
        return run[1:]
    verb_is_next = following is not None and is_light(following.stem)
    ends = (
        (_SUPPORTED.search(before) and not verb_is_next)
        or (_SORTED.search(before) and _DETERMINER.match(question, run[-1].end))
        or (_BEING.search(before) and _PARTICIPLE.match(run[-1].text))
    )
    return run[:-1] if ends else run


def given(question: str, answer: str) -> str:
    """Return the thing that a short answer gives; empty for none.

    It is what the first sentence says of the words of the question ("The licence is MIT"), else
    what it begins with ("Only Leila, by phone").
    """
    for place, first in enumerate(sentences_of(answer)):
        asked = set(content_stems(question))
        told = _told_of(first, asked)
        if place and not told:
            continue
        bare = _LEAD.sub("", told or first)
        thing = _END.split(bare, maxsplit=1)[0].strip(" .!?“”\"'")
        said = set(content_stems(thing))
        whole = bare.rstrip(" .!?") == thing and len(words(thing)) <= LONGEST_ALONE
        own = told or whole or said <= asked or asked.isdisjoint(said)
        if own and not _CLAUSE.match(bare) and 0 < len(words(thing)) <= LONGEST_GIVEN:
            return thing
    return ""


def _told_of(sentence: str, asked: set[str]) -> str:
    """Return what a sentence says of what was asked, in its words: "The licence is MIT"."""
    for match in _BE.finditer(sentence):
        said = set(content_stems(sentence[: match.start()]))
        if said and said <= asked:
            return sentence[match.end() :]
    return ""


def enumerated(answer: str) -> list[str]:
    """Return the things of the list that an answer is; none where it is no list of short names."""
    first = sentences_of(answer)[0].strip(" .!?")
    tail = _BE.split(first)[-1]
    items = [_ARTICLE.sub("", item.strip()) for item in RUN.split(tail)]
    listed = _AND.search(tail) and all(map(_is_item, items))
    return items if listed and len(items) > 1 else []


def steps_of(answer: str) -> list[str]:
    """Return the steps that an answer gives, each to the end of its first sentence."""
    pieces = _STEP.split(answer)[1:]
    if not pieces and (listed := _POINTS.search(answer)):
        pieces = answer[listed.end() :].split("; ")
    first = [re.split(r"[;:.](?:\s|$)", piece.strip(), maxsplit=1)[0] for piece in pieces]
    return [piece for piece in first if piece] if len(first) > 1 else []


def leading(question: str, names: Names) -> tuple[str, int]:
    """Return the phrase that a verb of asking stands before, "how does rye differ from spelt"."""
    for start, end in _phrases(question):
        known = [term for term in content_stems(question[start:end]) if names.knows(term)]
        if _SUPPORTED.search(question[:start]) and not all(map(is_general, known)):
            return question[start:end], end
    return "", 0


def _is_item(text: str) -> bool:
    """Whether a text can be the name of one thing of a list."""
    found = words(text)
    bare = not any(word.is_stop for word in found)
    return bare and 0 < len(found) <= LONGEST_ITEM and not _PARTICIPLE.match(found[0].text)


def asks_with(name: str) -> bool:
    """Whether a name is a question itself, which names nothing that could be spoken of."""
    found = words(name)
    return bool(found) and found[0].lower in _ASKING


def is_several(name: str) -> bool:
    """Whether a name is of more than one thing, which no "it" stands for."""
    several = re.search(r"\b(?:and|or)\b|[^su]s$|\bpeople$", name)
    proper = name[:1].isupper() and " " not in name and not re.search(r"[A-Z]s$", name)
    return several is not None and not proper


def is_plural(text: str) -> bool:
    """Whether a question asks about several things: "where are the keys kept"."""
    return re.search(r"\b(?:are|were)\s+(?!i\b|we\b|you\b|there\b|they\b)", text, re.I) is not None
