"""The bundled handbook behind a service whose language model is a scripted server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from api.ingestion import ingest
from api.service import Service
from api.settings import Settings
from tests.llm.scripted import Scripted, serving

ROOT = Path(__file__).parents[2]
KEY = "sk-hush-hush-0123456789"


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory, models: Path) -> Path:
    """A data folder that holds the bundled handbook; tests only read from it."""
    folder = tmp_path_factory.mktemp("bundled")
    (folder / "models").symlink_to(models, target_is_directory=True)
    ingest(Settings(data_dir=folder), [ROOT / "handbook"])
    return folder


@pytest.fixture(scope="session")
def running() -> Iterator[Scripted]:
    with serving() as scripted:
        yield scripted


@pytest.fixture
def model(running: Scripted) -> Scripted:
    """The scripted model, which has not been asked yet."""
    running.asked.clear()
    running.keys.clear()
    return running


@pytest.fixture(scope="session")
def settings_for(bundled: Path, running: Scripted) -> Callable[..., Settings]:
    def make(**more) -> Settings:
        given = {
            "data_dir": bundled,
            "llm_model": "openai:scripted",
            "openai_api_key": KEY,
            "openai_base_url": running.address,
            "llm_timeout": 10.0,
        }
        return Settings(**{**given, **more})

    return make


@pytest.fixture(scope="session")
def service(settings_for: Callable[..., Settings]) -> Iterator[Service]:
    opened = Service(settings_for()).open()
    yield opened
    opened.close()
