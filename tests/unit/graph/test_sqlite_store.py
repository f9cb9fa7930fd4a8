import re
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from graph.build import build_graph
from graph.errors import StoreDamaged, StoreUnavailable
from graph.sqlite import schema as sqlite_schema
from graph.sqlite.store import SqliteStore
from ingest.facts import Role, Said

A_NODE = "concept:whole-a"


def graph_with(make_reading, name):
    reading = make_reading(
        "# T\na line\n", (2, name, Role.NONE, Said.INCLUDES, "part x", Role.NONE)
    )
    return build_graph(reading).graph


@pytest.fixture
def path(tmp_path):
    return tmp_path / "graph.sqlite"


@pytest.fixture
def graph(make_reading, path):
    graph = graph_with(make_reading, "whole a")
    store = SqliteStore(path)
    store.put(graph)
    store.activate(graph.generation)
    return graph


def run(path, *statements):
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


@pytest.mark.usefixtures("graph")
def test_file_is_wal_and_marked(path):
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert db.execute("PRAGMA user_version").fetchone()[0] == sqlite_schema.VERSION
        assert db.execute("PRAGMA application_id").fetchone()[0] == sqlite_schema.APPLICATION_ID
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_discarding_leaves_no_row(path, graph, make_reading):
    store = SqliteStore(path)
    other = graph_with(make_reading, "whole b")
    store.put(other)
    store.activate(other.generation)
    store.discard(graph.generation)
    with closing(sqlite3.connect(path)) as db:
        for table in ("nodes", "relations", "files"):
            query = f"SELECT DISTINCT generation FROM {table}"  # noqa: S608
            assert db.execute(query).fetchall() == [(other.generation,)]
        assert rows(db) == (len(other.edges), stated(other))
    assert store.load(other.generation) == other


def rows(db):
    """Count the rows of edges and of evidence."""
    return db.execute(
        "SELECT (SELECT COUNT(*) FROM edges), (SELECT COUNT(*) FROM evidence)"
    ).fetchone()


def stated(graph):
    return sum(len(each.evidence) for each in (*graph.nodes, *graph.edges))


@pytest.mark.parametrize(
    "content", [b"not a database at all, only text" * 50, b"SQLite format 3\0junk"]
)
def test_not_a_database(path, content, make_reading):
    path.write_bytes(content)
    store = SqliteStore(path)
    for act in (store.live, store.generations, lambda: store.put(graph_with(make_reading, "a b"))):
        with pytest.raises(StoreDamaged, match="designbook ingest"):
            act()
    assert path.read_bytes() == content


def test_empty_file_is_an_empty_store(path, make_reading):
    path.touch()
    store = SqliteStore(path)
    assert store.live() is None
    graph = graph_with(make_reading, "whole a")
    store.put(graph)
    assert store.load(graph.generation) == graph


def test_another_programs_database_is_left_alone(path, make_reading):
    run(path, "CREATE TABLE theirs (a)")
    with pytest.raises(StoreDamaged, match="another program"):
        SqliteStore(path).live()
    with pytest.raises(StoreDamaged, match="another program"):
        SqliteStore(path).put(graph_with(make_reading, "whole a"))


def test_overwritten_pages(path, graph):
    SqliteStore(path).generations()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreDamaged):
        SqliteStore(path).load(graph.generation)


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("UPDATE nodes SET name = 'forged'", "does not match"),
        ("UPDATE nodes SET kind = 'Gadget'", "malformed"),
        ("UPDATE nodes SET aliases = '{'", "malformed"),
        ("UPDATE edges SET target = 1000", "malformed"),
        ("DROP TABLE live", "no such table"),
    ],
)
def test_entries_that_cannot_be_read(path, graph, statement, why):
    run(path, statement)
    store = SqliteStore(path)
    act = store.live if "live" in statement else lambda: store.load(graph.generation)
    with pytest.raises(StoreDamaged, match=why):
        act()


