"""Items: the things that a cell, a list item or a label names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.facts import Said


class Item(NamedTuple):
    """One named thing, and what stands with it in parentheses or behind a colon."""

    text: str
    start: int
    end: int
    """Half-open offsets of the item's piece in the text it was read from."""
    below: tuple[tuple[str, Item], ...] = ()
    """(relation, item): examples, parts, members, options, in the order of the text."""
    qualifiers: tuple[str, ...] = ()
    address: str = ""
    """Where the whole item is a link."""


class Items(NamedTuple):
    """The items of a text in its order, and the pairs of them that are opposed."""

    items: tuple[Item, ...] = ()
    versus: tuple[tuple[Item, Item], ...] = ()


def against(item: Item, others: Sequence[Item]) -> Item:
    """Return an item with the items that it is opposed to."""
    if not others:
        return item
    return item._replace(below=item.below + tuple((Said.VERSUS, other) for other in others))


def opposed(given: list[tuple[Item, ...]]) -> list[tuple[Item, ...]]:
    """Oppose the examples of two sides where each side has one: "(trees vs nets)"."""
    if any(len(items) != 1 for items in given):
        return given
    alone = [items[0] for items in given]
    return [(against(item, alone[n + 1 :]),) for n, item in enumerate(alone)]


def joined(found: Iterable[Items]) -> Items:
    """Join readings of the parts of a text, in order."""
    items: list[Item] = []
    versus: list[tuple[Item, Item]] = []
    for part in found:
        items.extend(part.items)
        versus.extend(part.versus)
    return Items(tuple(items), tuple(versus))
