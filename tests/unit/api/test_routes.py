from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.docs import FOLDER
from api.ingestion import ingest
from api.settings import Settings
from graph.schema import Kind


def problem_of(response, status: int) -> dict:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert ("Retry-After" in response.headers) == (status == 503)
    return response.json()


def node_id(client: TestClient, name: str) -> str:
    (node,) = [
        n
        for n in client.get("/nodes", params={"q": name}).json()["items"]
        if n["name"] == name and n["kind"] != "Passage"
    ]
    return node["id"]


def test_health(client: TestClient):
    health = client.get("/health").json()
    assert health["status"] == "ready"
    assert health["files"] == 1
    assert health["nodes"] > 20
    assert len(health["generation"]) == 16


def test_without_a_graph_every_route_names_the_remedy(tmp_path: Path):
    with TestClient(create_app(Settings(data_dir=tmp_path))) as client:
        for path in ("/health", "/nodes", "/nodes/x", "/nodes/x/relations", "/graph", "/sources"):
            problem = problem_of(client.get(path), 503)
            assert problem["type"] == "urn:designbook:problem:no-graph"
            assert "designbook ingest" in problem["detail"]
        problem_of(client.post("/ask", json={"question": "Which tools?"}), 503)
    assert list(tmp_path.iterdir()) == []


def test_it_becomes_ready_when_the_first_graph_is_published(
    new_folder: Callable[[str], Path], small_handbook: Path
):
    settings = Settings(data_dir=new_folder("data"))
    with TestClient(create_app(settings)) as client:
        problem_of(client.get("/health"), 503)
        ingest(settings, [small_handbook])
        client.app.state.service.refresh()
        assert client.get("/health").status_code == 200


def test_ask(client: TestClient):
    body = {"question": "Which models are typical for churn prediction?", "history": []}
    answer = client.post("/ask", json=body).json()
    assert answer["status"] == "answered"
    assert "LightGBM" in answer["answer"]
    assert "[1]" in answer["answer"]
    first = answer["citations"][0]
    assert first["id"] == "1"
    assert first["cited_text"]
    assert set(first["source"]) == {"path", "heading_path", "line_start", "line_end"}
    assert isinstance(first["source"]["heading_path"], list)
    scores = [evidence["score"] for evidence in answer["evidence"]]
    assert scores == sorted(scores, reverse=True)
    assert answer["timings_ms"]["total"] > 0


def test_ask_explained(client: TestClient):
    question = "Which models are typical for churn prediction?"
    plain = client.post("/ask", json={"question": question}).json()
    assert plain["explanation"] is None
    answer = client.post("/ask", json={"question": question, "explain": True}).json()
    assert answer["answer"] == plain["answer"]
    (part,) = answer["explanation"]["parts"]
    assert {"mention", "node_id", "name", "kind", "how", "score"} == set(part["links"][0])
    assert "LightGBM" in part["queries"][0]["text"]
    assert part["queries"][0]["features"]
    assert part["score"] >= part["least"]
    graph = answer["explanation"]["subgraph"]
    ids = {node["id"] for node in graph["nodes"]}
    assert all({edge["source"], edge["target"]} <= ids for edge in graph["edges"])


def test_ask_off_topic(client: TestClient):
    answer = client.post("/ask", json={"question": "Who won the football match?"}).json()
    assert answer["status"] == "not_covered"
    assert answer["citations"] == []


def test_ask_follow_up(client: TestClient):
    history = [
        {"role": "user", "content": "Which models are typical for churn prediction?"},
        {"role": "assistant", "content": "Logistic Regression and LightGBM [1]."},
    ]
    body = {"question": "And for ticket routing?", "history": history}
    assert "fastText" in client.post("/ask", json=body).json()["answer"]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": " "},
        {"question": "x" * 3000},
        {"question": 1},
        {"question": "x", "history": [{"role": "system", "content": "x"}]},
        {"question": "x", "histroy": []},
        [],
    ],
)
def test_ask_refuses(client: TestClient, body: object):
    assert problem_of(client.post("/ask", json=body), 422)["detail"]


def test_a_body_that_is_too_large(client: TestClient):
    problem_of(client.post("/ask", json={"question": "x" * 1_000_001}), 413)


def test_nodes_by_kind(client: TestClient):
    found = client.get("/nodes", params={"kind": "Model"}).json()
    names = [node["name"] for node in found["items"]]
    assert {"Prophet", "LightGBM", "CLIP"} <= set(names)
    assert found["total"] == len(names)
    assert {node["kind"] for node in found["items"]} == {"Model"}
    assert all(node["degree"] > 0 for node in found["items"])
    both = client.get("/nodes", params={"kind": ["model", "Tool"]}).json()
    assert both["total"] > found["total"]


def test_nodes_by_page(client: TestClient):
    everything = client.get("/nodes", params={"limit": 500}).json()
    page = client.get("/nodes", params={"limit": 5, "offset": 5}).json()
    assert page["items"] == everything["items"][5:10]
    assert page["total"] == everything["total"] == len(everything["items"])
    assert len(client.get("/nodes").json()["items"]) == min(50, page["total"])


def test_nodes_by_name(client: TestClient):
    assert "Prophet" in [n["name"] for n in client.get("/nodes?q=prophet").json()["items"]]
    assert client.get("/nodes?q=nothing-of-this-name").json() == {"items": [], "total": 0}


