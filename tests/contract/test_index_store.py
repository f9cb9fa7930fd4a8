"""What every place of indexes promises, held against folders of files and against Neo4j."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from api.service import live_snapshot
from api.settings import Settings
from graph.generation import with_generation
from graph.neo4j.errors import Access
from graph.snapshot import Snapshot
from retrieval.embedding.embedder import Embedder, Progress, Vectors
from retrieval.embedding.embedders import open_embedder
from retrieval.errors import IndexMissing
from retrieval.indexing.entries import WORDED, Channel
from retrieval.indexing.index import Index
from retrieval.indexing.index_folders import IndexFolders
from retrieval.indexing.index_store import IndexKey, IndexStore, key_of
from retrieval.indexing.neo4j_index import Neo4jIndexStore
from retrieval.indexing.vector_cache import VectorCache
from retrieval.indexing.word_index import WordIndex
from retrieval.lexicon.terms import Lexicon
from tests.contract.conftest import VERSIONS

QUESTIONS = (
    "Which tools are there for streams?",
    "how does a fraud model learn from labels",
    "What feeds into the model?",
    "drift",
    "an apple pie with cinnamon",
)
HOSTILE = (
    "",
    " ",
    "🚀",
    "zzzzqqq",
    "model AND NOT tool OR (",
    'words:* OR "',
    "scope:fact^9 [a TO b] {x}",
    "model~ too\\l dri?t mod*",
    "a" * 3000,
    "\u2028model\x00tool\ud83d",
    " ".join(f"word{n} model" for n in range(3000)),
)


class Renamed:
    """An embedder that gives the same vectors under another name."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name = "another"
        self.fingerprint = "f" * 64
        self.dimension = embedder.dimension

    def embed(self, texts: list[str], progress: Progress | None = None) -> Vectors:
        return self._embedder.embed(texts, progress)


@pytest.fixture(scope="module")
def embedder(models: Path) -> Embedder:
    return open_embedder("default", models)


@pytest.fixture(scope="module")
def snapshot(ingested: Path) -> Snapshot:
    return live_snapshot(Settings(data_dir=ingested))


@pytest.fixture(scope="module")
def both(snapshot: Snapshot) -> tuple[Snapshot, Snapshot]:
    """The handbook, and the same with one mention fewer."""
    graph = snapshot.graph
    mention = next(edge for edge in graph.edges if edge.relation == "MENTIONS")
    edges = tuple(edge for edge in graph.edges if edge != mention)
    return snapshot, Snapshot(with_generation(replace(graph, edges=edges)))


@pytest.fixture
def cache(ingested: Path, tmp_path: Path) -> Iterator[VectorCache]:
    shutil.copy(ingested / "vectors.sqlite", tmp_path / "vectors.sqlite")
    with VectorCache(tmp_path / "vectors.sqlite") as cache:
        yield cache


@pytest.fixture(params=["files", *VERSIONS], ids=lambda name: name if len(name) > 4 else f"n{name}")
def indexes(
    request: pytest.FixtureRequest, tmp_path: Path, empty_neo4j: Callable[[str], Access]
) -> Iterator[IndexStore]:
    """A place with nothing in it, of each kind in turn."""
    settings = Settings(data_dir=tmp_path)
    if request.param == "files":
        yield IndexFolders(settings.indexes_dir, settings.index_folder)
        return
    with closing(Neo4jIndexStore(empty_neo4j(request.param))) as store:
        yield store


@pytest.fixture
def index(indexes: IndexStore, snapshot: Snapshot, embedder: Embedder, cache: VectorCache) -> Index:
    indexes.build(snapshot, embedder, cache)
    return indexes.open(snapshot, embedder)


def test_by_meaning_finds_the_nearest(index: Index, embedder: Embedder):
    for channel in (None, *Channel):
        rows = index.vectors(channel)
        for vector in embedder.embed(QUESTIONS):
            exact = np.sort(rows @ vector)[::-1]
            for k in (1, 10, 1000):
                found = index.by_meaning(vector, k, channel)
                assert all(position in index.positions(channel) for position, _ in found)
                cosines = [cosine for _, cosine in found]
                np.testing.assert_allclose(cosines, exact[:k], atol=2e-6)
                assert found == sorted(found, key=lambda hit: (-hit[1], hit[0]))


