"""Titled: all that stands under the title which is called as what a question wants listed.

"How many kilns does the pottery have?" is answered by the rows under "The kilns", not by the one
row of another table that speaks of a pottery and a kiln.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import CONTAINING, OUT, AnswerSet, AnswerSets
from retrieval.queries.by_head import ByHead
from retrieval.queries.flows import labelled
from retrieval.queries.ordinals import ordinal
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked, Intent
from retrieval.text.words import Vocabulary, is_general, stem, told_stems, words

LEAST_MEMBERS = 2
LEAST_SAID = 0.7
"""Share of the weight of what else is asked that the titles have to say."""
_HEAD_END = re.compile(
    r"\s(?:of|for|in|on|at|with|we|you|i|that|to|and|&|–|—|-|\()\s?", re.IGNORECASE
)
_ASKING_ELSE = (Intent.COMPARE, Intent.WHY, Intent.BEFORE, Intent.AFTER, Intent.SORTS)
_LISTING = re.compile(
    r"\W*(?:(?:and|so)\s+)?(?:(?:what|which)\s+\w+|list|name|give|show|tell|how many|what are)\b",
    re.IGNORECASE,
)


class _List(NamedTuple):
    """What stands under a title."""

    heads: frozenset[str]
    """Stems of the plural noun that the title is."""
    title: frozenset[str]
    above: frozenset[str]
    """Stems of the title with those above it."""
    found: AnswerSet


class Titled:
    """Queries for what stands under the titles of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._lists = ByHead((one.heads, one) for one in _lists(snapshot, sets))

    def candidates(self, asked: Asked) -> list[Candidate]:
        """Return the lists under the titles that are called as what is to be listed."""
        if not _LISTING.match(asked.clause) or asked.wants(*_ASKING_ELSE):
            return []
        plural = {w.stem for w in words(asked.clause) if w.lower.endswith("s")}
        target = plural.intersection(asked.target)
        if not target or ordinal(asked.clause) is not None:
            return []
        anything = bool(_stems("anything") & target) and asked.wants(Intent.COUNT)
        lists = self._lists.all() if anything else self._lists.called(target)
        return [
            Candidate(Shape.ONE_HOP, (one.found,), 1.0, explained=frozenset(asked.terms))
            for one in lists
            if self._fits(asked, one, target, anything=anything)
        ]

    def _fits(self, asked: Asked, one: _List, target: set[str], *, anything: bool) -> bool:
        """Whether a list is of what is asked for, and its titles say what else is asked.

        ``anything``: members of any list are called as what is asked for.
        """
        called = one.heads & target
        idle = called | _stems("anything")
        if asked.wants(Intent.COUNT):
            idle |= _stems("whole")
        told = [t for t in asked.terms if t not in idle]
        # General words narrow what is listed where nothing else does: "real-time features".
        rest = [t for t in told if not is_general(t)] or [
            t for t in told if t not in _stems("bare")
        ]
        if not called:
            titled = bool(rest) and bool(one.title & set(rest))
            return anything and titled and one.above.issuperset(rest)
        return not rest or self._vocabulary.share(one.above, rest) >= LEAST_SAID


def _lists(snapshot: Snapshot, sets: AnswerSets) -> Iterator[_List]:
    """Yield what stands under each title."""
    holding = labelled(snapshot, CONTAINING)
    for node in snapshot.graph.nodes:
        if not snapshot.is_title(node.id):
            continue
        last = _HEAD_END.split(node.name)[0].split()[-1:]
        heads = frozenset(w.stem for name in last for w in words(name) if w.lower.endswith("s"))
        for found in sets.of(node.id):
            several = len(found.targets) >= LEAST_MEMBERS
            if several and found.direction == OUT and found.relation in holding:
                title = told_stems(node.name)
                above = told_stems(" ".join(found.edges[0].evidence[0].heading_path))
                yield _List(heads, title, title | above, found)


@cache
def _stems(name: str) -> frozenset[str]:
    """Return the stems of a list of ``titled_words.toml``."""
    lists = tomllib.loads(Path(__file__).with_name("titled_words.toml").read_text("utf-8"))
    return frozenset(map(stem, lists[name].split()))
