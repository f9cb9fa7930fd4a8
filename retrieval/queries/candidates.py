"""Candidate queries: small graph queries that a question may mean, enumerated and run.

From the linked nodes, and from the nodes of the facts that search found, follow one edge or two;
list all of a kind; put two things side by side; step along a flow. Each candidate holds answer
sets, which say what the query gave. Enumerating then ranking query graphs follows the staged
query-graph generation of Yih et al., ACL 2015 ("STAGG").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

from graph.model import Edge
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.queries.alternatives import STATED, Alternatives
from retrieval.queries.answer_sets import CONTAINING, DEFINED_AS, AnswerSet, AnswerSets
from retrieval.queries.catalogue import Catalogue
from retrieval.queries.complements import Complements
from retrieval.queries.extremes import Extremes
from retrieval.queries.flows import Flows, labelled
from retrieval.queries.occurrences import Occurrences
from retrieval.queries.places import Places
from retrieval.queries.polar import Polar
from retrieval.queries.predecessors import Predecessors
from retrieval.queries.procedures import Procedures
from retrieval.queries.remedies import Remedies
from retrieval.queries.row_headers import RowHeaders
from retrieval.queries.shapes import Candidate, Shape
from retrieval.queries.stages import Stages
from retrieval.queries.subtitles import Subtitles
from retrieval.queries.ticks import Ticks
from retrieval.queries.titled import Titled
from retrieval.queries.together import Together
from retrieval.question.intent import Asked, Intent
from retrieval.question.link import Link, Names, Reason

MOST_SEEDS = 40
MOST_SETS = 24
"""Sets of one node that are looked at."""
MOST_BRIDGES = 12
"""Members of a first set from which a second hop starts."""
BY_KIN = 0.8
"""Share of a link's score that is left where a hop goes on from another thing of like name."""
AVOIDED = "is not meant for"
"""The label by which the text says what a thing is not for."""
FOR = frozenset({"suits", "is used for", "is meant for"})
SURELY = 0.9
"""Score of a link from which a thing is surely meant."""
_NOT_FOR = re.compile(
    r"(?:\bnot\b|n['’]t\b|\bavoid|\bnever\b|\bbad\b|\bwrong\b).*\b(?:for|use|used|good|choose|pick|take|idea)\b",
    re.IGNORECASE,
)
LEAST_FOR_HOPS = 0.35
"""Score of a link from which two hops are followed."""

MOST_UNITED = 4
"""Sets that one answer can hold side by side."""
MOST_PAIRED = 8
"""Links of which every pair is looked at."""


