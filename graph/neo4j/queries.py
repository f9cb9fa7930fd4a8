"""Every Cypher statement of the Neo4j store, named; values are always parameters.

Nothing is spliced into a statement. Labels and relationship types come from the data through
dynamic tokens, ``$(expression)``, which Neo4j has from 5.26 on: what stands in a parameter is a
name and never Cypher, whatever characters it is made of.
https://neo4j.com/docs/cypher-manual/current/clauses/create/#create-nodes-and-relationships-dynamically

A database holds
  (:Entity:<Kind> {generation, id, kind, name, aliases, text, lines, evidence, folded, wordings})
      each node of a generation; ``:Tool``, ``:UseCase`` … is its kind; the last two, which
      ``graph.wordings`` makes, are what names are sorted and searched by
  (:Entity)-[:<RELATION> {generation, label, inverse, qualifiers, readers, lines, evidence}]->(…)
      each edge
  (:Relation {generation, name, label, inverse})
  (:SourceFile {generation, path, title, sha256, text})
  (:Generation {id, state, format})   state "whole", else it is being written or removed; format is
      missing where the nodes may still lack ``folded`` and ``wordings``
  (:Store {slot, version, live})   slot 1 holds the live generation, slot 2 is the writers' lock
"""

from __future__ import annotations

VERSION = 1
"""Of the model above; raise it with every change that an older program cannot read."""
FORMAT = 2
"""Of a generation's rows; a reader completes those of an earlier one."""

SCHEMA = (
    "CREATE CONSTRAINT designbook_entity IF NOT EXISTS"
    " FOR (n:Entity) REQUIRE (n.generation, n.id) IS UNIQUE",
    "CREATE CONSTRAINT designbook_relation IF NOT EXISTS"
    " FOR (n:Relation) REQUIRE (n.generation, n.name) IS UNIQUE",
    "CREATE CONSTRAINT designbook_file IF NOT EXISTS"
    " FOR (n:SourceFile) REQUIRE (n.generation, n.path) IS UNIQUE",
    "CREATE CONSTRAINT designbook_generation IF NOT EXISTS"
    " FOR (n:Generation) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT designbook_store IF NOT EXISTS FOR (n:Store) REQUIRE n.slot IS UNIQUE",
    "CREATE TEXT INDEX designbook_entity_name IF NOT EXISTS FOR (n:Entity) ON (n.name)",
)
"""Constraints bring their indexes; the text index serves searches by name in Browser."""

HAS_SCHEMA = (
    "SHOW INDEXES YIELD name, state WHERE name STARTS WITH 'designbook_' AND state = 'ONLINE'"
    " RETURN count(*) AS found"
)
AWAIT_SCHEMA = "CALL db.awaitIndexes($seconds)"

STORE = "MATCH (s:Store {slot: 1}) RETURN s.version AS version, s.live AS live"
ADD_STORE = (
    "UNWIND [1, 2] AS slot MERGE (s:Store {slot: slot})"
    " ON CREATE SET s.version = $version, s.touched = 0"
)
# Writing a property takes the node's lock and keeps it to the end of the transaction.
LOCK_STORE = "MATCH (s:Store {slot: 1}) SET s.touched = s.touched + 1 RETURN s.live AS live"
LOCK_WRITERS = "MATCH (s:Store {slot: 2}) SET s.touched = s.touched + 1 RETURN s.touched AS touched"
STILL_THERE = "RETURN 1 AS one"
COMPONENTS = (
    "CALL dbms.components() YIELD name, versions, edition WHERE name = 'Neo4j Kernel'"
    " RETURN versions[0] AS version, edition"
)

GENERATIONS = "MATCH (g:Generation {state: 'whole'}) RETURN g.id AS id ORDER BY id"
LEFTOVERS = "MATCH (g:Generation) WHERE g.state <> 'whole' RETURN g.id AS id ORDER BY id"
IS_WHOLE = "MATCH (g:Generation {id: $generation, state: 'whole'}) RETURN g.id AS id"
ADD_GENERATION = "CREATE (:Generation {id: $generation, state: 'writing'})"
FINISH_GENERATION = (
    "MATCH (g:Generation {id: $generation})"
    " SET g.state = 'whole', g.written = datetime(), g.format = $format RETURN g.id AS id"
)
HIDE_GENERATION = "MATCH (g:Generation {id: $generation}) SET g.state = 'removing'"
REMOVE_GENERATION = "MATCH (g:Generation {id: $generation}) DELETE g"
ACTIVATE = "MATCH (s:Store {slot: 1}) SET s.live = $generation"

