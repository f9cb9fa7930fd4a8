"""Occurrences: all places where a thing comes up, for a question that asks where it does."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.schema import STRUCTURE
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import AnswerSets
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked
from retrieval.question.link import WHOLE_NAME, Link, Names
from retrieval.text.words import content_stems

LEAST_PLACES = 2
"""Lines on which a thing has to stand; of one place any other query tells more."""
_ASKS = re.compile(
    r"\b(?:where|(?:in|on|at) (?:which|what) \w+|(?:two|several|three|different|what|which) places"
    r"|twice|everywhere)\b.*\b(?:(?:come|turn|show|pop|crop)s?(?:\s+\w+)?\s+up|appears?|occurs?|mentioned)\b"
    r"|\b(?:(?:come|turn|show|pop|crop)s?(?:\s+\w+)?\s+up|appears?|occurs?|mentioned)\s+(?:\w+\s+)?"
    r"(?:twice|everywhere|in (?:two|several|three|different|many) \w+)\b",
    re.IGNORECASE,
)


class Occurrences:
    """Queries for the places of the things of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, names: Names) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._names = names

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return all that is stated of each thing that a question names, if it asks where."""
        if not _ASKS.search(asked.text):
            return []
        made: list[Candidate] = []
        for link in links:
            if link.reason not in WHOLE_NAME or self._snapshot.node(link.node_id).kind in STRUCTURE:
                continue
            sets = tuple(found for node in self._called(link) for found in self._sets.of(node))
            places = {(e.evidence[0].path, e.evidence[0].line_start) for s in sets for e in s.edges}
            if len(places) >= LEAST_PLACES:
                explained = frozenset(asked.terms) - frozenset(content_stems(link.span))
                made.append(Candidate(Shape.OCCURRENCES, sets, link.score, explained=explained))
        return made

    def _called(self, link: Link) -> list[str]:
        """Return a thing, and those in whose names all words of its own stand."""
        own = self._sets.stems(link.node_id)
        kin = [other for other in self._names.kin(link.node_id) if own <= self._sets.stems(other)]
        return [link.node_id, *(k for k in kin if self._snapshot.node(k).kind not in STRUCTURE)]
