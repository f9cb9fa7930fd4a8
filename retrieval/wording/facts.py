"""Facts: whether the things that a sentence names are related on the cited lines as it says.

The typed edges of the cited lines are the measure. A sentence is read as groups of names with words
between them: "[Prophet and ARIMA] are typical models for [Forecasting]". Each name of a group has
to have an edge to each name of the next one, the words between have to be those of the relation,
and whether they tell from the subject or from the object has to fit: "is used by" turns "uses".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.model import Edge, Node, Relation
from retrieval.composing.subjects import kind_noun
from retrieval.text.words import stem
from retrieval.wording.names import Span, groups, spans
from retrieval.wording.tokens import (
    BE,
    DIRECTIONS,
    GLUE,
    GUARDS,
    LEADING,
    NEUTRAL,
    TURNING,
    WEAK,
    Word,
    count_of,
    raw,
)

_ARTICLES = frozenset({"a", "an", "the", "both"})
_INCLUDE = frozenset({"include", "includes", "including", "has", "have"})
_PLACING = frozenset({"for", "in", "of"})
"""Prepositions that may stand for each other: "models of forecasting", "models for forecasting"."""
Words = Sequence[Word]


@dataclass(frozen=True, slots=True)
class Fact:
    """An edge with its ends, as it stands on the lines of a source."""

    edge: Edge
    relation: Relation
    source: Node
    target: Node
    marks: frozenset[int]
    """Numbers of the sources on whose lines it is stated."""

    def label(self, first: str) -> str:
        """Return the relation in words, told from the end with this id."""
        return self.relation.label if first == self.edge.source else self.relation.inverse


class Facts:
    """The facts of an answer's sources; those that a guard turns or narrows are left out."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        plain = [fact for fact in facts if not _guarded(fact.relation)]
        self._facts: Mapping[frozenset[str], list[Fact]] = _by_ends(plain)
        self._all = plain
        self.nodes = {node.id: node for fact in facts for node in (fact.source, fact.target)}

    def state(self, text: str, marks: frozenset[int]) -> bool:
        """Whether the facts of the sources with these numbers state a clause without marks."""
        words = raw(text)
        cited = [fact for fact in self._all if fact.marks & marks]
        ends = {node.id: node for fact in cited for node in (fact.source, fact.target)}
        named = groups(words, spans(words, ends.values()))
        outside = _outside(words, named)
        if len(named) < 2 or any(word in GUARDS for word in outside):  # noqa: PLR2004
            return False
        used: list[Fact] = []
        for left, right in pairwise(named):
            found = self._related(words, left, right, marks)
            if not found:
                return False
            used += found
        cites = frozenset[int]().union(*(fact.marks for fact in used))
        return marks <= cites and self._only_says(outside, used, marks)

    def relate(self, one: str, others: Iterable[str], marks: frozenset[int]) -> bool:
        """Whether a fact of the sources with these numbers relates a node to any of others."""
        pairs = (self._facts.get(frozenset({one, other}), ()) for other in others)
        return any(fact.marks & marks for pair in pairs for fact in pair)

    def _related(
        self, words: Words, left: Sequence[Span], right: Sequence[Span], marks: frozenset[int]
    ) -> list[Fact]:
        """Return the facts by which two groups are related; empty if any pair has none."""
        between = words[left[-1].end : right[0].start]
        colon = words[right[0].start][1] == ":"
        led = _led(words, left[0].start)
        found: list[Fact] = []
        for one in left:
            for other in right:
                fits = [
                    fact
                    for fact, first in self._pair(one, other, marks)
                    if _reads(between, fact, first, colon=colon, led=led)
                ]
                if not fits:
                    return []
                found.append(fits[0])
        return found

    def _pair(self, one: Span, other: Span, marks: frozenset[int]) -> list[tuple[Fact, str]]:
        """Return the facts between two names with the id of the one that comes first."""
        return [
            (fact, first)
            for first in one.ids
            for second in other.ids
            for fact in self._facts.get(frozenset({first, second}), ())
            if fact.marks & marks
        ]

    def _only_says(
        self, outside: Sequence[str], used: Sequence[Fact], marks: frozenset[int]
    ) -> bool:
        """Whether the words beside the names are those of the facts, conditions included."""
        needed = {s for fact in used for q in fact.edge.qualifiers for s in _stems(q)}
        said = {stem(word) for word in outside}
        if not needed <= said:
            return False
        allowed = needed | {s for fact in used for s in _relation_stems(fact)}
        counts = {self._size(fact, marks) for fact in used}
        return all(
            word in GLUE
            or word in NEUTRAL
            or word in WEAK
            or word in DIRECTIONS
            or stem(word) in allowed
            or count_of(word) in counts
            for word in outside
        )

    def _size(self, fact: Fact, marks: frozenset[int]) -> int:
        """Return how many things the source of a fact has by its relation, on the cited lines."""
        key = (fact.edge.source, fact.edge.relation)
        return sum(
            (other.edge.source, other.edge.relation) == key and bool(other.marks & marks)
            for other in self._all
        )


