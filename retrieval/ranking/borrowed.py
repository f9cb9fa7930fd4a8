"""Borrowed: what is said of a thing's rival, and not of the thing itself.

The licence of a tool to which Foo is only an alternative is not the licence of Foo.
"""

from __future__ import annotations

import re

from graph.snapshot import Snapshot
from retrieval.queries.shapes import Shape
from retrieval.question.link import WHOLE_NAME
from retrieval.ranking.finding import Finding

_RIVALS = frozenset({"has alternative", "is weighed against", "replaces", "was replaced by"})
"""Labels between two things of which neither is the other."""
_ASKED = re.compile(
    r"\b(?:alternatives?|instead|replac\w+|others?|rivals?|compet\w+|versus|vs|than|opposite"
    r"|counterpart|against)\b",
    re.IGNORECASE,
)
"""Words by which a question asks for the rival itself."""


def is_borrowed(finding: Finding, snapshot: Snapshot) -> bool:
    """Whether the best query only says something of the rival of what a question names."""
    if finding.by_prose or not finding.ranked or _ASKED.search(finding.asked.text):
        return False
    best = finding.ranked[0].candidate
    if best.shape is not Shape.TWO_HOPS or len(best.sets) != 1 or len(best.via) != 1:
        return False
    (edge,), (found,) = best.via, best.sets
    if snapshot.relation(edge.relation).label.lower() not in _RIVALS:
        return False
    named = {link.node_id for link in finding.linked.links if link.reason in WHOLE_NAME}
    own = {edge.source, edge.target} - {found.anchor}
    return bool(own & named) and named.isdisjoint({found.anchor, *found.targets})