def test_unknown_kind_lists_the_kinds(client: TestClient):
    problem = problem_of(client.get("/nodes?kind=Robot"), 422)
    assert all(kind in problem["detail"] for kind in Kind)


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "offset=-1"])
def test_bad_pages(client: TestClient, query: str):
    (error,) = problem_of(client.get(f"/nodes?{query}"), 422)["errors"]
    assert error["name"] == query.partition("=")[0]


def test_a_node_and_its_relations(client: TestClient):
    name = node_id(client, "Prophet")
    node = client.get(f"/nodes/{name}").json()
    assert (node["name"], node["kind"]) == ("Prophet", "Model")
    assert node["evidence"][0]["text"]
    found = client.get(f"/nodes/{name}/relations").json()
    assert found["total"] == len(found["items"]) >= node["degree"] > 0
    assert any(r["node"]["name"] == "Demand planning" for r in found["items"])
    for relation in found["items"]:
        assert relation["label"]
        assert relation["evidence"][0]["line_start"] >= 1
    out = client.get(f"/nodes/{name}/relations?direction=out").json()
    into = client.get(f"/nodes/{name}/relations?direction=in").json()
    assert out["total"] + into["total"] == found["total"]
    named = found["items"][0]["relation"]
    some = client.get(f"/nodes/{name}/relations", params={"relation": named}).json()
    assert {r["relation"] for r in some["items"]} == {named}


@pytest.mark.parametrize("path", ["/nodes/no:such", "/nodes/no:such/relations"])
def test_unknown_node(client: TestClient, path: str):
    assert "no:such" in problem_of(client.get(path), 404)["detail"]


def test_bad_direction(client: TestClient):
    problem_of(client.get("/nodes/no:such/relations?direction=up"), 422)


def test_every_node_of_the_list_can_be_opened(client: TestClient):
    for node in client.get("/nodes", params={"limit": 500}).json()["items"]:
        assert client.get(f"/nodes/{node['id']}").json()["id"] == node["id"]


def test_graph(client: TestClient):
    graph = client.get("/graph").json()
    ids = {node["id"] for node in graph["nodes"]}
    assert graph["total_nodes"] == len(ids)
    assert graph["total_edges"] == len(graph["edges"])
    assert all(edge["source"] in ids and edge["target"] in ids for edge in graph["edges"])
    assert "Passage" not in {node["kind"] for node in graph["nodes"]}
    assert sum(kind["count"] for kind in graph["kinds"]) == len(ids)
    assert all(edge["label"] for edge in graph["edges"])
    assert len({(node["x"], node["y"]) for node in graph["nodes"]}) == len(ids)


def test_sources(client: TestClient, small_handbook: Path):
    (row,) = client.get("/sources").json()["items"]
    lines = small_handbook.read_text().splitlines()
    assert (row["path"], row["lines"]) == (small_handbook.name, len(lines))
    whole = client.get(f"/sources/{row['path']}").json()
    assert [line["text"] for line in whole["lines"]] == lines
    part = client.get(f"/sources/{row['path']}?line_start=3&line_end=5").json()
    assert [line["number"] for line in part["lines"]] == [3, 4, 5]
    assert (part["total_lines"], part["line_end"]) == (len(lines), 5)
    last = client.get(f"/sources/{row['path']}?line_start={len(lines)}&line_end=9999").json()
    assert [line["number"] for line in last["lines"]] == [len(lines)]
    beyond = problem_of(client.get(f"/sources/{row['path']}?line_start=9999"), 422)
    assert f"ask for {len(lines)} or less" in beyond["detail"]
    problem_of(client.get(f"/sources/{row['path']}?line_start=0"), 422)


@pytest.mark.parametrize(
    "path", ["none.md", "../conftest.py", "%2e%2e/conftest.py", "/etc/passwd", "..%2fgraph.sqlite"]
)
def test_sources_never_look_at_the_disk(client: TestClient, path: str):
    problem_of(client.get(f"/sources/{path}"), 404)


def test_unknown_route_and_wrong_method(client: TestClient):
    problem_of(client.get("/nowhere"), 404)
    assert "POST" in problem_of(client.get("/ask"), 405)["detail"]


def test_docs_load_nothing_from_another_host(client: TestClient):
    page = client.get("/docs").text
    assert "http://" not in page
    assert "https://" not in page
    for name in ("swagger-ui-bundle.js", "swagger-ui.css"):
        assert f"/docs-assets/{name}" in page
        assert client.get(f"/docs-assets/{name}").content == (FOLDER / name).read_bytes()


def test_openapi_describes_every_problem_as_one(client: TestClient):
    document = client.get("/openapi.json").json()
    assert {"Problem", "FieldProblem", "AnswerOut"} <= set(document["components"]["schemas"])
    assert "HTTPValidationError" not in document["components"]["schemas"]
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["summary"], path
            for status, response in operation["responses"].items():
                if int(status) >= 400:
                    assert list(response["content"]) == ["application/problem+json"], (path, status)


def test_openapi_says_where_it_is_behind_a_proxy(ingested: Path):
    app = create_app(Settings(data_dir=ingested))
    with TestClient(app, root_path="/book") as client:
        assert "'/book/openapi.json'" in client.get("/book/docs").text
