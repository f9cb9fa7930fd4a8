"""Statements: the sentence that says what the best query gave, in the shape of the query."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Edge, Node
from graph.schema import STRUCTURE, Kind
from graph.snapshot import Snapshot
from ingest.facts import Reader
from retrieval.composing.disagreement import apart, where
from retrieval.composing.extremes import Extremes
from retrieval.composing.occurrences import Occurrences
from retrieval.composing.phrases import Phraser
from retrieval.composing.procedure import Procedure
from retrieval.composing.sequences import asked_end, ordered
from retrieval.composing.sheet import Sheet
from retrieval.composing.sides import Sides
from retrieval.composing.stages import Stages
from retrieval.composing.subjects import kind_noun, name_of, subject
from retrieval.composing.telling import told_forward
from retrieval.composing.verdicts import Verdicts
from retrieval.queries.answer_sets import OUT, AnswerSet
from retrieval.queries.columns import cells, header
from retrieval.queries.ordinals import at_place, ordinal, place_name
from retrieval.queries.polar import Polar
from retrieval.queries.shapes import Candidate, Shape, is_beside
from retrieval.question.intent import Asked, Intent
from retrieval.ranking.prose import Prose
from retrieval.text.english import begins_with, join, number, plural
from retrieval.text.words import content_stems

MOST_BRIDGES = 2
"""First hops that an answer over two hops says."""
_POLAR = re.compile(r"(?:does|do|is|are|can)\b", re.IGNORECASE)
_DOUBT = re.compile(r"\b(?:or|not|never|without|no|only|always|all|better|more)\b|n['’]t\b", re.I)
"""Words with which a fact is no plain yes."""
LONGEST_QUOTED = 30
"""Words of a sentence that says a fact in the handbook's own words."""


