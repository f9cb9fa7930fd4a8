"""What is Neo4j's own of the indexes in it: nearness to the exact results, crashes, damage."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
from neo4j import GraphDatabase

from api.service import live_snapshot
from api.settings import Settings
from graph.errors import NoGraph, StoreUnavailable
from graph.neo4j import index_queries as cypher
from graph.neo4j.bookmarks import bookmarks_of
from graph.neo4j.errors import Access
from graph.neo4j.index import Neo4jIndexes, StoredEntry, StoredIndex
from graph.neo4j.store import Neo4jStore
from graph.snapshot import Snapshot
from retrieval.embedding.embedder import Embedder, Vectors
from retrieval.embedding.embedders import open_embedder
from retrieval.errors import IndexDamaged, IndexMissing
from retrieval.indexing import bm25
from retrieval.indexing.entries import Channel
from retrieval.indexing.index_store import key_of
from retrieval.indexing.neo4j_index import Neo4jIndexStore
from retrieval.indexing.neo4j_search import Neo4jVectors, Neo4jWords
from retrieval.indexing.vector_cache import VectorCache
from retrieval.indexing.vector_index import VectorIndex
from retrieval.indexing.word_index import WordIndex, tokens
from retrieval.lexicon.terms import load_lexicon

MANY = 3_000
Run = Callable[..., list[list[object]]]
AT_LEAST = 0.95
"""Share of the exact ten nearest that is found."""


DAMAGE = (
    "MATCH (n:NodeEntry) WITH n LIMIT 1 DELETE n",
    "MATCH (i:SearchIndex) SET i.counts = i.counts + ' '",
    "MATCH (i:SearchIndex) REMOVE i.field",
    "MATCH (i:SearchIndex) SET i.field = '{}'",
    "MATCH (i:SearchIndex) SET i.manifest = replace(i.manifest, '3', '4')",
    "MATCH (i:SearchIndex) REMOVE i.manifest",
)


@dataclass(frozen=True)
class Phrases:
    """Texts of the field with their vectors."""

    texts: list[str]
    vectors: Vectors
    questions: list[str]
    asked: Vectors


@pytest.fixture(scope="module")
def embedder(models: Path) -> Embedder:
    return open_embedder("default", models)


@pytest.fixture(scope="module")
def phrases(embedder: Embedder) -> Phrases:
    """Thousands of names and wordings from the lexicon; the questions are everyday wordings."""
    terms = load_lexicon().terms
    worded = [[term.name, *term.synonyms] for term in terms]
    texts = list(dict.fromkeys(itertools.chain.from_iterable(worded)))[:MANY]
    questions = [wording for term in terms[::9] for wording in term.wordings[:1]]
    assert len(texts) == MANY
    return Phrases(texts, embedder.embed(texts), questions, embedder.embed(questions))


@pytest.fixture(scope="module")
def snapshot(ingested: Path) -> Snapshot:
    return live_snapshot(Settings(data_dir=ingested))


@pytest.fixture
def indexes(neo4j: Access) -> Iterator[Neo4jIndexStore]:
    with closing(Neo4jIndexStore(neo4j)) as indexes:
        yield indexes


@pytest.fixture
def stored(neo4j: Access) -> Iterator[Neo4jIndexes]:
    with closing(Neo4jIndexes(neo4j)) as stored:
        yield stored


@pytest.fixture
def run(neo4j: Access) -> Iterator[Callable[..., list[list[object]]]]:
    """Run Cypher beside the index, as someone in Browser would."""
    with GraphDatabase.driver(neo4j.uri, auth=(neo4j.user, neo4j.password)) as driver:
        yield lambda query, **values: [
            record.values() for record in driver.execute_query(query, values).records
        ]


@pytest.fixture
def cache(ingested: Path, tmp_path: Path) -> Iterator[VectorCache]:
    shutil.copy(ingested / "vectors.sqlite", tmp_path / "vectors.sqlite")
    with VectorCache(tmp_path / "vectors.sqlite") as cache:
        yield cache


def entries(phrases: Phrases) -> Iterator[StoredEntry]:
    for at, (text, vector) in enumerate(zip(phrases.texts, phrases.vectors, strict=True)):
        yield StoredEntry(at, "fact", vector.tolist(), " ".join(tokens(text)))


def stand_in(name: str) -> StoredIndex:
    return StoredIndex(name, name, "model", {"manifest": "{}"})


def overlap(found: Sequence[tuple[int, float]], exact: Sequence[tuple[int, float]]) -> float:
    """The share of the exact results that is found; one as near as the last counts as found."""
    last = exact[-1][1]
    return sum(score >= last - 2e-6 for _, score in found) / len(exact)


def test_as_good_as_exact_with_another_generation_beside(stored: Neo4jIndexes, phrases: Phrases):
    stored.put(stand_in("one"), entries(phrases))
    stored.put(stand_in("two"), entries(phrases))
    spans = {Channel.FACT: range(MANY)}
    vectors = Neo4jVectors(stored, "two", spans, 2, phrases.vectors.shape[1])
    exact = VectorIndex.build(phrases.vectors)
    everywhere = range(MANY)
    near = [
        overlap(vectors.search(v, 10, everywhere), exact.search(v, 10, everywhere))
        for v in phrases.asked
    ]
    assert float(np.mean(near)) >= AT_LEAST
    wide = [
        overlap(vectors.search(v, 120, everywhere), exact.search(v, 120, everywhere))
        for v in phrases.asked[:20]
    ]
    assert float(np.mean(wide)) >= AT_LEAST
    inside = range(1200, 1300)  # a part of the channel, most of which is looked at for nothing
    for vector in phrases.asked[:5]:
        found = vectors.search(vector, 10, inside)
        assert len(found) == 10
        assert all(position in inside for position, _ in found)
    words = Neo4jWords(stored, "two", spans, bm25.count(map(tokens, phrases.texts)))
    said = WordIndex.build(phrases.texts)
    for question in phrases.questions:
        found, wanted = (by.search(question, 10, everywhere) for by in (words, said))
        # Where many texts score alike, Lucene may give others of them.
        assert [score for _, score in found] == [score for _, score in wanted]


def test_everything_goes_with_its_index(stored: Neo4jIndexes, phrases: Phrases, run):
    few = list(entries(phrases))[:700]
    stored.put(stand_in("one"), few)
    stored.put(stand_in("two"), few)
    assert [index.name for index in stored.all()] == ["one", "two"]
    stored.remove(["one"])
    assert run("MATCH (n:IndexEntry) RETURN DISTINCT n.index, count(*)") == [["two", 700]]
    stored.remove(["two", "three"])
    assert run("MATCH (n) WHERE NOT n:Store RETURN labels(n)") == []
    assert stored.nearest("two", "fact", few[0].vector, 5) is None
    assert stored.matching("two", ["fact"], ["model"], 5) is None


def test_a_part_is_never_opened_and_is_removed_by_the_next_writer(
    stored: Neo4jIndexes, phrases: Phrases, run
):
    few = list(entries(phrases))[:20]

    def breaks_off() -> Iterator[StoredEntry]:
        yield from few
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stored.put(stand_in("one"), breaks_off())
    assert stored.all() == ()
    assert stored.find("one", "model") is None
    with pytest.raises(NoGraph):
        stored.add_text("one", "a", "b")
    run("MATCH (i:SearchIndex) CREATE (:IndexEntry:FactEntry {index: i.id, position: 7})")
    stored.put(stand_in("two"), few)
    assert run("MATCH (n:IndexEntry) RETURN DISTINCT n.index") == [["two"]]
    assert run("MATCH (i:SearchIndex) RETURN i.id") == [["two"]]


def test_one_of_the_same_name_is_replaced(stored: Neo4jIndexes, phrases: Phrases):
    few = list(entries(phrases))[:20]
    stored.put(stand_in("one"), few)
    stored.put(stand_in("one"), few[:5])
    assert stored.entries("one") == 5
    stored.put(StoredIndex("another", "one", "model", {}), few)
    assert [index.name for index in stored.all()] == ["another"]
    assert stored.nearest("one", "fact", few[0].vector, 50) is not None  # its readers have it yet
    stored.put(stand_in("three"), few)
    assert stored.nearest("one", "fact", few[0].vector, 50) is None


def test_entries_whose_index_is_lost_are_replaced(stored: Neo4jIndexes, phrases: Phrases, run: Run):
    few = list(entries(phrases))[:20]
    for name in ("one", "two"):
        stored.put(stand_in(name), few)
    run("MATCH (i:SearchIndex) DELETE i")
    stored.put(stand_in("one"), few[:5])
    assert run("MATCH (n:IndexEntry) RETURN DISTINCT n.index, count(*)") == [["one", 5]]


def test_emptying_a_damaged_store_takes_the_indexes_along(
    neo4j: Access, stored: Neo4jIndexes, phrases: Phrases, run: Run
):
    few = list(entries(phrases))[:1200]  # more than are removed at once
    for name in ("one", "two"):
        stored.put(stand_in(name), few)
    run("MATCH (i:SearchIndex {id: 'two'}) DELETE i")
    run("CREATE (:IndexEntry {name: 'theirs'})-[:OF]->(:SearchIndex {name: 'theirs'})")
    with closing(Neo4jStore(neo4j)) as store:
        store.reset()
    assert stored.all() == ()
    assert run("MATCH (n)-[:OF]->(m) RETURN n.name, m.name") == [["theirs", "theirs"]]
    assert run("MATCH (n:IndexEntry|SearchIndex) RETURN count(n)") == [[2]]
    stored.put(stand_in("one"), few[:5])
    assert stored.entries("one") == 5


def test_a_process_reads_what_it_wrote_through_another_connection(
    neo4j: Access, stored: Neo4jIndexes, phrases: Phrases
):
    with closing(Neo4jStore(neo4j)) as store:
        store.reset()
        seen = set(bookmarks_of(neo4j).get_bookmarks())
        stored.put(stand_in("one"), list(entries(phrases))[:5])
        written = set(bookmarks_of(neo4j).get_bookmarks())
        assert written
        assert not written & seen
        store.live()  # asked with what the other has written
        assert bookmarks_of(replace(neo4j, database="another")).get_bookmarks() == set()


def test_the_server_indexes_are_online(stored: Neo4jIndexes, phrases: Phrases):
    stored.put(stand_in("one"), list(entries(phrases))[:5])
    states = stored.states()
    assert len(states) == len(cypher.SCHEMA)
    assert {state.state for state in states} == {"ONLINE"}
    assert {state.kind for state in states} == {"VECTOR", "FULLTEXT", "RANGE"}
    assert set(cypher.LABELS) == set(Channel)


def test_damage_is_found_and_mended_by_building(
    indexes: Neo4jIndexStore, snapshot: Snapshot, embedder: Embedder, cache: VectorCache, run
):
    indexes.build(snapshot, embedder, cache)
    for damage in DAMAGE:
        run(damage)
        with pytest.raises(IndexDamaged, match="ingest again"):
            indexes.open(snapshot, embedder)
        indexes.build(snapshot, embedder, cache)
        assert indexes.open(snapshot, embedder).by_words("model", 1), damage


def test_a_reader_of_a_removed_index_is_told(
    indexes: Neo4jIndexStore, snapshot: Snapshot, embedder: Embedder, cache: VectorCache
):
    indexes.build(snapshot, embedder, cache)
    index = indexes.open(snapshot, embedder)
    vector = embedder.embed(["model"])[0]
    assert index.by_meaning(vector, 3)
    indexes.discard(key_of(snapshot, embedder))
    with pytest.raises(IndexMissing, match="try again"):
        index.by_meaning(vector, 3)
    with pytest.raises(IndexMissing, match="try again"):
        index.by_words("model", 3)
    with pytest.raises(IndexDamaged, match="lacks vectors"):
        index.vectors()


def test_a_server_that_is_away():
    with (
        closing(Neo4jIndexes(Access("bolt://127.0.0.1:1"))) as away,
        pytest.raises(StoreUnavailable, match="make neo4j"),
    ):
        away.all()