@pytest.mark.parametrize(
    ("statement", "ask"),
    [
        ("UPDATE nodes SET kind = 'Gadget'", lambda reader: reader.counts()),
        ("UPDATE nodes SET kind = 'Gadget'", lambda reader: reader.node(A_NODE)),
        ("UPDATE nodes SET aliases = '{'", lambda reader: reader.node(A_NODE)),
        ("UPDATE evidence SET heading_path = 'x'", lambda reader: reader.nodes()),
        ("DELETE FROM relations", lambda reader: reader.relations(A_NODE)),
    ],
)
def test_parts_that_cannot_be_read(path, graph, statement, ask):
    run(path, statement)
    reader = SqliteStore(path).reader(graph.generation)
    with pytest.raises(StoreDamaged, match=r"malformed.*designbook ingest"):
        ask(reader)


def to_version_2(path):
    """Make the tables those of version 2, in which edges name their ends by id."""
    run(
        path,
        "CREATE TABLE old_relations (generation TEXT NOT NULL REFERENCES generations (id)"
        " ON DELETE CASCADE, name TEXT NOT NULL, label TEXT NOT NULL, inverse TEXT NOT NULL,"
        " PRIMARY KEY (generation, name)) STRICT, WITHOUT ROWID",
        "INSERT INTO old_relations SELECT generation, name, label, inverse FROM relations",
        "CREATE TABLE old_edges (row INTEGER PRIMARY KEY, generation TEXT NOT NULL REFERENCES"
        " generations (id) ON DELETE CASCADE, source TEXT NOT NULL, relation TEXT NOT NULL,"
        " target TEXT NOT NULL, qualifiers TEXT NOT NULL, readers TEXT NOT NULL,"
        " UNIQUE (generation, source, relation, target),"
        " FOREIGN KEY (generation, source) REFERENCES nodes (generation, id) ON DELETE CASCADE,"
        " FOREIGN KEY (generation, target) REFERENCES nodes (generation, id) ON DELETE CASCADE,"
        " FOREIGN KEY (generation, relation) REFERENCES relations (generation, name)"
        " ON DELETE CASCADE) STRICT",
        "INSERT INTO old_edges SELECT edges.row, a.generation, a.id, named.name, b.id, qualifiers,"
        " readers FROM edges JOIN nodes AS a ON a.row = source JOIN relations AS named"
        " ON named.row = relation JOIN nodes AS b ON b.row = target",
        "DROP TABLE edges",
        "DROP TABLE relations",
        "ALTER TABLE old_relations RENAME TO relations",
        "ALTER TABLE old_edges RENAME TO edges",
        "CREATE INDEX edges_by_target ON edges (generation, target, relation, source)",
        "CREATE INDEX edges_by_relation ON edges (generation, relation)",
        "PRAGMA user_version = 2",
    )


def to_version_1(path):
    """Make the tables those of version 1, in which nodes have nothing to search names by."""
    to_version_2(path)
    run(
        path,
        "DROP INDEX nodes_by_name",
        "ALTER TABLE nodes DROP COLUMN folded",
        "ALTER TABLE nodes DROP COLUMN wordings",
        "DROP INDEX edges_by_target",
        "CREATE INDEX edges_by_target ON edges (generation, target)",
        "PRAGMA user_version = 1",
    )


def schema(path):
    with closing(sqlite3.connect(path)) as db:
        made = db.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
        return [(kind, name, re.sub(r'[\s"]', "", sql or "")) for kind, name, sql in made]


@pytest.mark.parametrize("age", [to_version_1, to_version_2])
def test_a_file_of_an_earlier_version_is_brought_up_to_date(path, graph, make_reading, age):
    whole = SqliteStore(path).reader(graph.generation).nodes(limit=100)
    tables = schema(path)
    age(path)
    store = SqliteStore(path)
    assert store.live() == graph.generation
    assert store.load(graph.generation) == graph
    assert store.reader(graph.generation).nodes(limit=100) == whole
    assert store.reader(graph.generation).nodes(text="WHOLE").total > 0
    # Added columns stand at the end of what SQLite keeps of a table's statement.
    assert [each[:2] for each in schema(path)] == [each[:2] for each in tables]
    same = {"edges", "relations", "edges_by_target", "edges_by_relation", "nodes_by_name"}
    assert [e for e in schema(path) if e[1] in same] == [e for e in tables if e[1] in same]
    other = graph_with(make_reading, "whole b")
    store.put(other)
    store.activate(other.generation)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == sqlite_schema.VERSION
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert rows(db) == (
            len(graph.edges) + len(other.edges),
            stated(graph) + stated(other),
        )
        store.discard(graph.generation)
        assert rows(db) == (len(other.edges), stated(other))
    assert store.load(other.generation) == other


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE nodes SET aliases = '{'",
        "UPDATE edges SET target = 'concept:nowhere'",
        "DELETE FROM relations",
    ],
)
def test_an_earlier_version_that_is_damaged_stays_as_it_is(path, graph, damage):
    to_version_1(path)
    run(path, damage)
    with pytest.raises(StoreDamaged, match=r"malformed.*designbook ingest"):
        SqliteStore(path).load(graph.generation)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 1
        assert rows(db) == (len(graph.edges), stated(graph))


