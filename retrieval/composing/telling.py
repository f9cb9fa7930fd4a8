"""Telling: from which of its ends a set is told, so that no clause stands where a name belongs."""

from __future__ import annotations

import re

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import ANSWERED_BY, DEFINED_AS, IN, OUT, AnswerSet

_CLAUSES = frozenset({DEFINED_AS, ANSWERED_BY, "CALLS_FOR", "DESCRIBED_AS"})
"""Relations whose objects are clauses rather than names."""
_CONDITIONED = frozenset({"USED_WHEN", "AVOIDED_WHEN", "CHOSEN_WHEN"})
"""Relations whose objects are names or conditions."""
_FINITE = re.compile(
    r"(?<!that )(?<!which )(?<!who )\b(?:is|are|was|were|has|have|must|can|cannot|may|will|should"
    r"|needs?|matters?|hurts?|changes|fits|requires?|outnumbers?|exceeds?|fails?|arrives?|don['’]t|doesn['’]t|you|we|nobody|they)\b",
    re.IGNORECASE,
)
"""Verbs, and subjects of verbs, of a clause."""
NAMELESS = "is on the other side of"
"""How the label begins of a relation that has no name from its object's side."""
_CLAUSE = 8
"""Words from which a thing's name is taken for a clause."""


def is_clausal(name: str) -> bool:
    """Whether a name is a whole clause, with which no other sentence can begin."""
    return len(name.split()) >= _CLAUSE


def is_condition(name: str) -> bool:
    """Whether a name is a clause with a subject and a verb: "reads outnumber writes"."""
    return " " in name and _FINITE.search(name) is not None


def told_forward(found: AnswerSet) -> AnswerSet:
    """Return a definition told from what it defines, an answer from its question."""
    if found.relation not in _CLAUSES or found.direction == OUT or len(found.targets) > 1:
        return found
    return _turned(found)


def told_from_a_name(found: AnswerSet, snapshot: Snapshot) -> AnswerSet:
    """Return what joins a clause and a name told from the name."""
    found = told_forward(found)
    name = snapshot.node(found.anchor).name
    conditioned = found.relation in _CONDITIONED and found.direction == IN and is_condition(name)
    turned = found.direction == IN and snapshot.relation(found.relation).inverse.startswith(
        NAMELESS
    )
    if len(found.targets) > 1 or not (conditioned or turned or is_clausal(name)):
        return found
    other = snapshot.node(next(iter(found.targets)))
    return found if is_clausal(other.name) else _turned(found)


def _turned(found: AnswerSet) -> AnswerSet:
    start = next(iter(found.targets))
    turned = IN if found.direction == OUT else OUT
    return AnswerSet(start, found.relation, turned, found.edges, (found.anchor,))
