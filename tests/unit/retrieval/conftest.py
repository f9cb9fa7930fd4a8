"""A tiny BERT folder, and the default embedder prepared once."""

import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, normalizers, pre_tokenizers, processors
from tokenizers.models import WordPiece

from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.schema import Kind
from graph.snapshot import Snapshot
from graph.structure import HAS_PASSAGE, HAS_SECTION
from retrieval.embedding.embedder import Embedder
from retrieval.embedding.embedders import open_embedder

TINY = {"hidden": 12, "heads": 3, "layers": 2, "inner": 20, "positions": 24}
PIECES = [*"abcdefghijklmnopqrstuvwxyz0123456789?!.,"]
VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *PIECES, *(f"##{piece}" for piece in PIECES)]


@pytest.fixture(scope="session")
def minilm(models: Path) -> Embedder:
    """The default embedder."""
    return open_embedder("default", models)


@pytest.fixture
def snapshot() -> Snapshot:
    """Two use cases with a model each, below one section, made by hand."""
    return Snapshot(small_graph())


@pytest.fixture
def tiny_bert(tmp_path: Path) -> Path:
    """A complete sentence-transformers folder of 2 layers with random weights."""
    folder = tmp_path / "tiny-bert"
    folder.mkdir()
    write_tiny_bert(folder)
    return folder


def write_tiny_bert(folder: Path) -> None:
    config = {
        "model_type": "bert",
        "hidden_act": "gelu",
        "hidden_size": TINY["hidden"],
        "num_attention_heads": TINY["heads"],
        "num_hidden_layers": TINY["layers"],
        "intermediate_size": TINY["inner"],
        "max_position_embeddings": TINY["positions"],
        "type_vocab_size": 2,
        "vocab_size": len(VOCABULARY),
        "layer_norm_eps": 1e-12,
    }
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 16}')
    save_file(tiny_weights(), folder / "model.safetensors")
    tiny_tokenizer().save(str(folder / "tokenizer.json"))


def tiny_weights() -> dict[str, np.ndarray]:
    rng = np.random.default_rng(7)
    hidden, inner = TINY["hidden"], TINY["inner"]
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (len(VOCABULARY), hidden),
        "embeddings.position_embeddings.weight": (TINY["positions"], hidden),
        "embeddings.token_type_embeddings.weight": (2, hidden),
        "embeddings.LayerNorm.weight": (hidden,),
        "embeddings.LayerNorm.bias": (hidden,),
    }
    for layer in range(TINY["layers"]):
        at = f"encoder.layer.{layer}"
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            shapes[f"{at}.attention.{part}.weight"] = (hidden, hidden)
            shapes[f"{at}.attention.{part}.bias"] = (hidden,)
        shapes[f"{at}.intermediate.dense.weight"] = (inner, hidden)
        shapes[f"{at}.intermediate.dense.bias"] = (inner,)
        shapes[f"{at}.output.dense.weight"] = (hidden, inner)
        shapes[f"{at}.output.dense.bias"] = (hidden,)
        for part in ("attention.output", "output"):
            shapes[f"{at}.{part}.LayerNorm.weight"] = (hidden,)
            shapes[f"{at}.{part}.LayerNorm.bias"] = (hidden,)
    return {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


def tiny_tokenizer() -> Tokenizer:
    vocabulary = {piece: number for number, piece in enumerate(VOCABULARY)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))  # noqa: S106
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    return tokenizer


def lines(start: int, text: str, *headings: str) -> Evidence:
    return Evidence("book.md", start, start, text, headings)


def small_graph(generation: str = "0123456789abcdef", model: str = "CatBoost") -> Graph:
    first = lines(5, f"| Fraud | {model} |", "Book", "Models")
    second = lines(6, "| Forecasting | Prophet |", "Book", "Models")
    nodes = (
        Node("model:first", Kind.MODEL, model, evidence=(first,)),
        Node("model:prophet", Kind.MODEL, "Prophet", ("FB Prophet", "PROPHET"), evidence=(second,)),
        Node("passage:1", Kind.PASSAGE, "Fraud", text=f"Fraud: {model}", evidence=(first,)),
        Node("passage:2", Kind.PASSAGE, "F", text="Models for time series", evidence=(second,)),
        Node("section:book", Kind.SECTION, "Book"),
        Node("section:empty", Kind.SECTION, "empty.md"),
        Node("section:models", Kind.SECTION, "Models", evidence=(lines(3, "## Models", "Book"),)),
        Node("usecase:forecasting", Kind.USE_CASE, "Forecasting", evidence=(second,)),
        Node("usecase:fraud", Kind.USE_CASE, "Fraud", evidence=(first,)),
    )
    stated = Relation("TYPICAL_MODEL", "typically uses", "is typically used for")
    edges = (
        Edge("section:book", HAS_SECTION.name, "section:models", (lines(3, "## Models"),)),
        Edge("section:models", HAS_PASSAGE.name, "passage:1", (first,)),
        Edge("usecase:forecasting", stated.name, "model:prophet", (second, first)),
        Edge("usecase:fraud", stated.name, "model:first", (first,)),
    )
    files = (SourceFile("book.md", "Book", "0" * 64, "# Book\n"),)
    return Graph(generation, nodes, edges, (HAS_PASSAGE, HAS_SECTION, stated), files)
