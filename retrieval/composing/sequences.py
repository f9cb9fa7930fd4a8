"""Sequences: steps that the text orders, told in their order rather than pair by pair."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Edge
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import PRECEDES, AnswerSet

LEAST_STEPS = 2
LONG_NAME = 5
"""Words from which a step's name is a sentence rather than a name."""
_FIRST = re.compile(r"\b(?:first|begin|begins|start|starts|opens?)\b", re.IGNORECASE)
_LAST = re.compile(r"\b(?:last|final|finally|ends?|closes?|finish(?:es)?)\b", re.IGNORECASE)


def ordered(snapshot: Snapshot, sets: Sequence[AnswerSet]) -> list[Edge]:
    """Return the edges of sets that order steps, in that order; empty for any other sets."""
    edges = {edge.key: edge for found in sets for edge in found.edges}
    labels = {snapshot.relation(edge.relation).label.lower() for edge in edges.values()}
    if len(edges) < LEAST_STEPS or labels != {PRECEDES}:
        return []
    after = {edge.source: edge for edge in edges.values()}
    starts = sorted(set(after) - {edge.target for edge in edges.values()})
    chain: list[Edge] = []
    at = starts[0] if len(starts) == 1 else ""
    while at in after and len(chain) < len(edges):
        chain.append(after[at])
        at = after[at].target
    return chain if len(chain) == len(edges) else []


def asked_end(question: str) -> int | None:
    """Return which end of a sequence a question asks for: 0, -1 or, for neither, None."""
    if _LAST.search(question):
        return -1
    return 0 if _FIRST.search(question) else None


def is_long(name: str) -> bool:
    """Whether a step's name is set in quotation marks in a sentence."""
    return len(name.split()) >= LONG_NAME
