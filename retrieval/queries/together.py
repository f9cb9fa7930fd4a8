"""Together: what the text says of several things that a question names side by side.

"How do cats and dogs differ?" asks one thing of both, as does "What are bowls and leads for?",
which compares nothing. The same relation is told of each; where the text says nothing of the same
sort about them, the best of what it says of each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from graph.schema import STRUCTURE
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import (
    CONTAINING,
    HAS_OPTION,
    IN,
    LINKING,
    AnswerSet,
    AnswerSets,
)
from retrieval.queries.polar import NO
from retrieval.queries.shapes import Candidate, Shape, each_gives
from retrieval.question.intent import Asked, Intent
from retrieval.question.link import WHOLE_NAME, Link, Names, Reason

LEAST_NAMED = 0.35
"""Score of a link from which it is a thing that the question names."""
BY_KIN = 0.6
"""Share of a link's score that is left for a thing of like name."""
MOST_TOGETHER = 4
MOST_CROSSED = 4
"""Sets of one thing that are put beside any set of another."""
_JOINT = re.compile(
    r"\s*(?:[,&/+]|,?\s*(?:and|or|vs\.?|versus))\s*(?:(?:for|of|in|on|as)\s+)?"
    r"(?:the\s+|an?\s+)?",
    re.IGNORECASE,
)
"""What stands between two things of which the same is asked."""
_VERSUS = re.compile(r"\s+(?:vs\.?|versus)\s+", re.IGNORECASE)
_TWO = 2
_BETWEEN = re.compile(r"\bbetween\b|\bfrom\b.+\bto\b", re.IGNORECASE)
_APART = re.compile(
    r"\b(?:differen\w+|choose|choice|decide|trade-?off|compar\w+|distin\w+|similar\w*|common)\b",
    re.IGNORECASE,
)
"""Words that set the things apart between which something lies, rather than ask what lies there."""
_CHOICE = re.compile(r"\bwhich (?:one )?of (?:the |these )?$", re.IGNORECASE)
"""What stands before things of which one is asked for."""
COMMON = re.compile(
    r"\bin common\b|\bshared?\b|\bshares\b|\bboth\b|\balike\b|\bcommon (?:to|between)\b", re.I
)
"""How a question asks for what things have in common."""
_SAME = re.compile(r"\bsame\b|\bidentical\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Slot:
    """A thing that a question names, with the nodes that it may be."""

    start: int
    end: int
    """Characters of the question."""
    nodes: Mapping[str, float]
    """Node to the link's score, the best first."""
    sure: bool = True
    """Whether it is named, rather than only meant."""


def asks_between(clause: str) -> bool:
    """Whether a question asks what lies between things, or on the way from one to the other."""
    return bool(_BETWEEN.search(clause)) and not _APART.search(clause)


def slots(text: str, links: Iterable[Link], names: Names) -> list[Slot]:
    """Return the things that a question names, in its order; of names within names the longest.

    A thing may also be one of like name: "edge" the pattern "Edge Inference". Neighbouring words
    name one thing if there is one that both may be.
    """
    found: dict[tuple[int, int], dict[str, float]] = {}
    sure: set[tuple[int, int]] = set()
    for link in _sides_apart(text, links, names):
        whole = link.reason in WHOLE_NAME
        place = (link.start, link.end) if whole else _place(text, link.span)
        if (whole or link.score >= LEAST_NAMED) and place[0] >= 0 and link.span != text:
            found.setdefault(place, {}).setdefault(link.node_id, link.score)
            if whole or link.reason is Reason.PART:
                sure.add(place)
            for kin in names.kin(link.node_id) if whole else ():
                found[place].setdefault(kin, BY_KIN * link.score)
    longest = [
        Slot(start, end, nodes, (start, end) in sure)
        for (start, end), nodes in sorted(found.items())
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in found)
    ]
    return [slot for slot in _merged(text, longest) if slot.sure]


def _sides_apart(text: str, links: Iterable[Link], names: Names) -> Iterator[Link]:
    """Yield the links, and for a name that sets two things against each other those of each."""
    for link in links:
        span = text[link.start : link.end]
        sides = _VERSUS.split(span) if link.reason in WHOLE_NAME else []
        if len(sides) != _TWO:
            yield link
            continue
        for side in sides:
            at = link.start + span.index(side)
            for inner in names.mentions(side).links:
                yield replace(inner, start=at + inner.start, end=at + inner.end)


def _place(text: str, span: str) -> tuple[int, int]:
    """Return where a span stands, or its first word: "electric … firing" in "electric and wood"."""
    for part in (span, *span.split()[:1]):
        start = text.lower().find(part.lower())
        if start >= 0:
            return start, start + len(part)
    return -1, -1


def _merged(text: str, found: Sequence[Slot]) -> list[Slot]:
    """Join neighbouring words that name one thing; of words that overlap keep the first."""
    merged: list[Slot] = []
    for slot in found:
        last = merged[-1] if merged else None
        if last is not None and slot.start < last.end:
            continue
        if last is not None and not text[last.end : slot.start].strip(" -"):
            known = last.nodes
            both = {n: max(s, known[n]) for n, s in slot.nodes.items() if n in known}
            if both:
                merged[-1] = Slot(last.start, slot.end, both, last.sure or slot.sure)
                continue
            if not last.sure:
                merged.pop()
            elif not slot.sure:
                continue
        merged.append(slot)
    return merged


