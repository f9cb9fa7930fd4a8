"""By head: what a text lists or counts, found by the noun that it is called as."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")


class ByHead(Generic[T]):
    """Things with the stems of their head nouns, in the order in which they were given."""

    def __init__(self, things: Iterable[tuple[frozenset[str], T]]) -> None:
        self._all: list[T] = []
        self._places: dict[str, list[int]] = {}
        for place, (heads, thing) in enumerate(things):
            self._all.append(thing)
            for head in heads:
                self._places.setdefault(head, []).append(place)

    def all(self) -> tuple[T, ...]:
        """Return all of them."""
        return tuple(self._all)

    def called(self, stems: Collection[str]) -> list[T]:
        """Return those that are called as one of some stems."""
        places = {place for stem in stems for place in self._places.get(stem, ())}
        return [self._all[place] for place in sorted(places)]