def turn(words: Sequence[str]) -> str:
    """Return the preposition by which a phrase tells from an object to its subject, or nothing.

    "is an example of" and "is used for" do so: they end in one.
    """
    kept = [word for word in words if word not in _ARTICLES]
    return kept[-1] if kept and kept[-1] in TURNING else ""


def _reads(between: Words, fact: Fact, first: str, *, colon: bool, led: bool) -> bool:
    """Whether the words between two names tell a fact from its end ``first`` on."""
    second = fact.edge.target if first == fact.edge.source else fact.edge.source
    said = [word for word, _ in between]
    kinds = {stem(w) for end in (fact.source, fact.target) for w in kind_noun(end.kind).split()}
    while said and said[-1] not in TURNING and (stem(said[-1]) in kinds or said[-1] in GLUE):
        if said[-1] in BE or len(said) == 1:
            break
        said.pop()
    backwards, label = turn(said), fact.label(first)
    expected = turn(label.split())
    if expected == "of" and _is_one(fact, first, [word for word, _ in between]):
        return True
    if led and not backwards:
        return not expected or bool(turn(fact.label(second).split()))
    if backwards != expected and not {backwards, expected} <= _PLACING:
        return False
    told = {stem(word) for word in label.split() if word not in GLUE} | kinds
    heard = [word for word, _ in between if word not in GLUE and word not in NEUTRAL]
    if not all(stem(w) in told or w in DIRECTIONS or w in WEAK or count_of(w) for w in heard):
        return False
    words = {word for word, _ in between}
    return bool(colon or backwards or words & _INCLUDE or any(stem(w) in told for w in heard))


def _is_one(fact: Fact, first: str, between: Sequence[str]) -> bool:
    """Whether a member is said to be one of what holds it: "Grafana is a monitoring tool"."""
    member, holder = (
        (fact.source, fact.target) if first == fact.edge.source else (fact.target, fact.source)
    )
    last = holder.name.split()[-1]
    plain = all(word in BE or word in _ARTICLES for word in between)
    return bool(set(between) & BE) and plain and stem(last) == stem(kind_noun(member.kind))


def _led(words: Words, start: int) -> bool:
    """Whether a name is set in front by a preposition: "for the Forecasting use case, …"."""
    before = [word for word, _ in words[:start] if word not in {"a", "an", "the"}]
    return bool(before) and before[-1] in LEADING


def _outside(words: Words, named: Sequence[Sequence[Span]]) -> list[str]:
    """Return the words that belong to no name."""
    inside = {at for group in named for span in group for at in range(span.start, span.end)}
    return [word for at, (word, _) in enumerate(words) if at not in inside]


def _relation_stems(fact: Fact) -> set[str]:
    nouns = [kind_noun(node.kind) for node in (fact.source, fact.target)]
    return _stems(" ".join([fact.relation.label, fact.relation.inverse, *nouns]))


def _stems(text: str) -> set[str]:
    return {stem(word) for word, _ in raw(text) if word not in GLUE}


def _guarded(relation: Relation) -> bool:
    """Whether a relation's label holds a word that turns or ranks: "is not meant for"."""
    return any(word in GUARDS for word, _ in raw(f"{relation.label} {relation.inverse}"))


def _by_ends(facts: Sequence[Fact]) -> dict[frozenset[str], list[Fact]]:
    found: dict[frozenset[str], list[Fact]] = {}
    for fact in facts:
        found.setdefault(frozenset({fact.edge.source, fact.edge.target}), []).append(fact)
    return found
