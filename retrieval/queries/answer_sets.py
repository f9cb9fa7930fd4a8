"""Answer sets: the edges of one node that share relation and direction, as one unit.

They are what a question about one node asks for ("Forecasting" and its models), what an answer
states in one sentence, and what is ranked as one piece of evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from graph.model import Edge, Evidence
from graph.snapshot import Snapshot
from graph.structure import STRUCTURAL
from retrieval.memo import Memo
from retrieval.queries.columns import header, over
from retrieval.queries.relation_words import wording_stems
from retrieval.text.words import content_stems, told_stems

CONTAINING = frozenset({"includes", "covers"})
"""Labels by which a title holds what stands under it."""
LINKING = "links to"
"""The label of what leads out of the handbook: the least of facts."""
PRECEDES = "precedes"
"""The label of the order of steps."""
DEFINED_AS = "DEFINED_AS"
"""The relation by which the text says what a thing is."""
ANSWERED_BY = "ANSWERED_BY"
"""The relation between a question that the text asks and what it answers."""
VERSUS = "VERSUS"
"""The relation between two things that the text weighs against each other."""
HAS_OPTION = "HAS_OPTION"
"""The relation between a tradeoff and each side of it."""
NOTE = "HAS_NOTE"
"""The relation between a title and a whole sentence in its list."""
_COLUMN = "HAS_"
"""How the names of relations begin that come from a column's header."""
_WORDED = re.compile(r"[^\W_]")
OUT = "out"
IN = "in"


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """A node with the other ends of its edges of one relation and direction."""

    anchor: str
    """The node that the set tells about."""
    relation: str
    direction: str
    """``out``: the anchor is the edges' source; ``in``: their target."""
    edges: tuple[Edge, ...]
    """In the order of the text."""
    targets: tuple[str, ...]
    """The other ends, in the same order."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two sets tell about the same."""
        return (self.anchor, self.relation, self.direction)

    def only(self, targets: Iterable[str]) -> AnswerSet:
        """Return the set cut down to some of its targets."""
        kept = frozenset(targets)
        if kept.issuperset(self.targets):
            return self
        pairs = [p for p in zip(self.edges, self.targets, strict=True) if p[1] in kept]
        return AnswerSet(
            self.anchor,
            self.relation,
            self.direction,
            tuple(e for e, _ in pairs),
            tuple(t for _, t in pairs),
        )


@dataclass(frozen=True, slots=True)
class SetWords:
    """Stems by which a set can be recognised."""

    anchor: frozenset[str]
    relation: frozenset[str]
    """Of the relation's name and both labels."""
    place: frozenset[str]
    """Of the title above it, and of the header over its answers, or over the rows that they are."""
    targets: frozenset[str]
    header: frozenset[str] = frozenset()
    """Of the header over its answers."""

    @property
    def given(self) -> frozenset[str]:
        """All but what the set answers with."""
        return self.anchor | self.relation | self.place


CATALOGUE = 20
"""Entries from which a list is a catalogue."""


