"""Cover: does the handbook answer the question, in part, or not at all.

A logistic score over signals of the question and of what would be said (``support``). Its
coefficients are fitted on questions of our own (``weights.toml``, with the command that refits
them), as is the least score that is an answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retrieval.answer import Status
from retrieval.question.intent import wordings
from retrieval.ranking.aspect import word_list
from retrieval.ranking.weights import weights
from retrieval.text.words import Vocabulary, Word, is_general

COVER = weights("cover")
"""Coefficients by signal, ``bias`` and ``answered``: the least score that is an answer."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The decision with what it rests on."""

    status: Status
    score: float
    """Probability that the handbook answers, 0 to 1."""
    missing: tuple[str, ...]
    """Names in the question that the handbook never uses, as written."""


def unknown_words(found: Sequence[Word], vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Return the words with a topic that the handbook never uses."""
    known = set(vocabulary.joined(found))
    return tuple(
        word
        for word in found
        if not word.is_stop
        and word.stem in known
        and word.stem not in vocabulary
        and word.stem not in vocabulary.compounds
        and wordings().get(word.stem, "") not in vocabulary
        and not vocabulary.related(word.stem)
    )


def is_name(word: Word, question: str) -> bool:
    """Whether a word is written as a proper name or an abbreviation.

    A capital at the beginning of a sentence says nothing, nor does one in a question that is
    written in capitals throughout, nor that of a day or a month.
    """
    if question.isupper() or word.lower in word_list("calendar"):
        return False
    if any(letter.isupper() for letter in word.text[1:]):
        return True
    before = question[: word.start].rstrip()
    return word.text[:1].isupper() and bool(before) and before[-1] not in ".?!:"


def decide(
    question: str,
    found: Sequence[Word],
    support: Mapping[str, float],
    vocabulary: Vocabulary,
    calibration: Mapping[str, float] = COVER,
) -> Cover:
    """Decide whether what was found answers the question, whose words are ``found``."""
    unknown = unknown_words(found, vocabulary)
    names = tuple(word.text for word in unknown if is_name(word, question))
    logit = calibration["bias"] + sum(
        calibration.get(name, 0.0) * value for name, value in support.items()
    )
    telling = any(not word.is_stop for word in found)
    score = 1 / (1 + math.exp(-logit)) if telling else 0.0
    missing = tuple(
        word.text for word in unknown if word.text in names or not is_general(word.stem)
    )
    status = Status.NOT_COVERED
    if score >= calibration["answered"]:
        status = Status.PARTIAL if names else Status.ANSWERED
    return Cover(status, round(score, 4), missing if status is not Status.PARTIAL else names)
