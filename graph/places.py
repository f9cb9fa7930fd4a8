"""Where the explorer draws each node: computed once, the same for the same graph.

Each connected part is laid out by itself (Kamada and Kawai, Information Processing Letters 31,
1989; Fruchterman and Reingold, Software: Practice and Experience 21, 1991 for large parts), then
rectangles of node and label are pushed apart, and the parts are packed into columns.
"""

from __future__ import annotations

import math
import random
from bisect import bisect_left
from typing import Any, cast

import igraph as _untyped_igraph
import numpy as np
from numpy.typing import NDArray

from graph.model import Graph, Node
from graph.schema import Kind

igraph: Any = _untyped_igraph
_Drawing = _Layout = Any  # igraph ships no types
Points = NDArray[np.float64]
"""(n, 2): x to the right, y downwards, in pixels at the explorer's own scale."""

LONGEST_LABEL = 28
"""Characters of a name that the explorer writes under its node; the rest is cut off."""
_CHARACTER = 6.6
"""Mean width of a character at a font of 11 px."""
_WIDTH, _HEIGHT = 26.0, 40.0
"""Smallest width, and height, of node (22 px) and label (14 px) with a gap of 4."""
_EDGE_LENGTH = 90.0
_KAMADA_KAWAI_UP_TO = 1000
"""Nodes of a part; its time grows with the square (1.2 s at 1,000)."""
_ROOMINESS = 2.0
"""Area of a part's picture in areas of its rectangles, before they are pushed apart."""
_ROUNDS = 200
_ROUNDS_BEFORE_GROWTH, _GROWTH = 20, 1.1
"""Where crowded rectangles only pass their overlaps on, the whole part is spread a little."""
_GAP = 60.0
"""Between packed parts."""
_ASPECT = 1.6
"""Width of a screen in its heights."""
_SEED = 20240501


def places(graph: Graph) -> dict[str, tuple[float, float]]:
    """Return the centre of every node but passages, rounded to a tenth, in the order of nodes."""
    nodes = [node for node in graph.nodes if node.kind is not Kind.PASSAGE]
    if not nodes:
        return {}
    at = {node.id: index for index, node in enumerate(nodes)}
    ends = {
        (min(at[e.source], at[e.target]), max(at[e.source], at[e.target]))
        for e in graph.edges
        if e.source in at and e.target in at
    }
    drawn = igraph.Graph(n=len(nodes), edges=sorted(ends)).simplify()
    sizes = _sizes(nodes)
    points = np.zeros((len(nodes), 2))
    parts: list[list[int]] = [list(part) for part in drawn.connected_components()]
    parts.sort(key=lambda part: (-len(part), part[0]))
    laid = [_lay_out(drawn.induced_subgraph(part), sizes[part]) for part in parts]
    for part, where in zip(parts, _packed(laid, [sizes[part] for part in parts]), strict=True):
        points[part] = where
    return {
        node.id: (round(float(x), 1) + 0.0, round(float(y), 1) + 0.0)
        for node, (x, y) in zip(nodes, points, strict=True)
    }


def _sizes(nodes: list[Node]) -> Points:
    widths = [max(_WIDTH, _CHARACTER * min(len(node.name), LONGEST_LABEL) + 8) for node in nodes]
    return np.column_stack([widths, np.full(len(nodes), _HEIGHT)])


def _lay_out(part: _Drawing, sizes: Points) -> Points:
    count = part.vcount()
    if count == 1:
        return np.zeros((1, 2))
    start = part.layout_circle()
    if count <= _KAMADA_KAWAI_UP_TO:
        layout = part.layout_kamada_kawai(seed=start)
    else:
        layout = _fruchterman_reingold(part, start)
    points = np.asarray(cast("list[list[float]]", layout.coords), dtype=np.float64)
    return _apart(points * _scale(points, sizes, part.get_edgelist()), sizes)