class AnswerSets:
    """Answer sets of a snapshot, built for a node when it is first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._titles = snapshot.titles
        self._sets: dict[str, tuple[AnswerSet, ...]] = {}
        self._words: dict[tuple[str, str, str], SetWords] = {}
        self._stems: dict[str, frozenset[str]] = {}
        self._relations: dict[str, frozenset[str]] = {}
        self._labels = Memo[str, frozenset[str]](self._label_stems)
        self._asking = frozenset(
            r.name for r in snapshot.graph.relations if r.label.lower() == "asks"
        )
        self._containing = frozenset(
            r.name for r in snapshot.graph.relations if r.label.lower() in CONTAINING
        )
        self.linking = frozenset(r.name for r in snapshot.graph.relations if r.label == LINKING)
        """Relations that lead out of the handbook."""

    def of(self, node_id: str) -> tuple[AnswerSet, ...]:
        """Return the sets anchored at a node, sorted by relation and direction.

        Relations that only mirror the text (sections, mentions) state nothing and are left out.
        """
        known = self._sets.get(node_id)
        if known is None:
            known = self._sets[node_id] = tuple(
                self._build(node_id, direction) for direction in self._directions(node_id)
            )
        return known

    def of_edge(self, edge: Edge) -> tuple[AnswerSet, ...]:
        """Return the two sets that hold an edge, its source's first."""
        found = [s for s in self.of(edge.source) if s.relation == edge.relation]
        found += [s for s in self.of(edge.target) if s.relation == edge.relation]
        return tuple(s for s in found if edge in s.edges)

    def words(self, answer_set: AnswerSet) -> SetWords:
        """Return the stems of a set."""
        known = self._words.get(answer_set.key)
        if known is None:
            known = self._words[answer_set.key] = self._read_words(answer_set)
        return known

    def stems(self, node_id: str) -> frozenset[str]:
        """Return the stems of a node's name and aliases."""
        known = self._stems.get(node_id)
        if known is None:
            node = self._snapshot.node(node_id)
            known = told_stems(" ".join((node.name, *node.aliases)))
            self._stems[node_id] = known
        return known

    def relation_stems(self, name: str) -> frozenset[str]:
        """Return the stems of a relation's name, of both its labels and of its other wordings."""
        known = self._relations.get(name)
        if known is None:
            known = self._relations[name] = self.label_stems(name).union(*wording_stems(name))
        return known

    def label_stems(self, name: str) -> frozenset[str]:
        """Return the stems of a relation's name and of both its labels."""
        return self._labels[name]

    def _label_stems(self, name: str) -> frozenset[str]:
        relation = self._snapshot.relation(name)
        text = f"{name.replace('_', ' ')} {relation.label} {relation.inverse}"
        return frozenset(content_stems(text))

    def is_layout(self, found: AnswerSet) -> bool:
        """Whether a set says only where in the text its anchor is listed or asked, or notes it."""
        if found.relation == NOTE:
            return True
        if found.direction == OUT:
            return False
        return found.relation in self._asking or (
            found.relation in self._containing
            and all(self._snapshot.is_title(edge.source) for edge in found.edges)
            and not all(self._is_catalogue(edge) for edge in found.edges)
        )

    def _is_catalogue(self, edge: Edge) -> bool:
        """Whether a list is so long that it is looked up rather than read."""
        return len(self._snapshot.out(edge.source)) >= CATALOGUE

    def _directions(self, node_id: str) -> list[tuple[str, str]]:
        outward = {(edge.relation, OUT) for edge in self._snapshot.out(node_id)}
        inward = {(edge.relation, IN) for edge in self._snapshot.into(node_id)}
        return sorted(pair for pair in outward | inward if pair[0] not in STRUCTURAL)

    def _build(self, node_id: str, which: tuple[str, str]) -> AnswerSet:
        relation, direction = which
        outward = direction == OUT
        edges = self._snapshot.out(node_id) if outward else self._snapshot.into(node_id)
        pairs = [(e, e.target if outward else e.source) for e in edges if e.relation == relation]
        pairs.sort(key=lambda pair: self._place(*pair))
        return AnswerSet(
            node_id, relation, direction, tuple(e for e, _ in pairs), tuple(t for _, t in pairs)
        )

    def _place(self, edge: Edge, other: str) -> tuple[str, int, int, str]:
        """Where an edge stands in the text: its line, then its other end's place in the line."""
        first = edge.evidence[0]
        node = self._snapshot.node(other)
        text = first.text.lower()
        found = [text.find(name.lower()) for name in (node.name, *node.aliases)]
        column = min((place for place in found if place >= 0), default=len(text))
        return (first.path, first.line_start, column, other)

    def _read_words(self, answer_set: AnswerSet) -> SetWords:
        titles = {self._titles.of(place) for edge in answer_set.edges for place in edge.evidence}
        if answer_set.direction == IN and answer_set.relation.startswith(_COLUMN):
            # The subjects of rows are what the first header calls them: "Which kilns have …?"
            titles.update(header(self._snapshot, answer_set.edges[0].evidence[0])[:1])
        head = self._header(answer_set)
        return SetWords(
            anchor=self.stems(answer_set.anchor),
            relation=self.relation_stems(answer_set.relation),
            place=told_stems(" ".join(sorted({*titles, head}))),
            targets=frozenset(stem for target in answer_set.targets for stem in self.stems(target)),
            header=frozenset(content_stems(head)),
        )

    def _header(self, found: AnswerSet) -> str:
        """Return the header over what a set answers with; empty where it is in no column."""
        if found.direction == IN or found.relation in self._containing:
            return ""
        name = self._snapshot.node(next(iter(found.targets))).name
        return over(self._snapshot, found.edges[0].evidence[0], name)


def sources(snapshot: Snapshot, edges: Iterable[Edge]) -> tuple[Evidence, ...]:
    """Return the places that state the edges, one for each run of lines that follow each other.

    A place is taken once even where several edges stand on it; neighbouring lines under the same
    headings (a list) become one place, whose text is the file's own lines.
    """
    places = {_worded(snapshot, edge.evidence[0]) for edge in edges}
    if len(places) == 1:
        return tuple(places)
    runs: list[list[Evidence]] = []
    end = 0
    for place in sorted(places):
        if runs and _follows(runs[-1][0], place, end):
            runs[-1].append(place)
            end = max(end, place.line_end)
        else:
            runs.append([place])
            end = place.line_end
    return tuple(_merged(snapshot, run) for run in runs)


def _worded(snapshot: Snapshot, place: Evidence) -> Evidence:
    """Return a place of arrows alone with the lines around it that name what they join."""
    if _WORDED.search(place.text):
        return place
    lines = snapshot.lines(place.path)
    first, last = place.line_start - 1, place.line_end - 1
    while first > 0 and not _WORDED.search(lines[first]):
        first -= 1
    while last + 1 < len(lines) and not _WORDED.search(lines[last]):
        last += 1
    return _lines(snapshot, replace(place, line_start=first + 1, line_end=last + 1))


def _follows(first: Evidence, place: Evidence, end: int) -> bool:
    """Whether a place goes on from a run of places that ends in line ``end``."""
    return (
        first.path == place.path
        and first.heading_path == place.heading_path
        and place.line_start <= end + 1
    )


def _merged(snapshot: Snapshot, run: Sequence[Evidence]) -> Evidence:
    """Return one place for those that follow each other."""
    if len(run) == 1:
        return run[0]
    return _lines(snapshot, replace(run[0], line_end=max(place.line_end for place in run)))


def _lines(snapshot: Snapshot, place: Evidence) -> Evidence:
    lines = snapshot.lines(place.path)
    return replace(place, text="\n".join(lines[place.line_start - 1 : place.line_end]))
