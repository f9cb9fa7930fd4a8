"""Kin: things whose names share words, which may be one subject or different sorts of one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

MOST_KIN = 8
LEAST_ALIKE = 2
"""Words of a name that tells a thing from others of the same noun."""


class Kin:
    """Finds things by the words of their names."""

    def __init__(
        self,
        stems: Mapping[str, Sequence[str]],
        by_stem: Mapping[str, Sequence[str]],
        telling: Mapping[str, int],
    ) -> None:
        """Take the stems of each node's name, the nodes by stem, and how many stems tell."""
        self._stems = stems
        self._by_stem = by_stem
        self._telling = telling
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, node_id: str) -> tuple[str, ...]:
        """Return the things whose names hold all words of this one's name, or lie within it.

        "Fraud" is kin to "fraud detection": wordings of one subject in different sections.
        """
        known = self._known.get(node_id)
        if known is None:
            known = self._known[node_id] = self._find(node_id)
        return known

    def alike(self, node_id: str) -> tuple[str, ...]:
        """Return the other things of its kind whose names are as long and end in the same word.

        "Concept drift" is alike to "Data drift".
        """
        own = self._stems.get(node_id, ())
        if len(own) < LEAST_ALIKE:
            return ()
        return tuple(
            other
            for other in self._by_stem.get(own[-1], ())
            if other != node_id
            and other.partition(":")[0] == node_id.partition(":")[0]
            and len(self._stems[other]) == len(own)
            and self._stems[other][-1] == own[-1]
        )

    def _find(self, node_id: str) -> tuple[str, ...]:
        own = set(self._stems.get(node_id, ()))
        telling = [term for term in own if term in self._by_stem]
        shared = Counter(chain.from_iterable(self._by_stem[term] for term in telling))
        # Only these can hold all words or lie within: cheaper than comparing the sets of all.
        near = {
            other
            for other, number in shared.items()
            if number in (len(telling), self._telling[other]) and other != node_id
        }
        return tuple(
            sorted(
                other
                for other in near
                if own <= set(self._stems[other]) or set(self._stems[other]) <= own
            )
        )[:MOST_KIN]
