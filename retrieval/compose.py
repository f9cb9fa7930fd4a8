"""Composing: what was asked first, in one sentence, then what else bears on it, all cited.

Facts that stand on the same lines share one citation; citations are numbered in the order in
which the text refers to them. An answer to a question about one thing stays within some sixty
words unless the list that was asked for is longer itself.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.model import Edge, Evidence
from graph.schema import STRUCTURE, Kind
from graph.snapshot import Snapshot
from retrieval.answer import Citation, Status
from retrieval.answer_sets import OUT, AnswerSet, sources
from retrieval.candidates import Candidate, Shape
from retrieval.cover import Cover
from retrieval.english import join, number, plural, sentence
from retrieval.intent import Asked, Intent
from retrieval.phrases import Phraser, agree, kind_noun, name_of
from retrieval.rank import Scored
from retrieval.words import content_stems

MOST_WORDS = 60
MOST_SUPPORTS = 2
LEAST_SUPPORT = 0.62
"""Share of the best score that a supporting fact needs."""
LEAST_ONWARD = 0.45
"""The same for one that goes on from a stated fact on the same lines."""
MOST_QUOTED = 40
"""Words of a passage that are quoted where no fact answers."""
MOST_SUGGESTED = 3
_LISTING = (Intent.LIST, Intent.COUNT)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer's text with its citations."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(slots=True)
class _Sheet:
    """What is being written: sentences and the citations that they use so far."""

    snapshot: Snapshot
    sentences: list[str] = field(default_factory=list[str])
    places: list[Evidence] = field(default_factory=list[Evidence])
    stated: set[tuple[str, str, str]] = field(default_factory=set[tuple[str, str, str]])
    supports: set[tuple[str, str, tuple[str, ...]]] = field(
        default_factory=set[tuple[str, str, tuple[str, ...]]]
    )
    """Relation, direction and targets of what was added: not to be said of another thing again."""

    def marks(self, places: Iterable[Evidence]) -> str:
        """Return the marks of some places, numbering new ones."""
        numbers: list[int] = []
        for place in places:
            if place not in self.places:
                self.places.append(place)
            numbers.append(self.places.index(place) + 1)
        return "".join(f"[{n}]" for n in sorted(set(numbers)))

    def cite(self, edges: Sequence[Edge]) -> str:
        """Return the marks of the lines that state the edges."""
        self.stated.update(edge.key for edge in edges)
        return self.marks(sources(self.snapshot, edges))

    def say(self, clause: str, edges: Sequence[Edge]) -> None:
        """Add a sentence that the edges state."""
        self.sentences.append(f"{sentence(clause)} {self.cite(edges)}.")

    @property
    def words(self) -> int:
        """Words written so far."""
        return len(" ".join(self.sentences).split())

    def done(self) -> Composed:
        """Return the text with its citations."""
        return Composed(
            " ".join(self.sentences),
            tuple(Citation(str(n), p.text, p) for n, p in enumerate(self.places, start=1)),
        )


class Composer:
    """Words the answers from one snapshot's facts."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._phraser = Phraser(snapshot)

    def from_facts(self, asked: Asked, ranked: Sequence[Scored], cover: Cover) -> Composed:
        """Compose from the ranked candidates, the best of which answers; at least one."""
        sheet = _Sheet(self._snapshot)
        if cover.status is Status.PARTIAL:
            sheet.sentences.append(f"The handbook does not mention {join(cover.missing, 'or')}.")
        best = ranked[0].candidate
        self._say_main(sheet, asked, best)
        alone = best.shape is Shape.LIST_ALL or (asked.kinds and asked.wants(*_LISTING))
        most = 0 if alone else MOST_SUPPORTS
        for scored in self._supports(ranked, sheet):
            if most == 0:
                break
            most -= self._say_support(sheet, best, scored.candidate)
        return sheet.done()

    def from_passage(self, question: str, text: str, source: Evidence) -> Composed:
        """Quote the sentences of a passage that hold most of the question's words."""
        sheet = _Sheet(self._snapshot)
        asked = set(content_stems(question))
        parts = [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]
        start = max(
            range(len(parts)), key=lambda n: (len(asked & set(content_stems(parts[n]))), -n)
        )
        quoted: list[str] = []
        for part in parts[start:]:
            if quoted and len(" ".join([*quoted, part]).split()) > MOST_QUOTED:
                break
            quoted.append(part)
        words = " ".join(quoted).split()
        cut = " ".join(words[:MOST_QUOTED]) + (" …" if len(words) > MOST_QUOTED else "")
        sheet.sentences.append(f"{sentence(cut.rstrip('.'))} {sheet.marks([source])}.")
        return sheet.done()

    def not_covered(self, topics: Sequence[str]) -> str:
        """Return the text of an answer to a question that the handbook does not cover."""
        text = "The handbook does not cover this question."
        if topics:
            text += f" The nearest topics in it are {join(topics)}."
        return text

    def evidence_text(self, candidate: Candidate) -> str:
        """Return a candidate's facts in words, as ranked evidence shows them."""
        sets = [self._phraser.clause(found) for found in candidate.sets]
        return f"{sentence('; '.join(sets))}."

    def _say_main(self, sheet: _Sheet, asked: Asked, best: Candidate) -> None:
        if best.shape is Shape.PAIR:
            self._say_pair(sheet, best)
        elif best.shape is Shape.LIST_ALL:
            self._say_all(sheet, asked, best)
        elif best.shape is Shape.FLOW:
            self._say_flow(sheet, asked, best)
        else:
            for found in best.sets:
                counted = self._common_kind(asked, found)
                count = asked.wants(Intent.COUNT)
                sheet.say(self._phraser.clause(found, counted=counted, count=count), found.edges)
        spoken = best.shape is Shape.TWO_HOPS and len(best.via) <= MOST_SUPPORTS
        for edge in best.via if spoken else ():
            if edge.key not in sheet.stated:
                sheet.say(self._edge_clause(edge), [edge])

    def _edge_clause(self, edge: Edge) -> str:
        one = AnswerSet(edge.source, edge.relation, OUT, (edge,), (edge.target,))
        return self._phraser.clause(one)

    def _common_kind(self, asked: Asked, found: AnswerSet) -> Kind | None:
        """Return the kind of all answers where the question asks for it or to count."""
        kinds = {self._snapshot.node(target).kind for target in found.targets}
        if len(kinds) != 1:
            return None
        kind = next(iter(kinds))
        if kind is Kind.CONCEPT or kind in STRUCTURE:
            return None
        return kind if kind in asked.kinds or asked.wants(Intent.COUNT) else None

    def _say_pair(self, sheet: _Sheet, best: Candidate) -> None:
        one, two = best.sets
        if one.targets == two.targets:
            names = [name_of(self._snapshot.node(s.anchor), inside=False) for s in (one, two)]
            items = join(self._phraser.names(one))
            label = self._phraser.label(one)
            clause = f"Both {join(names)} {agree(label, many=True)} {items}"
            sheet.say(clause, (*one.edges, *two.edges))
            return
        first = f"{self._phraser.clause(one)} {sheet.cite(one.edges)}"
        second = f"{self._phraser.clause(two)} {sheet.cite(two.edges)}"
        sheet.sentences.append(f"{sentence(first)}, while {second}.")

    def _say_all(self, sheet: _Sheet, asked: Asked, best: Candidate) -> None:
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

    def _say_flow(self, sheet: _Sheet, asked: Asked, best: Candidate) -> None:
        found = best.sets[0]
        if not best.focus:
            sheet.say(self._phraser.clause(found), found.edges)
            return
        side = "after" if asked.wants(Intent.AFTER) else "before"
        focus = name_of(self._snapshot.node(best.focus))
        place = name_of(self._snapshot.node(found.anchor))
        items = join(self._phraser.names(found))
        sheet.say(f"{side} {focus} comes {items}, in {place}", best.edges)

    def _supports(self, ranked: Sequence[Scored], sheet: _Sheet) -> list[Scored]:
        """Return what may be added: good enough, about the same things, not said yet."""
        best = ranked[0]
        return [
            scored
            for scored in ranked[1:]
            if not scored.features["structure"]
            and scored.score >= _least_support(scored.candidate, best.candidate) * best.score
            and not any(edge.key in sheet.stated for edge in scored.candidate.sets[0].edges)
        ]

    def _say_support(self, sheet: _Sheet, best: Candidate, extra: Candidate) -> bool:
        """Add a supporting sentence if it is new and there is room; return whether it was."""
        found = extra.sets[0]
        same = (found.relation, found.direction, found.targets)
        if same in sheet.supports or any(edge.key in sheet.stated for edge in found.edges):
            return False
        clause = self._phraser.clause(found, also=found.anchor == best.sets[0].anchor)
        if sheet.words + len(clause.split()) > MOST_WORDS:
            return False
        sheet.supports.add(same)
        sheet.say(clause, found.edges)
        return True


def _least_support(extra: Candidate, best: Candidate) -> float:
    """Return the share of the best score that a candidate needs to be added to it.

    It tells more of what the best one starts from, or it goes on from one of its answers by
    another relation on the same lines of the text; nothing else bears on the answer.
    """
    found = extra.sets[0]
    if extra.shape not in {Shape.ONE_HOP, Shape.EDGE, Shape.TWO_HOPS} or len(extra.sets) > 1:
        return math.inf
    if any(found.anchor == said.anchor for said in best.sets):
        return LEAST_SUPPORT
    goes_on = any(
        found.anchor in said.targets and found.relation != said.relation for said in best.sets
    )
    lines = {edge.evidence[0] for said in best.sets for edge in said.edges}
    same = any(edge.evidence[0] in lines for edge in found.edges)
    return LEAST_ONWARD if goes_on and same else math.inf
