"""Models as ONNX, kept in a folder each with a manifest.

Made from BERT weights (``bert_onnx``), from the ONNX file that a folder brings (``brought_onnx``),
or by the library (``exported_model``); if wished, with weights of 8 bits (``int8``).

``<models>/<name>-<first 12 digits of the fingerprint>/`` holds ``model.onnx``,
``tokenizer.json`` and ``manifest.json``. It is written whole or not at all, checked each time
that it is opened, and made again when it is damaged.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from retrieval.durable import sealed, sha256, unsealed, whole_folder
from retrieval.embedding import brought_onnx
from retrieval.embedding.bert_onnx import CONVERTER_VERSION, convert
from retrieval.embedding.int8 import quantise
from retrieval.embedding.sentence_bert import (
    OPTIONAL,
    REQUIRED,
    SentenceBert,
    read_settings,
    read_settings_of_any,
)
from retrieval.errors import ModelUnavailable, NeedsLibrary

Note = Callable[[str], None]

_MANIFEST = "manifest.json"
_MODEL = "model.onnx"
_TOKENIZER = "tokenizer.json"
_WEIGHTS = "model.safetensors"
_UNUSUAL = re.compile(r"[^A-Za-z0-9._-]+")


class Precision(StrEnum):
    """How weights are kept."""

    FLOAT32 = "float32"
    INT8 = "int8"


@dataclass(frozen=True, slots=True)
class PreparedModel:
    """A folder that was found whole."""

    name: str
    folder: Path
    fingerprint: str
    settings: SentenceBert


class _NotWhole(Exception):
    """The folder does not hold what its manifest says."""


def prepare(
    source: Path,
    name: str,
    models: Path,
    *,
    known: Mapping[str, str] | None = None,
    check: Callable[[Path], None] | None = None,
    note: Note | None = None,
    precision: Precision = Precision.FLOAT32,
) -> PreparedModel:
    """Return the model made from the folder ``source``, making it where it is not there.

    Args:
        source: A sentence-transformers folder of the BERT family, or one with an ONNX file.
        name: What the model is called; the folder is named after its last part.
        models: Where prepared models are kept.
        known: File to SHA-256 of ``source`` where they are known beforehand, so that the
            91 MB of weights are not hashed at each start; they are read only to convert them.
        check: Called with ``source`` before it is converted, to refuse files that are not
            the known ones.
        note: Told before anything that takes long, and of damage that was mended.
        precision: Of the weights.

    Raises:
        NeedsLibrary: Only sentence-transformers can run the source.
        ModelUnavailable: The source cannot be read or converted, or ``models`` not written.
    """
    sources = dict(known) if known is not None else source_hashes(source)
    fingerprint = _fingerprint(sources, precision)
    folder = folder_of(name, models, fingerprint)
    ready = find(folder, fingerprint, note or _silent)
    if ready is not None:
        return ready
    (note or _silent)("Preparing the embedding model (once, about 2 s).")
    if check is not None:
        check(source)
    settings, model = _made(source, sources)
    tokenizer = _read(source / _TOKENIZER)
    return write(PreparedModel(name, folder, fingerprint, settings), model, tokenizer, precision)


@dataclass(frozen=True, slots=True)
class Look:
    """What stands where a prepared model should."""

    folder: Path
    is_there: bool
    trouble: str
    """Why it cannot be used; empty where it is whole or not there."""


def look(name: str, models: Path, known: Mapping[str, str], precision: Precision) -> Look:
    """Look at a prepared model as ``prepare`` would find it, making and mending nothing."""
    fingerprint = _fingerprint(known, precision)
    folder = folder_of(name, models, fingerprint)
    if not folder.exists():
        return Look(folder, is_there=False, trouble="")
    try:
        _open(folder, fingerprint)
    except _NotWhole as error:
        return Look(folder, is_there=True, trouble=str(error))
    return Look(folder, is_there=True, trouble="")


def is_prepared(
    source: Path, name: str, models: Path, precision: Precision = Precision.FLOAT32
) -> bool:
    """Whether ``prepare`` would find the model whole; raises as it does, making nothing."""
    fingerprint = _fingerprint(source_hashes(source), precision)
    return find(folder_of(name, models, fingerprint), fingerprint, _silent) is not None


def _silent(_message: str) -> None:
    """Take the place of a note that nobody wants."""


def folder_of(name: str, models: Path, fingerprint: str) -> Path:
    """Return the folder of a model, named after the last part of its name."""
    return models / f"{_UNUSUAL.sub('-', Path(name).name)}-{fingerprint[:12]}"


def source_hashes(source: Path) -> dict[str, str]:
    """Return file to SHA-256 of everything that determines the vectors.

    Raises ``NeedsLibrary`` for a folder without weights that can be converted here,
    ``ModelUnavailable`` where a file that is needed is missing or unreadable.
    """
    hashes: dict[str, str] = {}
    _, weights = _weights(source)
    for file in (*(weights if each == _WEIGHTS else each for each in REQUIRED), *OPTIONAL):
        path = source / file
        if file in OPTIONAL and not path.exists():
            continue
        try:
            hashes[file] = sha256(path)
        except FileNotFoundError as error:
            raise NeedsLibrary(
                f"{path} cannot be read, for it is not there; give the folder of a complete model."
            ) from error
        except OSError as error:
            raise ModelUnavailable(
                f"{path} cannot be read; give the folder of a complete model."
            ) from error
    return hashes


def find(folder: Path, fingerprint: str, tell: Note) -> PreparedModel | None:
    """Return the model in a folder where it is whole; ``tell`` is told where it is not."""
    if folder.exists():
        try:
            return _open(folder, fingerprint)
        except _NotWhole as error:
            tell(f"The prepared embedding model is damaged ({error}); it is made again.")
    return None


def write(
    prepared: PreparedModel, model: bytes, tokenizer: bytes, precision: Precision
) -> PreparedModel:
    """Write a model, whole or not at all; ``model`` is ONNX, ``tokenizer`` a ``tokenizer.json``.

    Raises ``ModelUnavailable`` where its folder cannot be written.
    """
    manifest: dict[str, Any] = {
        "name": prepared.name,
        "fingerprint": prepared.fingerprint,
        "converter": CONVERTER_VERSION,
        "settings": asdict(prepared.settings),
    }
    try:
        with whole_folder(prepared.folder) as draft:
            kept = quantise(model) if precision is Precision.INT8 else model
            (draft / _MODEL).write_bytes(kept)
            (draft / _TOKENIZER).write_bytes(tokenizer)
            manifest["files"] = {file: _describe(draft / file) for file in (_MODEL, _TOKENIZER)}
            (draft / _MANIFEST).write_text(sealed(manifest), encoding="utf-8")
        return _open(prepared.folder, prepared.fingerprint)
    except (OSError, _NotWhole) as error:
        raise ModelUnavailable(
            f"The embedding model cannot be written to {prepared.folder.parent}; make room there "
            "or name another data folder."
        ) from error


def _weights(source: Path) -> tuple[SentenceBert, str]:
    """Return the settings of a folder and the file of weights to take."""
    brought = brought_onnx.find(source)
    try:
        settings = read_settings(source)
        if (source / _WEIGHTS).is_file() or brought is None:
            return settings, _WEIGHTS
    except NeedsLibrary:
        if brought is None:
            raise
    return read_settings_of_any(source), brought


def _made(source: Path, sources: Mapping[str, str]) -> tuple[SentenceBert, bytes]:
    settings, weights = _weights(source)
    if weights in sources and weights != _WEIGHTS:
        return settings, brought_onnx.adapt(source / weights, settings.pooling)
    return settings, convert(source, settings.pooling)


def _fingerprint(sources: Mapping[str, str], precision: Precision) -> str:
    """Hash the sources, the converter's version and the precision.

    Not the ONNX bytes: those change with the ``onnx`` package while the vectors do not.
    """
    stated: dict[str, object] = {"converter": CONVERTER_VERSION, "sources": dict(sources)}
    if precision is not Precision.FLOAT32:
        stated["precision"] = precision
    return hashlib.sha256(json.dumps(stated, sort_keys=True).encode()).hexdigest()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelUnavailable(
            f"{path} cannot be read; give the folder of a complete model."
        ) from error


def _describe(path: Path) -> dict[str, int | str]:
    return {"bytes": path.stat().st_size, "sha256": sha256(path)}


def _open(folder: Path, fingerprint: str) -> PreparedModel:
    """Check every file by size and hash (some 60 ms for 90 MB) and return the model."""
    try:
        manifest = unsealed((folder / _MANIFEST).read_bytes())
        if manifest["fingerprint"] != fingerprint:
            raise _NotWhole("its manifest is of another model")
        for file in (_MODEL, _TOKENIZER):
            if _describe(folder / file) != manifest["files"][file]:
                raise _NotWhole(f"{file} has changed")
        return PreparedModel(
            name=str(manifest["name"]),
            folder=folder,
            fingerprint=fingerprint,
            settings=SentenceBert(**manifest["settings"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _NotWhole("its files cannot be read") from error
