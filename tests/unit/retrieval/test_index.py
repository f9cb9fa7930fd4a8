"""The index of a generation: built whole, opened only when it is the right one."""

import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from graph.model import Graph
from graph.snapshot import Snapshot
from retrieval.durable import sealed, unsealed
from retrieval.embedding.onnx_embedder import OnnxEmbedder
from retrieval.embedding.prepared_model import prepare
from retrieval.errors import IndexDamaged, IndexMismatch, IndexMissing
from retrieval.indexing.entries import Channel, entries
from retrieval.indexing.field_words import field_of
from retrieval.indexing.index import Index, Manifest, build_index, open_index
from retrieval.indexing.vector_cache import VectorCache
from retrieval.lexicon.terms import Lexicon, load_lexicon

NO_LEXICON = Lexicon((), {}, {})


@pytest.fixture
def embedder(tiny_bert: Path, tmp_path: Path) -> OnnxEmbedder:
    return OnnxEmbedder(prepare(tiny_bert, "tiny", tmp_path / "models"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "indexes" / "one"


def build(snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path) -> Manifest:
    with VectorCache(folder.parent.parent / "vectors.sqlite") as cache:
        return build_index(snapshot, embedder, cache, folder, lexicon=NO_LEXICON)


@pytest.fixture
def index(snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path) -> Index:
    build(snapshot, embedder, folder)
    return open_index(folder, snapshot, embedder)


def test_the_manifest_says_what_it_was_made_from(
    index: Index, snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path
):
    manifest = index.manifest
    assert manifest == build(snapshot, embedder, folder)
    assert manifest.generation == snapshot.generation
    assert (manifest.embedder, manifest.fingerprint) == ("tiny", embedder.fingerprint)
    assert manifest.dimension == 12
    assert manifest.counts == {"fact": 2, "passage": 2, "node": 6, "sentence": 0, "gloss": 0}
    assert "vectors.faiss" in manifest.files


def test_entries_are_those_of_the_snapshot(index: Index, snapshot: Snapshot):
    assert index.entries == entries(snapshot)
    assert index.positions() == range(10)
    assert index.positions(Channel.PASSAGE) == range(2, 4)


def test_each_entry_is_nearest_to_its_own_text(index: Index, embedder: OnnxEmbedder):
    for position, entry in enumerate(index.entries):
        ((found, cosine),) = index.by_meaning(embedder.embed([entry.text])[0], 1)
        assert index.entries[found].text == entry.text
        assert cosine == pytest.approx(1.0, abs=1e-5)
        inside = index.by_meaning(embedder.embed([entry.text])[0], 1, entry.channel)
        assert inside[0][0] == position


def test_vectors_are_those_of_the_channel(index: Index, embedder: OnnxEmbedder):
    passages = [index.entries[at].text for at in index.positions(Channel.PASSAGE)]
    wanted = embedder.embed(passages)
    np.testing.assert_allclose(index.vectors(Channel.PASSAGE), wanted, atol=1e-6)
    assert index.vectors().shape == (10, 12)


def test_words_find_entries_of_a_channel(index: Index):
    assert [index.entries[at].ref for at, _ in index.by_words("prophet", 9, Channel.NODE)] == [
        "model:prophet"
    ]
    everywhere = {index.entries[at].channel for at, _ in index.by_words("CatBoost fraud", 9)}
    assert everywhere == {Channel.FACT, Channel.PASSAGE, Channel.NODE}


def test_progress_counts_distinct_texts(
    snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path, tmp_path: Path
):
    seen: list[tuple[int, int]] = []
    with VectorCache(tmp_path / "vectors.sqlite") as cache:
        build_index(
            *(snapshot, embedder, cache, folder, lambda *done: seen.append(done)),
            lexicon=NO_LEXICON,
        )
    assert seen[-1] == (10, 10)


def test_a_whole_index_is_kept_and_so_is_what_stands_beside(
    index: Index, snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path
):
    (folder / "other.json").write_text("{}")
    assert build(snapshot, embedder, folder) == index.manifest
    assert (folder / "other.json").exists()


def test_building_leaves_nothing_else_behind(index: Index, folder: Path):
    assert index.entries
    assert [path.name for path in folder.parent.iterdir()] == ["one"]
    found = sorted(path.name for path in folder.iterdir())
    assert found == ["field.json", "manifest.json", "vectors.faiss", "words"]


def test_the_same_generation_gives_the_same_files(
    index: Index, snapshot: Snapshot, embedder: OnnxEmbedder, tmp_path: Path
):
    again = build(snapshot, embedder, tmp_path / "elsewhere" / "two")
    assert again.files == index.manifest.files


def test_a_missing_index_names_the_remedy(snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path):
    with pytest.raises(IndexMissing, match="ingest again"):
        open_index(folder, snapshot, embedder)


def test_another_generation_is_a_mismatch(
    index: Index, snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path
):
    assert index.entries
    old = snapshot.graph
    other = Graph("f" * 16, old.nodes[:-1], old.edges[:-1], old.relations, old.files)
    with pytest.raises(IndexMismatch, match=r"counts, entries, generation"):
        open_index(folder, Snapshot(other), embedder)


def test_another_embedder_is_a_mismatch(
    index: Index, snapshot: Snapshot, tiny_bert: Path, tmp_path: Path, folder: Path
):
    assert index.entries
    (tiny_bert / "sentence_bert_config.json").write_text('{"max_seq_length": 9}')
    other = OnnxEmbedder(prepare(tiny_bert, "other", tmp_path / "models"))
    with pytest.raises(IndexMismatch, match=r"embedder, fingerprint\)"):
        open_index(folder, snapshot, other)


def test_another_version_of_a_library_is_a_mismatch(
    index: Index, snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path
):
    path = folder / "manifest.json"
    stated = unsealed(path.read_bytes())
    path.write_text(sealed({**stated, "versions": {**stated["versions"], "bm25s": "0.1"}}))
    with pytest.raises(IndexMismatch, match="versions"):
        open_index(folder, snapshot, embedder)
    assert build(snapshot, embedder, folder) == index.manifest


def remove(path: Path) -> None:
    path.unlink() if path.is_file() else shutil.rmtree(path)


def change(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 0xFF]))


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: remove(folder / "vectors.faiss"),
        lambda folder: remove(folder / "words"),
        lambda folder: remove(folder / "words" / "vocab.index.json"),
        lambda folder: change(folder / "vectors.faiss"),
        lambda folder: change(folder / "words" / "data.csc.index.npy"),
        lambda folder: change(folder / "manifest.json"),
    ],
)
def test_damage_is_found_and_mended_by_building(
    index: Index,
    snapshot: Snapshot,
    embedder: OnnxEmbedder,
    folder: Path,
    damage: Callable[[Path], None],
):
    damage(folder)
    with pytest.raises(IndexDamaged, match="ingest again"):
        open_index(folder, snapshot, embedder)
    assert build(snapshot, embedder, folder) == index.manifest
    assert open_index(folder, snapshot, embedder).by_words("prophet", 1)


