"""Telling: from which of its ends a set is told, so that no clause stands where a name belongs."""

from __future__ import annotations

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import ANSWERED_BY, DEFINED_AS, IN, OUT, AnswerSet

_CLAUSES = frozenset({DEFINED_AS, ANSWERED_BY, "CALLS_FOR", "DESCRIBED_AS"})
"""Relations whose objects are clauses rather than names."""
_CLAUSE = 8
"""Words from which a thing's name is taken for a clause."""


def is_clausal(name: str) -> bool:
    """Whether a name is a whole clause, with which no other sentence can begin."""
    return len(name.split()) >= _CLAUSE


def told_forward(found: AnswerSet) -> AnswerSet:
    """Return a definition told from what it defines, an answer from its question."""
    if found.relation not in _CLAUSES or found.direction == OUT or len(found.targets) > 1:
        return found
    return _turned(found)


def told_from_a_name(found: AnswerSet, snapshot: Snapshot) -> AnswerSet:
    """Return what joins a clause and a name told from the name."""
    found = told_forward(found)
    if len(found.targets) > 1 or not is_clausal(snapshot.node(found.anchor).name):
        return found
    other = snapshot.node(next(iter(found.targets)))
    return found if is_clausal(other.name) else _turned(found)


def _turned(found: AnswerSet) -> AnswerSet:
    start = next(iter(found.targets))
    turned = IN if found.direction == OUT else OUT
    return AnswerSet(start, found.relation, turned, found.edges, (found.anchor,))
