"""What a request may carry: unknown and repeated parameters, kinds, relations, content types."""

import pytest
from starlette.testclient import TestClient


def problem_of(response, status: int) -> dict:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    return response.json()


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/nodes", "kind, limit, offset, q"),
        ("/nodes/tool:kafka", "this address has none"),
        ("/nodes/tool:kafka/relations", "direction, limit, offset, relation"),
        ("/nodes/tool:kafka/neighbourhood", "depth, kind, limit, relation"),
        ("/paths", "from, kind, limit, max_length, relation, to"),
        ("/relations", "this address has none"),
        ("/graph", "this address has none"),
        ("/sources", "this address has none"),
        ("/sources/small_handbook.md", "line_end, line_start"),
    ],
)
def test_an_unknown_parameter_is_told_the_known_ones(client: TestClient, path: str, known: str):
    (error,) = problem_of(client.get(path, params={"sort": "name"}), 422)["errors"]
    assert (error["place"], error["name"]) == ("query", "sort")
    assert error["detail"].endswith(known)


def test_a_question_takes_no_parameters(client: TestClient):
    body = {"question": "Which tools are there?"}
    problem_of(client.post("/ask?explain=true", json=body), 422)
    assert client.post("/ask", json=body).status_code == 200


def test_a_probe_may_add_what_it_likes(client: TestClient):
    assert client.get("/health?probe=1").status_code == 200


def test_a_single_value_is_given_once(client: TestClient):
    (error,) = problem_of(client.get("/nodes?limit=1&limit=2&kind=Tool&kind=Model"), 422)["errors"]
    assert error == {"place": "query", "name": "limit", "detail": "Give it once"}


def relations(client: TestClient, query: str) -> list[str]:
    response = client.get(f"/nodes/model:prophet/relations?{query}")
    assert response.status_code == 200, response.text
    assert response.json()["total"] == len(response.json()["items"])
    return [each["relation"] for each in response.json()["items"]]


def test_relations_by_name_in_any_case_and_more_than_one(client: TestClient):
    every = relations(client, "")
    one, other = "MENTIONS", next(name for name in every if name != "MENTIONS")
    assert set(relations(client, f"relation={one.lower()}")) == {one}
    both = relations(client, f"relation={one}&relation={other.title()}")
    assert both == [name for name in every if name in {one, other}]
    assert set(both) == {one, other}


@pytest.mark.parametrize(
    "address", ["/nodes/model:prophet/relations?", "/paths?from=model:prophet&to=model:clip&"]
)
def test_an_unknown_relation_is_told_those_of_the_handbook(client: TestClient, address: str):
    problem = problem_of(client.get(f"{address}relation=MENTIONS&relation=NOPE"), 422)
    assert problem["type"] == "urn:designbook:problem:unknown-relation"
    there = [row["name"] for row in client.get("/relations").json()["items"]]
    assert "'NOPE'" in problem["detail"]
    assert problem["detail"].endswith(f"use one of {', '.join(there)}.")


@pytest.mark.parametrize("path", ["/ask", "/ask/stream"])
@pytest.mark.parametrize("given", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_a_body_that_is_not_said_to_be_json(client: TestClient, path: str, given: str | None):
    headers = {"content-type": given} if given else {}
    response = client.post(path, content=b'{"question": "Which tools?"}', headers=headers)
    assert "`Content-Type: application/json`" in problem_of(response, 415)["detail"]
    assert response.headers["accept"] == "application/json"


@pytest.mark.parametrize("given", ["application/json; charset=utf-8", "application/ld+json"])
def test_every_form_of_json_is_read(client: TestClient, given: str):
    body = b'{"question": "Which tools are there?"}'
    response = client.post("/ask", content=body, headers={"content-type": given})
    assert response.status_code == 200


def test_a_body_that_is_not_utf8(client: TestClient):
    headers = {"content-type": "application/json"}
    response = client.post("/ask", content=b'{"question": "\xff"}', headers=headers)
    assert "UTF-8" in problem_of(response, 400)["detail"]


def test_lines_end_after_they_start(client: TestClient):
    path = "/sources/small_handbook.md"
    (error,) = problem_of(client.get(f"{path}?line_start=4&line_end=3"), 422)["errors"]
    said = "3 is before line_start, 4: ask for 4 or more, or leave line_end out"
    assert (error["name"], error["detail"]) == ("line_end", said)
    assert len(client.get(f"{path}?line_start=4&line_end=4").json()["lines"]) == 1
