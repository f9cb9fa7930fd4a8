"""What tests of several packages share: a small handbook, a prepared model, and data folders."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from tests.neo4j_servers import empty_neo4j, neo4j_servers, pytest_terminal_summary

__all__ = ["empty_neo4j", "neo4j_servers", "pytest_terminal_summary"]

# Nobody's key is to be used by a test, and no question of a test to leave this machine.
for name in ("LLM_MODEL", "OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_ORG_ID"):
    os.environ.pop(name, None)

# The name by which Starlette's client calls the application under test.
os.environ["ALLOWED_HOSTS"] = "testserver"

# How long an example takes says how busy the machine is, and nothing of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def small_handbook() -> Path:
    """A handbook of one file with tables, lists, a diagram, a tree and tradeoffs."""
    return DATA / "small_handbook.md"


@pytest.fixture(scope="session")
def prose_handbook() -> Path:
    """A handbook of one file with paragraphs alone, none of which states a fact."""
    return DATA / "prose_handbook.md"


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the default model is prepared, once for all tests."""
    from retrieval.embedding.embedders import open_embedder  # noqa: PLC0415 (few tests need it)

    folder = tmp_path_factory.mktemp("models")
    open_embedder("default", folder)
    return folder


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory, models: Path, small_handbook: Path) -> Path:
    """A data folder that holds the small handbook; tests only read from it."""
    from api.ingestion import ingest  # noqa: PLC0415 (few tests need it)
    from api.settings import Settings  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("ingested")
    (folder / "models").symlink_to(models, target_is_directory=True)
    ingest(Settings(data_dir=folder), [small_handbook])
    return folder


@pytest.fixture
def new_folder(tmp_path: Path, models: Path) -> Callable[[str], Path]:
    """Makes data folders that are empty but for the prepared model."""

    def make(name: str) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "models").symlink_to(models, target_is_directory=True)
        return folder

    return make
