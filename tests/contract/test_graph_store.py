"""What every GraphStore keeps: run over each implementation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from graph.errors import NoGraph
from graph.generation import with_generation
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.neo4j.errors import Access
from graph.neo4j.store import Neo4jStore
from graph.schema import Kind
from graph.sqlite.store import SqliteStore
from graph.store import GraphStore

HERE = Evidence("a/book.md", 3, 4, "Kafka → “Lager” 数据\n| x |", ("Überblick", "Tools"))


def graph_of(*names: str) -> Graph:
    nodes = tuple(
        Node(f"tool:{name}", Kind.TOOL, name, ("alias", "зеркало"), "text\n🚀", (HERE,))
        for name in sorted(names)
    )
    edges = tuple(
        Edge(
            a.id,
            "FEEDS_INTO",
            b.id,
            (HERE, replace(HERE, line_end=9)),
            ("b", "a"),
            ("arrow", "table"),
        )
        for a, b in pairwise(nodes)
    )
    relations = (Relation("FEEDS_INTO", "feeds into", "is fed by"),)
    files = (SourceFile("a/book.md", "Book", "0" * 64, "one\ntwo\n"),)
    return with_generation(Graph("", nodes, edges, relations, files))


ONE, TWO = graph_of("kafka", "flink", "spark"), graph_of("kafka", "redis")


@pytest.fixture(params=["sqlite", "neo4j-5", "neo4j-2026"])
def reopen(
    request: pytest.FixtureRequest, tmp_path: Path, empty_neo4j: Callable[[str], Access]
) -> Iterator[Callable[[], GraphStore]]:
    """Give what opens the same store each time; all are closed at the end."""
    backend, _, version = request.param.partition("-")
    access = empty_neo4j(version) if backend == "neo4j" else None
    opened: list[GraphStore] = []

    def open_it() -> GraphStore:
        path = tmp_path / "new folder" / "graph.sqlite"
        opened.append(Neo4jStore(access) if access else SqliteStore(path))
        return opened[-1]

    yield open_it
    for store in opened:
        store.close()


@pytest.fixture
def store(reopen: Callable[[], GraphStore]) -> GraphStore:
    return reopen()


def test_new_store_is_empty(store):
    assert store.live() is None
    assert store.generations() == ()
    store.discard("absent")
    for act in (store.load, store.activate):
        with pytest.raises(NoGraph, match="designbook ingest"):
            act("absent")


def test_what_is_put_is_loaded_whole(store, reopen):
    store.put(ONE)
    assert store.load(ONE.generation) == ONE
    assert reopen().load(ONE.generation) == ONE


def test_a_generation_is_invisible_until_activated(store):
    store.put(ONE)
    assert store.live() is None
    store.activate(ONE.generation)
    store.put(TWO)
    assert store.live() == ONE.generation
    store.activate(TWO.generation)
    assert store.live() == TWO.generation
    assert store.load(ONE.generation) == ONE
    assert store.generations() == tuple(sorted((ONE.generation, TWO.generation)))


def test_doing_it_again_changes_nothing(store):
    for _ in range(2):
        store.put(ONE)
        store.activate(ONE.generation)
    assert store.generations() == (ONE.generation,)
    assert store.load(ONE.generation) == ONE


def test_activating_what_is_absent_leaves_the_live_one(store):
    store.put(ONE)
    store.activate(ONE.generation)
    with pytest.raises(NoGraph):
        store.activate(TWO.generation)
    assert store.live() == ONE.generation


def test_discard(store):
    store.put(ONE)
    store.put(TWO)
    store.activate(TWO.generation)
    store.discard(ONE.generation)
    store.discard(ONE.generation)
    assert store.generations() == (TWO.generation,)
    with pytest.raises(NoGraph):
        store.load(ONE.generation)
    with pytest.raises(ValueError, match="is live"):
        store.discard(TWO.generation)
    store.put(ONE)
    assert store.load(ONE.generation) == ONE


def test_a_put_that_fails_leaves_nothing(store):
    store.put(ONE)
    store.activate(ONE.generation)
    broken = with_generation(replace(TWO, nodes=TWO.nodes[:1]))
    with pytest.raises(ValueError, match="inconsistent"):
        store.put(broken)
    assert store.generations() == (ONE.generation,)
    assert store.load(ONE.generation) == ONE


def test_texts_of_all_kinds_come_back(store):
    texts = (
        "",
        " ",
        "a\0b",
        "`'\"\\",
        "$x {y} \\u0060",
        "é e\u0301 数据 🚀",
        "\r\n\t",
        "x" * 40_000,
    )
    said = tuple(Evidence(text, 0, 2**40, text, (text, "")) for text in texts)
    nodes = tuple(
        Node(f"n{i}", kind, texts[i % len(texts)][:9000], texts, texts[i % len(texts)], said)
        for i, kind in enumerate(sorted(Kind))
    )
    nodes = tuple(sorted(nodes, key=lambda node: node.id))
    edges = tuple(Edge(a.id, "É_数", b.id, said, texts, texts) for a, b in pairwise(nodes))
    files = tuple(SourceFile(text[:900], text, text, text) for text in sorted(texts))
    graph = with_generation(Graph("", nodes, edges, (Relation("É_数", "", " "),), files))
    store.put(graph)
    assert store.load(graph.generation) == graph


def test_what_is_loaded_is_in_order_whatever_the_order_of_putting(store):
    names = ("Z", "a", "É", "é", "ﬀ", "数", "🚀", "\uffff", "~", "_", "10", "9")
    graph = graph_of(*names)
    turned = replace(
        graph,
        nodes=graph.nodes[::-1],
        edges=graph.edges[::-1],
        relations=graph.relations[::-1],
        files=graph.files[::-1],
    )
    store.put(turned)
    assert store.load(graph.generation) == graph


def test_a_graph_of_nothing(store):
    empty = with_generation(Graph("", (), (), (), ()))
    store.put(empty)
    store.activate(empty.generation)
    assert store.load(store.live()) == empty


@pytest.mark.parametrize("field", ["nodes", "edges", "relations", "files"])
def test_what_is_there_twice_is_refused(store, field):
    twice = with_generation(replace(ONE, **{field: getattr(ONE, field) * 2}))
    with pytest.raises(ValueError, match="inconsistent"):
        store.put(twice)
    assert store.generations() == ()


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_what_cannot_be_a_relation_is_refused(store, name):
    edges = tuple(replace(edge, relation=name) for edge in ONE.edges)
    relations = (replace(ONE.relations[0], name=name),)
    with pytest.raises(ValueError, match="cannot be a relationship type"):
        store.put(with_generation(replace(ONE, edges=edges, relations=relations)))
    assert store.generations() == ()


def test_an_id_with_a_nul_is_refused(store):
    (first, *_) = ONE.nodes
    broken = replace(ONE, nodes=(replace(first, id="a\0b"), *ONE.nodes))
    with pytest.raises(ValueError, match="cannot be an id"):
        store.put(with_generation(broken))
    assert store.generations() == ()


def test_what_is_no_unicode_is_refused(store):
    name = "half \ud83d"
    broken = with_generation(replace(ONE, files=(replace(ONE.files[0], title=name),)))
    with pytest.raises(ValueError, match="surrogates not allowed"):
        store.put(broken)
    assert store.generations() == ()
    store.put(ONE)
    assert store.load(ONE.generation) == ONE


def test_a_closed_store_refuses(store):
    store.close()
    with pytest.raises(Exception, match="closed"):
        store.live()
