"""Which embedder a setting names."""

from __future__ import annotations

from pathlib import Path

from retrieval import packaged_weights
from retrieval.embedder import Embedder
from retrieval.errors import ModelUnavailable
from retrieval.onnx_embedder import OnnxEmbedder
from retrieval.prepared_model import Look, Note, look, prepare
from retrieval.sentence_transformers_embedder import SentenceTransformersEmbedder

DEFAULT = "default"
LIBRARY = "sentence-transformers"


def open_embedder(choice: str, models: Path, note: Note | None = None) -> Embedder:
    """Return the embedder that ``choice`` names, ready for use.

    Args:
        choice: ``default``, the packaged all-MiniLM-L6-v2 without torch;
            ``sentence-transformers``, the same weights through that library; or
            ``sentence-transformers:<name or path>``, any model that it can load.
        models: The folder in which prepared models are kept.
        note: Told what is about to take long, and what was mended.

    Raises:
        ModelUnavailable: The choice is unknown, or its model cannot be found, read or trusted.
    """
    kind, colon, model = choice.partition(":")
    if kind == DEFAULT and not colon:
        return _default(models, note)
    if kind == LIBRARY and not colon:
        return _packaged_through_library()
    if kind == LIBRARY and model:
        return SentenceTransformersEmbedder(model)
    raise ModelUnavailable(
        f"There is no embedder {choice!r}; choose {DEFAULT!r}, {LIBRARY!r} or "
        f"'{LIBRARY}:<name or path>'."
    )


def look_at_default(models: Path) -> Look:
    """Check the packaged weights and look at the model made from them; nothing is made.

    Raises ``ModelUnavailable`` where the weights are missing or not the published ones.
    """
    packaged_weights.verify(packaged_weights.locate())
    return look(packaged_weights.NAME, models, packaged_weights.SHA256)


def _default(models: Path, note: Note | None) -> OnnxEmbedder:
    weights = packaged_weights.locate()
    prepared = prepare(
        weights,
        packaged_weights.NAME,
        models,
        known=packaged_weights.SHA256,
        check=packaged_weights.verify,
        note=note,
    )
    return OnnxEmbedder(prepared)


def _packaged_through_library() -> SentenceTransformersEmbedder:
    weights = packaged_weights.locate()
    packaged_weights.verify(weights)
    return SentenceTransformersEmbedder(str(weights), packaged_weights.NAME)
