"""Supports: which further facts are added to an answer.

What tells more of what the answer is about, or goes on from it on the same lines; nothing that only
says where a thing is listed, and nothing whose words the answer holds already.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import islice

from graph.snapshot import Snapshot
from retrieval.composing.attributes import UNDER
from retrieval.composing.phrases import Phraser
from retrieval.composing.sheet import Sheet
from retrieval.composing.statements import Statements
from retrieval.composing.subjects import subject, takes_plural
from retrieval.composing.wordings import EXAMPLE, WEIGHS
from retrieval.queries.answer_sets import IN, AnswerSet
from retrieval.queries.polar import Polar
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked, Intent
from retrieval.ranking.rank import Scored
from retrieval.text.english import begins_with
from retrieval.text.words import content_stems

MOST_WORDS = 60
MOST_SUPPORTS = 2
LEAST_SUPPORT = 0.62
"""Share of the best score that a supporting fact needs."""
LEAST_COMPARED = 0.85
"""The same for a further difference of two things that are compared."""
MEANT = 0.5
"""Share of a relation's words in the question from which their difference in it is asked for."""
LEAST_ONWARD = 0.45
"""The same for one that goes on from a stated fact on the same lines."""
SHORT = 30
"""Words of a quotation to which the fact may be added that the question is about as well."""
NAMED = 0.99
"""Score of the link of a thing that the question names."""
COVERED = 0.5
"""Share of the question's weight that such a fact has to hold."""
LISTED_IN = frozenset({"considers", "includes", "covers"})
"""Labels that, seen from their object, only say where it is listed."""
ORDERING = frozenset({"precedes", "is followed by"})
"""Labels of an order that nobody asked for."""
_WHOLE = frozenset(
    {
        Shape.FLOW,
        Shape.PLACE,
        Shape.OCCURRENCES,
        Shape.EXTREME,
        Shape.BESIDE,
        Shape.OTHERS,
        Shape.PROCEDURE,
        Shape.STAGES,
    }
)
"""Shapes whose answers are whole."""
_SINGLE = frozenset({Shape.ONE_HOP, Shape.EDGE, Shape.TWO_HOPS})
"""Shapes that can be told behind another answer."""
_PLACING = (Intent.DEFINE, Intent.REVERSE)
"""Intents to which that is an answer."""


