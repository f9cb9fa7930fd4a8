"""Alternatives: what the text lists beside a thing, for a question what else there is.

Where the text says what can take a thing's place, that answers; otherwise its siblings do, which a
title lists together with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.schema import STRUCTURE
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import CONTAINING, IN, OUT, AnswerSet, AnswerSets
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked
from retrieval.question.link import WHOLE_NAME, Link
from retrieval.text.words import content_stems, is_general

STATED = "has alternative"
"""The label by which the text says what can take a thing's place."""
_ASKS = re.compile(
    r"\b(?:alternatives?|substitutes?|replacements?|competitors?|rivals?|equivalents?)\s+(?:to|for|of)\b"
    r"|\b(?:instead of|other than|besides?|apart from|similar to)\b"
    r"|\b(?:can|could|may|might|do|does|what|which)\b.*\breplaces?\b",
    re.IGNORECASE,
)


class Alternatives:
    """Queries for what else there is, of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets) -> None:
        self._snapshot = snapshot
        self._sets = sets

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return what can take the place of the things that a question names, if it asks that."""
        match = _ASKS.search(asked.clause)
        if match is None:
            return []
        general = frozenset(term for term in asked.terms if is_general(term))
        explained = general | frozenset(content_stems(match[0])) | frozenset(asked.target)
        return [
            made
            for link in links
            if link.reason in WHOLE_NAME
            for made in self._of(asked, link, explained)
        ]

    def _of(self, asked: Asked, link: Link, explained: frozenset[str]) -> Iterator[Candidate]:
        if self._snapshot.node(link.node_id).kind in STRUCTURE:
            return
        sets = self._sets.of(link.node_id)
        stated = [s for s in sets if self._label(s) == STATED]
        for found in stated:
            yield Candidate(Shape.ONE_HOP, (found,), link.score, explained=explained)
        for upward in () if stated else sets:
            if upward.direction == IN and self._label(upward) in CONTAINING:
                for edge in upward.edges:
                    rest = self._siblings(edge.source, upward.relation, link.node_id)
                    beside = self._narrowed(asked, rest, link.node_id)
                    if beside.targets:
                        yield Candidate(
                            Shape.BESIDE,
                            (beside,),
                            link.score,
                            (edge,),
                            focus=link.node_id,
                            explained=explained,
                        )

    def _label(self, found: AnswerSet) -> str:
        return self._snapshot.relation(found.relation).label.lower()

    def _siblings(self, title: str, relation: str, node_id: str) -> AnswerSet:
        """Return what a title lists beside a thing, of its kind where several are."""
        (row,) = (
            found
            for found in self._sets.of(title)
            if found.relation == relation and found.direction == OUT
        )
        others = [target for target in row.targets if target != node_id]
        kind = self._snapshot.node(node_id).kind
        alike = [target for target in others if self._snapshot.node(target).kind is kind]
        return row.only(alike or others)

    def _narrowed(self, asked: Asked, found: AnswerSet, node_id: str) -> AnswerSet:
        """Return those of which the text says what the question says of the thing beside."""
        told = {target: self._told(target) for target in found.targets}
        rest = [t for t in asked.terms if t in self._told(node_id)]
        for term in rest:
            kept = [target for target in found.targets if term in told[target]]
            if kept:
                found = found.only(kept)
        return found

    def _told(self, node_id: str) -> frozenset[str]:
        """Return the stems of what the text says of a thing."""
        ends: Sequence[str] = [
            target
            for found in self._sets.of(node_id)
            if found.direction == OUT
            for target in found.targets
        ]
        return frozenset[str]().union(*(self._sets.stems(end) for end in ends))