class Enumerator:
    """Enumerates the candidates of questions about one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, names: Names) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._names = names
        self._catalogue = Catalogue(snapshot, sets)
        polar = Polar(snapshot, sets)
        self._ticks = Ticks(snapshot, sets, polar)
        self._complements = Complements(snapshot, sets, polar)
        self._together = Together(snapshot, sets, names)
        self._flows = Flows(snapshot, sets, names)
        self._remedies = Remedies(snapshot, sets)
        self._procedures = Procedures(snapshot, sets, names.vocabulary)
        self._stages = Stages(snapshot, sets, names.vocabulary)
        self._titled = Titled(snapshot, sets, names.vocabulary)
        self._predecessors = Predecessors(snapshot, sets)
        self._places = Places(snapshot, sets)
        self._occurrences = Occurrences(snapshot, sets, names)
        self._subtitles = Subtitles(snapshot)
        self._row_headers = RowHeaders(snapshot)
        self._extremes = Extremes(snapshot)
        self._alternatives = Alternatives(snapshot, sets)
        self._containing = labelled(snapshot, CONTAINING)

    def candidates(
        self, asked: Asked, links: Iterable[Link], found: Mapping[str, float]
    ) -> tuple[Candidate, ...]:
        """Return distinct candidates.

        Args:
            asked: The question, read.
            links: Nodes that it mentions, best first.
            found: Nodes of the facts that search found, with a score from 0 to 1 each.
        """
        links = tuple(links)
        seeds = {link.node_id: link.score for link in links}
        for node_id in sorted(found, key=lambda end: (-found[end], end)):
            if len(seeds) < MOST_SEEDS:
                seeds.setdefault(node_id, 0.0)
        made = [*self._remedies.candidates(asked, links), *self._conditions(asked, seeds)]
        made += [
            c
            for node_id, score in seeds.items()
            if score >= LEAST_FOR_HOPS
            for c in self._two_hops(asked, node_id, score)
        ]
        made += self._pairs(asked, links)
        extremes = self._extremes.candidates(asked, links)
        extremes += self._complements.candidates(asked, links)
        made = self._not_contrary(asked, _not_compared(made, extremes))
        made += extremes
        for queries in (self._flows, self._places, self._occurrences, self._subtitles):
            made += queries.candidates(asked, links)
        made += self._row_headers.candidates(asked)
        made += self._procedures.candidates(asked) or self._stages.candidates(asked)
        made += self._titled.candidates(asked)
        made += self._predecessors.candidates(asked, links)
        made += self._alternatives.candidates(asked, links)
        made += self._list_all(asked)
        return _surest(made)

    def _conditions(self, asked: Asked, seeds: Mapping[str, float]) -> list[Candidate]:
        """Return what is one hop away, and what fulfils conditions by the yes and no of a table."""
        made = self._ticks.candidates(asked)
        several = {found.key for one in made if len(one.sets) > 1 for found in one.sets}
        made += [
            c for node_id, score in seeds.items() for c in self._one_hop(asked, node_id, score)
        ]
        if not several:
            return made
        # What fulfils one of several conditions is no answer.
        return [c for c in made if len(c.sets) > 1 or several.isdisjoint(s.key for s in c.sets)]

    def _one_hop(self, asked: Asked, node_id: str, score: float) -> list[Candidate]:
        made: list[Candidate] = []
        for answer_set in self._sets.of(node_id)[:MOST_SETS]:
            cut = self._of_asked_kinds(asked, answer_set)
            if cut.targets:
                made.append(Candidate(Shape.ONE_HOP, (cut,), score))
        return made

    def _of_asked_kinds(self, asked: Asked, answer_set: AnswerSet) -> AnswerSet:
        """Keep the targets of the kinds asked for, all of them where none is of these kinds."""
        if not asked.kinds:
            return answer_set
        kinds = {target: self._snapshot.node(target).kind for target in answer_set.targets}
        kept = [target for target, kind in kinds.items() if kind in asked.kinds]
        plain = [target for target, kind in kinds.items() if kind is Kind.CONCEPT]
        if len(plain) < len(kept) and answer_set.relation in self._containing:
            kept += plain  # listed beside things of the kind, by a text that does not say its kind
        return answer_set.only(kept) if kept else answer_set

    def _two_hops(self, asked: Asked, node_id: str, score: float) -> list[Candidate]:
        made: list[Candidate] = []
        for first in self._sets.of(node_id)[:MOST_SETS]:
            found: list[Candidate] = []
            bridges = list(zip(first.edges, first.targets, strict=True))[:MOST_BRIDGES]
            for edge, bridge in bridges:
                found += self._second(asked, edge, bridge, {node_id, bridge}, score)
            for edge, bridge in bridges:
                for kin in self._names.kin(bridge):
                    known = {node_id, bridge, kin}
                    if kin != node_id:
                        found += self._second(asked, edge, kin, known, score * BY_KIN)
            made += found + self._united(asked, found)
        return made

    def _united(self, asked: Asked, found: list[Candidate]) -> list[Candidate]:
        """Join what several members of one set lead to by the same relation.

        What one thing is, the definitions of others do not say.
        """
        one = not (asked.kinds or asked.wants(Intent.LIST, Intent.COUNT, Intent.COMPARE))
        groups: dict[tuple[str, str], list[Candidate]] = {}
        for candidate in found:
            second = candidate.sets[0]
            if one and second.relation == DEFINED_AS:
                continue
            groups.setdefault((second.relation, second.direction), []).append(candidate)
        united: list[Candidate] = []
        for group in groups.values():
            sets = {c.sets[0].key: c.sets[0] for c in group} if len(group) > 1 else {}
            if 1 < len(sets) <= MOST_UNITED:
                via = tuple({c.via[0].key: c.via[0] for c in group}.values())
                each = tuple(sets.values())
                united.append(Candidate(Shape.TWO_HOPS, each, group[0].anchor, via))
        return united

    def _second(
        self, asked: Asked, first: Edge, start: str, known: set[str], score: float
    ) -> list[Candidate]:
        """Return the sets one hop from ``start`` that do not lead back."""
        made: list[Candidate] = []
        for answer_set in self._sets.of(start)[:MOST_SETS]:
            cut = answer_set
            if not known.isdisjoint(cut.targets):
                cut = cut.only(t for t in cut.targets if t not in known)
            cut = self._of_asked_kinds(asked, cut)
            back = cut.relation == first.relation and first in cut.edges
            if cut.targets and not back:
                made.append(Candidate(Shape.TWO_HOPS, (cut,), score, (first,)))
        return made

    def _pairs(self, asked: Asked, links: tuple[Link, ...]) -> list[Candidate]:
        """Return what the text states between two mentioned things, and of several alike."""
        sure = [k for k in links if k.reason is not Reason.MEANING and k.score >= LEAST_FOR_HOPS]
        made: list[Candidate] = []
        for pair in combinations(sure[:MOST_PAIRED], 2):
            one, two = sorted(pair, key=lambda link: (link.start, link.node_id))
            if one.span != two.span:
                score = (one.score + two.score) / 2
                made += self._edges_between(one.node_id, two.node_id, score)
        together = self._together.candidates(asked, links)
        if together and asked.wants(Intent.COMPARE):
            # That there is a choice between them is known to who compares them.
            made = [c for c in made if self._label(c) != STATED]
        return made + together

    def _not_contrary(self, asked: Asked, made: list[Candidate]) -> list[Candidate]:
        """Leave out what a thing is good for where it is asked what it is not, and that is told."""
        if not _NOT_FOR.search(asked.clause):
            return made
        against = {
            c.sets[0].anchor for c in made if self._label(c) == AVOIDED and c.anchor >= SURELY
        }
        return [
            c
            for c in made
            if c.sets[0].anchor not in against or self._label(c) not in FOR | {STATED}
        ]

    def _label(self, candidate: Candidate) -> str:
        return self._snapshot.relation(candidate.sets[0].relation).label

    def _edges_between(self, one: str, two: str, score: float) -> list[Candidate]:
        return [
            Candidate(Shape.EDGE, (cut,), score)
            for answer_set in self._sets.of(one)
            if (cut := answer_set.only([two])).targets
        ]

    def _list_all(self, asked: Asked) -> list[Candidate]:
        if not asked.wants(Intent.LIST, Intent.COUNT):
            return []
        return [
            Candidate(Shape.LIST_ALL, found, 0.0)
            for kind in sorted(asked.kinds)
            if (found := self._catalogue.of(kind))
        ]


def _not_compared(made: list[Candidate], extremes: list[Candidate]) -> list[Candidate]:
    """Leave out what says less than which of several rows is ahead: the rows side by side.

    So does the row past which the others are asked for.
    """
    if not extremes:
        return made
    sides = {frozenset(found.key for found in one.sets) for one in extremes}
    past = {edge.key for one in extremes for edge in one.via}
    return [
        one
        for one in made
        if frozenset(found.key for found in one.sets) not in sides
        and not past.issuperset(edge.key for found in one.sets for edge in found.edges)
        and past.isdisjoint(edge.key for edge in one.via)
    ]


def _surest(made: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Return one candidate of each key, in the order of the first.

    It is that with the best anchor, and of those the one that explains most.
    """
    surest: dict[tuple[object, ...], Candidate] = {}
    for candidate in made:
        key = candidate.key
        known = surest.setdefault(key, candidate)
        better = (candidate.anchor, len(candidate.explained))
        if better > (known.anchor, len(known.explained)):
            surest[key] = candidate
    return tuple(surest.values())