class Supports:
    """Adds facts to answers about one snapshot."""

    def __init__(
        self, snapshot: Snapshot, phraser: Phraser, polar: Polar, statements: Statements
    ) -> None:
        self._snapshot = snapshot
        self._phraser = phraser
        self._polar = polar
        self._statements = statements

    def add(self, sheet: Sheet, asked: Asked, ranked: Sequence[Scored]) -> None:
        """Add what bears on the best query, as far as there is room."""
        best = ranked[0].candidate
        if asked.wants(Intent.BEFORE, Intent.AFTER) or best.shape in _WHOLE:
            return
        if best.shape is Shape.PAIR:
            self._compare(sheet, asked, ranked)
        found = self._found(ranked, sheet, asked)
        if asked.wants(Intent.COMPARE, Intent.WHY):
            found.sort(key=lambda scored: not _shares_lines(scored.candidate, best))
        most = MOST_SUPPORTS
        for scored in found:
            if most == 0:
                break
            most -= self._say(sheet, best, scored.candidate)

    def _compare(self, sheet: Sheet, asked: Asked, ranked: Sequence[Scored]) -> None:
        """Say in what else the two differ that are compared, if it fits nearly as well."""
        best = ranked[0]
        sides = [found.anchor for found in best.candidate.sets]
        meant = [s for s in ranked[1:] if s.features["relation"] >= MEANT]
        near = [s for s in ranked[1:] if s.score >= LEAST_COMPARED * best.score]
        pairs = (s.candidate for s in (*meant, *near) if not s.features["structure"])
        alike = (p for p in pairs if p.shape is Shape.PAIR and [s.anchor for s in p.sets] == sides)
        for other in islice((p for p in alike if self._differs(p, asked)), MOST_SUPPORTS):
            size = sum(len(self._phraser.clause(found).split()) for found in other.sets)
            told = any(edge.key in sheet.stated for edge in other.edges)
            if not told and sheet.words + size <= MOST_WORDS:
                self._statements.say(sheet, asked, other)

    def _differs(self, pair: Candidate, asked: Asked) -> bool:
        """Whether two sides say more than where things stand, or what neither of them has."""
        shared = all(self._polar.verdict(found) for found in pair.sets)
        polar = any(map(self._polar.mentions, pair.sets)) and not shared
        return not polar and not any(self.is_idle(found, asked) for found in pair.sets)

    def complete(self, sheet: Sheet, asked: Asked, ranked: Sequence[Scored]) -> None:
        """Add to a short quotation the fact about the thing that the question names."""
        if not ranked or sheet.words > SHORT or asked.wants(Intent.BEFORE, Intent.AFTER):
            return
        best, features = ranked[0].candidate, ranked[0].features
        named = features.get("anchor", 0.0) >= NAMED and features.get("covered", 0.0) >= COVERED
        single = best.shape in {Shape.ONE_HOP, Shape.EDGE} and len(best.sets) == 1
        idle = self.is_idle(best.sets[0], asked) or self._polar.mentions(best.sets[0])
        if named and single and not idle:
            self._say(sheet, best, best)

    def _found(self, ranked: Sequence[Scored], sheet: Sheet, asked: Asked) -> list[Scored]:
        """Return what may be added: good enough, about the same things, not said yet."""
        best = ranked[0]
        least = _Least(best.candidate)
        return [
            scored
            for scored in ranked[1:]
            if scored.score >= least.of(scored.candidate) * best.score
            and not (scored.features["structure"] or scored.features["linking"])
            and not self._polar.mentions(scored.candidate.sets[0])
            and not self.is_idle(scored.candidate.sets[0], asked)
            and not any(edge.key in sheet.stated for edge in scored.candidate.sets[0].edges)
        ]

    def is_idle(self, found: AnswerSet, asked: Asked) -> bool:
        """Whether a set only says where its anchor is listed, or what stands beside it."""
        label = self._snapshot.relation(found.relation).label.lower()
        lists = found.direction == IN and label in LISTED_IN
        return (
            label in ORDERING
            or (found.direction == IN and label == WEIGHS)
            or (lists and not asked.wants(*_PLACING))
        )

    def _say(self, sheet: Sheet, best: Candidate, extra: Candidate) -> bool:
        """Add a supporting sentence if it is new and there is room; return whether it was."""
        found = extra.sets[0]
        same = (found.relation, found.direction, found.targets)
        if same in sheet.supports or any(edge.key in sheet.stated for edge in found.edges):
            return False
        if self._is_told(sheet, found):
            return False
        follows = sheet.about == found.anchor
        also = found.anchor == best.sets[0].anchor and bool(sheet.said)
        label = self._snapshot.relation(found.relation).label.lower()
        if label == EXAMPLE or self._phraser.is_attribute(found):
            also = also and follows
        elif sheet.sentences and " also " in sheet.sentences[-1]:
            also = False  # said once of what follows
        clause = self._phraser.clause(found, also=also)
        if sheet.words + len(clause.split()) > MOST_WORDS:
            return False
        sheet.supports.add(same)
        if not self._statements.quoted(sheet, found):
            node = self._snapshot.node(found.anchor)
            name = subject(node)
            begins = begins_with(clause, name)
            if follows and clause.startswith(f"{name} ") and not clause.startswith(name + UNDER):
                clause = f"{'they' if takes_plural(node) else 'it'}{clause[len(name) :]}"
            sheet.say(clause, found.edges, found.anchor if begins else "")
        return True

    def _is_told(self, sheet: Sheet, found: AnswerSet) -> bool:
        """Whether the answer names all of a set's things already."""
        told = set(content_stems(" ".join(sheet.sentences)))
        names = " ".join(self._snapshot.node(n).name for n in (found.anchor, *found.targets))
        return set(content_stems(names)) <= told


def _shares_lines(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are stated on the same lines."""
    lines = {edge.evidence[0] for edge in other.edges}
    return any(edge.evidence[0] in lines for edge in one.edges)


class _Least:
    """The share of the best score that candidates need to be added to the best one."""

    def __init__(self, best: Candidate) -> None:
        self._best = best
        self._anchors = {said.anchor for said in best.sets}
        self._lines = {edge.evidence[0] for said in best.sets for edge in said.edges}

    def of(self, extra: Candidate) -> float:
        """Return what a candidate needs.

        It tells more of what the best one starts from, or it goes on from one of its answers by
        another relation on the same lines of the text; nothing else bears on the answer.
        """
        found = extra.sets[0]
        if extra.shape not in _SINGLE or len(extra.sets) > 1:
            return math.inf
        if found.anchor in self._anchors:
            return LEAST_SUPPORT
        sets = self._best.sets
        goes_on = any(
            found.anchor in said.targets and found.relation != said.relation for said in sets
        )
        # the other side of what is set against each other
        other = self._best.shape is Shape.EDGE and found.anchor in sets[0].targets
        if not (goes_on or other):
            return math.inf
        same = any(edge.evidence[0] in self._lines for edge in found.edges)
        return LEAST_ONWARD if same else math.inf