ADD_NODES = "UNWIND $rows AS row CREATE (n:Entity:$(row.kind)) SET n = row RETURN count(n) AS rows"
ADD_EDGES = (
    "UNWIND $rows AS row"
    " MATCH (a:Entity {generation: $generation, id: row.source})"
    " MATCH (b:Entity {generation: $generation, id: row.target})"
    " CREATE (a)-[r:$(row.relation)]->(b) SET r = row.properties RETURN count(r) AS rows"
)
ADD_RELATIONS = "UNWIND $rows AS row CREATE (n:Relation) SET n = row RETURN count(n) AS rows"
ADD_FILES = "UNWIND $rows AS row CREATE (n:SourceFile) SET n = row RETURN count(n) AS rows"

# Pages follow one another by key, so none is longer than the limit and each is its own transaction.
NODES = (
    "MATCH (n:Entity) WHERE n.generation = $generation AND n.id >= $first"
    " RETURN n.id AS id, n.kind AS kind, n.name AS name, n.aliases AS aliases, n.text AS text,"
    " n.evidence AS evidence ORDER BY n.id LIMIT $limit"
)
EDGES = (
    "UNWIND $ids AS id MATCH (a:Entity {generation: $generation, id: id})-[r]->(b:Entity)"
    " RETURN id AS source, type(r) AS relation, b.id AS target, r.evidence AS evidence,"
    " r.qualifiers AS qualifiers, r.readers AS readers"
)
RELATIONS = (
    "MATCH (n:Relation) WHERE n.generation = $generation AND n.name >= $first"
    " RETURN n.name AS name, n.label AS label, n.inverse AS inverse ORDER BY n.name LIMIT $limit"
)
FILES = (
    "MATCH (n:SourceFile) WHERE n.generation = $generation AND n.path >= $first"
    " RETURN n.path AS path, n.title AS title, n.sha256 AS sha256, n.text AS text"
    " ORDER BY n.path LIMIT $limit"
)

REMOVE_NODES = (
    "MATCH (n:Entity) WHERE n.generation = $generation AND n.id IS NOT NULL"
    " WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS rows"
)
REMOVE_RELATIONS = (
    "MATCH (n:Relation) WHERE n.generation = $generation AND n.name IS NOT NULL"
    " WITH n LIMIT $limit DELETE n RETURN count(*) AS rows"
)
REMOVE_FILES = (
    "MATCH (n:SourceFile) WHERE n.generation = $generation AND n.path IS NOT NULL"
    " WITH n LIMIT $limit DELETE n RETURN count(*) AS rows"
)

# Whatever generation it is of, finished or not, and whatever else of it is damaged.
FORGET_LIVE = "MATCH (s:Store {slot: 1}) SET s.live = null"
RESET = (
    "MATCH (n:Entity) WHERE n.generation IS NOT NULL"
    " WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS rows",
    "MATCH (n:Relation) WHERE n.generation IS NOT NULL"
    " WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS rows",
    "MATCH (n:SourceFile) WHERE n.generation IS NOT NULL"
    " WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS rows",
    "MATCH (n:Generation) WHERE n.state IS NOT NULL"
    " WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS rows",
)

FORMAT_OF = "MATCH (g:Generation {id: $generation, state: 'whole'}) RETURN g.format AS format"
UNNAMED = (
    "MATCH (n:Entity) WHERE n.generation = $generation AND n.id IS NOT NULL AND n.wordings IS NULL"
    " RETURN n.id AS id, n.name AS name, n.aliases AS aliases LIMIT $limit"
)
NAME_NODES = (
    "UNWIND $rows AS row MATCH (n:Entity {generation: $generation, id: row.id})"
    " SET n.folded = row.folded, n.wordings = row.wordings"
)
SET_FORMAT = "MATCH (g:Generation {id: $generation}) SET g.format = $format"

