"""Titles: what the section is called that a text stands in, told apart where several share a title.

"Consequences" stands below each decision of a collection; what is said there is found, and quoted,
behind the decision's own title as well.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph import names
from graph.model import Evidence, Node
from graph.schema import Kind

_SEVERAL = 2


class SectionTitles:
    """The titles of the sections of one graph."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        places: dict[str, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
        for node in nodes:
            if node.kind is not Kind.PASSAGE:
                continue
            for source in node.evidence:
                if source.heading_path:
                    above = (source.path, source.heading_path[:-1])
                    places[names.key(source.heading_path[-1])].add(above)
        self._shared = frozenset(title for title, found in places.items() if len(found) >= _SEVERAL)

    def of(self, source: Evidence) -> str:
        """Return the title over some lines; empty for none.

        One that several sections share stands behind the nearest one above it that they do not.
        """
        *above, title = source.heading_path or ("",)
        if names.key(title) not in self._shared:
            return title
        own = (other for other in reversed(above) if names.key(other) not in self._shared)
        owner = next(own, "")
        return f"{owner}, {title}" if owner else title
