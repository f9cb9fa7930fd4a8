"""Measures: the columns of a handbook's tables whose cells are amounts that can be compared.

A table is read either way: a column below its header, or, in a table that is turned on its side, a
row behind its first cell.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from graph.model import Edge, Evidence
from graph.snapshot import Snapshot
from ingest.facts import Reader
from retrieval.queries.columns import OWN_NOUNS, cells, first_line, header
from retrieval.text.quantities import PLAIN, Quantity, dimension_of, on_scale, quantities
from retrieval.text.words import content_stems, words

LEAST_ROWS = 2
_HAS = "has "
_ATTRIBUTE = re.compile(rf"{_HAS}(?!an?\b|the\b|under\b|(?:{'|'.join(sorted(OWN_NOUNS))})$)")
_PER = re.compile(r"\bper \w+|(?<=\d)\s*/\s*[a-z]+", re.IGNORECASE)
"""What makes an amount a rate."""
_RATE = re.compile(r"(?:\bper\s+|/\s*)\w+", re.IGNORECASE)
"""A unit in a header of which something is told, rather than the unit of its cells."""
_AMOUNT = re.compile(
    r"\W*(?:(?:about|around|ca|circa|under|below|over|above|up to|at most|at least)\b\W*)?\d", re.I
)
"""How a cell begins that is a number, rather than has one in a name."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a table tells the amount of."""

    node_id: str
    edge: Edge
    amount: float


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of amounts."""

    table: tuple[str, int]
    """Path and first line of its table."""
    header: str
    stems: frozenset[str]
    """Of the header, units apart."""
    about: frozenset[str]
    """Stems by which the table calls its rows: the first header and the section's title."""
    dimension: str
    rows: tuple[Row, ...]
    """In the order of the text."""


class Measures:
    """The columns of amounts of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._cells: dict[tuple[str, int], dict[str, set[str]]] = {}
        groups: dict[tuple[str, int, str], list[Edge]] = defaultdict(list)
        for edge in snapshot.graph.edges:
            if Reader.TABLE in edge.readers:
                place = edge.evidence[0]
                line = first_line(snapshot, place)
                if line:
                    groups[place.path, line, edge.relation].append(edge)
        self.all = tuple(
            one
            for (path, line, _), edges in sorted(groups.items())
            for one in self._read((path, line), edges)
        )
        self.all += tuple(self._sheets({one.rows[0].edge.relation for one in self.all}))
        tables = {one.table for one in self.all}
        for (path, line, _), edges in groups.items():
            if (path, line) in tables:
                self._note((path, line), edges)

    def cells(self, table: tuple[str, int]) -> Mapping[str, set[str]]:
        """Return for each row of a table the stems of its name and of its cells."""
        return self._cells.get(table, {})

    def _sheets(self, known: Set[str]) -> Iterator[Measure]:
        """Yield what entries of one form tell of their things: "Stars: 4" below each title."""
        groups: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
        for edge in self._snapshot.graph.edges:
            label = self._snapshot.relation(edge.relation).label
            if _ATTRIBUTE.match(label) and edge.relation not in known:
                place = edge.evidence[0]
                parent = " ".join(place.heading_path[:-1])
                groups[place.path, parent, edge.relation].append(edge)
        for (path, parent, relation), edges in sorted(groups.items()):
            told = [self._told(edge.target) for edge in edges]
            header = self._snapshot.relation(relation).label.removeprefix(_HAS)
            about = frozenset(content_stems(parent.rpartition(" ")[2]))
            for dimension in dict.fromkeys(one.dimension for found in told for one in found):
                rows = _rows(edges, told, dimension)
                if len(rows) >= LEAST_ROWS:
                    stems = frozenset(content_stems(header))
                    yield Measure((path, 0), header, stems, about, dimension, rows)

    def _note(self, table: tuple[str, int], edges: Iterable[Edge]) -> None:
        held = self._cells.setdefault(table, {})
        for edge in edges:
            names = (self._snapshot.node(end).name for end in (edge.source, edge.target))
            held.setdefault(edge.source, set()).update(content_stems(" ".join(names)))

    def _read(self, table: tuple[str, int], edges: Sequence[Edge]) -> list[Measure]:
        """Return a measure for each dimension in which several rows of a column are told."""
        edges = sorted(edges, key=lambda edge: (edge.evidence[0].line_start, edge.source))
        if 2 * len({edge.source for edge in edges}) <= len(edges):
            return []  # lists in its cells
        head, about = self._heads(edges)
        units = (dimension_of(word.text) for word in words(_RATE.sub("", head)))
        unit = next((kind for kind in units if kind != PLAIN), PLAIN)
        told = [self._told(edge.target) for edge in edges]
        if not any(told):
            scale = on_scale([self._snapshot.node(edge.target).name for edge in edges])
            told = [() if place is None else (place,) for place in scale]
        made: list[Measure] = []
        for dimension in dict.fromkeys(one.dimension for found in told for one in found):
            rows = _rows(edges, told, dimension)
            if len(rows) >= LEAST_ROWS and 2 * len(rows) >= len({edge.source for edge in edges}):
                named = [w for w in words(head) if dimension_of(w.text) == PLAIN]
                stems = frozenset(word.stem for word in named or words(head) if not word.is_stop)
                own = unit if dimension == PLAIN else dimension
                made.append(Measure(table, head, stems, about, own, rows))
        return made

    def _told(self, node_id: str) -> tuple[Quantity, ...]:
        """Return the amounts in a cell; of a rate as such, of words with numbers only theirs."""
        name = self._snapshot.node(node_id).name
        per = _PER.search(name)
        suffix = f" {per[0].strip()}" if per else ""
        return tuple(
            one._replace(dimension=f"{one.dimension}{suffix}")
            for one in quantities(name)
            if one.dimension != PLAIN or _AMOUNT.match(name)
        )

    def _heads(self, edges: Sequence[Edge]) -> tuple[str, frozenset[str]]:
        """Return a column's header, and the stems by which its rows are called."""
        place = edges[0].evidence[0]
        title = " ".join(place.heading_path[-1:])
        each = Counter(edge.evidence[0].line_start for edge in edges)
        turned = len({edge.source for edge in edges}) > len(each)
        if turned:
            return next(iter(cells(place.text)), ""), frozenset(content_stems(title))
        first = header(self._snapshot, place)
        about = frozenset(content_stems(" ".join([title, *first[:1]])))
        return self._over(edges, place, first), about

    def _over(self, edges: Sequence[Edge], place: Evidence, heads: Sequence[str]) -> str:
        """Return the header over the cells that some edges were read from."""
        name = self._snapshot.node(edges[0].target).name.lower()
        row = cells(place.text)
        if len(row) == len(heads):
            held = [h for h, cell in zip(heads[1:], row[1:], strict=True) if name in cell.lower()]
            label = self._snapshot.relation(edges[0].relation).label
            stems = frozenset(content_stems(label))
            held.sort(key=lambda head: -len(stems & frozenset(content_stems(head))))
            if held:
                return held[0]
        return self._snapshot.relation(edges[0].relation).label.removeprefix("has ")


def _rows(
    edges: Sequence[Edge], told: Sequence[Sequence[Quantity]], dimension: str
) -> tuple[Row, ...]:
    """Return the first amount of a dimension that each row has."""
    rows: dict[str, Row] = {}
    for edge, found in zip(edges, told, strict=True):
        amount = next((one.amount for one in found if one.dimension == dimension), None)
        if amount is not None and edge.source not in rows:
            rows[edge.source] = Row(edge.source, edge, amount)
    return tuple(rows.values())
