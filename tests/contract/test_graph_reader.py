"""What every GraphReader keeps: the snapshot, and each store's reader, beside a naive one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from graph.errors import EdgeNotFound, GraphError, NodeNotFound, NoGraph, StoreUnavailable
from graph.generation import with_generation
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.neo4j.errors import Access
from graph.neo4j.store import Neo4jStore
from graph.reader import GraphReader
from graph.results import Counts, Neighbour, Neighbourhood, Page, Reach
from graph.schema import Kind
from graph.snapshot import Snapshot
from graph.sqlite.store import SqliteStore
from graph.store import GraphStore
from tests.contract.graphs import (
    HOSTILE,
    KINDS,
    RELATIONS,
    TEXTS,
    UNHEARD_OF,
    graphs,
    hostile_graph,
)
from tests.contract.naive_reader import NaiveReader

Read = Callable[[Graph], GraphReader]

HERE = (Evidence("book.md", 3, 4, "said here", ("Tools",)),)


def graph_of(*edges: str) -> Graph:
    """``graph_of("a A b", "b A c")``; a name that begins with "p" is a passage's."""
    keys = sorted(tuple(edge.split()) for edge in edges)
    ids = sorted({end for a, _, b in keys for end in (a, b)})
    nodes = tuple(
        Node(id_, Kind.PASSAGE if id_[0] == "p" else Kind.TOOL, id_.upper(), evidence=HERE)
        for id_ in ids
    )
    names = sorted({name for _, name, _ in keys})
    relations = tuple(Relation(name, f"{name} to", f"{name} from") for name in names)
    files = (SourceFile("book.md", "Book", "0" * 64, "one\ntwo\n"),)
    edges_ = tuple(Edge(a, name, b, HERE) for a, name, b in keys)
    return with_generation(Graph("", nodes, edges_, relations, files))


DIAMOND = graph_of("a R b", "a R c", "b R d", "c R d", "c S d", "d R e", "p MENTIONS a", "x R x")


STORES = ("sqlite", "neo4j-5", "neo4j-2026")
of_stores = pytest.mark.parametrize("backend", STORES, indirect=True)


