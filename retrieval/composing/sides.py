"""Sides: what is said of several things side by side, and what they have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.snapshot import Snapshot
from retrieval.composing.agreement import agree
from retrieval.composing.phrases import Phraser
from retrieval.composing.sheet import Sheet
from retrieval.composing.subjects import kind_noun, name_of, takes_plural
from retrieval.composing.verdicts import Verdicts
from retrieval.composing.wordings import ANSWERS, PASSIVE, Wordings
from retrieval.queries.answer_sets import OUT, AnswerSet
from retrieval.queries.columns import column
from retrieval.queries.shapes import Candidate
from retrieval.queries.together import COMMON
from retrieval.question.intent import Asked
from retrieval.text.english import join, sentence, singular
from retrieval.text.words import content_stems

_SAME = re.compile(
    r"^\W*(?:is|are|do|does|did|can)\b.*\b(?:same|alike|identical)\b|\bsame\b.*\bor\s+(?:not|no)\b"
    r"|,\s*(?:is|are) (?:that|it|they|those|these) .*\bsame\b",
    re.IGNORECASE,
)
"""A question whether things are alike, which takes a yes or a no."""

_ONE = re.compile(r"\bsame (?:thing|one|as)\b|\bidentical\b", re.IGNORECASE)
"""Whether two names mean one thing, which is not said by what they have in common."""

_TWO = 2


class Sides:
    """Says what the text states of several things of one snapshot."""

    def __init__(self, snapshot: Snapshot, phraser: Phraser, verdicts: Verdicts) -> None:
        self._snapshot = snapshot
        self._verdicts = verdicts
        self._phraser = phraser
        self._wordings = Wordings(snapshot)

    def say(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        """Write what is said of each, once where it is the same of all."""
        sets = best.sets
        whether = bool(_SAME.search(asked.text))
        if all(_alike(sets[0], found) for found in sets):
            lead = "yes, " if whether and not _ONE.search(asked.text) else ""
            edges = [edge for found in sets for edge in found.edges]
            sheet.say(f"{lead}{self._shared(sets)}", edges)
            return
        lead = "no, " if whether and not _shared(sets) else ""
        if COMMON.search(asked.clause) and not _shared(sets) and (noun := self._noun(asked, sets)):
            both = "both" if len(sets) == _TWO else "all of them"
            sheet.sentences.append(f"The handbook names no {noun} for {both}.")
        said = [f"{self._side(found)} {sheet.cite(found.edges)}" for found in sets]
        told = " while ".join((f"{join(said[:-1])},", said[-1]))
        sheet.sentences.append(f"{sentence(lead + told)}.")

    def _noun(self, asked: Asked, sets: Sequence[AnswerSet]) -> str:
        """Return what is asked for of all, as a kind or a column; empty for neither."""
        if asked.kinds:
            return kind_noun(self._snapshot.node(next(iter(sets[0].targets))).kind)
        written = column(self._snapshot, sets[0].edges[0]).lower()
        stems = content_stems(written)
        return singular(written) if {*asked.target[-1:]} & set(stems) else ""

    def _side(self, found: AnswerSet) -> str:
        return self._verdicts.side(found) or self._phraser.clause(found).rstrip(".")

    def _shared(self, sets: Sequence[AnswerSet]) -> str:
        """Return what several things have in common: "both a and b are among the tools".

        The sets are of one relation and direction and give the same.
        """
        first, target = sets[0], self._snapshot.node(next(iter(sets[0].targets)))
        nodes = [self._snapshot.node(found.anchor) for found in sets]
        both = "both " if len(sets) == _TWO else ""
        names = join([name_of(node) for node in nodes])
        label, given = self._phraser.label(first), join(self._phraser.names(first))
        if header := self._phraser.header(first):
            told = self._verdicts.shared(sets)
            return f"{both}{names} {told}" if told else f"for {both}{names}, {header} {given}"
        if holder := self._wordings.holder(first):
            return f"{both}{names} are {holder}"
        if label == ANSWERS:
            return f"{both}{names} are part of the answer to {given}"
        if PASSIVE.fullmatch(label):
            relation = self._snapshot.relation(first.relation)
            active = relation.inverse if first.direction == OUT else relation.label
            active = "is part of the answer to" if active == ANSWERS else active
            many = len(first.targets) > 1 or takes_plural(target)
            return f"{given} {agree(active, many=many)} {both}{names}"
        return f"{both}{names} {agree(label, many=True)} {given}"


def _alike(one: AnswerSet, other: AnswerSet) -> bool:
    """Whether the same is said of two things."""
    return one.key[1:] == other.key[1:] and set(one.targets) == set(other.targets)


def _shared(sets: Sequence[AnswerSet]) -> frozenset[str]:
    """Return what all sets hold."""
    first = frozenset(sets[0].targets)
    return first.intersection(*(found.targets for found in sets[1:]))
