"""Stages: a whole chain, in its order, where all of what something goes through is asked for.

"Through which stages does an order go, from the till to the shelf?" is answered by all of the row
of arrows, or of the table whose rows follow each other, not by one arrow of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.model import Edge
from graph.snapshot import Snapshot
from ingest.facts import Reader
from retrieval.queries.answer_sets import OUT, PRECEDES, AnswerSet, AnswerSets
from retrieval.queries.flows import FLOWS, labelled
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked, Intent
from retrieval.text.words import Vocabulary, is_general, stem, told_stems

LEAST_EDGES = 2
LEAST_SHARE = 0.3
"""Share of what a question tells, beside words of passing, that a chain and its lines say."""
_NOUN = r"(?:stages|steps|stations|phases|components|services|hops|systems|places|points|boxes)"
_ALL = re.compile(
    rf"\b(?:which|what)\s+(?:\w+\s+)?{_NOUN}\b.*\b(?:order|from|until|till|through|pass(?:es)?)\b"
    rf"|\b(?:through|via|over|across)\s+(?:which|what)\s+(?:\w+\s+)?{_NOUN}\b"
    r"|\bin\s+(?:what|which)\s+order\b|\bstep\s+by\s+step\b"
    r"|\bwalk\s+(?:me\s+|us\s+)?through\b"
    r"|\b(?:whole|entire|full|complete)\s+(?:path|route|way|journey|flow|pipeline|chain|sequence)\b"
    r"|\b(?:path|route|journey)\s+(?:of|that)\b|\bhow\s+(?:does|do)\b.*\bget\s+from\b",
    re.IGNORECASE,
)
"""How all of a way is asked for."""
_PASSING = frozenset(
    map(
        stem,
        (
            *("stage", "step", "station", "phase", "component", "service", "hop", "system"),
            *("place", "point", "box", "order", "from", "until", "till", "through", "pass", "go"),
            *("between", "walk", "path", "route", "way", "journey", "flow", "pipeline", "chain"),
            *("sequence", "whole", "entire", "full", "complete", "draw", "happen", "get", "still"),
        ),
    )
)
"""Stems by which a question only says that it asks for one."""
_NEIGHBOUR = re.compile(r"\b(?:right|directly|immediately|just)\s+(?:before|after)\b", re.I)


class Stages:
    """Queries for the chains of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, vocabulary: Vocabulary) -> None:
        self._snapshot = snapshot
        self._vocabulary = vocabulary
        ordering = labelled(snapshot, FLOWS | {PRECEDES})
        self._chains = tuple(
            (self._told(chain, sets), tuple(map(_set, chain)))
            for group in _groups(snapshot, ordering)
            if len(chain := _chain(group)) >= LEAST_EDGES
        )

    def candidates(self, asked: Asked) -> list[Candidate]:
        """Return the chain that says most of what a question tells, where it asks for all of it."""
        if not _ALL.search(asked.clause) or _NEIGHBOUR.search(asked.clause):
            return []
        if asked.wants(Intent.COMPARE, Intent.WHY):
            return []
        telling = [t for t in asked.terms if t not in _PASSING and not is_general(t)]
        best, most = list[Candidate](), LEAST_SHARE
        for stems, sets in self._chains:
            share = self._vocabulary.share(stems, telling)
            if share > most:
                explained = frozenset({*asked.terms, *asked.target} & (stems | _PASSING))
                best = [Candidate(Shape.STAGES, sets, 1.0, explained=explained)]
                most = share
        return best

    def _told(self, chain: Sequence[Edge], sets: AnswerSets) -> frozenset[str]:
        """Return the stems of a chain's names, and of its lines with the titles above."""
        ends = {end for edge in chain for end in (edge.source, edge.target)}
        names = frozenset(term for end in ends for term in sets.stems(end))
        places = [edge.evidence[0] for edge in chain]
        lines = {f"{' '.join(place.heading_path)} {place.text}" for place in places}
        return names.union(*(told_stems(line) for line in sorted(lines)))


def _groups(snapshot: Snapshot, ordering: frozenset[str]) -> Iterator[list[Edge]]:
    """Yield the ordering edges of one line, or of the rows of one table or list."""
    groups: dict[tuple[object, ...], list[Edge]] = defaultdict(list)
    for edge in snapshot.graph.edges:
        if edge.relation in ordering:
            place = edge.evidence[0]
            drawn = Reader.ARROW in edge.readers
            line = (place.line_start, place.line_end) if drawn else ()
            groups[place.path, place.heading_path, edge.relation, line].append(edge)
    yield from groups.values()


def _chain(edges: Sequence[Edge]) -> list[Edge]:
    """Return edges in their order where they make one line without branches; else none."""
    after = {edge.source: edge for edge in edges}
    starts = sorted(set(after) - {edge.target for edge in edges})
    if len(after) < len(edges) or len(starts) != 1:
        return []
    chain, at = list[Edge](), starts[0]
    while at in after and len(chain) < len(edges):
        chain.append(after[at])
        at = after[at].target
    return chain if len(chain) == len(edges) else []


def _set(edge: Edge) -> AnswerSet:
    return AnswerSet(edge.source, edge.relation, OUT, (edge,), (edge.target,))
