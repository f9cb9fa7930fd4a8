import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from ui.explorer import STATIC, STATIC_PATH, mount_explorer
from ui.policy import EXPLORER


@pytest.fixture
def client():
    app = FastAPI()
    mount_explorer(app)
    with TestClient(app) as client:
        yield client


def test_the_explorer_is_served_with_its_policy_and_outside_the_schema(client):
    response = client.get("/explorer?node=x")
    assert response.headers["content-security-policy"] == EXPLORER
    assert "Designbook" in response.text
    assert client.head("/explorer").status_code == 200
    assert client.get("/openapi.json").json()["paths"] == {}


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.*")), ids=lambda path: path.name)
def test_each_file_is_served_with_its_policy(client, path):
    response = client.get(f"{STATIC_PATH}/{path.relative_to(STATIC).as_posix()}")
    assert response.content == path.read_bytes()
    assert response.headers["content-security-policy"] == EXPLORER
    assert response.headers["x-content-type-options"] == "nosniff"
    if path.suffix == ".js":
        assert response.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", ["../page.py", "..%2fpage.py", "%2e%2e/page.py", "none.js", ""])
def test_no_other_file_is_served(client, path):
    assert client.get(f"{STATIC_PATH}/{path}").status_code == 404


def test_the_vendored_library_stands_with_its_licence_and_version():
    folder = STATIC / "vendor" / "cytoscape"
    version = (folder / "VERSION").read_text().split()[1].rstrip(",")
    assert "Permission is hereby granted" in (folder / "LICENSE").read_text()
    assert f'"{version}"' in (folder / "cytoscape.min.js").read_text(encoding="utf-8")


def test_no_file_of_ours_names_another_host():
    own = [path for path in STATIC.rglob("*.*") if "vendor" not in path.parts]
    for path in own:
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "http://" not in text, path
        assert "https://" not in text, path
        assert "innerHTML" not in text, path
