"""Ticks: the rows of a table whose cells say yes or no under the columns that a question names.

"Which brokers have transactions but no delayed delivery?" asks for rows of two columns, of one the
yes and of the other the no.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import AnswerSet, AnswerSets
from retrieval.queries.columns import first_line
from retrieval.queries.polar import Polar
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked
from retrieval.text.words import words

LEAST_COLUMN = 0.5
"""Share of a column's words that a question about its yes and no has to hold."""
_NOT = re.compile(
    r"\b(?:not|no|without|never|cannot|except|lacks?|lacking|misses|missing)\b|n['’]t\b", re.I
)
_TURN = re.compile(r"\b(?:but|and|or|yet|while|which|that)\b|[,;]", re.IGNORECASE)
"""Where what was denied ends, unless a "not" follows."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column that a question names, by the rows of which its cells say one of yes and no."""

    found: AnswerSet
    share: float
    stems: frozenset[str]
    at: int
    """Where the question names it."""


class Ticks:
    """Queries for the yes and the no of one snapshot's tables."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, polar: Polar) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._polar = polar

    def candidates(self, asked: Asked) -> list[Candidate]:
        """Return the rows that a question asks for by single columns, and by several at once."""
        columns = [one for sign in (True, False) for one in self._columns(asked, sign=sign)]
        made = [Candidate(Shape.ONE_HOP, (one.found,), one.share) for one in columns]
        return made + self._together(columns)

    def _columns(self, asked: Asked, *, sign: bool) -> list[_Column]:
        """Return the columns of which the question asks for the yes, or for the no."""
        found = words(asked.clause)
        terms = set(asked.terms)
        kept: list[_Column] = []
        for one in self._polar.affirmed() if sign else self._polar.denied():
            stems = self._sets.relation_stems(one.relation)
            share = len(stems & terms) / len(stems) if stems else 0.0
            at = next((word.start for word in found if word.stem in stems), -1)
            if share >= LEAST_COLUMN and is_affirmed(asked.clause[: max(at, 0)]) is sign:
                kept.append(_Column(one, share, stems & terms, at))
        return kept

    def _together(self, columns: Iterable[_Column]) -> list[Candidate]:
        """Return the rows that fulfil all conditions of one table, where there are several."""
        tables: dict[tuple[str, int], dict[str, _Column]] = {}
        for one in columns:
            place = one.found.edges[0].evidence[0]
            held = tables.setdefault((place.path, first_line(self._snapshot, place)), {})
            held.setdefault(one.found.relation, one)
        made: list[Candidate] = []
        for held in tables.values():
            asked = sorted(held.values(), key=lambda one: one.at)
            apart = len(frozenset(one.stems for one in asked)) == len(asked)
            rows = set(asked[0].found.targets).intersection(*(c.found.targets for c in asked[1:]))
            if len(asked) > 1 and apart and rows:
                sets = tuple(one.found.only(rows) for one in asked)
                made.append(Candidate(Shape.ONE_HOP, sets, 1.0))
        return made


def is_affirmed(before: str) -> bool:
    """Whether what follows some words of a question is asked for, rather than its absence."""
    denied = [match.start() for match in _NOT.finditer(before)]
    turns = [match.start() for match in _TURN.finditer(before)]
    return not denied or any(turn > denied[-1] for turn in turns)