def _scale(points: Points, sizes: Points, ends: list[tuple[int, int]]) -> float:
    """Return the factor that gives edges their length and the rectangles about twice their area."""
    lengths = [float(np.linalg.norm(points[a] - points[b])) for a, b in ends]
    width, height = cast("list[float]", (points.max(axis=0) - points.min(axis=0)).tolist())
    area = width * height
    room = math.sqrt(_ROOMINESS * float(np.prod(sizes, axis=1).sum()) / max(area, 1e-9))
    along = _EDGE_LENGTH / max(float(np.median(lengths)), 1e-9)
    # A part on one line has no area to speak of.
    return max(along, min(room, 4 * along))


def _fruchterman_reingold(part: _Drawing, start: _Layout) -> _Layout:
    """Lay out a large part in fewer rounds the larger it is, with a random source of our own."""
    rounds = max(30, 150_000 // part.vcount())
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311
    try:
        return part.layout_fruchterman_reingold(seed=start, niter=rounds, grid=True)
    finally:
        igraph.set_random_number_generator(random)


def _apart(points: Points, sizes: Points) -> Points:
    """Push overlapping rectangles apart, each pair along the axis where they overlap less."""
    points = points.copy()
    for done in range(_ROUNDS):
        first, second = _overlapping(points, sizes)
        if not len(first):
            break
        if done % _ROUNDS_BEFORE_GROWTH == _ROUNDS_BEFORE_GROWTH - 1:
            points *= _GROWTH
        delta = points[second] - points[first]
        room = (sizes[first] + sizes[second]) / 2
        depth = room - np.abs(delta) + 0.5
        axis = (depth[:, 0] / room[:, 0] > depth[:, 1] / room[:, 1]).astype(int)
        row = np.arange(len(first))
        # Two nodes on one spot part in the order of their ids.
        sign = np.where(delta[row, axis] < 0, -1.0, 1.0)
        push = depth[row, axis] * sign / 2
        np.add.at(points, (second, axis), push)
        np.add.at(points, (first, axis), -push)
    return points


def _overlapping(points: Points, sizes: Points) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the pairs (first < second) of rectangles that overlap.

    Rectangles are compared with those of the same height alone, one strip of the picture.
    """
    order = np.argsort(points[:, 1], kind="stable")
    heights = [float(y) for y in points[order, 1]]
    ends = [bisect_left(heights, y + _HEIGHT, lo=place) for place, y in enumerate(heights)]
    counts = np.array([end - place - 1 for place, end in enumerate(ends)], dtype=np.intp)
    here = np.repeat(np.arange(len(order), dtype=np.intp), counts)
    # The n-th partner of a rectangle stands n places behind it.
    behind = np.arange(len(here), dtype=np.intp) - np.repeat(np.cumsum(counts) - counts, counts)
    first, second = order[here], order[here + behind + 1]
    room = (sizes[first, 0] + sizes[second, 0]) / 2
    close = np.abs(points[first, 0] - points[second, 0]) < room
    low, high = np.minimum(first, second)[close], np.maximum(first, second)[close]
    return low, high


def _packed(parts: list[Points], sizes: list[Points]) -> list[Points]:
    """Set parts into columns, largest first, as high as that one: small parts stand at its side.

    Where no part is so large, columns are as high as a wide screen's share of them all.
    """
    boxes = [_box(points, size) for points, size in zip(parts, sizes, strict=True)]
    area = sum((w + _GAP) * (h + _GAP) for _, (w, h) in boxes)
    height = max(math.sqrt(area / _ASPECT), *(h for _, (_, h) in boxes))
    placed: list[Points] = []
    x = y = column = 0.0
    for points, (corner, (w, h)) in zip(parts, boxes, strict=True):
        if y and y + h > height:
            x, y, column = x + column + _GAP, 0.0, 0.0
        placed.append(points - corner + np.array([x, y]))
        y, column = y + h + _GAP, max(column, w)
    return placed


def _box(points: Points, sizes: Points) -> tuple[Points, tuple[float, float]]:
    low, high = (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)
    return low, (float(high[0] - low[0]), float(high[1] - low[1]))