def test_by_words_gives_the_very_scores(index: Index):
    worded = [entry.text if entry.channel in WORDED else "" for entry in index.entries]
    reference = WordIndex.build(worded)
    for text in (*QUESTIONS, *HOSTILE):
        for channel, k in ((None, 1000), (Channel.FACT, 10), (Channel.NODE, 1), (Channel.GLOSS, 9)):
            found = index.by_words(text, k, channel)
            assert found == reference.search(text, k, index.positions(channel)), text


@pytest.mark.parametrize("k", [0, -1])
def test_nothing_asked_nothing_found(index: Index, embedder: Embedder, k: int):
    assert index.by_meaning(embedder.embed(["model"])[0], k) == []
    assert index.by_words("model", k) == []


def test_vectors_are_those_of_the_entries(index: Index, embedder: Embedder):
    texts = [index.entries[at].text for at in index.positions(Channel.PASSAGE)]
    vectors = index.vectors(Channel.PASSAGE)
    np.testing.assert_allclose(vectors, embedder.embed(texts), atol=1e-6)
    assert index.vectors().shape == (len(index.entries), embedder.dimension)
    assert not vectors.flags.writeable


def test_the_words_of_the_field_come_back(index: Index):
    assert index.field.absent
    assert index.field.meanings
    assert len(index.positions(Channel.GLOSS)) > 0


def test_a_whole_index_is_kept_with_what_stands_beside(
    indexes: IndexStore, index: Index, snapshot: Snapshot, embedder: Embedder, cache: VectorCache
):
    key = key_of(snapshot, embedder)
    text = "Ωµ\n" + "x" * 100_000
    indexes.put_beside(key, "places.json", text)
    asked: list[tuple[int, int]] = []
    again = indexes.build(snapshot, embedder, cache, lambda *done: asked.append(done))
    assert again == index.manifest
    assert asked == []
    assert indexes.beside(key, "places.json") == text
    indexes.put_beside(key, "places.json", "other")
    assert indexes.beside(key, "places.json") == "other"
    with pytest.raises(IndexMissing, match="ingest"):
        indexes.beside(key, "another.json")


def test_an_index_that_is_not_there_names_the_remedy(
    indexes: IndexStore, snapshot: Snapshot, embedder: Embedder
):
    key = key_of(snapshot, embedder)
    for act in (
        lambda: indexes.open(snapshot, embedder),
        lambda: indexes.put_beside(key, "a", "b"),
        lambda: indexes.beside(key, "a"),
    ):
        with pytest.raises(IndexMissing, match="ingest"):
            act()
    indexes.discard(key)
    indexes.remove([snapshot.generation])
    assert indexes.generations() == frozenset()
    assert indexes.embedders(snapshot.generation) == ()


def test_each_generation_and_each_model_has_its_own(
    indexes: IndexStore,
    index: Index,
    both: tuple[Snapshot, Snapshot],
    embedder: Embedder,
    cache: VectorCache,
):
    (snapshot, other), renamed = both, Renamed(embedder)
    with pytest.raises(IndexMissing):
        indexes.open(other, embedder)
    with pytest.raises(IndexMissing):
        indexes.open(snapshot, renamed)
    indexes.build(other, embedder, cache)
    indexes.build(snapshot, renamed, cache)
    assert indexes.embedders(snapshot.generation) == (embedder.name, "another")
    assert indexes.embedders(other.generation) == (embedder.name,)
    vector = embedder.embed(["Which models are there?"])[0]
    opened = [indexes.open(snapshot, embedder), indexes.open(snapshot, renamed)]
    for each in opened:
        assert each.by_words("model", 10) == index.by_words("model", 10)
        for channel in Channel:
            assert each.by_meaning(vector, 9, channel) == index.by_meaning(vector, 9, channel)
    assert indexes.generations() == {snapshot.generation, other.generation}
    indexes.remove([other.generation, "0" * 16])
    assert indexes.generations() == {snapshot.generation}
    with pytest.raises(IndexMissing):
        indexes.open(other, embedder)
    assert opened[0].by_words("model", 10) == index.by_words("model", 10)
    indexes.discard(IndexKey(snapshot.generation, renamed.fingerprint))
    assert indexes.embedders(snapshot.generation) == (embedder.name,)


def test_another_lexicon_makes_another_index(
    indexes: IndexStore, index: Index, snapshot: Snapshot, embedder: Embedder, cache: VectorCache
):
    made = indexes.build(snapshot, embedder, cache, lexicon=Lexicon((), {}, {}))
    assert made.entries != index.manifest.entries
    opened = indexes.open(snapshot, embedder)
    assert opened.manifest == made
    assert len(opened.field.meanings) < len(index.field.meanings)
    assert index.by_words("model", 3)