def test_a_manifest_with_a_field_missing_is_damage(
    index: Index, snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path
):
    assert index.entries
    (folder / "manifest.json").write_text("{}")
    with pytest.raises(IndexDamaged):
        open_index(folder, snapshot, embedder)


def test_a_failing_build_leaves_the_old_index(
    index: Index, snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path, tmp_path: Path
):
    class Failing(OnnxEmbedder):
        """The same embedder under another fingerprint, out of order."""

        fingerprint = "another"

        def embed(self, *_):
            raise MemoryError

    failing = Failing(prepare(tmp_path / "tiny-bert", "tiny", tmp_path / "models"))
    with pytest.raises(MemoryError):
        build(snapshot, failing, folder)
    assert open_index(folder, snapshot, embedder).manifest == index.manifest
    assert [path.name for path in folder.parent.iterdir()] == ["one"]


def test_a_generation_without_entries_is_refused(embedder: OnnxEmbedder, folder: Path):
    empty = Snapshot(Graph("0" * 16, (), (), (), ()))
    with pytest.raises(ValueError, match="nothing that could be found"):
        build(empty, embedder, folder)


def test_the_field_is_kept_with_the_index(snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path):
    with VectorCache(folder.parent.parent / "vectors.sqlite") as cache:
        build_index(snapshot, embedder, cache, folder, lexicon=load_lexicon())
    opened = open_index(folder, snapshot, embedder)
    assert opened.field == field_of(snapshot, load_lexicon())
    glosses = [opened.entries[at].node_ids for at in opened.positions(Channel.GLOSS)]
    assert ("model:prophet",) in glosses


def test_a_damaged_field_is_refused(
    index: Index, snapshot: Snapshot, embedder: OnnxEmbedder, folder: Path
):
    assert index.field.meanings == ()
    (folder / "field.json").write_text("[")
    with pytest.raises(IndexDamaged, match=r"field\.json"):
        open_index(folder, snapshot, embedder)
