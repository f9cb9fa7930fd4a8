"""Cover: does the handbook answer the question, in part, or not at all.

A logistic score over signals of the question and of the best evidence. Its coefficients are
those of a ridge regression on questions of our own, as many covered as not, so that one half is
the point of least error. A question that names a thing of the handbook is held to a higher
standard: what else it says must be covered too, or it is a near miss.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from retrieval.answer import Status
from retrieval.intent import wordings
from retrieval.words import Vocabulary, Word, is_general, words


@dataclass(frozen=True, slots=True)
class Calibration:
    """Coefficients and thresholds of the score."""

    bias: float = -4.43
    cosine: float = 3.7
    """Best cosine of a fact or a passage to the question."""
    cosine_unnamed: float = 3.48
    """The same, as far as the question names nothing: a paraphrase has only its meaning."""
    covered: float = 2.69
    """Share of the question's weight that the best evidence's words cover."""
    covered_named: float = 1.39
    """The same, as far as the question names something: what else it says must be covered."""
    target: float = 1.93
    """Share of the phrase that says what is asked for that the best evidence explains."""
    unknown: float = -1.03
    """Share of the question's weight in words that the handbook never uses."""
    unknown_name: float = -2.18
    """The question has a proper name or an abbreviation that the handbook never uses."""
    answered: float = 0.5
    """At least this: covered."""


CALIBRATION = Calibration()


@dataclass(frozen=True, slots=True)
class Cover:
    """The decision with what it rests on."""

    status: Status
    score: float
    """Probability that the handbook answers, 0 to 1."""
    missing: tuple[str, ...]
    """Names in the question that the handbook never uses, as written."""


@dataclass(frozen=True, slots=True)
class Support:
    """The signals of the best evidence, each from 0 to 1."""

    cosine: float
    covered: float
    named: float = 0.0
    """The best link by a whole name."""
    target: float = 1.0
    """Share of the phrase that says what is asked for that the best evidence explains."""


def unknown_words(found: Sequence[Word], vocabulary: Vocabulary) -> tuple[Word, ...]:
    """Return the words with a topic that the handbook never uses."""
    return tuple(
        word
        for word in found
        if not word.is_stop
        and word.stem not in vocabulary
        and word.stem not in vocabulary.compounds
        and wordings().get(word.stem, "") not in vocabulary
    )


def is_name(word: Word, question: str) -> bool:
    """Whether a word is written as a proper name or an abbreviation.

    A capital at the beginning of the question says nothing, nor does one in a question that is
    written in capitals throughout.
    """
    if question.isupper():
        return False
    if any(letter.isupper() for letter in word.text[1:]):
        return True
    return word.text[:1].isupper() and word.start > 0


def decide(
    question: str,
    terms: Sequence[str],
    support: Support,
    vocabulary: Vocabulary,
    *,
    compares: bool = False,
    calibration: Calibration = CALIBRATION,
) -> Cover:
    """Decide whether the best evidence answers the question, whose stems are ``terms``.

    A question that compares is answered in part where only one side is unknown: it is judged by
    what is known of it.
    """
    unknown = unknown_words(words(question), vocabulary)
    whole = vocabulary.total(terms)
    open_share = vocabulary.total(word.stem for word in unknown) / whole if whole else 1.0
    names = tuple(word.text for word in unknown if is_name(word, question))
    if compares and names and 0 < open_share < 1:
        covered = min(1.0, support.covered / (1 - open_share))
        support = replace(support, covered=covered, target=max(covered, support.target))
        open_share = 0.0
    logit = (
        calibration.bias
        + calibration.cosine * support.cosine
        + calibration.covered * support.covered
        + calibration.cosine_unnamed * support.cosine * (1 - support.named)
        + calibration.covered_named * support.covered * support.named
        + calibration.target * support.target
        + calibration.unknown * open_share
        + calibration.unknown_name * bool(names and open_share)
    )
    score = 1 / (1 + math.exp(-logit)) if terms else 0.0
    missing = tuple(
        word.text for word in unknown if word.text in names or not is_general(word.stem)
    )
    status = Status.NOT_COVERED
    if score >= calibration.answered:
        status = Status.PARTIAL if names else Status.ANSWERED
    return Cover(status, round(score, 4), missing if status is not Status.PARTIAL else names)