@pytest.fixture(params=["snapshot", *STORES])
def backend(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def store(
    backend: str, tmp_path: Path, empty_neo4j: Callable[[str], Access]
) -> Iterator[GraphStore | None]:
    kind, _, version = backend.partition("-")
    if kind == "snapshot":
        yield None
        return
    access = empty_neo4j(version) if kind == "neo4j" else None
    with closing(Neo4jStore(access) if access else SqliteStore(tmp_path / "graph.sqlite")) as store:
        yield store


@pytest.fixture
def read(store: GraphStore | None) -> Read:
    """Give a reader of a graph."""

    def reader(graph: Graph) -> GraphReader:
        if store is None:
            return Snapshot(graph)
        store.put(graph)
        return store.reader(graph.generation)

    return reader


def answer(ask: Callable[[], object]) -> object:
    """Return what is returned or the class of what is raised."""
    try:
        return ask()
    except (GraphError, KeyError) as error:
        return type(error)


def questions(graph: Graph, choose: Callable[[st.SearchStrategy], object]) -> list[tuple]:
    """Some of each method's questions: (method, arguments)."""
    some_id = st.sampled_from([*(node.id for node in graph.nodes), "absent"])
    some_name = st.sampled_from((*RELATIONS, "ABSENT"))
    names, kinds = st.frozensets(some_name, max_size=2), st.frozensets(st.sampled_from(KINDS))
    direction = st.sampled_from(("out", "in", "both"))
    reach = st.builds(Reach, names, kinds, direction)
    limit, offset = st.integers(0, 4), st.integers(0, 3)
    search = st.tuples(kinds, st.sampled_from(TEXTS), limit, offset)
    relatives = st.tuples(some_id, direction, names, st.integers(0, 9), offset)
    around = st.tuples(some_id, st.integers(0, 4), st.integers(0, 6), reach)
    between = st.tuples(some_id, some_id, st.integers(0, 4), st.integers(0, 4), reach)
    asked = [("counts", ()), ("degrees", ([*(node.id for node in graph.nodes), "absent"],))]
    for _ in range(4):
        asked += [
            ("node", (choose(some_id),)),
            ("nodes", choose(search)),
            ("relations", choose(relatives)),
            ("edge", (choose(some_id), choose(some_name), choose(some_id))),
            ("neighbourhood", choose(around)),
            ("paths", choose(between)),
        ]
    return asked


# Each example asks a server two dozen questions, so there are few of them, and none is shrunk.
@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(graph=graphs(), data=st.data())
def test_same_answers_as_a_naive_reader(read, store, graph, data):
    reader, naive = read(graph), NaiveReader(graph)
    for method, arguments in questions(graph, data.draw):
        expected = answer(lambda: getattr(naive, method)(*arguments))  # noqa: B023
        assert answer(lambda: getattr(reader, method)(*arguments)) == expected, (  # noqa: B023
            method,
            arguments,
        )
    if store is not None:
        store.discard(graph.generation)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(graph=graphs(), data=st.data())
def test_same_answers_from_snapshot_and_file(tmp_path_factory, graph, data):
    path = tmp_path_factory.mktemp("random") / "graph.sqlite"
    with closing(SqliteStore(path)) as store:
        store.put(graph)
        readers = Snapshot(graph), store.reader(graph.generation)
        naive = NaiveReader(graph)
        for method, arguments in questions(graph, data.draw):
            expected = answer(lambda: getattr(naive, method)(*arguments))  # noqa: B023
            for reader in readers:
                assert answer(lambda: getattr(reader, method)(*arguments)) == expected  # noqa: B023


@of_stores
def test_a_generation_that_is_not_there(store):
    with pytest.raises(NoGraph, match="designbook ingest"):
        store.reader("absent")
    store.put(DIAMOND)
    with pytest.raises(NoGraph, match="designbook ingest"):
        store.reader("absent")


@of_stores
def test_a_reader_of_what_was_discarded(store):
    store.put(DIAMOND)
    reader = store.reader(DIAMOND.generation)
    assert (reader.generation, reader.node("a").name) == (DIAMOND.generation, "A")
    store.discard(DIAMOND.generation)
    for ask in (reader.counts, lambda: reader.node("a"), lambda: reader.edge("a", "R", "b")):
        with pytest.raises(NoGraph, match="designbook ingest"):
            ask()


@of_stores
def test_a_reader_of_a_closed_store(store):
    store.put(DIAMOND)
    reader = store.reader(DIAMOND.generation)
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        reader.counts()


@of_stores
def test_a_generation_is_read_beside_others(read):
    one, two = graph_of("a R b"), graph_of("a R b", "a R c", "b S c")
    first, second = read(one), read(two)
    assert (first.counts().nodes, second.counts().nodes) == (2, 3)
    assert first.nodes().total == 2
    assert first.relations("a").total == 1
    assert len(first.neighbourhood("a", 3).nodes) == 2
    assert second.paths("a", "c")[0].edges == ((second.edge("a", "R", "c"),),)
    assert first.degrees(["a"]) == {"a": 1}
    with pytest.raises(NodeNotFound):
        first.paths("a", "c")


def test_nothing_is_found(read):
    reader = read(with_generation(Graph("", (), (), (), ())))
    assert reader.counts() == Counts({}, {}, 0)
    assert reader.nodes() == reader.nodes((Kind.TOOL,), "x", 5, 7) == Page((), 0)
    assert reader.degrees(()) == {}
    for ask in (
        lambda: reader.node("a"),
        lambda: reader.relations("a"),
        lambda: reader.neighbourhood("a"),
        lambda: reader.paths("a", "a"),
    ):
        with pytest.raises(NodeNotFound, match="search of the nodes"):
            ask()
    with pytest.raises(EdgeNotFound, match="list the relations"):
        reader.edge("a", "R", "b")
    for ask in (lambda: reader.relation("R"), lambda: reader.file("book.md")):
        with pytest.raises(KeyError):
            ask()


def test_what_is_negative_is_refused(read):
    reader = read(DIAMOND)
    for ask in (
        lambda: reader.nodes(limit=-1),
        lambda: reader.nodes(offset=-1),
        lambda: reader.relations("a", limit=-1),
        lambda: reader.relations("a", offset=-1),
        lambda: reader.neighbourhood("a", hops=-1),
        lambda: reader.neighbourhood("a", limit=-1),
        lambda: reader.paths("a", "b", hops=-1),
        lambda: reader.paths("a", "b", limit=-1),
    ):
        with pytest.raises(ValueError, match="negative"):
            ask()


def test_pages_hold_each_item_once(read):
    graph = graph_of(*(f"hub R n{number:02}" for number in range(23)), "p MENTIONS hub")
    reader = read(graph)
    whole = reader.nodes(limit=100).items
    assert [node.id for node in whole] == ["hub", *(f"n{n:02}" for n in range(23)), "p"]
    pages = [reader.nodes(limit=4, offset=start) for start in range(0, 28, 4)]
    assert tuple(node for page in pages for node in page.items) == whole
    assert {page.total for page in pages} == {25}
    for beyond in (25, 1000, 2**63, 10**30):
        assert reader.nodes(limit=4, offset=beyond) == Page((), 25)
        assert reader.relations("hub", offset=beyond) == Page((), 24)
        assert reader.nodes(limit=beyond).items == whole
        assert len(reader.neighbourhood("hub", limit=beyond).nodes) == 25
    every = reader.relations("hub", limit=100)
    assert [relative.edge.relation for relative in every.items] == ["R"] * 23 + ["MENTIONS"]
    parts = [reader.relations("hub", limit=5, offset=start).items for start in range(0, 30, 5)]
    assert tuple(item for part in parts for item in part) == every.items


def test_a_neighbourhood_with_limits(read):
    reader = read(DIAMOND)
    near = reader.neighbourhood("a", 2, reach=Reach(direction="out"))
    assert near == Neighbourhood(
        (
            Neighbour("a", Kind.TOOL, "A", 0),
            Neighbour("b", Kind.TOOL, "B", 1),
            Neighbour("c", Kind.TOOL, "C", 1),
            Neighbour("d", Kind.TOOL, "D", 2),
        ),
        (("a", "R", "b"), ("a", "R", "c"), ("b", "R", "d"), ("c", "R", "d"), ("c", "S", "d")),
        complete=True,
    )
    cut = reader.neighbourhood("a", 9, limit=2)
    assert ([it.id for it in cut.nodes], cut.complete) == (["a", "b", "c"], False)
    assert [it.id for it in reader.neighbourhood("a", 10**9).nodes] == [*"abcp", "d", "e"]
    alone = reader.neighbourhood("a", 0)
    assert (len(alone.nodes), alone.edges, alone.complete) == (1, (), True)
    passages = reader.neighbourhood("a", 3, reach=Reach(kinds=frozenset({Kind.PASSAGE})))
    assert [it.id for it in passages.nodes] == ["a", "p"]
    by_s = reader.neighbourhood("c", 3, reach=Reach(frozenset({"S"})))
    assert by_s.edges == (("c", "S", "d"),)


def test_shortest_paths_with_their_evidence(read):
    reader = read(DIAMOND)
    first, second = reader.paths("a", "d", limit=9)
    assert [node.id for node in first.nodes] == ["a", "b", "d"]
    assert [node.id for node in second.nodes] == ["a", "c", "d"]
    assert [[edge.relation for edge in step] for step in second.edges] == [["R"], ["R", "S"]]
    assert second.edges[0][0].evidence == HERE
    assert reader.paths("a", "d") == (first,)
    assert reader.paths("a", "d", limit=0) == ()
    assert reader.paths("a", "d", hops=1) == ()
    assert reader.paths("a", "x") == ()
    (itself,) = reader.paths("x", "x", hops=0)
    assert ([node.id for node in itself.nodes], itself.edges) == (["x"], ())
    assert reader.paths("d", "a", reach=Reach(direction="out")) == ()
    (back, _) = reader.paths("e", "a", limit=2, reach=Reach(direction="in"))
    assert [node.id for node in back.nodes] == ["e", "d", "b", "a"]
    # The ends may be of any kind, what lies between may not.
    tools = Reach(kinds=frozenset({Kind.TOOL}))
    assert len(reader.paths("p", "d", limit=9, reach=tools)) == 2
    passages = Reach(kinds=frozenset({Kind.PASSAGE}))
    assert reader.paths("a", "d", reach=passages) == ()


def test_many_shortest_paths_cost_no_more_than_those_asked_for(read):
    layers = [f"n{i}{side} R n{i + 1}{other}" for i in range(20) for side in "ab" for other in "ab"]
    reader = read(graph_of(*layers))
    found = reader.paths("n0a", "n20a", hops=30, limit=3)  # of half a million
    assert [path.nodes[19].id + path.nodes[18].id for path in found] == [
        "n19an18a",
        "n19bn18a",
        "n19an18b",
    ]


def test_hostile_texts_are_nothing_but_data(read):
    graph = hostile_graph()
    reader, naive = read(graph), NaiveReader(graph)
    texts = dict.fromkeys(UNHEARD_OF)
    asked: list[tuple[str, tuple]] = [("degrees", (tuple(texts),)), ("counts", ())]
    for text in texts:
        asked += [
            ("node", (text,)),
            ("nodes", ((), text)),
            ("nodes", ((Kind.TOOL,), text, 1, 1)),
            ("relations", (text,)),
            ("relations", (HOSTILE[0], "both", (text,))),
            ("edge", (text, text, sorted(HOSTILE)[0])),
            ("edge", (HOSTILE[1], text, HOSTILE[2])),
            ("neighbourhood", (text, 1, 3)),
            ("neighbourhood", (HOSTILE[0], 2, 9, Reach(frozenset({text})))),
            ("paths", (text, HOSTILE[0])),
            ("paths", (HOSTILE[0], HOSTILE[3], 3, 2, Reach(frozenset({text})))),
        ]
    for method, arguments in asked:
        try:
            expected = getattr(naive, method)(*arguments)
        except GraphError as error:
            with pytest.raises(type(error)):
                getattr(reader, method)(*arguments)
        else:
            assert getattr(reader, method)(*arguments) == expected, (method, arguments)
    for text in texts:
        for ask, there in (
            (reader.relation, {it.name: it for it in graph.relations}),
            (reader.file, {it.path: it for it in graph.files}),
        ):
            assert answer(lambda: ask(text)) == there.get(text, KeyError)  # noqa: B023


@of_stores
def test_reading_changes_nothing(store, read):
    graph = hostile_graph()
    reader = read(graph)
    for text in UNHEARD_OF:
        answer(lambda: reader.neighbourhood(text, 3))  # noqa: B023
        answer(lambda: reader.paths(text, text))  # noqa: B023
        reader.nodes(text=text)
    assert store.generations() == (graph.generation,)
    assert store.live() is None
    assert store.load(graph.generation) == graph
