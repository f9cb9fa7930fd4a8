"""Statements: the sentence that says what the best query gave, in the shape of the query."""

from __future__ import annotations

from graph.model import Edge
from graph.schema import STRUCTURE, Kind
from graph.snapshot import Snapshot
from retrieval.answer_sets import DEFINED_AS, IN, OUT, AnswerSet
from retrieval.candidates import Candidate, Shape
from retrieval.columns import column
from retrieval.english import join, number, plural, sentence
from retrieval.intent import Asked, Intent
from retrieval.phrases import Phraser, agree, kind_noun, name_of, subject
from retrieval.polar import Polar
from retrieval.sheet import Sheet

MOST_BRIDGES = 2
"""First hops that an answer over two hops says."""


class Statements:
    """Says candidates of one snapshot."""

    def __init__(self, snapshot: Snapshot, phraser: Phraser, polar: Polar) -> None:
        self._polar = polar
        self._snapshot = snapshot
        self._phraser = phraser

    def say(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        """Write what a candidate gave."""
        if best.shape is Shape.PAIR:
            self._pair(sheet, best)
        elif best.shape is Shape.LIST_ALL:
            self._all(sheet, asked, best)
        elif best.shape is Shape.FLOW:
            self._flow(sheet, asked, best)
        elif not self._polar_said(sheet, best):
            for found in map(self._turned, best.sets):
                counted = self._common_kind(asked, found)
                count = asked.wants(Intent.COUNT)
                sheet.say(self._phraser.clause(found, counted=counted, count=count), found.edges)
        spoken = best.shape is Shape.TWO_HOPS and len(best.via) <= MOST_BRIDGES
        for edge in best.via if spoken else ():
            if edge.key not in sheet.stated:
                sheet.say(self._edge_clause(edge), [edge])

    def _turned(self, found: AnswerSet) -> AnswerSet:
        """Return a definition told from the thing that it defines, not from its own words."""
        if found.direction == OUT or found.relation != DEFINED_AS or len(found.edges) != 1:
            return found
        edge = found.edges[0]
        return AnswerSet(edge.source, edge.relation, OUT, (edge,), (edge.target,))

    def _polar_said(self, sheet: Sheet, best: Candidate) -> bool:
        """Say the yes or the no of a table's cell; return whether the candidate is one."""
        found = best.sets[0]
        if len(best.sets) > 1:
            return False
        if found.direction == IN and self._polar.says(found.anchor):
            names = self._phraser.names(found)
            verb = "has" if len(names) == 1 else "have"
            clause = f"{join(names)} {verb} {column(self._snapshot, found.edges[0])}"
        elif (yes := self._polar.verdict(found)) is not None:
            name = subject(self._snapshot.node(found.anchor))
            conditions = "; ".join(found.edges[0].qualifiers)
            header = column(self._snapshot, found.edges[0])
            clause = f"Yes, {name} has {header}" if yes else f"No, {name} has no {header}"
            clause += f" ({conditions})" if conditions else ""
        else:
            return False
        sheet.say(clause, found.edges)
        return True

    def _edge_clause(self, edge: Edge) -> str:
        one = AnswerSet(edge.source, edge.relation, OUT, (edge,), (edge.target,))
        return self._phraser.clause(one)

    def _common_kind(self, asked: Asked, found: AnswerSet) -> Kind | None:
        """Return the kind of all answers where the question asks for it or to count."""
        kinds = {self._snapshot.node(target).kind for target in found.targets}
        kinds = {kind for kind in kinds if kind is not Kind.CONCEPT} or kinds
        if len(kinds) != 1:
            return None
        kind = next(iter(kinds))
        if kind is Kind.CONCEPT or kind in STRUCTURE:
            return None
        return kind if kind in asked.kinds or asked.wants(Intent.COUNT) else None

    def _pair(self, sheet: Sheet, best: Candidate) -> None:
        one, two = best.sets
        if one.targets == two.targets:
            names = [name_of(self._snapshot.node(s.anchor), inside=False) for s in (one, two)]
            items = join(self._phraser.names(one))
            label = self._phraser.label(one)
            clause = f"Both {join(names)} {agree(label, many=True)} {items}"
            sheet.say(clause, (*one.edges, *two.edges))
            return
        first = f"{self._phraser.clause(one).rstrip('.')} {sheet.cite(one.edges)}"
        second = f"{self._phraser.clause(two).rstrip('.')} {sheet.cite(two.edges)}"
        sheet.sentences.append(f"{sentence(first)}, while {second}.")

    def _all(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        targets = [target for found in best.sets for target in found.targets]
        kind = self._snapshot.node(targets[0]).kind
        noun = kind_noun(kind) if len(targets) == 1 else plural(kind_noun(kind))
        parts = [
            f"{join(self._phraser.names(found))} {sheet.cite(found.edges)}" for found in best.sets
        ]
        lead = f"The handbook names {number(len(targets))} {noun}"
        if not asked.wants(Intent.COUNT):
            lead = f"The handbook names these {noun}" if len(targets) > 1 else "The handbook names"
        sheet.sentences.append(f"{lead}: {'; '.join(parts)}.")

    def _flow(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        found = best.sets[0]
        if not best.focus:
            sheet.say(self._phraser.clause(found), found.edges)
            return
        side = "after" if asked.wants(Intent.AFTER) else "before"
        focus = name_of(self._snapshot.node(best.focus))
        place = name_of(self._snapshot.node(found.anchor))
        items = join(self._phraser.names(found))
        sheet.say(f"{side} {focus} comes {items}, in {place}", best.edges)
