"""Extremes: which row of a table has the most, the least, or an amount on one side of another.

"Which bread is cheapest?" is answered by the row of the lowest price, "HNSW or DiskANN, which is
faster?" by these two rows, and "Which models need less than 10 ms?" by all rows below.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.snapshot import Snapshot
from graph.verbalize import is_plural
from retrieval.queries.answer_sets import OUT, AnswerSet
from retrieval.queries.measures import Measure, Measures, Row
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.degrees import (
    Bound,
    Degree,
    alike,
    better_if_less,
    bound,
    degrees,
)
from retrieval.question.intent import Asked
from retrieval.question.link import WHOLE_NAME, Link
from retrieval.text.english import number
from retrieval.text.quantities import PLAIN, TIME, dimension_of
from retrieval.text.words import content_stems

NAMED = 1.0
"""Fit of a column whose header the question names."""
LIKE = 0.8
"""The same where it names one of like meaning, or an adjective for it."""
BY_UNIT = 0.6
"""The same where only the unit of its cells tells."""
TOLD = 0.6
"""What is left of either where the header has other words as well, none of them told."""
ELSEWHERE = 0.5
"""What is left of it where the question calls the rows by nothing that the table does."""
LEAST_FIT = 0.4
SIDES = 0.8
"""The least fit of a column where the question names several of its rows."""
MOST_LISTED = 12
_COUNTS = {number(count): count for count in range(2, 6)} | {str(n): n for n in range(2, 6)}
_COUNTED = re.compile(
    rf"\b(?:top\s+)?(?P<count>{'|'.join(_COUNTS)})\s+(?:\w+\s+){{0,2}}?(?:\w+est|most|least)\b"
    rf"|\btop\s+(?P<top>{'|'.join(_COUNTS)})\b",
    re.IGNORECASE,
)
_OFFERS = re.compile(r"\bor\b|\bthan\b|\bvs\.?\b|\bversus\b|\bof\b.+\band\b", re.IGNORECASE)
"""How a question offers things to choose from."""
_THAN = re.compile(r"\bthan\b", re.IGNORECASE)
_LOW = re.compile(r"\b(?:latency|delay|lag|p\d\d|rtt)\b", re.IGNORECASE)
"""Headers of times that are low rather than short."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """A measure that a question may mean."""

    measure: Measure
    score: float
    rows: tuple[Row, ...]
    """Those of which it is asked."""
    named: tuple[str, ...]
    """Nodes of the rows that it names."""
    explained: frozenset[str]


class Extremes:
    """Queries for the most and the least of one snapshot's tables."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._measures = Measures(snapshot)

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return what a question asks for by comparing amounts; empty where it compares none."""
        wanted, limit = degrees(asked.clause), bound(asked.clause)
        if not wanted and limit is None:
            return []
        links = tuple(links)
        made: list[Candidate] = []
        for measure in self._measures.all:
            if limit is not None:
                made += self._beyond(asked, links, measure, limit)
            for degree in wanted:
                fit = self._fit(asked, links, measure, degree)
                if fit is not None and fit.score >= LEAST_FIT:
                    made += self._compared(asked, fit, degree)
        return made

    def _fit(
        self, asked: Asked, links: Sequence[Link], measure: Measure, degree: Degree
    ) -> _Fit | None:
        """Return how well a column is what a degree is asked of; None where it is not."""
        rest = frozenset(asked.terms) - frozenset(content_stems(degree.word))
        own = measure.stems & rest
        score = _tells(measure, degree, rest)
        if not score:
            return None
        named = self._named(asked, measure, links, rest)
        rows, narrowed = self._narrowed(measure, rest)
        nouns = frozenset(asked.target) & (measure.about | narrowed)
        called = self._of_kinds(asked, measure) or nouns or len(named) > 1
        if not called:
            score *= 1.0 if own == measure.stems else ELSEWHERE
        explained = own | nouns | narrowed | frozenset(content_stems(degree.word))
        explained |= frozenset(t for t in rest if t in measure.about or alike(frozenset({t})))
        explained |= frozenset(asked.target) if self._of_kinds(asked, measure) else frozenset()
        if len(named) > 1 or (named and _THAN.search(asked.clause)):
            score = SIDES + (1.0 - SIDES) * score
        return _Fit(measure, score, rows, named, explained)

    def _of_kinds(self, asked: Asked, measure: Measure) -> bool:
        return any(self._snapshot.node(row.node_id).kind in asked.kinds for row in measure.rows)

    def _named(
        self, asked: Asked, measure: Measure, links: Sequence[Link], rest: frozenset[str]
    ) -> tuple[str, ...]:
        """Return the rows that a question names whole, or by a word that it alone has.

        "The Jetson or the camera" names two; of all that are asked about, none is named.
        """
        rows = {row.node_id for row in measure.rows}
        whole = [k.node_id for k in links if k.node_id in rows and k.reason in WHOLE_NAME]
        if not _OFFERS.search(asked.clause):
            return tuple(dict.fromkeys(whole))
        names = {row: frozenset(content_stems(self._snapshot.node(row).name)) for row in rows}
        taken = frozenset[str]().union(*(names[node_id] for node_id in whole))
        apart = rest - taken - measure.stems - measure.about
        parts = [
            held[0]
            for term in sorted(apart)
            if len(held := [row for row in sorted(rows) if term in names[row]]) == 1
        ]
        return tuple(dict.fromkeys([*whole, *parts]))

    def _narrowed(
        self, measure: Measure, rest: frozenset[str]
    ) -> tuple[tuple[Row, ...], frozenset[str]]:
        """Return the rows whose other cells hold what the question says, and which words do."""
        held = self._measures.cells(measure.table)
        every = len(measure.rows)
        words: set[str] = set()
        rows = list(measure.rows)
        for term in sorted(rest - measure.stems - measure.about):
            kept = [row for row in rows if term in held.get(row.node_id, ())]
            own = any(term in content_stems(self._snapshot.node(r.node_id).name) for r in kept)
            if kept and len(kept) < every and not own:
                rows = kept
                words.add(term)
        return tuple(rows), frozenset(words)

    def _compared(self, asked: Asked, fit: _Fit, degree: Degree) -> Iterator[Candidate]:
        """Yield the row of the most, or the rows that are compared, the first ahead."""
        less_is_better = degree.by_quality and bool(fit.measure.stems & better_if_less())
        more = degree.more is not less_is_better
        named = [row for row in fit.measure.rows if row.node_id in fit.named]
        if len(named) > 1 and not _asks_all(asked, degree, len(named)):
            ordered = sorted(named, key=lambda row: -row.amount if more else row.amount)
            tied = ordered[0].amount == ordered[1].amount
            form = "same" if tied else _word(fit.measure, more, most=len(named) > 2)  # noqa: PLR2004
            yield self._made(fit, ordered, form)
        elif len(named) == 1 and _THAN.search(asked.clause):
            yield from self._past(fit, named[0], more=more)
        elif degree.is_most:
            ordered = sorted(fit.rows, key=lambda row: -row.amount if more else row.amount)
            count = _counted(asked.clause)
            if len(fit.rows) > 1:
                last = ordered[min(count, len(ordered)) - 1].amount
                first = [row for row in ordered if _is_within(row.amount, last, more=more)]
                yield self._made(fit, first, _word(fit.measure, more, most=True))
        elif len(fit.rows) == 2:  # noqa: PLR2004 (the two that the question describes)
            ordered = sorted(fit.rows, key=lambda row: -row.amount if more else row.amount)
            yield self._made(fit, ordered, _word(fit.measure, more, most=False))

    def _past(self, fit: _Fit, named: Row, *, more: bool) -> Iterator[Candidate]:
        """Yield the rows whose amounts lie past that of the one that is named."""
        past = [
            row
            for row in fit.rows
            if (row.amount > named.amount if more else row.amount < named.amount)
        ]
        if not past:
            yield self._made(fit, [named], _word(fit.measure, more, most=True))
        elif len(past) <= MOST_LISTED:
            name = self._snapshot.node(named.node_id).name
            cell = self._snapshot.node(named.edge.target).name
            side = "above" if more else "below"
            yield self._made(fit, past, f"{side} that of {name} ({cell})", via=named)

    def _beyond(
        self, asked: Asked, links: Sequence[Link], measure: Measure, limit: Bound
    ) -> Iterator[Candidate]:
        """Yield the rows on one side of an amount that the question gives."""
        if measure.dimension != limit.quantity.dimension:
            return
        amount = frozenset(content_stems(limit.text))
        rest = frozenset(asked.terms) - amount
        degree = Degree(limit.above, limit.text, frozenset(), frozenset({measure.dimension}))
        fit = self._fit(asked, links, measure, degree)
        if fit is None or not rest or (measure.dimension == PLAIN and not measure.stems & rest):
            return
        kept = [row for row in fit.rows if _is_beyond(row.amount, limit)]
        if fit.score >= LEAST_FIT and 0 < len(kept) <= MOST_LISTED:
            yield self._made(fit, kept, limit.text)

    def _made(self, fit: _Fit, rows: Sequence[Row], told: str, via: Row | None = None) -> Candidate:
        sets = tuple(
            AnswerSet(row.node_id, row.edge.relation, OUT, (row.edge,), (row.edge.target,))
            for row in rows
        )
        edges = (via.edge,) if via is not None else ()
        return Candidate(Shape.EXTREME, sets, fit.score, edges, explained=fit.explained, told=told)


def _tells(measure: Measure, degree: Degree, rest: frozenset[str]) -> float:
    """Return how surely a column tells what a degree is asked of; 0 where it does not.

    Of two that do, the one of which no word is left over is meant: "p95" rather than "build time".
    """
    own, like = measure.stems & rest, measure.stems & degree.columns
    unit = measure.dimension != PLAIN and measure.dimension in degree.dimensions
    adjective = bool(degree.columns) and not degree.by_quality
    if adjective and not like and not unit:
        return 0.0
    if not own and not like and not unit:
        like = measure.stems & alike(rest)
    if not own and not like:
        return BY_UNIT if unit else 0.0
    told = len(own | like) / len(measure.stems)
    return (NAMED if own else LIKE) * (TOLD + (1.0 - TOLD) * told)


def _asks_all(asked: Asked, degree: Degree, named: int) -> bool:
    """Whether the most of all is asked for, although the question has words of several rows."""
    return degree.is_most and not (_OFFERS.search(asked.clause) and named > 1)


def _word(measure: Measure, more: bool, *, most: bool) -> str:  # noqa: FBT001 (one of two sides)
    """Return the adjective for an amount among others."""
    units = all(dimension_of(word) != PLAIN for word in measure.header.split())
    if (measure.dimension == PLAIN or units) and is_plural(measure.header):
        pair = ("most", "fewest") if most else ("more", "fewer")
        return pair[not more]
    lasts = measure.dimension == TIME and not _LOW.search(measure.header)
    pair = ("long", "short") if lasts else ("high", "low")
    return f"{pair[not more]}{'est' if most else 'er'}"


def _counted(clause: str) -> int:
    """Return how many of the first are asked for."""
    match = _COUNTED.search(clause)
    return _COUNTS[(match["count"] or match["top"]).lower()] if match else 1


def _is_within(amount: float, last: float, *, more: bool) -> bool:
    return amount >= last if more else amount <= last


def _is_beyond(amount: float, limit: Bound) -> bool:
    least = limit.quantity.amount
    if limit.included and amount == least:
        return True
    return amount > least if limit.above else amount < least
