"""Tables of changes: "Before | After | Reason" states what was replaced by what, and why.

"Before" and "After" side by side are two states of a row, no order in time of their cells.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.grammar.words import word_set

REPLACED_BY = "was replaced by"
REASON = "reason for the change"
_PAIRS = frozenset(
    {("before", "after"), ("before", "now"), ("old", "new"), ("was", "now"), ("was", "is")}
    | {("previously", "now"), ("formerly", "now"), ("then", "now")}
)
_REASONS = frozenset({"reason", "reasons", "why", "because", "rationale", "motivation"})
REPLACES = "replaces"
_EARLIER = frozenset(
    {"instead of", "in place of", "replaces", "replaced", "supersedes", "formerly", "previously"}
    | {"predecessor", "previous tool", "old tool", "used before"}
)
NOTHING = frozenset({"none", "nothing", "no", "new", "nobody"})
"""Cells of such a column in the row of what is used for the first time."""
_TIMES = frozenset({"before", "earlier"})
"""Headers that tell of what was used earlier only beside a column of what is used now."""
_PRESENT = word_set("made_things") | {"we use", "now", "today", "current", "choice", "pick"}


def replacing(headers: Sequence[str], key: int) -> dict[int, int]:
    """Return the columns of what was used earlier, each with the column of what replaced it.

    "Purpose | Tool | Instead of": the tool replaces, not the purpose. Without a column of what is
    used now, the row itself replaces it.
    """
    low = [header.lower() for header in headers]
    now = next((column for column, header in enumerate(low) if header in _PRESENT), key)
    earlier = _EARLIER | _TIMES if now > key else _EARLIER
    return {at: now for at, header in enumerate(low) if header in earlier and at > key}


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