def joined(text: str, named: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return the first run of things that a question joins by "and", "or" and their like."""
    run: list[Slot] = []
    for slot in named:
        if run and not _JOINT.fullmatch(text[run[-1].end : slot.start]):
            if len(run) > 1:
                break
            run = []
        run.append(slot)
    if len(run) < _TWO:
        return ()
    before = text[: run[0].start]
    if _CHOICE.search(before):
        return ()
    return tuple(run[:MOST_TOGETHER])


class Together:
    """Queries about several things of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, names: Names) -> None:
        self._snapshot = snapshot
        self._names = names
        self._sets = sets

    def candidates(self, asked: Asked, links: Iterable[Link]) -> list[Candidate]:
        """Return what is said of things that are named side by side, or compared."""
        if asks_between(asked.clause):
            return []
        named = slots(asked.text, links, self._names)
        groups: list[tuple[Slot, ...]] = []
        if run := joined(asked.text, named):
            groups.append(run)
        elif asked.wants(Intent.COMPARE):
            groups += combinations(named[:MOST_TOGETHER], 2)
        return [c for group in groups for c in self._of(asked, group)]

    def _of(self, asked: Asked, group: Sequence[Slot]) -> list[Candidate]:
        parallel = list(self._parallel(asked, group))
        if COMMON.search(asked.text) and (common := list(map(_common, parallel))):
            shared = [c for c in common if c is not None]
            if not any(self._gives(asked, c) for c in shared):
                # That none of the things asked for belongs to all is what there is to say.
                shared = [c for c in parallel if self._gives(asked, c)] or shared
            parallel = [c for c in shared if not self._lacks(c)] or shared or parallel
        elif asked.wants(Intent.COMPARE) and not _SAME.search(asked.text):
            # What is the same of both, or only joins the two, is no difference between them.
            crossed = (c for c in self._crossed(asked, group) if self._differs(c))
            parallel = list(filter(self._differs, parallel)) or list(crossed) or parallel
        return parallel or list(self._crossed(asked, group))

    def _gives(self, asked: Asked, candidate: Candidate) -> bool:
        """Whether a candidate gives of each of its things what is asked for: a kind, a column."""
        if not asked.kinds:
            header = self._sets.words(candidate.sets[0]).header
            return bool(asked.target) and asked.target[-1] in header
        return each_gives(self._snapshot, asked.kinds, candidate)

    def _differs(self, candidate: Candidate) -> bool:
        """Whether a candidate tells its things apart, rather than where they stand."""
        anchors = {found.anchor for found in candidate.sets}
        told = [frozenset(found.targets) for found in candidate.sets]
        if all(found.relation == HAS_OPTION for found in candidate.sets):
            return True  # that one is weighed against the other is what there is to say
        apart = len(set(told)) > 1 and anchors.isdisjoint(frozenset[str]().union(*told))
        return apart and not any(map(self._is_idle, candidate.sets))

    def _is_idle(self, found: AnswerSet) -> bool:
        """Whether a set says only where its anchor is listed, or what it links to."""
        label = self._snapshot.relation(found.relation).label.lower()
        return label == LINKING or (found.direction == IN and label in CONTAINING)

    def _lacks(self, candidate: Candidate) -> bool:
        """Whether all that things have in common is that they have something not."""
        return all(
            self._snapshot.node(target).name.lower() in NO
            for found in candidate.sets
            for target in found.targets
        )

    def _parallel(self, asked: Asked, group: Sequence[Slot]) -> Iterator[Candidate]:
        """Yield what the text says of all by the same relation."""
        each = [self._by_relation(asked, slot) for slot in group]
        for which in each[0]:
            if all(which in sets for sets in each):
                found = tuple(sets[which][0] for sets in each)
                score = sum(sets[which][1] for sets in each) / len(each)
                if len({one.anchor for one in found}) == len(found):
                    yield Candidate(Shape.PAIR, found, score)

    def _by_relation(
        self, asked: Asked, slot: Slot
    ) -> dict[tuple[str, str], tuple[AnswerSet, float]]:
        """Return the sets of a thing by relation and direction, of its surest node for each."""
        found: dict[tuple[str, str], tuple[AnswerSet, float]] = {}
        for node_id, score in sorted(slot.nodes.items(), key=lambda pair: -pair[1]):
            if self._snapshot.node(node_id).kind in STRUCTURE:
                continue
            for one in self._sets.of(node_id):
                cut = self._asked_for(asked, one)
                if cut.targets:
                    found.setdefault((one.relation, one.direction), (cut, score))
        return found

    def _asked_for(self, asked: Asked, found: AnswerSet) -> AnswerSet:
        """Keep the targets of the kinds asked for, all of them where none is of these kinds."""
        kept = [t for t in found.targets if self._snapshot.node(t).kind in asked.kinds]
        return found.only(kept) if kept else found

    def _crossed(self, asked: Asked, group: Sequence[Slot]) -> Iterator[Candidate]:
        """Yield what the text says of each, by whichever relation."""
        each = [list(self._by_relation(asked, slot).values())[:MOST_CROSSED] for slot in group[:2]]
        for pair in product(*each):
            if pair[0][0].anchor != pair[1][0].anchor:
                score = sum(score for _, score in pair) / len(pair)
                yield Candidate(Shape.PAIR, tuple(found for found, _ in pair), score)


def _common(candidate: Candidate) -> Candidate | None:
    """Return a candidate cut down to what all its things have in common; None for nothing."""
    shared = set(candidate.sets[0].targets).intersection(*(s.targets for s in candidate.sets[1:]))
    if not shared:
        return None
    return Candidate(Shape.PAIR, tuple(s.only(shared) for s in candidate.sets), candidate.anchor)
