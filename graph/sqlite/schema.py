"""Every SQL statement of the SQLite store, named; values are always parameters."""

from __future__ import annotations

APPLICATION_ID = 0x44534742
"""Marks a file as ours in SQLite's header: "DSGB" in ASCII."""
VERSION = 3
"""Of the tables below; raise it with every change of them."""

# The ends of an edge are rows, not ids: an entry of its indexes takes some 20 bytes instead of 75,
# so those of a million edges fit into a page cache, also that of the writer who fills them.
CREATE = """
CREATE TABLE generations (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE live (
    slot INTEGER PRIMARY KEY CHECK (slot = 1),
    generation TEXT REFERENCES generations (id)
) STRICT;
INSERT INTO live (slot, generation) VALUES (1, NULL);
CREATE TABLE nodes (
    row INTEGER PRIMARY KEY,
    generation TEXT NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    wordings TEXT NOT NULL,
    UNIQUE (generation, id)
) STRICT;
CREATE INDEX nodes_by_name ON nodes (generation, folded, id, kind, wordings);
CREATE TABLE relations (
    row INTEGER PRIMARY KEY,
    generation TEXT NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    inverse TEXT NOT NULL,
    UNIQUE (generation, name)
) STRICT;
CREATE TABLE edges (
    row INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES nodes (row) ON DELETE CASCADE,
    relation INTEGER NOT NULL REFERENCES relations (row) ON DELETE CASCADE,
    target INTEGER NOT NULL REFERENCES nodes (row) ON DELETE CASCADE,
    qualifiers TEXT NOT NULL,
    readers TEXT NOT NULL,
    UNIQUE (source, relation, target)
) STRICT;
CREATE INDEX edges_by_target ON edges (target, relation, source);
CREATE INDEX edges_by_relation ON edges (relation);
CREATE TABLE evidence (
    node INTEGER REFERENCES nodes (row) ON DELETE CASCADE,
    edge INTEGER REFERENCES edges (row) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    line_start INTEGER NOT NULL,
    line_end INTEGER NOT NULL,
    text TEXT NOT NULL,
    heading_path TEXT NOT NULL,
    CHECK ((node IS NULL) <> (edge IS NULL))
) STRICT;
CREATE INDEX evidence_by_node ON evidence (node) WHERE node IS NOT NULL;
CREATE INDEX evidence_by_edge ON evidence (edge) WHERE edge IS NOT NULL;
CREATE TABLE files (
    generation TEXT NOT NULL REFERENCES generations (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    title TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (generation, path)
) STRICT, WITHOUT ROWID;
"""

UPGRADE = {
    1: (
        "ALTER TABLE nodes ADD COLUMN folded TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE nodes ADD COLUMN wordings TEXT NOT NULL DEFAULT ''",
        "CREATE INDEX nodes_by_name ON nodes (generation, folded, id, kind, wordings)",
        "DROP INDEX edges_by_target",
        "CREATE INDEX edges_by_target ON edges (generation, target, relation, source)",
    ),
    2: (
        "CREATE TABLE new_relations (row INTEGER PRIMARY KEY,"
        " generation TEXT NOT NULL REFERENCES generations (id) ON DELETE CASCADE,"
        " name TEXT NOT NULL, label TEXT NOT NULL, inverse TEXT NOT NULL,"
        " UNIQUE (generation, name)) STRICT",
        "INSERT INTO new_relations (generation, name, label, inverse)"
        " SELECT generation, name, label, inverse FROM relations ORDER BY generation, name",
        "CREATE TABLE new_edges (row INTEGER PRIMARY KEY,"
        " source INTEGER NOT NULL REFERENCES nodes (row) ON DELETE CASCADE,"
        " relation INTEGER NOT NULL REFERENCES relations (row) ON DELETE CASCADE,"
        " target INTEGER NOT NULL REFERENCES nodes (row) ON DELETE CASCADE,"
        " qualifiers TEXT NOT NULL, readers TEXT NOT NULL,"
        " UNIQUE (source, relation, target)) STRICT",
        # An end that is not there becomes NULL, which the table refuses: no edge gets lost.
        "INSERT INTO new_edges (row, source, relation, target, qualifiers, readers)"
        " SELECT old.row, a.row, named.row, b.row, qualifiers, readers FROM edges AS old"
        " LEFT JOIN nodes AS a ON a.generation = old.generation AND a.id = old.source"
        " LEFT JOIN new_relations AS named"
        " ON named.generation = old.generation AND named.name = old.relation"
        " LEFT JOIN nodes AS b ON b.generation = old.generation AND b.id = old.target"
        " ORDER BY old.row",
        "DROP TABLE edges",
        "DROP TABLE relations",
        "ALTER TABLE new_relations RENAME TO relations",
        "ALTER TABLE new_edges RENAME TO edges",
        "CREATE INDEX edges_by_target ON edges (target, relation, source)",
        "CREATE INDEX edges_by_relation ON edges (relation)",
    ),
}
"""Version to what makes its tables those of the next one; the rows are filled by the program."""
UNNAMED = "SELECT row, name, aliases FROM nodes"
NAME_NODE = "UPDATE nodes SET folded = ?, wordings = ? WHERE row = ?"

LIVE = "SELECT generation FROM live WHERE slot = 1"
ACTIVATE = "UPDATE live SET generation = ? WHERE slot = 1"
GENERATIONS = "SELECT id FROM generations ORDER BY id"
HAS_GENERATION = "SELECT 1 FROM generations WHERE id = ?"
ADD_GENERATION = "INSERT INTO generations (id) VALUES (?)"
REMOVE_GENERATION = "DELETE FROM generations WHERE id = ?"

ADD_NODE = (
    "INSERT INTO nodes (row, generation, id, kind, name, aliases, text, folded, wordings)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
ADD_RELATION = (
    "INSERT INTO relations (row, generation, name, label, inverse) VALUES (?, ?, ?, ?, ?)"
)
ADD_EDGE = (
    "INSERT INTO edges (row, source, relation, target, qualifiers, readers)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)
ADD_EVIDENCE = (
    "INSERT INTO evidence (node, edge, position, path, line_start, line_end, text, heading_path)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
ADD_FILE = "INSERT INTO files (generation, path, title, sha256, text) VALUES (?, ?, ?, ?, ?)"
LAST_NODE = "SELECT COALESCE(MAX(row), 0) FROM nodes"
LAST_RELATION = "SELECT COALESCE(MAX(row), 0) FROM relations"
LAST_EDGE = "SELECT COALESCE(MAX(row), 0) FROM edges"

NODES = "SELECT row, id, kind, name, aliases, text FROM nodes WHERE generation = ? ORDER BY id"
EDGES = (
    "SELECT edges.row, source, relation, target, qualifiers, readers FROM nodes"
    " CROSS JOIN edges ON edges.source = nodes.row WHERE generation = ?"
)
RELATIONS = "SELECT row, name, label, inverse FROM relations WHERE generation = ? ORDER BY name"
FILES = "SELECT path, title, sha256, text FROM files WHERE generation = ? ORDER BY path"
NODE_EVIDENCE = (
    "SELECT evidence.node, path, line_start, line_end, evidence.text, heading_path FROM evidence"
    " JOIN nodes ON nodes.row = evidence.node WHERE generation = ? ORDER BY nodes.row, position"
)
EDGE_EVIDENCE = (
    "SELECT evidence.edge, path, line_start, line_end, evidence.text, heading_path FROM nodes"
    " JOIN edges ON edges.source = nodes.row JOIN evidence ON evidence.edge = edges.row"
    " WHERE generation = ? ORDER BY edges.row, position"
)
