"""Abbreviations: what one stands for, where the text sets both forms beside each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.model import Evidence
from graph.names import is_abbreviation, spells
from graph.snapshot import Snapshot
from retrieval.queries.answer_sets import DEFINED_AS
from retrieval.question.intent import Intent
from retrieval.question.link import WHOLE_NAME
from retrieval.ranking.finding import Finding

_ASKS = re.compile(
    r"\bstands?\s+for\b|\babbreviat|\bacronym\b|\b(?:full|long|short) (?:form|name)\b"
    r"|\bspell(?:ed|s)?\b.*\bout\b",
    re.IGNORECASE,
)


def spelled_out(finding: Finding, snapshot: Snapshot) -> tuple[str, Evidence] | None:
    """Return what an abbreviation that the question asks about stands for, and where it is said."""
    if not (_ASKS.search(finding.asked.clause) or finding.asked.wants(Intent.DEFINE)):
        return None
    for link in finding.linked.links:
        if link.reason in WHOLE_NAME and is_abbreviation(link.span.upper()):
            for full, places in _forms(link.node_id, snapshot):
                place = next((p for p in places if _holds(p, link.span, full)), None)
                if place is not None and spells(link.span, full):
                    return f"{link.span.upper()} stands for {full}", place
    return None


def _forms(node_id: str, snapshot: Snapshot) -> Iterator[tuple[str, tuple[Evidence, ...]]]:
    """Yield what a node is called and defined as, with the lines that say so."""
    node = snapshot.node(node_id)
    for name in (node.name, *node.aliases):
        if "(" not in name:
            yield name, node.evidence
    for edge in snapshot.out(node_id):
        if edge.relation == DEFINED_AS:
            yield snapshot.node(edge.target).name, edge.evidence


def _holds(place: Evidence, *names: str) -> bool:
    text = place.text.casefold()
    return all(name.casefold() in text for name in names)
