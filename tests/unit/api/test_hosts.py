"""Only the service's own names are answered, so that no page of another host can read it."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.settings import Settings


@pytest.fixture(scope="module")
def plain(ingested: Path):
    settings = Settings(data_dir=ingested, allowed_hosts="", host="book.intern")
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.mark.parametrize(
    "name",
    [
        *("localhost", "localhost:8000", "LOCALHOST.", "127.0.0.1", "127.0.0.1:8000"),
        *("[::1]", "[::1]:8000", "192.0.2.7:8000", "book.intern", "Book.Intern:80"),
    ],
)
def test_names_of_this_machine_and_addresses_are_answered(plain: TestClient, name: str):
    assert plain.get("/sources", headers={"Host": name}).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        *("evil.example", "evil.example:8000", "localhost.evil.example", "evil-localhost", ""),
        *("127.0.0.1.evil.example", "[evil.example]", "127.0.0.1@evil.example", "1"),
    ],
)
def test_any_other_name_is_refused_with_the_setting(plain: TestClient, name: str):
    for path in ("/sources", "/health", "/nowhere"):
        response = plain.get(path, headers={"Host": name})
        assert response.status_code == 400
        assert response.headers["content-type"] == "application/problem+json"
        assert "ALLOWED_HOSTS" in response.json()["detail"]
        assert response.headers["x-request-id"]


def test_names_that_are_set_are_answered(ingested: Path):
    settings = Settings(
        data_dir=ingested,
        host="0.0.0.0",  # noqa: S104
        allowed_hosts="Book.example.org, *.intern",
    )
    with TestClient(create_app(settings)) as client:
        for name, wanted in {
            "book.example.org": 200,
            "a.intern": 200,
            "a.b.intern:443": 200,
            "intern": 400,
            "example.org": 400,
            "0.0.0.0": 200,  # noqa: S104
            "evil.example": 400,
        }.items():
            assert client.get("/sources", headers={"Host": name}).status_code == wanted, name
    with TestClient(create_app(settings.model_copy(update={"allowed_hosts": "*"}))) as client:
        assert client.get("/sources", headers={"Host": "evil.example"}).status_code == 200
