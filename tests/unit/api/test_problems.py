import logging
from typing import Annotated

import pytest
from fastapi import FastAPI, Query
from pydantic import BaseModel
from starlette.testclient import TestClient

from api import errors, problems
from api.middleware import BodyLimit
from api.request_id import NamesRequest, RequestId
from graph.errors import NodeNotFound, NoGraph
from retrieval.errors import BadQuestion

LIMIT = 2000
log = logging.getLogger("here")


class Body(BaseModel):
    question: str


@pytest.fixture
def client() -> TestClient:
    """An application whose routes fail in every way that there is."""
    app = FastAPI()
    problems.install(app)
    app.add_middleware(BodyLimit, limit=LIMIT)

    @app.get("/refused/{name}")
    def refused(name: str):
        raise next(cls for cls in problems.TABLE if cls.__name__ == name)("The sentence.")

    @app.get("/broken")
    def broken():
        raise RuntimeError("a secret path /home/somebody")

    @app.post("/body")
    def body(body: Body) -> int:
        return len(body.question)

    @app.get("/query")
    def query(limit: Annotated[int, Query(ge=1)] = 1) -> int:
        return limit

    @app.get("/logged")
    def logged():
        log.warning("said")

    return TestClient(RequestId(app), raise_server_exceptions=False)


def problem_of(response, status: int) -> dict:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    found = response.json()
    assert found["status"] == status
    assert found["title"]
    assert found["type"]
    return found


@pytest.mark.parametrize("cls", problems.TABLE, ids=lambda cls: cls.__name__)
def test_every_error_of_ours_gets_the_status_of_the_table(client: TestClient, cls: type):
    status, title = problems.TABLE[cls]
    found = problem_of(client.get(f"/refused/{cls.__name__}"), status)
    assert found["title"] == title
    assert found["detail"] == "The sentence."
    assert found["type"].startswith("urn:designbook:problem:")


def test_types_are_the_names_of_the_classes():
    assert problems.describe(NoGraph("x")).type == "urn:designbook:problem:no-graph"
    assert problems.describe(BadQuestion("x")).type == "urn:designbook:problem:bad-question"
    assert problems.describe(NodeNotFound("x")).status == 404


def test_a_class_that_is_not_in_the_table_counts_as_its_parent():
    class Rarer(errors.SourceNotFound):
        pass

    assert problems.describe(Rarer("x")).type == "urn:designbook:problem:source-not-found"


def test_unknown_route(client: TestClient):
    found = problem_of(client.get("/nowhere"), 404)
    assert found["type"] == "about:blank"
    assert "/nowhere" in found["detail"]


def test_wrong_method_names_the_right_one(client: TestClient):
    response = client.get("/body")
    found = problem_of(response, 405)
    assert response.headers["allow"] == "POST"
    assert "POST" in found["detail"]


def test_an_invalid_body_lists_what_is_not_valid(client: TestClient):
    found = problem_of(client.post("/body", json={"other": 1}), 422)
    assert found["errors"] == [
        {"place": "body", "name": "question", "pointer": "/question", "detail": "Field required"}
    ]
    assert "question: Field required" in found["detail"]


def test_an_invalid_query_names_the_parameter(client: TestClient):
    found = problem_of(client.get("/query?limit=0"), 422)
    (error,) = found["errors"]
    assert (error["place"], error["name"]) == ("query", "limit")
    assert "pointer" not in error


def test_what_is_not_json(client: TestClient):
    headers = {"content-type": "application/json"}
    found = problem_of(client.post("/body", content=b"{not json", headers=headers), 422)
    assert "not JSON" in found["detail"]


def test_no_body_at_all(client: TestClient):
    assert problem_of(client.post("/body"), 422)["errors"][0]["place"] == "body"


def test_an_unexpected_error_says_nothing_of_its_cause(client: TestClient):
    response = client.get("/broken")
    problem_of(response, 500)
    assert "secret" not in response.text
    assert "RuntimeError" not in response.text


def test_a_declared_body_that_is_too_large(client: TestClient):
    found = problem_of(client.post("/body", json={"question": "x" * LIMIT}), 413)
    assert str(LIMIT) in found["detail"]


def test_a_streamed_body_that_is_too_large(client: TestClient):
    chunks = (b"x" * 500 for _ in range(10))
    headers = {"content-type": "application/json"}
    problem_of(client.post("/body", content=chunks, headers=headers), 413)


def test_a_body_within_the_limit(client: TestClient):
    assert client.post("/body", json={"question": "x" * 100}).json() == 100


@pytest.mark.parametrize("path", ["/query", "/nowhere", "/body", "/broken"])
def test_every_response_has_an_id(client: TestClient, path: str):
    assert len(client.get(path).headers["x-request-id"]) == 32


def test_the_callers_id_is_kept_where_it_is_plain(client: TestClient):
    given = client.get("/query", headers={"x-request-id": "a-1.b_2"})
    assert given.headers["x-request-id"] == "a-1.b_2"
    refused = client.get("/query", headers={"x-request-id": "a b" * 40})
    assert len(refused.headers["x-request-id"]) == 32


def test_what_is_logged_for_a_request_names_it(
    client: TestClient, caplog: pytest.LogCaptureFixture
):
    caplog.handler.addFilter(NamesRequest())
    log.warning("before")
    client.get("/logged", headers={"x-request-id": "one"})
    client.get("/logged", headers={"x-request-id": "two"})
    said = [(record.message, record.request) for record in caplog.records if record.name == "here"]
    assert said == [("before", "-"), ("said", "one"), ("said", "two")]


def test_a_mounted_application_answers_alike():
    app, page = FastAPI(), FastAPI()
    app.mount("/", page)
    problems.install(app)
    problems.install_in_mounts(app)
    problem_of(TestClient(app).get("/nowhere"), 404)
