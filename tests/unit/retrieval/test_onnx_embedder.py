"""The default embedder: its vectors, and the folder that it is prepared in."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from retrieval.durable import sealed, unsealed
from retrieval.embedding import packaged_weights
from retrieval.embedding.embedder import Embedder
from retrieval.embedding.embedders import open_embedder
from retrieval.embedding.onnx_embedder import OnnxEmbedder
from retrieval.embedding.prepared_model import PreparedModel, prepare, source_hashes
from retrieval.errors import ModelUnavailable

DATA = Path(__file__).parents[2] / "data"
TEXTS: list[str] = json.loads((DATA / "minilm_reference.json").read_text())


@pytest.fixture(scope="module")
def reference() -> np.ndarray:
    with np.load(DATA / "minilm_reference.npz") as stored:
        return stored["vectors"]


@pytest.fixture
def prepared(tiny_bert: Path, tmp_path: Path) -> PreparedModel:
    return prepare(tiny_bert, "tiny", tmp_path / "models")


def test_the_reference_covers_what_it_should(reference: np.ndarray):
    assert reference.shape == (len(TEXTS), 384)
    assert len(TEXTS) == len(set(TEXTS)) >= 200
    assert "" in TEXTS


def test_every_text_has_the_vector_of_sentence_transformers(
    minilm: Embedder, reference: np.ndarray
):
    cosines = (minilm.embed(TEXTS) * reference).sum(axis=1)
    far = {TEXTS[at][:60]: float(cosines[at]) for at in np.flatnonzero(cosines < 0.9999)}
    assert not far


def test_neighbours_in_a_batch_change_nothing_but_rounding(minilm: Embedder):
    together = minilm.embed(TEXTS[:120])
    alone = np.concatenate([minilm.embed([text]) for text in TEXTS[:120]])
    np.testing.assert_allclose(together, alone, rtol=0, atol=1e-6)


def test_progress_reaches_the_number_of_texts(minilm: Embedder):
    seen: list[tuple[int, int]] = []
    minilm.embed(["one two"] * 130, lambda done, total: seen.append((done, total)))
    assert [done for done, _ in seen] == [64, 128, 130]
    assert {total for _, total in seen} == {130}


def test_a_lone_surrogate_counts_as_the_replacement_character(minilm: Embedder):
    first, second = minilm.embed(["broken \ud83d pair", "broken \ufffd pair"])
    np.testing.assert_array_equal(first, second)


def test_the_number_of_threads_changes_nothing_but_rounding(prepared: PreparedModel):
    one = OnnxEmbedder(prepared, threads=1).embed(TEXTS[:50])
    two = OnnxEmbedder(prepared, threads=2).embed(TEXTS[:50])
    np.testing.assert_allclose(one, two, rtol=0, atol=1e-6)


def test_serving_loads_neither_torch_nor_the_converter(models: Path, minilm: Embedder):
    assert minilm.name == packaged_weights.NAME
    program = (
        "import sys; from pathlib import Path\n"
        "from retrieval.embedding.embedders import open_embedder\n"
        "open_embedder('default', Path(sys.argv[1])).embed(['text'])\n"
        "print(*sorted({'torch', 'onnx', 'safetensors', 'transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, models], capture_output=True, text=True, check=True
    )
    assert not done.stdout.strip()


def test_a_model_is_prepared_once(tiny_bert: Path, tmp_path: Path):
    notes: list[str] = []
    first = prepare(tiny_bert, "tiny", tmp_path / "models", note=notes.append)
    second = prepare(tiny_bert, "tiny", tmp_path / "models", note=notes.append)
    assert first == second
    assert notes == ["Preparing the embedding model (once, about 2 s)."]
    assert [path.name for path in (tmp_path / "models").iterdir()] == [first.folder.name]
    assert first.folder.name == f"tiny-{first.fingerprint[:12]}"


@pytest.mark.parametrize("file", ["model.onnx", "tokenizer.json", "manifest.json"])
@pytest.mark.parametrize("damage", ["cut", "gone", "flipped"])
def test_a_damaged_folder_is_made_again(
    tiny_bert: Path, prepared: PreparedModel, file: str, damage: str
):
    before = OnnxEmbedder(prepared).embed(["some text"])
    path = prepared.folder / file
    content = path.read_bytes()
    middle = len(content) // 2
    flipped = content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]
    path.write_bytes({"cut": content[:-9], "gone": b"", "flipped": flipped}[damage])
    notes: list[str] = []
    again = prepare(tiny_bert, "tiny", prepared.folder.parent, note=notes.append)
    assert "damaged" in notes[0]
    np.testing.assert_array_equal(OnnxEmbedder(again).embed(["some text"]), before)


def test_a_manifest_of_another_model_is_not_believed(tiny_bert: Path, prepared: PreparedModel):
    path = prepared.folder / "manifest.json"
    path.write_text(sealed({**unsealed(path.read_bytes()), "fingerprint": "0" * 64}))
    notes: list[str] = []
    prepare(tiny_bert, "tiny", prepared.folder.parent, note=notes.append)
    assert "of another model" in notes[0]


def test_other_weights_settings_or_tokenizers_have_other_fingerprints(
    tiny_bert: Path, tmp_path: Path
):
    models = tmp_path / "models"
    fingerprints = {prepare(tiny_bert, "tiny", models).fingerprint}
    (tiny_bert / "sentence_bert_config.json").write_text('{"max_seq_length": 9}')
    shorter = prepare(tiny_bert, "tiny", models)
    fingerprints.add(shorter.fingerprint)
    assert len(fingerprints) == 2
    cut, whole = OnnxEmbedder(shorter).embed(["a b c d e f g", "a b c d e f g h i j"])
    np.testing.assert_allclose(cut, whole, rtol=0, atol=1e-6)


def test_texts_are_lower_cased_where_the_model_says_so(tiny_bert: Path, tmp_path: Path):
    tokenizer = json.loads((tiny_bert / "tokenizer.json").read_text())
    tokenizer["normalizer"]["lowercase"] = False
    (tiny_bert / "tokenizer.json").write_text(json.dumps(tokenizer))
    (tiny_bert / "sentence_bert_config.json").write_text('{"do_lower_case": true}')
    embedder = OnnxEmbedder(prepare(tiny_bert, "tiny", tmp_path / "models"))
    first, second = embedder.embed(["UPPER", "upper"])
    np.testing.assert_array_equal(first, second)


def test_what_a_killed_process_left_is_swept(tiny_bert: Path, prepared: PreparedModel):
    models = prepared.folder.parent
    draft = models / f".{prepared.folder.name}.{'0' * 12}"
    draft.mkdir()
    (prepared.folder / "model.onnx").unlink()
    prepare(tiny_bert, "tiny", models)
    assert not draft.exists()


def test_a_source_that_is_not_complete_is_refused(tiny_bert: Path):
    (tiny_bert / "tokenizer.json").unlink()
    with pytest.raises(ModelUnavailable, match=r"tokenizer\.json cannot be read"):
        source_hashes(tiny_bert)


def test_files_are_checked_before_they_are_converted(tiny_bert: Path, tmp_path: Path):
    known = {**source_hashes(tiny_bert), "config.json": "0" * 64}
    with pytest.raises(ModelUnavailable, match="not the published file"):
        prepare(
            tiny_bert,
            "tiny",
            tmp_path / "models",
            known=known,
            check=lambda folder: packaged_weights.verify(folder, known),
        )
    assert not (tmp_path / "models").exists()


def test_a_models_that_cannot_be_written_names_the_remedy(tiny_bert: Path, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ModelUnavailable, match="name another data folder"):
        prepare(tiny_bert, "tiny", tmp_path / "file")


def test_a_tokenizer_that_is_none_is_refused(prepared: PreparedModel):
    (prepared.folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match=r"tokenizer .* cannot be read"):
        OnnxEmbedder(prepared)


def test_a_network_that_is_none_is_refused(prepared: PreparedModel):
    (prepared.folder / "model.onnx").write_bytes(b"no network")
    with pytest.raises(ModelUnavailable, match="onnxruntime cannot load"):
        OnnxEmbedder(prepared)


@pytest.mark.parametrize("choice", ["", "DEFAULT", "default:", "sentence-transformers:", "bert"])
def test_an_unknown_choice_names_the_known_ones(choice: str, tmp_path: Path):
    with pytest.raises(ModelUnavailable, match="choose 'default', 'sentence-transformers'"):
        open_embedder(choice, tmp_path)


@pytest.mark.skipif(find_spec("sentence_transformers") is not None, reason="the extra is here")
@pytest.mark.parametrize("choice", ["sentence-transformers", "sentence-transformers:some/model"])
def test_without_the_extra_the_remedy_is_named(choice: str, tmp_path: Path):
    with pytest.raises(ModelUnavailable, match="make run EMBEDDER=sentence-transformers"):
        open_embedder(choice, tmp_path)
