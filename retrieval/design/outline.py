"""The outline: a design told heading by heading, each point with its lines.

What the handbook states of the subject itself comes first under each heading, then what it lists
for any design, then what its own step asks. A heading on which it states nothing is named as such.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.answer import Status
from retrieval.clock import Clock
from retrieval.composing.reply import Reply
from retrieval.composing.sheet import Composed, Sheet
from retrieval.design.case import Case, case_of
from retrieval.design.framework import Framework, Heading, framework
from retrieval.design.material import Material
from retrieval.design.points import Points
from retrieval.design.stages import Stages
from retrieval.design.subject import bare, is_system, subject
from retrieval.queries.answer_sets import OUT, AnswerSet, AnswerSets
from retrieval.ranking.finder import Finder
from retrieval.ranking.finding import Finding
from retrieval.text.english import join
from retrieval.text.words import content_stems

LEAST_STAGES = 3
"""Stages on which a handbook has to say something to be asked for designs."""
ASKING = "asks"
CONSIDERING = "considers"
_ASKING_STEMS = frozenset(content_stems("design build system architecture"))
"""What a question about a part adds to its name: "Feature store design"."""


class Designer:
    """Designs from one snapshot."""

    def __init__(self, snapshot: Snapshot, finder: Finder, stages: Stages) -> None:
        self._snapshot = snapshot
        self._finder = finder
        self._stages = stages
        self._sets = AnswerSets(snapshot)
        self._material = Material(snapshot, self._sets, stages)
        self._framework: Framework = framework(snapshot, self._sets, stages)

    def design(self, question: str, clock: Clock) -> Reply | None:
        """Return a design; None for a question that asks for none, or of what is no system.

        What is no system and has no word of the handbook's is not covered, without a text.
        """
        said = subject(question, self._stages)
        if not said or self._material.stages < LEAST_STAGES:
            return None
        if parts := self._parts(bare(said)):
            return self._of_part(said, parts, clock)
        finding = self._finder.find(said, clock)
        case = case_of(self._snapshot, self._sets, self._finder.names, finding.linked.links)
        if not case.nodes and not is_system(said, self._stages):
            known = (stem in self._finder.vocabulary for stem in content_stems(bare(said)))
            silent = Reply(Composed("", ()), Status.NOT_COVERED, (finding,))
            return None if any(known) else silent
        composed = self._outline(said, case, finding)
        clock.lap("compose")
        status = Status.ANSWERED if case.nodes else Status.PARTIAL
        return Reply(composed, status, (finding,))

    def _parts(self, said: str) -> list[str]:
        """Return the parts, tools or ideas of the handbook whose very name the subject is."""
        named = self._finder.names.exact(said)
        kinds = {self._snapshot.node(node_id).kind for node_id in named}
        return [] if kinds & {Kind.USE_CASE, Kind.QUESTION} else list(named)

    def _of_part(self, said: str, parts: list[str], clock: Clock) -> Reply | None:
        """Return the design of a part that a question of the handbook is about; None without."""
        own = set(content_stems(bare(said)))
        for node in self._snapshot.graph.nodes:
            stems = set(content_stems(node.name))
            if node.kind is Kind.QUESTION and own < stems and stems - own <= _ASKING_STEMS:
                sets = [s for s in self._sets.of(node.id) if s.direction == OUT]
                if not sets:
                    continue
                finding = self._finder.find(said, clock)
                sheet = Sheet(self._snapshot)
                points = Points(self._snapshot, self._material, sheet, self._finder.prose)
                told = [s for part in parts for s in self._sets.of(part) if s.direction == OUT]
                text = " ".join(points.of_part(sets, told))
                clock.lap("compose")
                composed = replace(sheet.done(), text=text)
                return Reply(composed, Status.ANSWERED, (finding,))
        return None

    def _outline(self, said: str, case: Case, finding: Finding) -> Composed:
        sheet = Sheet(self._snapshot)
        points = Points(self._snapshot, self._material, sheet, self._finder.prose)
        lines = [self._opening(sheet, said, case), *points.core(case, finding.linked.terms)]
        silent: list[str] = []
        general: list[str] = []
        number = 0
        for heading in self._framework.headings:
            own = points.of_case(heading, case)
            rest = self._general(points, heading, case)
            if not own and not rest:
                silent.append(heading.name)
                continue
            number += 1
            if not own:
                general.append(heading.name)
            lines.append(f"{number}. {heading.name}: {' '.join([*own, *rest])}")
        lines += _closing(said, case, silent, general)
        return replace(sheet.done(), text="\n".join(lines))

    def _opening(self, sheet: Sheet, said: str, case: Case) -> str:
        stated = self._framework.stated
        along = ""
        if stated is not None:
            name = self._snapshot.node(stated.anchor).name
            along = f", along the steps of “{name}” {sheet.cite(stated.edges)}"
        if not case.nodes:
            return (
                f"The handbook does not speak of {said}. "
                f"What it says of any design gives this outline{along}."
            )
        return f"A design of {said}{along}."

    def _general(self, points: Points, heading: Heading, case: Case) -> list[str]:
        told = {
            self._snapshot.node(target).kind
            for found in case.facts
            for target in found.targets
            if self._snapshot.node(target).kind is not Kind.CONCEPT
        }
        asked, considered = self._of_step(heading.step)
        lists: list[AnswerSet] = []
        for stage in heading.stages:
            lists += self._material.of(stage, told, points.said)
        return [
            *points.considered(heading, considered, asked),
            *points.lists(heading, lists),
            *points.asked(asked),
        ]

    def _of_step(self, step: str) -> tuple[list[AnswerSet], list[AnswerSet]]:
        """Return what a step asks, and what it considers."""
        asked: list[AnswerSet] = []
        considered: list[AnswerSet] = []
        for found in self._sets.of(step) if step else ():
            label = self._snapshot.relation(found.relation).label.lower()
            if found.direction == OUT and label == ASKING:
                asked.append(found)
            elif found.direction == OUT and label == CONSIDERING:
                considered.append(found)
        return asked, considered


def _closing(said: str, case: Case, silent: Sequence[str], general: Sequence[str]) -> list[str]:
    """Say what is not particular to the subject, and on what the handbook is silent."""
    lines: list[str] = []
    if case.nodes and general:
        lines.append(
            f"What stands under {join(general)} the handbook says of any design, not of {said}."
        )
    if silent:
        lines.append(f"On {join([_lower(name) for name in silent], 'or')} the handbook is silent.")
    return lines


def _lower(name: str) -> str:
    return name[0].lower() + name[1:] if name[1:].islower() else name
