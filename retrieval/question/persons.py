"""Persons: who was spoken of, so that "he", "she" and "them" stand for somebody."""

from __future__ import annotations

import re

from retrieval.question.history import sentences_of
from retrieval.question.link import Names
from retrieval.question.surface import CODE, RUN
from retrieval.text.words import content_stems, words

_PERSON = re.compile(
    r"(?:\b(?:Dr|Prof|Mr|Mrs|Ms|Captain)\b\.?\s+)?(?<![\w-])[A-Z][a-z][\w'’-]*"
    r"(?:\s+[A-Z][a-z][\w'’-]*)*"
)


def persons(question: str, answer: str, names: Names) -> list[str]:
    """Return the persons whom an answer gives; those of the question where it names some.

    "Who owns the mixer?" asks for a person, so that a name in it is none.
    """
    asked = set(content_stems(question))
    sought = asks_for_person(question)
    if not sought:
        named = [name for name, _ in _named(question, names, asked=False)]
        if named:
            return named
    for sentence in sentences_of(answer):
        found = [
            (name, place)
            for name, place in _named(sentence, names, asked=sought)
            if asked.isdisjoint(content_stems(name))
        ]
        if found:
            return _first_run(sentence, found)
    return []


def asks_for_person(question: str) -> bool:
    """Whether a question asks who does something, rather than who somebody is."""
    return bool(
        re.search(r"\b(?:who|whom|whose)\b", question, re.IGNORECASE)
        and not re.search(r"\bwho(?:['’]s|\s+(?:is|was))\s+[A-Z]\w+\W*$", question)
    )


def _named(text: str, names: Names, *, asked: bool = True) -> list[tuple[str, int]]:
    """Return what looks like persons' names, with their places.

    The word that a text begins with is written large in any case: it is a name where the handbook
    has it as one, or where a person was ``asked`` for and nothing is said of it.
    """
    found: list[tuple[str, int]] = []
    for match in _PERSON.finditer(text):
        place, name = match.start(), match.group()
        while (first := words(name)[0]).is_stop and " " in name:
            name = name[first.end :].lstrip()
            place = match.end() - len(name)
        known = names.exact(name)
        alone = asked and (text[match.end() :][:1] in {"", ",", "."} or _joined(text, match.end()))
        if CODE.search(name) or words(name)[0].is_stop or not (place or known or alone):
            continue
        if not known or any(node.startswith("concept:") for node in known):
            found.append((name, place))
    return found


def _joined(text: str, place: int) -> bool:
    """Whether a name is followed by another, or by what tells of it."""
    return re.match(r"\s+(?:and|or)\s+[A-Z]|\s*\(", text[place:]) is not None


def _first_run(text: str, found: list[tuple[str, int]]) -> list[str]:
    """Return the first name with those that stand right behind it."""
    run = [found[0][0]]
    end = found[0][1] + len(found[0][0])
    for name, place in found[1:]:
        if not RUN.fullmatch(text, end, place):
            break
        run.append(name)
        end = place + len(name)
    return run
