"""Every Cypher statement of the search indexes in a Neo4j; values are always parameters.

A database holds, beside the graph of ``graph.neo4j.queries``,
  (:SearchIndex {id, generation, embedder, state, …})
      an index; its own texts are further properties; state "whole", else it is being written,
      replaced or removed
  (:IndexEntry:<label> {index, position, vector [, scope, words]})
      a text that can be found; the label is that of its channel; ``words`` are its stems, joined
      by spaces, and ``scope`` names its index and its channel

Each channel has a vector index of its own, so that one with few entries is searched as well as one
with many. They are made for accuracy: vectors are not quantised, and the graph of neighbours has
twice the usual edges, chosen among four times the usual candidates. The number of dimensions is
left open, so a database holds the vectors of any model; a query meets those of its own length.
https://neo4j.com/docs/cypher-manual/current/indexes/semantic-indexes/vector-indexes/

The full-text index takes stems as they are ("whitespace"): no analyser of Lucene has a say in what
a word is.
https://neo4j.com/docs/cypher-manual/current/indexes/semantic-indexes/full-text-indexes/
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, LiteralString

LABELS: Final[Mapping[str, LiteralString]] = MappingProxyType(
    {
        "fact": "FactEntry",
        "passage": "PassageEntry",
        "node": "NodeEntry",
        "sentence": "SentenceEntry",
        "gloss": "GlossEntry",
    }
)
"""Channel to label."""


def vector_index(channel: str) -> LiteralString:
    """Return the name of a channel's vector index; raises ``KeyError`` for another channel."""
    return f"search_{LABELS[channel]}_vectors"


def _vector_index(channel: str) -> LiteralString:
    return (
        f"CREATE VECTOR INDEX {vector_index(channel)} IF NOT EXISTS"
        f" FOR (n:{LABELS[channel]}) ON (n.vector) OPTIONS {{indexConfig: {{"
        "`vector.similarity_function`: 'cosine', `vector.quantization.enabled`: false,"
        " `vector.hnsw.m`: 32, `vector.hnsw.ef_construction`: 400}}"
    )


WORDS_INDEX: Final = "search_entry_words"
SCHEMA: Final[tuple[LiteralString, ...]] = (
    "CREATE CONSTRAINT search_index IF NOT EXISTS FOR (n:SearchIndex) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT search_entry IF NOT EXISTS"
    " FOR (n:IndexEntry) REQUIRE (n.index, n.position) IS UNIQUE",
    "CREATE FULLTEXT INDEX search_entry_words IF NOT EXISTS"
    " FOR (n:IndexEntry) ON EACH [n.words, n.scope] OPTIONS {indexConfig: {"
    "`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}}",
    *(_vector_index(channel) for channel in LABELS),
)
STATES = (
    "SHOW INDEXES YIELD name, type, state, populationPercent WHERE name STARTS WITH 'search_'"
    " RETURN name, type, state, populationPercent AS percent ORDER BY name"
)

RESET = (
    "MATCH (n:SearchIndex) WHERE n.state IS NOT NULL"
    " WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS rows",
    "MATCH (n:IndexEntry) WHERE n.index IS NOT NULL"
    " WITH n LIMIT $limit DETACH DELETE n RETURN count(*) AS rows",
)
"""Remove what is there, of whichever index and in whatever state."""

INDEXES = "MATCH (i:SearchIndex {state: 'whole'}) RETURN properties(i) AS texts ORDER BY i.id"
LEFTOVERS = "MATCH (i:SearchIndex) WHERE i.state <> 'whole' RETURN i.id AS id ORDER BY id"
LOST = (
    "MATCH (n:IndexEntry) WITH DISTINCT n.index AS id"
    " WHERE id IS NOT NULL AND NOT EXISTS { MATCH (:SearchIndex {id: id}) } RETURN id"
)
"""Indexes that are gone while entries of theirs are there."""
FIND = (
    "MATCH (i:SearchIndex {generation: $generation, embedder: $embedder, state: 'whole'})"
    " RETURN properties(i) AS texts"
)
SET_TEXTS = (
    "MATCH (i:SearchIndex {id: $index, state: 'whole'}) SET i += $texts RETURN count(i) AS found"
)
ADD_INDEX = (
    "CREATE (i:SearchIndex) SET i = $texts"
    " SET i.id = $index, i.generation = $generation, i.embedder = $embedder, i.state = 'writing'"
)
FINISH_INDEX = (
    "MATCH (i:SearchIndex {id: $index}) SET i.state = 'whole', i.written = datetime()"
    " WITH i OPTIONAL MATCH (old:SearchIndex {generation: i.generation, embedder: i.embedder,"
    " state: 'whole'}) WHERE old.id <> i.id SET old.state = 'replaced'"
    " RETURN count(old) AS replaced"
)
HIDE_INDEX = "MATCH (i:SearchIndex {id: $index}) SET i.state = 'removing'"
REMOVE_INDEX = "MATCH (i:SearchIndex {id: $index}) DELETE i"
REMOVE_ENTRIES = (
    "MATCH (n:IndexEntry) WHERE n.index = $index AND n.position IS NOT NULL"
    " WITH n LIMIT $limit DELETE n RETURN count(*) AS rows"
)

ADD_ENTRIES = (
    "UNWIND $rows AS row CREATE (n:IndexEntry:$(row.label)) SET n = row.properties"
    " WITH n, row CALL db.create.setNodeVectorProperty(n, 'vector', row.vector)"
    " RETURN count(n) AS rows"
)
COUNT_ENTRIES = (
    "MATCH (n:IndexEntry) WHERE n.index = $index AND n.position >= 0 RETURN count(n) AS entries"
)
VECTORS = (
    "MATCH (n:IndexEntry) WHERE n.index = $index AND n.position >= $first AND n.position < $end"
    " RETURN n.position AS position, n.vector AS vector ORDER BY position"
)

# A vector index holds every generation, so what belongs to others is counted and left out. One row
# is returned in any case, which says whether the index is still there.
NEAREST = (
    "CALL db.index.vector.queryNodes($name, $asked, $vector) YIELD node, score"
    " WITH count(*) AS seen,"
    " collect(CASE WHEN node.index = $index THEN [node.position, score] END) AS found"
    " OPTIONAL MATCH (i:SearchIndex {id: $index}) RETURN seen, found, i IS NOT NULL AS there"
)
MATCHING = (
    "CALL db.index.fulltext.queryNodes($name, $wanted, {limit: $asked}) YIELD node"
    " WITH collect([node.position, node.words]) AS found"
    " OPTIONAL MATCH (i:SearchIndex {id: $index}) RETURN found, i IS NOT NULL AS there"
)
