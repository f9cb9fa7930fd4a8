"""Task lists: what the boxes of a document say of its items."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import ListItem
from ingest.facts import Fact
from ingest.readers.place import Place

DONE, OPEN = "done", "open"
_TICKED = ("[x] ", "[X] ")


def ticks_boxes(lines: Sequence[str]) -> bool:
    """Say whether a document ticks a box; where it ticks none, its boxes are a form to fill in."""
    return any(box in line for line in lines if "]" in line for box in _TICKED)


def with_state(facts: list[Fact], item: ListItem, place: Place) -> list[Fact]:
    """Return an item's facts, those on what holds it with the state of its box."""
    if item.checked is None or not place.boxed:
        return facts
    state, holder = DONE if item.checked else OPEN, place.holder.subject
    return [
        fact._replace(qualifiers=(*fact.qualifiers, state)) if fact.subject == holder else fact
        for fact in facts
    ]
