"""Constraints: what a question adds to the system that it wants designed: "on a phone", "cheap".

A constraint changes a choice only where the handbook says so: where a thing that it names, or that
means the same, stands beside a pattern of serving. On any other the handbook gives nothing, which
is said too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.design.stages import Stages
from retrieval.queries.answer_sets import AnswerSet, AnswerSets
from retrieval.question.link import Link

LEAST_LIKE = 0.45
"""Score of a link by which a constraint is a thing of the handbook."""
MOST_CHOSEN = 2
"""Patterns that are a choice; more are the list of all."""
_CUT = re.compile(
    r",?\s+(?=(?:on|with|within|under|without|for|in|at)\s)"
    r"|,?\s+(?=that\s+(?:must\s+|has\s+to\s+)?(?:works?|runs?)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:that\s+(?:must\s+|has\s+to\s+)?(?:works?|runs?)|on|with|within|under|without|for|in|at)\s+"
    r"(?:(?:an?|the|my|our)\s+)?",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"^(?:for|in|at)\s", re.IGNORECASE)
"""What says for whom a system is rather than what it must keep to."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One constraint of a question."""

    text: str
    asked: str
    """As it is looked for."""
    strict: bool
    """Whether the system has to keep to it, so that silence on it has to be named."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a handbook states under the constraints of a question."""

    chosen: tuple[tuple[Constraint, tuple[AnswerSet, ...]], ...]
    """Each constraint with the pattern that it chooses, if there is one."""
    beside: tuple[AnswerSet, ...]
    """What addresses a question that means the subject with its constraints."""


def split(said: str, stages: Stages) -> tuple[str, tuple[Constraint, ...]]:
    """Return a subject without its constraints, and these in their order."""
    head, *rest = _CUT.split(said)
    found = [
        Constraint(word, f"{word} pattern", strict=True)
        for word in re.findall(r"[\w-]+", head)
        if word.lower() in stages.constraints
    ]
    for text in rest:
        named = _LEAD.sub("", text)
        found.append(Constraint(named, named, strict=not _DOMAIN.match(text)))
    return head, tuple(found)


def choices(snapshot: Snapshot, sets: AnswerSets, links: tuple[Link, ...]) -> tuple[AnswerSet, ...]:
    """Return what a handbook states of a pattern beside what a constraint was linked to."""
    for link in links:
        if link.score < LEAST_LIKE or snapshot.node(link.node_id).kind is Kind.PATTERN:
            continue
        for found in sets.of(link.node_id):
            patterns = [t for t in found.targets if snapshot.node(t).kind is Kind.PATTERN]
            only = len(patterns) == len(found.targets) and not sets.is_layout(found)
            if only and 0 < len(patterns) <= MOST_CHOSEN:
                return (found,)
    return ()
