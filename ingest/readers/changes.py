"""Tables of changes: "Before | After | Reason" states what was replaced by what, and why.

"Before" and "After" side by side are two states of a row, no order in time of their cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

REPLACED_BY = "was replaced by"
REASON = "reason for the change"
_PAIRS = frozenset(
    {("before", "after"), ("before", "now"), ("old", "new"), ("was", "now"), ("was", "is")}
    | {("previously", "now"), ("formerly", "now"), ("then", "now")}
)
_REASONS = frozenset({"reason", "reasons", "why", "because", "rationale", "motivation"})


def changes(headers: Sequence[str]) -> dict[int, str]:
    """Return by which relation a row has the cells of its columns that tell of a change.

    The state before is the row's subject where it stands in the first column. Behind a subject of
    its own both are states of that.
    """
    low = [header.lower() for header in headers]
    at = next((at for at, pair in enumerate(pairwise(low)) if pair in _PAIRS), None)
    if at is None:
        return {}
    if at:
        return {column: f"state {low[column]}" for column in (at, at + 1)}
    reasons = {column: REASON for column, header in enumerate(low) if header in _REASONS}
    return {1: REPLACED_BY} | reasons
