"""Models that were turned into ONNX, kept in a folder each with a manifest.

``<models>/<name>-<first 12 digits of the fingerprint>/`` holds ``model.onnx``,
``tokenizer.json`` and ``manifest.json``. It is written whole or not at all, checked each time
that it is opened, and made again when it is damaged.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from retrieval.bert_onnx import CONVERTER_VERSION, convert
from retrieval.durable import sealed, sha256, unsealed, whole_folder
from retrieval.errors import ModelUnavailable
from retrieval.sentence_bert import OPTIONAL, REQUIRED, SentenceBert, read_settings

Note = Callable[[str], None]

_MANIFEST = "manifest.json"
_KEPT = ("model.onnx", "tokenizer.json")


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
) -> PreparedModel:
    """Return the model made from the folder ``source``, making it where it is not there.

    Args:
        source: A sentence-transformers folder of the BERT family.
        name: What the model is called; the folder is named after it.
        models: Where prepared models are kept.
        known: File to SHA-256 of ``source`` where they are known beforehand, so that the
            91 MB of weights are not hashed at each start; they are read only to convert them.
        check: Called with ``source`` before it is converted, to refuse files that are not
            the known ones.
        note: Told before anything that takes long, and of damage that was mended.

    Raises:
        ModelUnavailable: The source cannot be read or converted, or ``models`` not written.
    """
    sources = dict(known) if known is not None else source_hashes(source)
    fingerprint = _fingerprint(sources)
    folder = models / f"{name}-{fingerprint[:12]}"
    ready = _find(folder, fingerprint, note or _silent)
    if ready is not None:
        return ready
    if check is not None:
        check(source)
    try:
        _write(source, name, folder, fingerprint, sources)
        return _open(folder, fingerprint)
    except (OSError, _NotWhole) as error:
        raise ModelUnavailable(
            f"The embedding model cannot be written to {models}; make room there or name "
            "another data folder."
        ) from error


@dataclass(frozen=True, slots=True)
class Look:
    """What stands where a prepared model should."""

    folder: Path
    is_there: bool
    trouble: str
    """Why it cannot be used; empty where it is whole or not there."""


def look(name: str, models: Path, known: Mapping[str, str]) -> Look:
    """Look at a prepared model as ``prepare`` would find it, making and mending nothing."""
    fingerprint = _fingerprint(dict(known))
    folder = models / f"{name}-{fingerprint[:12]}"
    if not folder.exists():
        return Look(folder, is_there=False, trouble="")
    try:
        _open(folder, fingerprint)
    except _NotWhole as error:
        return Look(folder, is_there=True, trouble=str(error))
    return Look(folder, is_there=True, trouble="")


def _silent(_message: str) -> None:
    """Take the place of a note that nobody wants."""


def source_hashes(source: Path) -> dict[str, str]:
    """Return file to SHA-256 of everything that determines the vectors.

    Raises ``ModelUnavailable`` where a file that is needed is missing or unreadable.
    """
    hashes: dict[str, str] = {}
    for file in (*REQUIRED, *OPTIONAL):
        path = source / file
        if file in OPTIONAL and not path.exists():
            continue
        try:
            hashes[file] = sha256(path)
        except OSError as error:
            raise ModelUnavailable(
                f"{path} cannot be read; give the folder of a complete model."
            ) from error
    return hashes


def _find(folder: Path, fingerprint: str, tell: Note) -> PreparedModel | None:
    """Return the model where it stands whole; tell what is to be done otherwise."""
    if folder.exists():
        try:
            return _open(folder, fingerprint)
        except _NotWhole as error:
            tell(f"The prepared embedding model is damaged ({error}); it is made again.")
    tell("Preparing the embedding model (once, about 2 s).")
    return None


def _fingerprint(sources: Mapping[str, str]) -> str:
    """Hash the sources and the converter's version.

    Not the ONNX bytes: those change with the ``onnx`` package while the vectors do not.
    """
    stated = json.dumps({"converter": CONVERTER_VERSION, "sources": sources}, sort_keys=True)
    return hashlib.sha256(stated.encode()).hexdigest()


def _write(
    source: Path, name: str, folder: Path, fingerprint: str, sources: Mapping[str, str]
) -> None:
    settings = read_settings(source)
    model = convert(source)
    with whole_folder(folder) as draft:
        (draft / "model.onnx").write_bytes(model)
        shutil.copyfile(source / "tokenizer.json", draft / "tokenizer.json")
        manifest = {
            "name": name,
            "fingerprint": fingerprint,
            "converter": CONVERTER_VERSION,
            "sources": dict(sources),
            "settings": asdict(settings),
            "files": {file: _describe(draft / file) for file in _KEPT},
        }
        (draft / _MANIFEST).write_text(sealed(manifest), encoding="utf-8")


def _describe(path: Path) -> dict[str, int | str]:
    return {"bytes": path.stat().st_size, "sha256": sha256(path)}


def _open(folder: Path, fingerprint: str) -> PreparedModel:
    """Check every file by size and hash (some 60 ms for 90 MB) and return the model."""
    try:
        manifest = unsealed((folder / _MANIFEST).read_bytes())
        if manifest["fingerprint"] != fingerprint:
            raise _NotWhole("its manifest is of another model")
        for file in _KEPT:
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
