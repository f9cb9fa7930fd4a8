"""Flows: what comes before, after and between things, and which stands at a place of a sequence.

What feeds what is stated by arrows; what stands beside what is also told by the lines of a drawn
tree and by the rows of a table of steps, in the order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from graph.schema import Kind
from graph.snapshot import Snapshot
from ingest.facts import Said
from retrieval.queries.answer_sets import CONTAINING, IN, OUT, AnswerSet, AnswerSets
from retrieval.queries.diagrams import Diagrams, within
from retrieval.queries.shapes import Candidate, Shape
from retrieval.queries.together import Slot, asks_between, slots
from retrieval.question.intent import Asked, Intent
from retrieval.question.link import Link, Names
from retrieval.text.words import stem

FLOWS = frozenset({Said.FEEDS, "precedes", "is followed by"})
"""Labels by which the text says what comes next."""
LEAST_FLOWING = 0.35
"""Score of a link from which a flow is followed."""
BESIDE = 0.9
"""Share of a link's score that is left where only the order of lines tells what is next."""
MOST_BETWEEN = 3
"""Things between two others that are told."""
_POSITIONS = frozenset(
    stem(word)
    for word in (
        *("sit", "sitting", "lie", "stand", "come", "get", "go", "pass", "happen", "follow"),
        *("precede", "next", "right", "directly", "immediately", "step", "stage", "between"),
        *("middle", "before", "after", "whats"),
    )
)
"""Stems by which a question asks where something stands in a flow."""


def labelled(snapshot: Snapshot, labels: Set[str]) -> frozenset[str]:
    """Return the names of the relations with one of the labels."""
    return frozenset(r.name for r in snapshot.graph.relations if r.label.lower() in labels)


class Flows:
    """Queries along the flows and sequences of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, names: Names) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._names = names
        self._diagrams = Diagrams(snapshot)
        self._feeds = labelled(snapshot, FLOWS)
        self._branches = labelled(snapshot, {Said.BRANCH})
        self._containing = labelled(snapshot, CONTAINING)

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return what comes before or after the things that a question names, or between two."""
        links = tuple(links)
        made = self._between(asked, links) if asks_between(asked.clause) else []
        if not made:
            made = self._beside(asked, links)
        if diagrams := self._diagrams.named(asked):
            made = [cut for one in made if (cut := within(one, diagrams)) is not None]
        explained = _POSITIONS.intersection(asked.terms)
        return [candidate._replace(explained=explained) for candidate in made]

    def _beside(self, asked: Asked, links: Sequence[Link]) -> list[Candidate]:
        made: list[Candidate] = []
        for link in links:
            if link.score < LEAST_FLOWING:
                continue
            for intent, direction in ((Intent.AFTER, OUT), (Intent.BEFORE, IN)):
                if asked.wants(intent):
                    made += self._stated(link, direction)
                    made += self._neighbour(link, 1 if direction == OUT else -1)
        return made

    def _stated(self, link: Link, direction: str) -> list[Candidate]:
        return [
            Candidate(Shape.FLOW, (found,), link.score)
            for found in self._sets.of(link.node_id)
            if found.relation in self._feeds and found.direction == direction
        ]

    def _neighbour(self, link: Link, step: int) -> list[Candidate]:
        """Return what stands next to a thing in a sequence that the text writes one a line."""
        made: list[Candidate] = []
        for row in self._rows(link.node_id):
            at = row.targets.index(link.node_id)
            if 0 <= at + step < len(row.targets):
                cut = row.only([row.targets[at + step]])
                here = (row.edges[at],)
                score = link.score * BESIDE
                made.append(Candidate(Shape.FLOW, (cut,), score, here, link.node_id))
        return made

    def _rows(self, node_id: str) -> Iterator[AnswerSet]:
        """Yield the sequences in which a thing stands, one thing a line."""
        for upward in self._sets.of(node_id):
            if upward.direction != IN or not self._is_sequence(node_id, upward.relation):
                continue
            for parent in upward.targets:
                for row in self._sets.of(parent):
                    lines = [edge.evidence[0].line_start for edge in row.edges]
                    same = row.relation == upward.relation and row.direction == OUT
                    if same and len(set(lines)) == len(lines):
                        yield row

    def _is_sequence(self, node_id: str, relation: str) -> bool:
        """Whether what stands beside a node is in order: in a drawn tree, or among steps.

        The items of any other list only happen to follow each other.
        """
        if relation in self._branches:
            return True
        return relation in self._containing and self._snapshot.node(node_id).kind is Kind.STEP

    def _between(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return what one thing leads to that leads to another one, the two last named."""
        named = slots(asked.text, links, self._names)
        for one, two in pairwise(named):
            found = [*self._passed(one, two), *self._passed(two, one)]
            if found:
                return found
        return []

    def _passed(self, one: Slot, two: Slot) -> Iterator[Candidate]:
        """Yield what stands between things that two names may mean."""
        for start, score in one.nodes.items():
            for end, other in two.nodes.items():
                anchor = (score + other) / 2
                for onward in self._sets.of(start):
                    if onward.relation in self._feeds and onward.direction == OUT:
                        yield from self._leading(onward, end, anchor)
                yield from self._inside(start, end, anchor)

    def _leading(self, onward: AnswerSet, end: str, anchor: float) -> Iterator[Candidate]:
        """Yield those of what a thing leads to that lead to another thing."""
        last = {
            edge.source: edge
            for found in self._sets.of(end)
            if found.direction == IN and found.relation in self._feeds
            for edge in found.edges
        }
        if passed := [target for target in onward.targets if target in last]:
            via = tuple(last[target] for target in passed)
            yield Candidate(Shape.FLOW, (onward.only(passed),), anchor, via)

    def _inside(self, start: str, end: str, anchor: float) -> Iterator[Candidate]:
        """Yield the members of a sequence between two others of it."""
        for row in self._rows(start):
            if end in row.targets:
                first, last = row.targets.index(start), row.targets.index(end)
                inside = row.targets[first + 1 : last]
                if 0 < len(inside) <= MOST_BETWEEN:
                    via = (row.edges[first], row.edges[last])
                    yield Candidate(Shape.FLOW, (row.only(inside),), anchor * BESIDE, via, start)
