"""Which embedder a setting names."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from retrieval.embedding import packaged_weights
from retrieval.embedding.embedder import Embedder
from retrieval.embedding.exported_model import Exports, export, find_export
from retrieval.embedding.onnx_embedder import OnnxEmbedder
from retrieval.embedding.prepared_model import (
    Look,
    Note,
    Precision,
    PreparedModel,
    is_prepared,
    look,
    prepare,
)
from retrieval.embedding.sentence_transformers_embedder import SentenceTransformersEmbedder
from retrieval.errors import ModelUnavailable, NeedsLibrary

DEFAULT = "default"
LIBRARY = "sentence-transformers"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which model is run, and how."""

    model: str = DEFAULT
    """``default``, ``sentence-transformers`` or ``sentence-transformers:<name or path>``."""
    precision: Precision = Precision.FLOAT32
    """Of the weights; of no effect where the library itself runs the model."""
    threads: int | None = None
    """Within one call; None chooses by the machine."""


def open_embedder(choice: str | Choice, models: Path, note: Note | None = None) -> Embedder:
    """Return the embedder that ``choice`` names, ready for use.

    The default is the packaged all-MiniLM-L6-v2. ``sentence-transformers`` alone is the same
    through that library. With a name or a path, a folder that can be run without the library is
    run so; any other model is exported once, and run by the library where that does not work.

    Args:
        choice: The model, with or without how it is run.
        models: The folder in which prepared models are kept.
        note: Told what is about to take long, what was mended, and why the library is needed.

    Raises:
        ModelUnavailable: The choice is unknown, or its model cannot be found, read or trusted.
    """
    chosen = Choice(choice) if isinstance(choice, str) else choice
    kind, colon, model = chosen.model.partition(":")
    if kind == DEFAULT and not colon:
        return _default(chosen, models, note)
    if kind == LIBRARY and not colon:
        return _packaged_through_library()
    if kind == LIBRARY and model:
        return _named(model, chosen, models, note or _silent)
    raise ModelUnavailable(
        f"There is no embedder {chosen.model!r}; choose {DEFAULT!r}, {LIBRARY!r} or "
        f"'{LIBRARY}:<name or path>'."
    )


def look_at_default(models: Path, precision: Precision = Precision.FLOAT32) -> Look:
    """Check the packaged weights and look at the model made from them; nothing is made.

    Raises ``ModelUnavailable`` where the weights are missing or not the published ones.
    """
    packaged_weights.verify(packaged_weights.locate())
    return look(packaged_weights.NAME, models, packaged_weights.SHA256, precision)


def is_ready(choice: Choice, models: Path) -> bool:
    """Whether a model given by name or path was prepared or tried already; nothing is made.

    Raises ``ModelUnavailable`` where a folder cannot be read.
    """
    kind, _, model = choice.model.partition(":")
    if kind != LIBRARY or not model:
        return True
    if Path(model).is_dir():
        with suppress(NeedsLibrary):
            return is_prepared(Path(model), model, models, choice.precision)
    return find_export(model, Exports(models, choice.precision, _silent)) is not None


def _default(chosen: Choice, models: Path, note: Note | None) -> OnnxEmbedder:
    weights = packaged_weights.locate()
    prepared = prepare(
        weights,
        packaged_weights.NAME,
        models,
        known=packaged_weights.SHA256,
        check=packaged_weights.verify,
        note=note,
        precision=chosen.precision,
    )
    return OnnxEmbedder(prepared, chosen.threads)


def _named(model: str, chosen: Choice, models: Path, note: Note) -> Embedder:
    if Path(model).is_dir():
        with suppress(NeedsLibrary):
            prepared = prepare(Path(model), model, models, note=note, precision=chosen.precision)
            return OnnxEmbedder(prepared, chosen.threads)
    exports = Exports(models, chosen.precision, note)
    exported = find_export(model, exports)
    if isinstance(exported, PreparedModel):
        return OnnxEmbedder(exported, chosen.threads)
    library = SentenceTransformersEmbedder(model)
    exported = export(library, model, exports) if exported is None else exported
    if isinstance(exported, PreparedModel):
        return OnnxEmbedder(exported, chosen.threads)
    note(f"{model} is run by sentence-transformers itself, for it cannot be exported: {exported}")
    return library


def _packaged_through_library() -> SentenceTransformersEmbedder:
    weights = packaged_weights.locate()
    packaged_weights.verify(weights)
    return SentenceTransformersEmbedder(str(weights), packaged_weights.NAME)


def _silent(_message: str) -> None:
    """Take the place of a note that nobody wants."""
