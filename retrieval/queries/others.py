"""Others: the things of a list or a column beside those of which something is said.

Who asks which kilns are not for glass is told the other kilns of the same table, because a text
seldom says what a thing is not for. They are no more than that: others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.model import Edge
from graph.names import key
from graph.snapshot import Snapshot
from ingest.facts import Reader
from retrieval.queries.answer_sets import CONTAINING, IN, OUT, AnswerSet, AnswerSets
from retrieval.queries.columns import cells, first_line
from retrieval.queries.polar import Polar
from retrieval.queries.shapes import Candidate, Shape
from retrieval.question.intent import Asked, all_kind_stems
from retrieval.text.words import is_general

MOST = 24
"""Things that are named as others."""
_SHAPES = frozenset({Shape.ONE_HOP, Shape.EDGE})


class Others:
    """Queries for what stands beside an answer, of one snapshot."""

    def __init__(self, snapshot: Snapshot, sets: AnswerSets) -> None:
        self._snapshot = snapshot
        self._sets = sets
        self._polar = Polar(snapshot, sets)

    def beside(self, asked: Asked, named: Collection[str], best: Candidate) -> Candidate | None:
        """Return the others of what a question asks for and a candidate gives; None for none.

        Args:
            asked: The question, read.
            named: The nodes that it names.
            best: What would be said if the question did not deny it.
        """
        first = best.sets[0]
        if best.shape not in _SHAPES or len(best.sets) > 1 or self._polar.mentions(first):
            return None
        found = self._turned(asked, first)
        given = frozenset(t for t in found.targets if self._fits(asked, t))
        if not given or not self._is_asked_for(asked, found):
            return None
        known = {*given, *named, *self._joined(named)}
        groups: dict[tuple[str, str, str], list[tuple[Edge, str]]] = {}
        for edge, other in self._alike(asked, found):
            if other not in known:
                known.add(other)
                out = edge.target == other
                start = edge.source if out else edge.target
                where = (start, edge.relation, OUT if out else IN)
                groups.setdefault(where, []).append((edge, other))
        sets = tuple(
            AnswerSet(*where, tuple(e for e, _ in pairs), tuple(t for _, t in pairs))
            for where, pairs in groups.items()
        )
        if not 0 < sum(len(one.targets) for one in sets) <= MOST:
            return None
        return Candidate(Shape.OTHERS, (*sets, found), best.anchor)

    def _turned(self, asked: Asked, found: AnswerSet) -> AnswerSet:
        """Return what says in which list a thing stands told from the list."""
        label = self._snapshot.relation(found.relation).label.lower()
        member = found.direction == IN and label in CONTAINING and len(found.targets) == 1
        if not member or (asked.kinds and not self._fits(asked, found.anchor)):
            return found
        title = next(iter(found.targets))
        return AnswerSet(title, found.relation, OUT, found.edges, (found.anchor,))

    def _is_asked_for(self, asked: Asked, found: AnswerSet) -> bool:
        """Whether a set gives things of the kind asked for, or of the column of that name."""
        if asked.kinds:
            return True
        words = self._sets.words(found)
        stems = words.header | words.place | self._sets.stems(found.anchor)
        return bool(asked.target) and asked.target[-1] in stems

    def _fits(self, asked: Asked, node_id: str) -> bool:
        return not asked.kinds or self._snapshot.node(node_id).kind in asked.kinds

    def _alike(self, asked: Asked, found: AnswerSet) -> Iterator[tuple[Edge, str]]:
        """Yield what the text gives as it gives an answer, in its order, with what states it.

        The rows of the same table; otherwise what the same relation leads to in the same file, or
        under the same title where the question says more of it than its kind.
        """
        place = found.edges[0].evidence[0]
        edges = sorted(
            (e for e in self._snapshot.graph.edges if e.evidence[0].path == place.path),
            key=lambda edge: edge.evidence[0],
        )
        if all(self._is_row(edge, _role(edge, found)) for edge in found.edges):
            table = first_line(self._snapshot, place)
            for edge in edges:
                for end in (edge.source, edge.target):
                    same = self._is_row(edge, end) and self._fits(asked, end)
                    if same and first_line(self._snapshot, edge.evidence[0]) == table:
                        yield edge, end
            return
        narrow = [t for t in asked.target if t not in all_kind_stems() and not is_general(t)]
        titled = bool(narrow) and set(narrow) <= self._sets.stems(found.anchor)
        for edge in edges:
            role = _role(edge, found)
            inside = edge.evidence[0].heading_path == place.heading_path
            anchored = edge.source == found.anchor if titled and found.direction == OUT else True
            if edge.relation != found.relation or not self._fits(asked, role):
                continue
            if (asked.kinds or inside) and anchored:
                yield edge, role

    def _is_row(self, edge: Edge, node_id: str) -> bool:
        """Whether a thing is what a row of a table, which states an edge, tells about."""
        if Reader.TABLE not in edge.readers:
            return False
        first = next(iter(cells(edge.evidence[0].text)), "")
        return key(first) == key(self._snapshot.node(node_id).name)

    def _joined(self, named: Collection[str]) -> frozenset[str]:
        """Return what the text joins with what the question names, other than by listing it."""
        return frozenset(
            target
            for node_id in named
            for found in self._sets.of(node_id)
            if self._snapshot.relation(found.relation).label.lower() not in CONTAINING
            for target in found.targets
        )


def _role(edge: Edge, found: AnswerSet) -> str:
    """Return the end of an edge that stands where a set has its answers."""
    return edge.target if found.direction == OUT else edge.source