def test_processes_bring_one_file_up_to_date(path, graph):
    to_version_1(path)
    code = (
        "import sys, pathlib\n"
        "from graph.sqlite.store import SqliteStore\n"
        "SqliteStore(pathlib.Path(sys.argv[1])).load(sys.argv[2])\n"
    )
    start = [sys.executable, "-c", code, str(path), graph.generation]
    running = [subprocess.Popen(start) for _ in range(4)]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    assert SqliteStore(path).load(graph.generation) == graph


@pytest.mark.usefixtures("graph")
def test_newer_version(path):
    run(path, f"PRAGMA user_version = {sqlite_schema.VERSION + 1}")
    with pytest.raises(StoreUnavailable, match="newer Designbook"):
        SqliteStore(path).live()


def test_a_folder_in_its_place(tmp_path, make_reading):
    store = SqliteStore(tmp_path)
    for act in (store.live, lambda: store.put(graph_with(make_reading, "a b"))):
        with pytest.raises(StoreUnavailable, match="another data folder"):
            act()


def test_folder_that_cannot_be_made(tmp_path, make_reading):
    (tmp_path / "file").touch()
    store = SqliteStore(tmp_path / "file" / "graph.sqlite")
    with pytest.raises(StoreUnavailable, match="another data folder"):
        store.put(graph_with(make_reading, "whole a"))
    long = SqliteStore(tmp_path / ("x" * 300))
    with pytest.raises(StoreUnavailable):
        long.live()


def test_a_lock_that_stays(path, graph, make_reading, monkeypatch):
    monkeypatch.setattr("graph.sqlite.store._BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable, match="locked"):
            SqliteStore(path).put(graph_with(make_reading, "whole b"))
        # Readers do not wait for a writer.
        assert SqliteStore(path).live() == graph.generation


def test_threads_share_a_store(path, graph, make_reading):
    store, others = SqliteStore(path), [graph_with(make_reading, f"whole {n}x") for n in range(4)]
    wrong = []

    def work(other):
        store.put(other)
        wrong.extend(
            wanted.generation
            for wanted in (graph, other) * 5
            if store.load(wanted.generation) != wanted
        )

    threads = [threading.Thread(target=work, args=(other,)) for other in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(store.generations()) == 5


def test_processes_create_one_store(path):
    code = (
        "import sys, pathlib\n"
        "from graph.generation import with_generation\n"
        "from graph.model import *\n"
        "from graph.schema import Kind\n"
        "from graph.sqlite.store import SqliteStore\n"
        "e = Evidence('a.md', 1, 1, 'x')\n"
        "n = Node('tool:' + sys.argv[2], Kind.TOOL, 'n', evidence=(e,))\n"
        "g = with_generation(Graph('', (n,), (), (), ()))\n"
        "s = SqliteStore(pathlib.Path(sys.argv[1])); s.put(g); s.activate(g.generation)\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), str(n)]) for n in range(4)]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    assert len(SqliteStore(path).generations()) == 4


@pytest.mark.parametrize("change", ["UPDATE ON live", "DELETE ON generations"])
def test_a_rule_of_the_tables_that_is_broken_means_damage(path, graph, make_reading, change):
    other = graph_with(make_reading, "quite other")
    with closing(SqliteStore(path)) as store:
        for each in (graph, other):
            store.put(each)
        store.activate(graph.generation)
        with closing(sqlite3.connect(path)) as db:
            rule = "SELECT RAISE(ABORT, 'FOREIGN KEY constraint failed')"
            db.execute(f"CREATE TRIGGER broken BEFORE {change} BEGIN {rule}; END")
        act = store.activate if change.startswith("UPDATE") else store.discard
        with pytest.raises(StoreDamaged, match="designbook ingest"):
            act(other.generation)
