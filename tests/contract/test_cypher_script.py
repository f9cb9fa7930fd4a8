"""The exported Cypher script in a real Neo4j: loaded statement by statement, then compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle

import pytest
from neo4j import Driver, GraphDatabase

from graph.build import build_graph
from graph.formats.registry import Format, write
from graph.generation import with_generation
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.neo4j.errors import Access
from graph.neo4j.store import Neo4jStore
from graph.schema import Kind
from graph.snapshot import Snapshot
from ingest.reader import read

HOSTILE = (
    "`",
    "``",
    "'",
    '"',
    "\\",
    "\\'",
    "\\\\u0027",
    "\\u0027 RETURN 1 //",
    "\\u0060) MATCH (n) DETACH DELETE n //",
    "`]->() MATCH (n) DETACH DELETE n //",
    "'}] AS row MATCH (n) DETACH DELETE n //",
    ";\n",
    "line\nbreak\ttab\r\x85\u2028",
    "a\x01\x1f\x7f\ufeff",
    "$rows ${rows} $(row.kind) {id: 'x'}",
    "/* */ -- // :param x",
    "数据 → 🚀 \u202eright to left",
    " ",
)


def hostile_graph() -> Graph:
    """Every text of a graph is made of what could be taken for Cypher."""
    words = sorted(HOSTILE)
    said = tuple(Evidence(word, 1, 2, word, (word, word)) for word in words)
    nodes = tuple(
        Node(word, kind, word, ("", *words), word, said)
        for word, kind in zip(words, cycle(Kind), strict=False)
    )
    edges = tuple(Edge(word, word, words[0], said, (word,), (word,)) for word in words)
    relations = tuple(Relation(word, word, word) for word in words)
    files = tuple(SourceFile(word, word, word, word) for word in words)
    return with_generation(Graph("", nodes, edges, relations, files))


@pytest.fixture
def driver(neo4j: Access) -> Iterator[Driver]:
    with GraphDatabase.driver(neo4j.uri, auth=(neo4j.user, neo4j.password)) as driver:
        yield driver


def load(driver: Driver, graph: Graph) -> None:
    """Do what Browser does: cut the script at the ends of its statements and run each."""
    script = "".join(write(graph, Format.CYPHER))
    statements = script.split(";\n")
    assert statements.pop() == ""
    with driver.session() as session:
        for statement in statements:
            session.run(statement).consume()


def stated(driver: Driver) -> tuple[set[str], set[str]]:
    """What the database holds, read by plain queries."""
    nodes = driver.execute_query(
        "MATCH (n:Entity) RETURN labels(n), n.id, n.kind, n.name, n.aliases, n.text, n.evidence"
    ).records
    edges = driver.execute_query(
        "MATCH (a)-[r]->(b) RETURN a.id, type(r), b.id, r.qualifiers, r.readers, r.evidence"
    ).records
    return {json.dumps(row.values()) for row in nodes}, {json.dumps(row.values()) for row in edges}


def test_the_handbook_node_for_node(driver, neo4j, small_handbook):
    graph = build_graph(read([small_handbook])).graph
    load(driver, graph)
    by_script = stated(driver)
    assert [len(rows) for rows in by_script] == [len(graph.nodes), len(graph.edges)]
    with closing(Neo4jStore(neo4j)) as store:
        assert store.generations() == (graph.generation,)
        assert store.live() is None
        assert store.load(graph.generation) == graph
        assert store.reader(graph.generation).nodes() == Snapshot(graph).nodes()
        driver.execute_query("MATCH (n) DETACH DELETE n")
        store.put(graph)
    assert stated(driver) == by_script


def test_hostile_texts_are_nothing_but_data(driver, neo4j):
    driver.execute_query("CREATE (:Bystander)")
    graph = hostile_graph()
    load(driver, graph)
    with closing(Neo4jStore(neo4j)) as store:
        assert store.load(graph.generation) == graph
    assert driver.execute_query("MATCH (n:Bystander) RETURN count(n)").records[0].value() == 1
    types = driver.execute_query("MATCH ()-[r]->() RETURN DISTINCT type(r)").records
    assert {row.value() for row in types} == set(HOSTILE)


def test_loading_it_twice_changes_nothing(driver, small_handbook):
    graph = build_graph(read([small_handbook])).graph
    load(driver, graph)
    once = stated(driver)
    load(driver, graph)
    assert stated(driver) == once
    assert driver.execute_query("MATCH (n:Generation) RETURN count(n)").records[0].value() == 1
