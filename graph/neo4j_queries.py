"""Every Cypher statement of the Neo4j store, named; values are always parameters.

Nothing is spliced into a statement. Labels and relationship types come from the data through
dynamic tokens, ``$(expression)``, which Neo4j has from 5.26 on: what stands in a parameter is a
name and never Cypher, whatever characters it is made of.
https://neo4j.com/docs/cypher-manual/current/clauses/create/#create-nodes-and-relationships-dynamically

A database holds
  (:Entity:<Kind> {generation, id, kind, name, aliases, text, lines, evidence})
      each node of a generation; ``:Tool``, ``:UseCase`` … is its kind
  (:Entity)-[:<RELATION> {generation, label, inverse, qualifiers, readers, lines, evidence}]->(…)
      each edge
  (:Relation {generation, name, label, inverse})
  (:SourceFile {generation, path, title, sha256, text})
  (:Generation {id, state})   state "whole", else it is being written or removed
  (:Store {slot, version, live})   slot 1 holds the live generation, slot 2 is the writers' lock
"""

from __future__ import annotations

VERSION = 1
"""Of the model above; raise it with every change of it."""

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
    "MATCH (g:Generation {id: $generation}) SET g.state = 'whole', g.written = datetime()"
    " RETURN g.id AS id"
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