class Statements:
    """Says candidates of one snapshot."""

    def __init__(self, snapshot: Snapshot, phraser: Phraser, polar: Polar, prose: Prose) -> None:
        self._prose = prose
        self._snapshot = snapshot
        self._phraser = phraser
        self._occurrences = Occurrences(snapshot)
        self._extremes = Extremes(snapshot)
        self._procedure = Procedure(snapshot)
        self._stages = Stages(snapshot)
        self._verdicts = Verdicts(snapshot, phraser, polar)
        self._sides = Sides(snapshot, phraser, self._verdicts)

    def say(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        """Write what a candidate gave."""
        says = {
            Shape.PAIR: self._sides.say,
            Shape.LIST_ALL: self._all,
            Shape.OCCURRENCES: self._occurrences.say,
            Shape.EXTREME: self._extremes.say,
            Shape.PLACE: self._place,
            Shape.FLOW: self._flow,
            Shape.BESIDE: self._beside,
            Shape.OTHERS: self._others,
            Shape.PROCEDURE: self._procedure.say,
            Shape.STAGES: self._stages.say,
        }.get(best.shape)
        if says is not None:
            says(sheet, asked, best)
        elif self._only_beside(asked, best):
            sheet.say(self._edge_clause(best.via[0]), best.via[:1])
        elif not self._placed(sheet, asked, best):
            self._sets(sheet, asked, best)

    def _sets(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        """Write the sets of a candidate, then the first hops that led to them."""
        if chain := ordered(self._snapshot, best.sets):
            self._sequence(sheet, asked, chain)
            return
        if not self._verdicts.say(sheet, best.sets, count=asked.wants(Intent.COUNT)):
            for found in map(told_forward, self._joined(best)):
                self._set(sheet, asked, found)
        spoken = best.shape is Shape.TWO_HOPS and len(best.via) <= MOST_BRIDGES
        for edge in best.via if spoken else ():
            if edge.key not in sheet.stated and not self._is_part(edge):
                sheet.say(self._edge_clause(edge), [edge])

    def _joined(self, best: Candidate) -> Sequence[AnswerSet]:
        """Return the sets, with the member of the same list from which the others were found."""
        found = best.sets[0]
        if not is_beside(best):
            return best.sets
        edge = next(iter(best.via))
        pairs = sorted(
            zip((*found.edges, edge), (*found.targets, edge.target), strict=True),
            key=lambda pair: _place(pair[0], self._snapshot.node(pair[1]).name),
        )
        edges, targets = tuple(e for e, _ in pairs), tuple(other for _, other in pairs)
        return (AnswerSet(*found.key, edges, targets),)

    def _is_part(self, edge: Edge) -> bool:
        """Whether an edge only takes a name apart: "a + b combines a"."""
        source, target = (self._snapshot.node(end).name for end in (edge.source, edge.target))
        return "+" in source and target.lower() in source.lower()

    def _sequence(self, sheet: Sheet, asked: Asked, chain: Sequence[Edge]) -> None:
        """Write steps in their order, or the one at the end that is asked for."""
        steps = [chain[0].source, *(edge.target for edge in chain)]
        names = [name_of(self._snapshot.node(step)) for step in steps]
        end = asked_end(asked.clause)
        if end is None:
            sheet.say(f"in this order: {'; '.join(names)}", chain)
        else:
            word = "last" if end else "first"
            sheet.say(f"the {word} step is: {names[end]}", [chain[end]])

    def _only_beside(self, asked: Asked, best: Candidate) -> bool:
        """Whether the answers only stand in one list with what was asked about.

        "Is it needed?" is asked by a step; what else the step asks is no answer to it.
        """
        lists = asked.kinds or asked.wants(Intent.LIST, Intent.COUNT) or "other" in asked.clause
        return is_beside(best) and not lists

    def quoted(self, sheet: Sheet, found: AnswerSet) -> bool:
        """Say a single fact of prose in the sentence that states it; return whether it could be."""
        edge = found.edges[0]
        if len(found.edges) > 1 or edge.readers != (Reader.PROSE,):
            return False
        names = [self._snapshot.node(end).name for end in (edge.source, edge.target)]
        said = self._prose.stating(edge.evidence[0], " ".join(names))
        if said is None or said.leans or len(said.text.split()) > LONGEST_QUOTED:
            return False
        sheet.quoted.add(said.ref)
        sheet.state(said.text, said.source, found.edges)
        sheet.about = found.anchor if found.direction == OUT else ""
        return True

    def _set(self, sheet: Sheet, asked: Asked, found: AnswerSet) -> None:
        """Write one set, or each of its places where these disagree."""
        sets = apart(self._snapshot, found, attribute=self._phraser.is_attribute(found))
        counted = self._common_kind(asked, found)
        count = asked.wants(Intent.COUNT)
        if len(sets) > 1:
            self._disagreeing(sheet, sets)
        elif count or not self.quoted(sheet, found):
            clause = self._phraser.clause(found, counted=counted, count=count)
            if self._affirms(asked, found):
                clause = f"yes, {clause}"
            if count:
                clause = _with_number(clause, len(found.targets))
            begins = begins_with(clause, subject(self._snapshot.node(found.anchor)))
            sheet.say(clause, found.edges, found.anchor if begins else "")

    def _affirms(self, asked: Asked, found: AnswerSet) -> bool:
        """Whether a single fact is what a yes-or-no question asks: both ends and the verb."""
        terms = set(asked.terms)
        if len(found.edges) != 1 or not _POLAR.match(asked.clause) or _DOUBT.search(asked.clause):
            return False
        nodes = [self._snapshot.node(end) for end in (found.anchor, found.targets[0])]
        ends = [set(content_stems(node.name)) for node in nodes]
        relation = self._snapshot.relation(found.relation)
        verb = set(content_stems(f"{relation.label} {relation.inverse}")) - ends[0] - ends[1]
        return all(end and end <= terms for end in ends) and bool(verb & terms)

    def _disagreeing(self, sheet: Sheet, sets: Sequence[AnswerSet]) -> None:
        """Write what each of several places says, with the place."""
        first = sets[0]
        said = f"{self._phraser.clause(first)} {where(first, sets[1])} {sheet.cite(first.edges)}"
        for one in sets[1:]:
            names = join(self._phraser.names(one))
            said += f", but {names} {where(one, first)} {sheet.cite(one.edges)}"
        sheet.sentences.append(f"The handbook disagrees with itself: {said}.")

    def _placed(self, sheet: Sheet, asked: Asked, best: Candidate) -> bool:
        """Say which one of a list stands at the place that is asked for; return whether it is."""
        sought = ordinal(asked.clause)
        found = best.sets[0]
        if sought is None or len(best.sets) > 1 or best.via or asked.wants(Intent.COUNT):
            return False
        place, kind = sought
        one = at_place(found, place)
        kinds = {self._snapshot.node(target).kind for target in found.targets}
        if one is None or (kinds != {kind} and kind is not Kind.CONCEPT):
            return False
        noun = kind_noun(kind) if kinds == {kind} else "item"
        title = name_of(self._snapshot.node(found.anchor), inside=False)
        name = name_of(self._snapshot.node(one.targets[0]))
        sheet.say(f"the {place_name(place)} {noun} under “{title}” is {name}", one.edges)
        return True

    def _place(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        """Say what stands at a place of the sequence under a title."""
        place, kind = ordinal(asked.clause) or (0, Kind.CONCEPT)
        (edge,) = best.edges
        title = " ".join(edge.evidence[0].heading_path[-1:])
        noun = "item" if kind is Kind.CONCEPT else kind_noun(kind)
        name = name_of(self._snapshot.node(edge.target))
        sheet.say(f"the {place_name(place)} {noun} under “{title}” is {name}", [edge])

    def _edge_clause(self, edge: Edge) -> str:
        one = AnswerSet(edge.source, edge.relation, OUT, (edge,), (edge.target,))
        return self._phraser.clause(one)

    def _common_kind(self, asked: Asked, found: AnswerSet) -> Kind | None:
        """Return the kind of all answers where the question asks for it or to count."""
        kinds = {self._snapshot.node(target).kind for target in found.targets}
        kinds = {kind for kind in kinds if kind is not Kind.CONCEPT} or kinds
        if len(kinds) != 1:
            return None
        kind = next(iter(kinds))
        if kind is Kind.CONCEPT or kind in STRUCTURE:
            return None
        return kind if kind in asked.kinds or asked.wants(Intent.COUNT) else None

    def _all(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        targets = [target for found in best.sets for target in found.targets]
        kind = self._snapshot.node(targets[0]).kind
        noun = kind_noun(kind) if len(targets) == 1 else plural(kind_noun(kind))
        parts = [
            f"{join(self._phraser.names(found))} {sheet.cite(found.edges)}" for found in best.sets
        ]
        lead = f"The handbook names {number(len(targets))} {noun}"
        if not asked.wants(Intent.COUNT):
            lead = f"The handbook names these {noun}" if len(targets) > 1 else "The handbook names"
        sheet.sentences.append(f"{lead}: {'; '.join(parts)}.")

    def _beside(self, sheet: Sheet, _: Asked, best: Candidate) -> None:
        """Say what is listed beside a thing, and that no more is said of it than that."""
        found, (edge,) = best.sets[0], best.via
        name = name_of(self._snapshot.node(best.focus))
        title = name_of(self._snapshot.node(found.anchor), inside=False)
        names = join(self._phraser.names(found))
        verb = "is" if len(found.targets) == 1 else "are"
        sheet.say(f"listed beside {name} under “{title}” {verb} {names}", [*found.edges, edge])

    def _others(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        """Say what else there is beside what something is said of, and that it is said of that."""
        *sets, given = best.sets
        edges = [edge for found in sets for edge in found.edges]
        nodes = [self._snapshot.node(target) for found in sets for target in found.targets]
        pairs = sorted(zip(edges, nodes, strict=True), key=lambda p: _place(p[0], p[1].name))
        one = len(nodes) == 1
        noun = self._noun(pairs[0][0], nodes)
        noun = f" {noun if one else plural(noun)}" if noun else ""
        other = "only other" if one else "other" if noun else "others"
        names = join([name_of(node) for _, node in pairs])
        lead = f"the {other}{noun} that the handbook names {'is' if one else 'are'} {names}"
        sheet.say(lead, edges)
        told = [set(content_stems(self._snapshot.node(target).name)) for target in given.targets]
        if not all(stems <= set(asked.terms) for stems in told):
            self._set(sheet, asked, told_forward(given))

    def _noun(self, edge: Edge, nodes: Sequence[Node]) -> str:
        """Return what things are called: by their kind, or by the header over a table's rows."""
        kinds = {node.kind for node in nodes}
        if len(kinds) == 1 and Kind.CONCEPT not in kinds:
            return kind_noun(next(iter(kinds)))
        place = edge.evidence[0]
        head = next(iter(header(self._snapshot, place)), "") if Reader.TABLE in edge.readers else ""
        first = next(iter(cells(place.text)), "")
        if not head.isalpha() or first not in {node.name for node in nodes}:
            return ""
        return head.lower() if head[1:].islower() else head

    def _flow(self, sheet: Sheet, asked: Asked, best: Candidate) -> None:
        found = best.sets[0]
        if not best.focus:
            sheet.say(self._phraser.clause(found), found.edges)
            for edge in best.via:
                sheet.say(self._edge_clause(edge), [edge])
            return
        if len(best.via) > 1:
            ends = join([name_of(self._snapshot.node(edge.target)) for edge in best.via])
            verb = "comes" if len(found.targets) == 1 else "come"
            sheet.say(f"between {ends} {verb} {join(self._phraser.names(found))}", best.edges)
            return
        side = "after" if asked.wants(Intent.AFTER) else "before"
        focus = name_of(self._snapshot.node(best.focus))
        place = name_of(self._snapshot.node(found.anchor))
        items = join(self._phraser.names(found))
        sheet.say(f"{side} {focus} comes {items}, in {place}", best.edges)


def _place(edge: Edge, name: str) -> tuple[str, int, int, str]:
    """Where an edge stands in the text: its line, then its object's place in the line."""
    first = edge.evidence[0]
    column = first.text.lower().find(name.lower())
    return (first.path, first.line_start, column if column >= 0 else len(first.text), name)


def _with_number(clause: str, targets: int) -> str:
    """Return a clause that says how many it names, if that is several and it did not say so."""
    said = number(targets) in re.findall(r"\w+", clause)
    return clause if targets == 1 or said else f"{clause.rstrip('.')}, {number(targets)} in all"
