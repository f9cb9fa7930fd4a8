"""Points of a design: short cited sentences under a heading."""

from __future__ import annotations

from collections.abc import Sequence

from graph.model import Edge
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.composing.phrases import Phraser
from retrieval.composing.sheet import Sheet
from retrieval.composing.subjects import kind_noun, name_of
from retrieval.design.case import Case
from retrieval.design.constraints import Limits
from retrieval.design.framework import Heading
from retrieval.design.material import MEMBERS, Material
from retrieval.queries.answer_sets import CONTAINING, DEFINED_AS, AnswerSet, sources
from retrieval.question.intent import kind_stems
from retrieval.ranking.finding import Finding
from retrieval.ranking.prose import Prose
from retrieval.text.english import join, plural, sentence
from retrieval.text.sentences import Sentence
from retrieval.text.words import content_stems, words

_MOST_NESTED = 6
"""Members of a list whose own members are told with it."""
_OF_PART = frozenset({*MEMBERS, "supports", "uses the tool", "has component", "has feature"})
"""Labels of what is told of a part that is to be designed."""
_MOST_OPENING = 3
"""Sentences of a section that are told of its subject."""
_NEAREST = "The nearest in the handbook is"
TITLED = "covers"
"""Label by which a title holds the rows of a table."""


class Points:
    """Writes points about one case on one sheet."""

    def __init__(self, snapshot: Snapshot, material: Material, sheet: Sheet, prose: Prose) -> None:
        self._snapshot = snapshot
        self._material = material
        self._sheet = sheet
        self._prose = prose
        self._phraser = Phraser(snapshot)
        self.said: set[str] = set()
        """Nodes whose lists, or which in a list, have been told."""
        self._with: set[str] = set()
        """Nodes that were told with their members."""

    def core(self, case: Case, terms: Sequence[str]) -> list[str]:
        """Return what addresses the subject as a whole, and the prose that answers it."""
        lines: list[str] = []
        for found in case.cores[:1]:
            names, edges = self._with_members(found)
            lead = "The core idea"
            if not case.named:
                lead = (
                    f"The nearest in the handbook is {name_of(self._snapshot.node(found.anchor))}"
                )
            lines.append(f"{lead}: {join(names)} {self._sheet.cite(edges)}.")
        if not case.cores and not case.named and case.facts:
            anchor = self._snapshot.node(case.facts[0].anchor)
            # Its fact is not told yet, only where it stands.
            place = self._sheet.marks(sources(self._snapshot, case.facts[0].edges))
            lines.append(f"{_NEAREST} {name_of(anchor)} {place}.")
        for found in case.told:
            lines += self._told(found, terms)
        return lines

    def prose(self, finding: Finding, own: frozenset[str]) -> list[str]:
        """Return the sentences that speak of a subject that is no case of the handbook.

        Those that open a section of its name, else those that would be quoted.

        Args:
            finding: What was found of the subject.
            own: Stems that tell it from other systems.
        """
        titled = [s for s in self._prose.sentences if own & _title_stems(s)]
        titled = sorted(titled, key=lambda s: s.source)[:_MOST_OPENING]
        quoted = finding.quote.sentences if finding.quote else ()
        found = titled or [s for s in quoted if own & set(content_stems(s.text))]
        begin = len(self._sheet.sentences)
        for spoken in found:
            self._sheet.quote(spoken.text, spoken.source)
        written = self._sheet.sentences[begin:]
        return [" ".join(written)] if written else []

    def limits(self, limits: Limits) -> list[str]:
        """Return what the constraints of the question choose, and those on which nothing stands."""
        lines = [
            f"For “{limit.text}”: {' '.join(map(self._clause, found))}"
            for limit, found in limits.chosen
            if found
        ]
        for found in limits.beside:
            name = name_of(self._snapshot.node(found.anchor))
            names, edges = self._with_members(found)
            lines.append(f"Near to it is {name}: {join(names)} {self._sheet.cite(edges)}.")
        silent = [f"“{limit.text}”" for limit, found in limits.chosen if limit.strict and not found]
        if silent:
            lines.append(f"On {join(silent, 'or')} the handbook gives nothing.")
        return lines

    def of_part(self, cores: Sequence[AnswerSet], told: Sequence[AnswerSet]) -> list[str]:
        """Return what addresses the design of a part, then what is stated of the part itself."""
        points: list[str] = []
        for found in cores:
            names, edges = self._with_members(found)
            points.append(f"The core idea: {join(names)} {self._sheet.cite(edges)}.")
        stated = [s for s in told if s.relation == DEFINED_AS or self._label(s) in _OF_PART]
        return points + [self._clause(found) for found in stated]

    def of_case(self, heading: Heading, case: Case) -> list[str]:
        """Return what is stated of the subject itself under a heading."""
        own_facts = (found for found in case.facts if self._belongs(found, heading))
        points = [self._clause(found) for found in own_facts if not self._is_said(found)]
        for found in case.cores[:1]:
            own = [t for t in found.targets if self._material.stage_of(t) in heading.stages]
            if own:
                cut = found.only(own)
                names, edges = self._with_members(cut)
                points.append(f"For this case: {join(names)} {self._sheet.cite(edges)}.")
                self.said |= set(own)
        return points

    def lists(self, heading: Heading, found: Sequence[AnswerSet]) -> list[str]:
        """Return lists of the handbook, each as one point."""
        points: list[str] = []
        for one in found:
            self.said |= {one.anchor, *one.targets}
            if self._label(one) not in CONTAINING:
                points.append(self._clause(one))
                continue
            lead = self._lead(one)
            names, edges = self._with_members(one)
            same = _says(lead, heading.name) and not self._is_plain(one)
            text = join(names) if same else f"{lead}: {join(names)}"
            points.append(f"{sentence(text)} {self._sheet.cite(edges)}.")
        return points

    def considered(
        self, heading: Heading, found: Sequence[AnswerSet], asked: Sequence[AnswerSet]
    ) -> list[str]:
        """Return what a step considers, save what its questions name anyway."""
        named = {
            stem
            for one in asked
            for target in one.targets
            for stem in content_stems(name_of(self._snapshot.node(target)))
        }
        points: list[str] = []
        for one in found:
            left = one.only(
                t
                for t in one.targets
                if not set(content_stems(self._snapshot.node(t).name)) <= named
            )
            if left.targets:
                names, edges = self._with_members(left, heading)
                points.append(f"Consider {join(names)} {self._sheet.cite(edges)}.")
        return points

    def asked(self, found: Sequence[AnswerSet]) -> list[str]:
        """Return the questions of a step."""
        return [
            f"Ask {join(self._phraser.names(one))} {self._sheet.cite(one.edges)}." for one in found
        ]

    def _told(self, found: AnswerSet, terms: Sequence[str]) -> list[str]:
        """Return the sentences by which prose answers a question about the subject."""
        first = self._prose.at(found.edges[0].evidence[0])
        if first is None:
            return []
        begin = len(self._sheet.sentences)
        for said in self._prose.quote(terms, first.ref).sentences:
            if said.ref not in self._sheet.quoted:
                self._sheet.quoted.add(said.ref)
                self._sheet.quote(said.text, said.source)
        written = self._sheet.sentences[begin:]
        return [" ".join(written)] if written else []

    def _belongs(self, found: AnswerSet, heading: Heading) -> bool:
        """Whether most of what a fact names, or its relation, is of a heading's stages."""
        stages = [self._material.stage_of(target) for target in found.targets]
        return sum(stage in heading.stages for stage in stages) * 2 > len(stages)

    def _label(self, found: AnswerSet) -> str:
        return self._snapshot.relation(found.relation).label.lower()

    def _is_plain(self, found: AnswerSet) -> bool:
        """Whether nothing but its name says what a list holds."""
        return all(
            self._snapshot.node(t).kind is Kind.CONCEPT and self._material.nested(t) is None
            for t in found.targets
        )

    def _is_said(self, found: AnswerSet) -> bool:
        return all(edge.key in self._sheet.stated for edge in found.edges)

    def _clause(self, found: AnswerSet) -> str:
        clause = sentence(self._phraser.clause(found).rstrip("."))
        return f"{clause} {self._sheet.cite(found.edges)}."

    def _lead(self, found: AnswerSet) -> str:
        """Return the name of a list: that of its kind where a section's title holds it."""
        kinds = {self._snapshot.node(target).kind for target in found.targets}
        name = name_of(self._snapshot.node(found.anchor), inside=False)
        kind = next(iter(kinds))
        if len(kinds) > 1 or kind is Kind.CONCEPT or words(name)[-1].stem in kind_stems(kind):
            return name
        titled = self._label(found) == TITLED
        return sentence(plural(kind_noun(kind))) if titled else name

    def _with_members(
        self, found: AnswerSet, heading: Heading | None = None
    ) -> tuple[list[str], list[Edge]]:
        """Return the names of a list, each with its own few members, and all edges told.

        With a heading, only what belongs there gets its members; others have a heading of theirs.
        """
        names = self._phraser.names(found)
        edges = list(found.edges)
        if len(names) > _MOST_NESTED:
            return names, edges
        told: list[str] = []
        for name, target in zip(names, found.targets, strict=True):
            inner = self._material.nested(target)
            elsewhere = heading and self._material.stage_of(target) not in heading.stages
            if inner is None or elsewhere or "(" in name or target in self._with:
                told.append(name)
                continue
            label = self._label(inner)
            edges += inner.edges
            inside = self._phraser.names(inner)
            members = join(inside, "or") if label == "has option" else ", ".join(inside)
            told.append(f"{name} ({MEMBERS.get(label, '')}{members})")
            self._with.add(target)
        return told, edges


def _title_stems(spoken: Sentence) -> set[str]:
    """Return the stems of the title under which a sentence stands."""
    return set(content_stems(" ".join(spoken.source.heading_path[-1:])))


def _says(lead: str, heading: str) -> bool:
    """Whether a list's name only says its heading again: "System Design Tradeoffs"."""
    own, above = [w.stem for w in words(lead)], [w.stem for w in words(heading)]
    return set(above) <= {*own} and own[-1:] == above[-1:]
