import random
import time

import pytest

from graph.model import Edge, Evidence, Graph, Node
from graph.places import LONGEST_LABEL, places
from graph.schema import Kind

HERE = Evidence("a.md", 1, 1, "x")


def graph_of(count, edge_count, seed=1):
    chance = random.Random(seed)  # noqa: S311
    nodes = tuple(
        Node(f"tool:{n:05}", Kind.TOOL, "x" * chance.randint(3, 40), evidence=(HERE,))
        for n in range(count)
    )
    pairs = {
        (n, chance.choice([chance.randrange(count), n - 1 if n else 0]))
        for n in (chance.randrange(count) for _ in range(edge_count))
    }
    edges = tuple(
        Edge(nodes[a].id, "USES", nodes[b].id, (HERE,)) for a, b in sorted(pairs) if a != b
    )
    return Graph("", nodes, edges, (), ())


def overlaps(graph, found):
    boxes = []
    for node in graph.nodes:
        x, y = found[node.id]
        width = max(26.0, 6.6 * min(len(node.name), LONGEST_LABEL) + 8)
        boxes.append((x, y, width))
    return sum(
        abs(ax - bx) < (aw + bw) / 2 - 0.3 and abs(ay - by) < 39.7
        for n, (ax, ay, aw) in enumerate(boxes)
        for bx, by, bw in boxes[n + 1 :]
    )


@pytest.mark.parametrize(("count", "edge_count"), [(2, 1), (40, 30), (150, 300)])
def test_no_label_overlaps(count, edge_count):
    graph = graph_of(count, edge_count)
    found = places(graph)
    assert list(found) == [node.id for node in graph.nodes]
    assert overlaps(graph, found) == 0


def test_same_graph_same_places():
    graph = graph_of(120, 200)
    assert places(graph) == places(graph)
    assert all(round(x, 1) == x and round(y, 1) == y for x, y in places(graph).values())


def test_passages_are_not_placed():
    passage = Node("passage:1", Kind.PASSAGE, "p", evidence=(HERE,))
    graph = Graph("", (passage,), (), (), ())
    assert places(graph) == {}


def test_a_large_graph_in_seconds():
    graph = graph_of(1200, 3600)
    started = time.process_time()
    found = places(graph)
    assert time.process_time() - started < 5
    assert places(graph) == found
    assert overlaps(graph, found) == 0
