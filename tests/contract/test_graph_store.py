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
from graph.schema import Kind
from graph.sqlite_store import SqliteStore
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


@pytest.fixture(params=["sqlite"])
def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], GraphStore]:
    """Return what opens the same store each time."""
    openers = {"sqlite": lambda: SqliteStore(tmp_path / "new folder" / "graph.sqlite")}
    return openers[request.param]


@pytest.fixture
def store(reopen: Callable[[], GraphStore]) -> Iterator[GraphStore]:
    store = reopen()
    yield store
    store.close()


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


def test_a_closed_store_refuses(store):
    store.close()
    with pytest.raises(Exception, match="closed"):
        store.live()