# Parts of a generation. An empty list of kinds or relations stands for all of them.
KINDS_COUNTED = (
    "MATCH (n:Entity) WHERE n.generation = $generation AND n.id IS NOT NULL"
    " RETURN n.kind AS name, count(*) AS number"
)
RELATIONS_COUNTED = (
    "MATCH (n:Entity)-[r]->(:Entity) WHERE n.generation = $generation AND n.id IS NOT NULL"
    " RETURN type(r) AS name, count(*) AS number"
)
FILES_COUNTED = (
    "MATCH (n:SourceFile) WHERE n.generation = $generation AND n.path IS NOT NULL"
    " RETURN count(*) AS number"
)
SEARCH_COUNTED = (
    "MATCH (n:Entity) WHERE n.generation = $generation AND n.id IS NOT NULL"
    " AND ($kinds = [] OR n.kind IN $kinds) AND n.wordings CONTAINS $text"
    " RETURN count(*) AS number"
)
SEARCH = (
    "MATCH (n:Entity) WHERE n.generation = $generation AND n.id IS NOT NULL"
    " AND ($kinds = [] OR n.kind IN $kinds) AND n.wordings CONTAINS $text"
    " RETURN n.id AS id ORDER BY CASE WHEN n.wordings CONTAINS $whole THEN 0"
    " WHEN n.wordings CONTAINS $start THEN 1 ELSE 2 END, n.folded, n.id SKIP $offset LIMIT $limit"
)
NODES_OF = (
    "UNWIND $ids AS id MATCH (n:Entity {generation: $generation, id: id})"
    " RETURN n.id AS id, n.kind AS kind, n.name AS name, n.aliases AS aliases, n.text AS text,"
    " n.evidence AS evidence"
)
EDGES_OF = (
    "UNWIND $keys AS key MATCH (a:Entity {generation: $generation, id: key[0]})"
    " MATCH (b:Entity {generation: $generation, id: key[2]})"
    " MATCH (a)-[r]->(b) WHERE type(r) = key[1]"
    " RETURN a.id AS source, type(r) AS relation, b.id AS target, r.evidence AS evidence,"
    " r.qualifiers AS qualifiers, r.readers AS readers"
)
RELATIONS_OF = (
    "UNWIND $names AS name MATCH (n:Relation {generation: $generation, name: name})"
    " RETURN n.name AS name, n.label AS label, n.inverse AS inverse"
)
FILE = (
    "MATCH (n:SourceFile {generation: $generation, path: $path})"
    " RETURN n.path AS path, n.title AS title, n.sha256 AS sha256, n.text AS text"
)
# A pattern without a direction would find an edge from a node to itself once.
DEGREES = (
    "UNWIND $ids AS id MATCH (n:Entity {generation: $generation, id: id})"
    " RETURN n.id AS id, COUNT { (n)-->(:Entity) } + COUNT { (n)<--(:Entity) } AS number"
)
_AT_NODE = (
    "MATCH (n:Entity {generation: $generation, id: $id}) CALL (n) {"
    " MATCH (n)-[r]->(o:Entity) WHERE $out AND ($relations = [] OR type(r) IN $relations)"
    " RETURN r, o, 0 AS side"
    " UNION ALL"
    " MATCH (n)<-[r]-(o:Entity) WHERE $into AND ($relations = [] OR type(r) IN $relations)"
    " RETURN r, o, 1 AS side } "
)
RELATIVES_COUNTED = _AT_NODE + "RETURN count(*) AS number"
# Sorted by the stored name: types are compared by UTF-16 units, stored texts by code points.
RELATIVES = (
    _AT_NODE + "MATCH (w:Relation {generation: $generation, name: type(r)})"
    " RETURN type(r) AS relation, side, o.id AS other"
    " ORDER BY w.name IN $structural, w.name, side, o.folded, o.id SKIP $offset LIMIT $limit"
)
_BEYOND = (
    "UNWIND $layer AS id MATCH (a:Entity {generation: $generation, id: id}) CALL (a) {"
    " MATCH (a)-[r]->(b:Entity) WHERE $out AND ($relations = [] OR type(r) IN $relations) RETURN b"
    " UNION"
    " MATCH (a)<-[r]-(b:Entity) WHERE $into AND ($relations = [] OR type(r) IN $relations) RETURN b"
    " } "
)
STEPS = (
    _BEYOND + "WITH a, b WHERE $kinds = [] OR b.kind IN $kinds OR b.id IN $ends"
    " RETURN a.id AS here, b.id AS there"
)
BEYOND = (
    _BEYOND + "WITH DISTINCT b WHERE NOT b.id IN $known AND ($kinds = [] OR b.kind IN $kinds)"
    " RETURN b.id AS id, b.kind AS kind, b.name AS name ORDER BY b.id LIMIT $limit"
)
EDGES_AMONG = (
    "UNWIND $ids AS id MATCH (a:Entity {generation: $generation, id: id})-[r]->(b:Entity)"
    " WHERE b.id IN $ids AND ($relations = [] OR type(r) IN $relations)"
    " RETURN a.id AS source, type(r) AS relation, b.id AS target"
)
