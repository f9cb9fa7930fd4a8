"""Procedures: the steps, whole, under the title that says what a question wants done.

"What are the steps to fire a kiln?" is answered by the list under "Firing the kiln", not by the one
step that has most of the question's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.snapshot import Snapshot
from ingest.grammar.clauses import bids
from retrieval.queries.answer_sets import CONTAINING, OUT, AnswerSet, AnswerSets
from retrieval.queries.flows import labelled
from retrieval.queries.ordinals import ordinal
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked, Intent
from retrieval.text.words import Vocabulary, content_stems, is_general, stem

LEAST_STEPS = 2
LEAST_TITLED = 0.45
"""Share of what a question tells, beside words of doing, that a title has to say."""
SENTENCE = 4
"""Words of an item from which it tells what to do, or to see to, rather than names something."""
_PROCEDURE = re.compile(
    r"\b(?:steps?|procedures?|process|checklists?|runbooks?|playbooks?|instructions?)\b"
    r"|\bhow\s+(?:do|should|can|must|would|could|to|does)\b"
    r"|\bwhat\s+(?:do|should|must|can|shall|would)\s+(?:i|we|you|one)\b"
    r"|\bwhat\s+(?:to\s+(?:do|check)|now|next|needs?\s+to|has\s+to|must)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:steps|procedures?|checklists?|runbooks?|playbooks?|instructions)\b", re.IGNORECASE
)
"""What is asked for where the doing is called by a part of its title: "steps of a firing"."""
_ONE = re.compile(r"\b(?:how\s+(?:long|often|many|much)|which|who|where|why|when)\b", re.IGNORECASE)
"""Words by which one thing about the doing is asked for."""
_TITLES = frozenset(
    map(stem, ("step", "procedure", "process", "checklist", "runbook", "playbook", "guide"))
)
"""Stems by which a title only says that something is to be done."""
_FORMS = _TITLES | frozenset(
    map(
        stem,
        (
            *("instruction", "check", "do", "go", "follow", "proceed", "handle", "react"),
            *("respond", "alert", "alarm", "fire", "firing", "trigger", "happen", "begin"),
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
        ),
    )
)
"""Stems by which a question only says so, or that it is time to."""


_LETTERED = re.compile(r"^[A-Z][.):]\s+(?=\S)")
"""The letter by which a title is one of several: "B. Fire the kiln"."""


class Procedures:
    """Queries for the lists of what to do of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._sets = sets
        self._lists = tuple(_lists(snapshot, sets))

    def candidates(self, asked: Asked) -> list[Candidate]:
        """Return the lists under the titles that say best what a question wants done."""
        clause = asked.clause
        if not _PROCEDURE.search(clause) or _ONE.search(clause) or ordinal(clause) is not None:
            return []
        if asked.wants(Intent.COMPARE, Intent.WHY):
            return []
        best, most = list[Candidate](), 0.0
        for title, found in self._lists:
            told = [term for term in asked.terms if term in title or _tells(term)]
            above = content_stems(" ".join(found.edges[0].evidence[0].heading_path))
            whole = title <= set(told) or (told and title >= set(told) and _LISTED.search(clause))
            meant = title.union(above) if whole else frozenset[str]()
            share = self._vocabulary.share(meant, told)
            if share < max(LEAST_TITLED, most) or not self._holds(found, set(told) - meant):
                continue
            explained = frozenset({*asked.terms, *asked.target})
            one = Candidate(Shape.PROCEDURE, (found,), 1.0, explained=explained)
            best = [*best, one] if share == most else [one]
            most = share
        return best

    def _holds(self, found: AnswerSet, rest: set[str]) -> bool:
        """Whether a list speaks of what its title leaves open, everyday words aside."""
        held = self._sets.words(found).targets
        return all(is_general(term) or term in held for term in rest)


def _tells(term: str) -> bool:
    """Whether a stem of a question tells what is to be done, beside words of doing."""
    return term not in _FORMS and not is_general(term)


def _lists(snapshot: Snapshot, sets: AnswerSets) -> Iterator[tuple[frozenset[str], AnswerSet]]:
    """Yield the lists under titles that tell what to do, with the telling stems of the title."""
    holding = labelled(snapshot, CONTAINING)
    for node in snapshot.graph.nodes:
        if not snapshot.is_title(node.id):
            continue
        title = frozenset(content_stems(_LETTERED.sub("", node.name))) - _TITLES
        for found in sets.of(node.id):
            if not title or found.direction != OUT or found.relation not in holding:
                continue
            names = [snapshot.node(target).name for target in found.targets]
            acts = sum(bids(name) or len(name.split()) >= SENTENCE for name in names)
            if len(names) >= LEAST_STEPS and acts * 2 > len(names):
                yield title, found
