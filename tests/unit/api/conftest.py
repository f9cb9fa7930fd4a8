from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings


@pytest.fixture(scope="module")
def client(ingested: Path) -> Iterator[TestClient]:
    """The application without the page, on the small handbook."""
    with TestClient(create_app(Settings(data_dir=ingested))) as client:
        yield client
