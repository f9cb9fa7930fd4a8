"""The case: which use cases and questions of the handbook a subject is, and what these state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import ANSWERED_BY, IN, OUT, AnswerSet, AnswerSets
from retrieval.question.link import Link, Names, Reason

LEAST_CASE = 0.42
"""Score of a link to a use case or a question that is the subject; below, one word is shared."""
CASES = frozenset({Kind.USE_CASE, Kind.QUESTION})
LEAST_NEAR = 0.33
"""Score of the one link that is nearest to a subject of which the handbook does not speak."""
NAMED = 0.8
"""Score of a link that names the subject."""
BESIDE_NAMED = 0.55
"""Score of another link, of like meaning, where the subject is named."""
_MOST_CASES = 5


@dataclass(frozen=True, slots=True)
class Case:
    """What the handbook states of a subject."""

    nodes: tuple[str, ...]
    """Use cases and questions, the surest first."""
    named: bool
    """Whether the subject names one of them, rather than that it means the same."""
    cores: tuple[AnswerSet, ...]
    """What addresses the questions."""
    facts: tuple[AnswerSet, ...]
    """What is stated of the use cases."""
    told: tuple[AnswerSet, ...]
    """Questions that prose answers."""
    near: bool
    """Whether these only come nearest to the subject."""


def case_of(snapshot: Snapshot, sets: AnswerSets, names: Names, links: tuple[Link, ...]) -> Case:
    """Return what a handbook states of the subject that was linked; without nodes for nothing."""
    found = [link for link in links if snapshot.node(link.node_id).kind in CASES]
    named = any(link.score >= NAMED for link in found)
    least = BESIDE_NAMED if named else LEAST_CASE
    sure = [link for link in found if link.score >= least][:_MOST_CASES]
    near = not sure
    sure = sure or _nearest(found)
    nodes = dict.fromkeys(link.node_id for link in sure)
    for link in sure:
        for kin in names.kin(link.node_id):
            if snapshot.node(kin).kind in CASES and len(nodes) < _MOST_CASES:
                nodes.setdefault(kin)
    cores: list[AnswerSet] = []
    facts: list[AnswerSet] = []
    told: list[AnswerSet] = []
    for node_id in nodes:
        question = snapshot.node(node_id).kind is Kind.QUESTION
        for found in sets.of(node_id):
            if sets.is_layout(found) or (question and found.direction == IN):
                continue
            if found.relation == ANSWERED_BY and found.direction == OUT:
                told.append(found)
            else:
                (cores if question else facts).append(found)
    named = any(link.reason in {Reason.NAME, Reason.SPELLING, Reason.PART} for link in sure)
    return Case(tuple(nodes), named, tuple(cores), tuple(facts), tuple(told), near)


def _nearest(found: Sequence[Link]) -> list[Link]:
    """Return the one link that comes nearest in meaning, if it is near enough."""
    meant = (link for link in found if link.reason in {Reason.GLOSS, Reason.MEANING})
    return [link for link in meant if link.score >= LEAST_NEAR][:1]
