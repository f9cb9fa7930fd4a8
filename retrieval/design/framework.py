"""Framework: the headings of a design, by the ordered steps of the handbook where it has some.

A handbook's own steps give order and names; stages that none of its steps is follow the stage that
comes before them. Without steps the stages stand in their own order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.design.stages import Stage, Stages
from retrieval.queries.answer_sets import OUT, AnswerSet, AnswerSets
from retrieval.text.words import content_stems

LEAST_STEPS = 3
"""Steps that are a framework."""
LEAST_STAGES = 2
"""Stages of a design that these steps have to be; steps to restart a server are none."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading of an outline."""

    name: str
    stages: tuple[Stage, ...]
    """What belongs here; several stages only where the handbook has fewer steps."""
    step: str = ""
    """The node of the handbook's own step; empty for a stage without one."""


@dataclass(frozen=True, slots=True)
class Framework:
    """The headings in their order."""

    headings: tuple[Heading, ...]
    stated: AnswerSet | None
    """The handbook's own list of steps, if it has one."""


def framework(snapshot: Snapshot, sets: AnswerSets, stages: Stages) -> Framework:
    """Return the headings for one handbook."""
    best: tuple[int, AnswerSet, list[Stage | None]] | None = None
    for node in snapshot.graph.nodes:
        for found in sets.of(node.id):
            if not _lists_steps(snapshot, found):
                continue
            assigned = _assign(snapshot, found, stages)
            known = sum(stage is not None for stage in assigned)
            if known >= LEAST_STAGES and (best is None or known > best[0]):
                best = (known, found, assigned)
    if best is None:
        return Framework(tuple(Heading(stage.name, (stage,)) for stage in stages.stages), None)
    _, stated, assigned = best
    return Framework(tuple(_merged(snapshot, stated, assigned, stages.stages)), stated)


def _lists_steps(snapshot: Snapshot, found: AnswerSet) -> bool:
    steps = [t for t in found.targets if snapshot.node(t).kind is Kind.STEP]
    own = snapshot.node(found.anchor).kind
    return found.direction == OUT and own is not Kind.STEP and len(steps) >= LEAST_STEPS


def _assign(snapshot: Snapshot, found: AnswerSet, stages: Stages) -> list[Stage | None]:
    """Return the stage that each step is, each stage once; None for a step of its own."""
    taken: set[str] = set()
    assigned: list[Stage | None] = []
    for target in found.targets:
        own = set(content_stems(snapshot.node(target).name))
        fitting = [s for s in stages.stages if own & s.stems and s.name not in taken]
        best = max(fitting, key=lambda stage: len(own & stage.stems), default=None)
        if best is not None:
            taken.add(best.name)
        assigned.append(best)
    return assigned


def _merged(
    snapshot: Snapshot, stated: AnswerSet, assigned: Sequence[Stage | None], stages: Sequence[Stage]
) -> list[Heading]:
    """Return the steps, and behind each those stages that have no step and come after it."""
    headings = [
        Heading(snapshot.node(target).name, (stage,) if stage else (), target)
        for target, stage in zip(stated.targets, assigned, strict=True)
    ]
    behind = -1
    for stage in stages:
        held = next((n for n, heading in enumerate(headings) if stage in heading.stages), None)
        if held is None:
            behind += 1
            headings.insert(behind, Heading(stage.name, (stage,)))
        else:
            behind = held
    return headings
