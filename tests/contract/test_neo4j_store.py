"""What is Neo4j's own: its labels and types, hostile names, other writers, damage, refusals."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from threading import Thread

import pytest
from neo4j import GraphDatabase, ManagedTransaction
from neo4j.exceptions import SessionExpired

from graph.errors import NoGraph, StoreDamaged, StoreUnavailable
from graph.generation import with_generation
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.neo4j import queries as cypher
from graph.neo4j.connection import Connection
from graph.neo4j.errors import Access, WritersBusy
from graph.neo4j.store import Neo4jStore
from graph.schema import Kind

HERE = Evidence("book.md", 3, 4, "Kafka feeds Flink", ("Streams", "Tools"))

HOSTILE = (
    "`",
    "``",
    "Tool`) DETACH DELETE n //",
    "X`]->() MATCH (n) DETACH DELETE n //",
    "\\u0060) MATCH (n) DETACH DELETE n //",
    "\\u0027 RETURN 1 //",
    "' OR 1=1 //",
    '"}) RETURN 1 //',
    "$generation",
    "${rows}",
    "$(row.kind)",
    "{id: 'x'}",
    "} CALL { MATCH (n) DETACH DELETE n }",
    "CALL db.labels()",
    "/* */ -- ; :param",
    "line\nbreak\ttab\r",
    "数据 → зеркало 🚀",
    "\u202eright to left\u200b",
    "a\u0301 and á",
    "\\",
    " ",
)


def chain(*names: str) -> Graph:
    """Nodes of these names, each feeding the next."""
    nodes = tuple(Node(f"tool:{name}", Kind.TOOL, name, (), "", (HERE,)) for name in sorted(names))
    edges = tuple(Edge(a.id, "FEEDS_INTO", b.id, (HERE,)) for a, b in pairwise(nodes))
    relations = (Relation("FEEDS_INTO", "feeds into", "is fed by"),)
    files = (SourceFile("book.md", "Book", "0" * 64, "one\ntwo\n"),)
    return with_generation(Graph("", nodes, edges, relations, files))


def hostile_graph() -> Graph:
    """Every text of a graph is made of what could be taken for Cypher."""
    words = sorted(HOSTILE)
    kinds = list(Kind)
    said = tuple(Evidence(word, 1, 2, word, (word, word)) for word in words)
    nodes = tuple(
        Node(word, kinds[i % len(kinds)], word, tuple(words), word, said)
        for i, word in enumerate(words)
    )
    edges = tuple(Edge(word, word, words[0], said, (word,), (word,)) for word in words)
    relations = tuple(Relation(word, word, word) for word in words)
    files = tuple(SourceFile(word, word, word, word) for word in words)
    return with_generation(Graph("", nodes, edges, relations, files))


ONE, TWO = chain("kafka", "flink", "spark"), chain("kafka", "redis")


@pytest.fixture
def store(neo4j: Access) -> Iterator[Neo4jStore]:
    with closing(Neo4jStore(neo4j)) as store:
        yield store


@pytest.fixture
def run(neo4j: Access) -> Iterator[Callable[..., list[list[object]]]]:
    """Run Cypher beside the store, as someone in Browser would."""
    with GraphDatabase.driver(neo4j.uri, auth=(neo4j.user, neo4j.password)) as driver:
        yield lambda query, **values: [
            record.values() for record in driver.execute_query(query, values).records
        ]


def test_kinds_are_labels_and_relations_are_types(store, run):
    store.put(ONE)
    store.activate(ONE.generation)
    found = run(
        "MATCH (s:Store {slot: 1}) MATCH (a:Tool {generation: s.live})-[r:FEEDS_INTO]->(b:Tool)"
        " RETURN labels(a), a.name, a.kind, a.lines, type(r), r.label, r.lines, r.generation,"
        " b.name ORDER BY a.name"
    )
    lines = ["book.md:3-4"]
    ends = (["Entity", "Tool"], "FEEDS_INTO", "feeds into", lines, ONE.generation)
    assert [(row[0], *row[4:8]) for row in found] == [ends, ends]
    assert [(row[1], row[8]) for row in found] == [("flink", "kafka"), ("kafka", "spark")]
    assert found[0][2:4] == ["Tool", lines]


def test_constraints_and_indexes(store, run):
    store.put(ONE)
    unique = run("SHOW CONSTRAINTS YIELD labelsOrTypes, properties, type RETURN *")
    assert {(*labels, *properties) for labels, properties, _ in unique} == {
        ("Entity", "generation", "id"),
        ("Relation", "generation", "name"),
        ("SourceFile", "generation", "path"),
        ("Generation", "id"),
        ("Store", "slot"),
        ("IndexEntry", "index", "position"),
        ("SearchIndex", "id"),
    }
    assert run(cypher.HAS_SCHEMA) == [[len(cypher.SCHEMA)]]


def test_nothing_but_data(store, run):
    store.put(ONE)
    hostile = hostile_graph()
    store.put(hostile)
    store.activate(hostile.generation)
    assert store.load(hostile.generation) == hostile
    assert store.load(ONE.generation) == ONE
    types = run("MATCH ({generation: $g})-[r]->() RETURN DISTINCT type(r)", g=hostile.generation)
    assert {name for (name,) in types} == set(HOSTILE)
    labels = run("MATCH (n:Entity) UNWIND labels(n) AS label RETURN DISTINCT label")
    assert {name for (name,) in labels} == {"Entity", *Kind}
    store.activate(ONE.generation)
    store.discard(hostile.generation)
    assert run("MATCH (n {generation: $g}) RETURN n", g=hostile.generation) == []


def test_a_hostile_generation_is_one_that_is_not_there(store):
    store.put(ONE)
    for word in HOSTILE:
        for act in (store.load, store.activate):
            with pytest.raises(NoGraph):
                act(word)
        store.discard(word)
    assert store.generations() == (ONE.generation,)


def test_a_graph_of_many_batches_and_pages(store, monkeypatch):
    monkeypatch.setattr("graph.neo4j.rows.BATCH_ROWS", 7)
    monkeypatch.setattr("graph.neo4j.rows.BATCH_CHARACTERS", 2000)
    for name in ("PAGE", "PAGE_OF_FILES", "SOURCES_AT_ONCE", "REMOVED_AT_ONCE"):
        monkeypatch.setattr(f"graph.neo4j.store.{name}", 3)
    graph = chain(*(f"n{number}" for number in range(30)), "long" * 1000)
    more = tuple(replace(graph.files[0], path=f"{number}.md") for number in range(9))
    graph = with_generation(replace(graph, files=tuple(sorted(more, key=lambda f: f.path))))
    store.put(graph)
    assert store.load(graph.generation) == graph
    store.discard(graph.generation)
    assert store.generations() == ()


def test_what_a_killed_writer_left_is_removed(neo4j, store, run):
    store.put(ONE)
    store.activate(ONE.generation)
    program = (
        "import sys, time\n"
        "from graph.neo4j import queries as cypher\n"
        "from graph.neo4j.connection import Connection\n"
        "from graph.neo4j.errors import Access\n"
        "db = Connection(Access(sys.argv[1], password=sys.argv[2]))\n"
        "with db.locked():\n"
        "    db.write(cypher.ADD_GENERATION, generation='half')\n"
        "    rows = [{'generation': 'half', 'id': str(i), 'kind': 'Tool'} for i in range(9)]\n"
        "    db.write(cypher.ADD_NODES, rows=rows)\n"
        "    print('half', flush=True)\n"
        "    time.sleep(600)\n"
    )
    command = [sys.executable, "-c", program, neo4j.uri, neo4j.password]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        try:
            assert writer.stdout.readline() == "half\n"
            assert store.generations() == (ONE.generation,)
            with pytest.raises(NoGraph):
                store.load("half")
            with closing(Neo4jStore(replace(neo4j, lock_seconds=0.3))) as other:
                with pytest.raises(WritersBusy, match="Another ingest is writing"):
                    other.put(TWO)
                assert other.live() == ONE.generation
        finally:
            writer.kill()
    store.put(TWO)
    assert store.generations() == tuple(sorted((ONE.generation, TWO.generation)))
    assert run("MATCH (n {generation: 'half'}) RETURN n") == []
    assert run("MATCH (n:Generation {id: 'half'}) RETURN n") == []


def test_a_discard_beside_a_writer_is_out_of_sight_at_once(neo4j, store, run, monkeypatch):
    monkeypatch.setattr("graph.neo4j.store.PATIENCE_OF_DISCARD", 0.3)
    store.put(ONE)
    store.put(TWO)
    writer = Connection(neo4j)
    with closing(writer), writer.locked():
        store.discard(TWO.generation)
        assert store.generations() == (ONE.generation,)
        assert run("MATCH (n:Entity {generation: $g}) RETURN count(n)", g=TWO.generation) != [[0]]
    store.discard("anything")
    assert run("MATCH (n {generation: $g}) RETURN count(n)", g=TWO.generation) == [[0]]


def test_two_first_writers_at_once(neo4j, run):
    for kind in ("CONSTRAINTS", "INDEXES"):
        for (name,) in run(
            f"SHOW {kind} YIELD name WHERE name STARTS WITH 'designbook_' RETURN name"
        ):
            run(f"DROP {kind[:-1] if kind == 'CONSTRAINTS' else 'INDEX'} {name} IF EXISTS")
    stores = [Neo4jStore(neo4j), Neo4jStore(neo4j)]
    failed: list[Exception] = []

    def put(store: Neo4jStore, graph: Graph) -> None:
        try:
            store.put(graph)
        except Exception as error:  # noqa: BLE001 (told by the main thread)
            failed.append(error)

    threads = [Thread(target=put, args=pair) for pair in zip(stores, (ONE, TWO), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert stores[0].generations() == tuple(sorted((ONE.generation, TWO.generation)))
    assert [stores[1].load(graph.generation) for graph in (ONE, TWO)] == [ONE, TWO]
    for store in stores:
        store.close()


def test_a_writer_that_lost_its_lock_publishes_nothing(store, run, monkeypatch):
    def cut(graph: Graph) -> Iterator[tuple[str, list[dict[str, object]]]]:
        for (name,) in run(
            "SHOW TRANSACTIONS YIELD transactionId AS id, currentQueryId, status, elapsedTime"
            " WITH id ORDER BY elapsedTime DESC RETURN id"
        ):
            run("TERMINATE TRANSACTIONS $name", name=name)
        yield cypher.ADD_FILES, [{"generation": graph.generation, "path": "p"}]

    store.put(ONE)
    monkeypatch.setattr("graph.neo4j.store.rows_of", cut)
    with pytest.raises(StoreUnavailable):
        store.put(TWO)
    assert store.generations() == (ONE.generation,)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("MATCH (n:Entity) SET n.name = 'forged'", "does not match"),
        ("MATCH (n:Entity) SET n.kind = 'Gadget'", "malformed"),
        ("MATCH (n:Entity) REMOVE n.aliases", "malformed"),
        ("MATCH (n:Entity) SET n.aliases = 7", "malformed"),
        ("MATCH ()-[r:FEEDS_INTO]->() SET r.evidence = ['{']", "malformed"),
        ("MATCH ()-[r:FEEDS_INTO]->() SET r.evidence = ['{}']", "malformed"),
        ("MATCH ()-[r:FEEDS_INTO]->() DELETE r", "does not match"),
        ("MATCH (n:Relation) DELETE n", "does not match"),
        ("MATCH (n:SourceFile) SET n.text = 1", "does not match"),
    ],
)
def test_entries_that_cannot_be_read(store, run, statement, why):
    store.put(ONE)
    run(statement)
    with pytest.raises(StoreDamaged, match=why) as caught:
        store.load(ONE.generation)
    assert "designbook ingest" in str(caught.value)


@pytest.mark.parametrize(
    ("statement", "ask"),
    [
        ("MATCH (n:Entity) SET n.kind = 'Gadget'", lambda reader: reader.counts()),
        ("MATCH (n:Entity) REMOVE n.aliases", lambda reader: reader.node("tool:kafka")),
        ("MATCH (n:Entity) SET n.evidence = ['{']", lambda reader: reader.nodes()),
        (
            "MATCH ()-[r:FEEDS_INTO]->() SET r.evidence = [7]",
            lambda reader: reader.relations("tool:kafka"),
        ),
    ],
)
def test_parts_that_cannot_be_read(store, run, statement, ask):
    store.put(ONE)
    reader = store.reader(ONE.generation)
    run(statement)
    with pytest.raises(StoreDamaged, match=r"malformed.*designbook ingest"):
        ask(reader)


def test_rows_of_an_earlier_version_are_completed(store, run, monkeypatch):
    monkeypatch.setattr("graph.neo4j.reading.COMPLETED_AT_ONCE", 2)
    store.put(ONE)
    whole = store.reader(ONE.generation).nodes()
    run("MATCH (n:Entity) REMOVE n.folded, n.wordings")
    run("MATCH (g:Generation) REMOVE g.format")
    assert store.reader(ONE.generation).nodes() == whole
    assert run("MATCH (g:Generation) RETURN g.format") == [[cypher.FORMAT]]


def test_the_remedy_for_damage(store, run):
    store.put(ONE)
    run("MATCH (n) DETACH DELETE n")
    store.put(ONE)
    assert store.load(ONE.generation) == ONE


def test_rows_that_vanish_while_they_are_written(store, monkeypatch):
    monkeypatch.setattr("graph.neo4j.queries.ADD_FILES", "UNWIND $rows AS row RETURN 0 AS rows")
    with pytest.raises(StoreDamaged, match="vanished"):
        store.put(ONE)
    assert store.generations() == ()


def test_a_generation_discarded_while_it_is_read(neo4j, store, monkeypatch):
    store.put(ONE)
    with closing(Neo4jStore(neo4j)) as other:
        monkeypatch.setattr(store, "_edges", lambda *_: other.discard(ONE.generation) or ())
        with pytest.raises(NoGraph):
            store.load(ONE.generation)


def test_newer_format(store, run):
    store.put(ONE)
    run("MATCH (s:Store {slot: 1}) SET s.version = $version", version=cypher.VERSION + 1)
    for act in (store.live, lambda: store.put(TWO), lambda: store.load(ONE.generation)):
        with pytest.raises(StoreUnavailable, match="newer Designbook"):
            act()


def test_what_else_is_in_the_database_stays(store, run):
    run("CREATE (:Tool:Entity {name: 'ours'})-[:FEEDS_INTO]->(:Tool {name: 'too'})")
    store.put(ONE)
    store.put(TWO)
    assert store.load(ONE.generation) == ONE
    store.discard(ONE.generation)
    assert run("MATCH (a)-[:FEEDS_INTO]->(b) WHERE a.generation IS NULL RETURN a.name, b.name") == [
        ["ours", "too"]
    ]


def test_wrong_password(neo4j):
    wrong = "not the right one"
    with closing(Neo4jStore(replace(neo4j, password=wrong))) as store:
        with pytest.raises(StoreUnavailable, match="NEO4J_PASSWORD") as caught:
            store.live()
        assert wrong not in str(caught.value)


def test_unknown_database(neo4j):
    unknown = replace(neo4j, database="absent")
    with closing(Neo4jStore(unknown)) as store, pytest.raises(StoreUnavailable, match="J_DATABASE"):
        store.live()


def test_database_by_name_and_routing(neo4j):
    routed = replace(neo4j, uri=neo4j.uri.replace("bolt://", "neo4j://"), database="neo4j")
    with closing(Neo4jStore(routed)) as store:
        store.put(ONE)
        store.activate(ONE.generation)
        assert store.load(store.live()) == ONE
    unknown = replace(routed, database="absent")
    with closing(Neo4jStore(unknown)) as store, pytest.raises(StoreUnavailable):
        store.live()


def test_tls_where_the_server_has_none(neo4j):
    secure = replace(neo4j, uri=neo4j.uri.replace("bolt://", "bolt+s://"))
    with closing(Neo4jStore(secure)) as store, pytest.raises(StoreUnavailable, match="NEO4J_URI"):
        store.live()


def test_too_old_a_server(neo4j, monkeypatch):
    monkeypatch.setattr("graph.neo4j.connection.OLDEST", (9999, 0))
    with closing(Neo4jStore(neo4j)) as store, pytest.raises(StoreUnavailable, match="upgrade"):
        store.live()


def test_a_query_that_takes_too_long(neo4j):
    with closing(Connection(replace(neo4j, query_seconds=0.2))) as db:
        db.read(cypher.STILL_THERE)
        with pytest.raises(StoreUnavailable, match="NEO4J_QUERY_SECONDS"):
            db.read("UNWIND range(1, 1000000000) AS x WITH x WHERE x % 7 = 9 RETURN count(x)")


def test_a_statement_that_the_server_refuses(neo4j):
    with closing(Connection(neo4j)) as db, pytest.raises(StoreUnavailable, match="refuses a"):
        db.write("MATCH (n) RETURN absent")


def test_reading_does_not_write(neo4j):
    with closing(Connection(neo4j)) as db, pytest.raises(StoreUnavailable):
        db.read("CREATE (:Entity)")


def test_a_passing_trouble_is_met_with_another_try(neo4j):
    tries: list[int] = []

    def job(tx: ManagedTransaction) -> int:
        tries.append(1)
        if len(tries) == 1:
            tx.run("CREATE (:Half)").consume()
            raise SessionExpired("the leader has changed")
        return tx.run(cypher.STILL_THERE).single(strict=True)["one"]

    with closing(Connection(neo4j)) as db:
        assert db.together(job) == 1
        assert db.read("MATCH (n:Half) RETURN n") == []
    assert len(tries) == 2
