"""The outline: a design told heading by heading, each point with its lines.

Under each heading stands what the handbook states of the subject itself, otherwise some names of
what it lists for any design; which headings these are is said at the end. A heading on which it
states nothing is named as such. A later question about a design is told one heading in full.
"""

from __future__ import annotations

from dataclasses import replace

from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.answer import Status
from retrieval.clock import Clock
from retrieval.composing.reply import Reply
from retrieval.composing.sheet import Composed, Sheet
from retrieval.design.brief import Briefs
from retrieval.design.case import BESIDE_NAMED, Case, case_of
from retrieval.design.constraints import Constraint, Limits, choices, split
from retrieval.design.framework import Framework, Heading, framework
from retrieval.design.material import Material
from retrieval.design.points import Points
from retrieval.design.stages import Stages
from retrieval.design.subject import bare, is_system, of_step, purpose, subject
from retrieval.queries.answer_sets import OUT, AnswerSet, AnswerSets
from retrieval.question.link import WHOLE_NAME
from retrieval.ranking.finder import Finder
from retrieval.ranking.finding import Finding
from retrieval.text.english import join
from retrieval.text.words import content_stems, is_general

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
        head, limits = self._cut(said)
        finding = self._finder.find(head, clock)
        case = case_of(self._snapshot, self._sets, self._finder.names, finding.linked.links)
        if not case.nodes and not is_system(said, self._stages):
            known = (stem in self._finder.vocabulary for stem in content_stems(bare(said)))
            silent = Reply(Composed("", ()), Status.NOT_COVERED, (finding,))
            return None if any(known) else silent
        chosen = [(limit, self._choices(limit, case, clock)) for limit in limits]
        beside = self._beside(said, case, clock) if limits else ()
        composed = self._outline(said, case, finding, Limits(tuple(chosen), beside))
        clock.lap("compose")
        status = Status.ANSWERED if case.nodes and not case.near else Status.PARTIAL
        return Reply(composed, status, (finding,))

    def step(self, question: str, clock: Clock) -> Reply | None:
        """Answer a later question about a design: the steps that it asks for, of that case.

        None for a question that asks for no step of one.
        """
        later = of_step(question)
        if later is None or self._material.stages < LEAST_STAGES:
            return None
        stems = set(content_stems(later.asked))
        stages = [s for s in self._stages.stages if stems & (s.stems | s.later)]
        headings = [h for h in self._framework.headings if any(s in h.stages for s in stages)]
        head, _ = self._cut(later.said)
        finding = self._finder.find(head, clock)
        case = case_of(self._snapshot, self._sets, self._finder.names, finding.linked.links)
        sheet = Sheet(self._snapshot)
        points = Points(self._snapshot, self._material, sheet, self._finder.prose)
        lines: list[str] = []
        for heading in headings:
            told = [*points.of_case(heading, case), *self._general(points, heading, case)]
            if told:
                lines.append(f"{heading.name}: {' '.join(told)}")
        if not lines:
            return None
        clock.lap("compose")
        return Reply(replace(sheet.done(), text="\n".join(lines)), Status.ANSWERED, (finding,))

    def _own(self, said: str) -> frozenset[str]:
        """Return the stems that tell a subject from other systems."""
        stems = content_stems(bare(said))
        return frozenset(s for s in stems if s not in self._stages.systems and not is_general(s))

    def _cut(self, said: str) -> tuple[str, tuple[Constraint, ...]]:
        """Return a subject without its constraints, whole where the handbook names it so."""
        wanted = purpose(said)
        if self._finder.names.exact(bare(wanted)):
            return wanted, ()
        return split(wanted, self._stages)

    def _choices(self, limit: Constraint, case: Case, clock: Clock) -> tuple[AnswerSet, ...]:
        links = self._finder.find(limit.asked, clock).linked.links
        others = tuple(
            link
            for link in links
            if link.node_id not in case.nodes and (limit.strict or link.reason in WHOLE_NAME)
        )
        return choices(self._snapshot, self._sets, others)

    def _beside(self, said: str, case: Case, clock: Clock) -> tuple[AnswerSet, ...]:
        """Return what addresses a question that the subject is with all its constraints."""
        links = self._finder.find(said, clock).linked.links
        sure = tuple(link for link in links if link.score >= BESIDE_NAMED)
        whole = case_of(self._snapshot, self._sets, self._finder.names, sure)
        return tuple(found for found in whole.cores if found.anchor not in case.nodes)[:1]

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

    def _outline(
        self,
        said: str,
        case: Case,
        finding: Finding,
        limits: Limits,
    ) -> Composed:
        sheet = Sheet(self._snapshot)
        points = Points(self._snapshot, self._material, sheet, self._finder.prose)
        lines = [self._opening(sheet, said, case), *points.core(case, finding.linked.terms)]
        prose = [] if case.nodes else points.prose(finding, self._own(said))
        lines += [*prose, *points.limits(limits)]
        silent: list[str] = []
        general: list[str] = []
        briefs = Briefs(self._snapshot, sheet)
        for label, heading in self._numbered():
            if own := points.of_case(heading, case):
                lines.append(f"{label}{heading.name}: {' '.join(own)}")
            elif rest := self._brief(points, briefs, heading, case):
                lines.append(f"{label}{heading.name}: {rest}.")
                general.append(heading.name)
            else:
                silent.append(heading.name)
        if general:
            lines.append(f"What is said on {join(general)} holds for any system.")
        if silent:
            names = join([_lower(name) for name in silent], "or")
            begin = "Beyond that, on" if prose else "On"
            lines.append(f"{begin} {names} the handbook is silent.")
        return replace(sheet.done(), text="\n".join(lines))

    def _numbered(self) -> list[tuple[str, Heading]]:
        """Return the headings, each behind its number among the handbook's own steps."""
        stated = self._framework.stated
        counted = [h for h in self._framework.headings if h.step or stated is None]
        numbers = {heading.name: f"{n}. " for n, heading in enumerate(counted, start=1)}
        return [(numbers.get(h.name, ""), h) for h in self._framework.headings]

    def _opening(self, sheet: Sheet, said: str, case: Case) -> str:
        stated = self._framework.stated
        along = ""
        if stated is not None:
            name = self._snapshot.node(stated.anchor).name
            along = f", along the steps of “{name}” {sheet.cite(stated.edges)}"
        if case.near:
            rest = "what is nearest to it" if case.nodes else "what it says of any design"
            return f"The handbook does not speak of {said}; {rest} gives this outline{along}."
        return f"A design of {said}{along}."

    def _brief(self, points: Points, briefs: Briefs, heading: Heading, case: Case) -> str:
        """Say in a few words what belongs to a heading in any design; empty for nothing."""
        asked, considered = self._of_step(heading.step)
        listed = self._lists(points, heading, case)
        if listed:
            points.said |= {listed[0].anchor, *listed[0].targets}
            return briefs.listed(listed[0])
        if considered:
            return briefs.listed(considered[0])
        return briefs.asked(asked[0]) if asked else ""

    def _lists(self, points: Points, heading: Heading, case: Case) -> list[AnswerSet]:
        told = {
            self._snapshot.node(target).kind
            for found in case.facts
            for target in found.targets
            if self._snapshot.node(target).kind is not Kind.CONCEPT
        }
        lists: list[AnswerSet] = []
        for stage in heading.stages:
            lists += self._material.of(stage, told, points.said)
        return lists

    def _general(self, points: Points, heading: Heading, case: Case) -> list[str]:
        asked, considered = self._of_step(heading.step)
        return [
            *points.considered(heading, considered, asked),
            *points.lists(heading, self._lists(points, heading, case)),
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


def _lower(name: str) -> str:
    return name[0].lower() + name[1:] if name[1:].islower() else name
