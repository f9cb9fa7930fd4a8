"""What lies around a node and between two, and the relations that there are."""

from itertools import pairwise

from starlette.testclient import TestClient

ENDS = {"from": "model:prophet", "to": "model:deepar"}


def get(client: TestClient, path: str, **params: object) -> dict:
    response = client.get(path, params=params)
    assert response.status_code == 200, response.text
    return response.json()


def around(client: TestClient, node_id: str, **params: object) -> dict:
    return get(client, f"/nodes/{node_id}/neighbourhood", **params)


def test_relations_are_those_of_the_graph(client: TestClient):
    found = get(client, "/relations")
    names = [row["name"] for row in found["items"]]
    assert names == sorted(names)
    assert found["total"] == len(names)
    assert {"USES_MODEL", "MENTIONS"} <= set(names)
    assert sum(row["count"] for row in found["items"]) == get(client, "/health")["edges"]
    for row in found["items"]:
        assert row["inverse"]
        source, target = row["example"]["source"], row["example"]["target"]
        assert row["example"]["evidence"][0]["line_start"] >= 1
        path = f"/nodes/{source['id']}/relations"
        there = get(client, path, relation=row["name"], direction="out", limit=500)["items"]
        assert target in [relation["node"] for relation in there]
        assert {relation["label"] for relation in there} == {row["label"]}


def test_degree_is_the_number_of_relations(client: TestClient):
    for node in get(client, "/nodes", limit=500)["items"]:
        path = f"/nodes/{node['id']}"
        assert get(client, f"{path}/relations", limit=1)["total"] == node["degree"]
        assert get(client, path)["degree"] == node["degree"]


def test_the_degrees_of_the_picture_are_those_of_its_edges(client: TestClient):
    graph = get(client, "/graph")
    ends = [end for edge in graph["edges"] for end in (edge["source"], edge["target"])]
    assert all(node["degree"] == ends.count(node["id"]) for node in graph["nodes"])


def test_a_neighbourhood_grows_with_its_depth(client: TestClient):
    one, two = (around(client, "model:prophet", depth=depth) for depth in (1, 2))
    assert one["nodes"][0] == {
        "id": "model:prophet",
        "kind": "Model",
        "name": "Prophet",
        "distance": 0,
    }
    assert one == around(client, "model:prophet")
    assert {node["distance"] for node in one["nodes"]} == {0, 1}
    assert {node["distance"] for node in two["nodes"]} == {0, 1, 2}
    assert two["nodes"][: len(one["nodes"])] == one["nodes"]
    assert two["complete"]
    for found in (one, two):
        ids = {node["id"] for node in found["nodes"]}
        assert found["edges"]
        assert all({edge["source"], edge["target"]} <= ids for edge in found["edges"])
        assert all(edge["label"] for edge in found["edges"])


def test_a_neighbourhood_leaves_passages_out_unless_asked(client: TestClient):
    found = around(client, "model:prophet")
    assert "Passage" not in {node["kind"] for node in found["nodes"]}
    passages = around(client, "model:prophet", kind="passage")
    assert {node["kind"] for node in passages["nodes"][1:]} == {"Passage"}
    mentions = around(client, "model:prophet", kind="passage", relation="mentions")
    assert {edge["relation"] for edge in mentions["edges"]} == {"MENTIONS"}


def test_a_neighbourhood_is_bounded(client: TestClient):
    found = around(client, "model:prophet", depth=3, limit=2)
    assert len(found["nodes"]) == 3
    assert not found["complete"]
    for query in ("depth=0", "depth=4", "limit=0", "limit=501", "kind=Robot", "relation=NOPE"):
        response = client.get(f"/nodes/model:prophet/neighbourhood?{query}")
        assert response.status_code == 422, query
    assert client.get("/nodes/no:such/neighbourhood").status_code == 404


def test_shortest_paths_have_the_lines_of_each_step(client: TestClient):
    found = get(client, "/paths", **ENDS)
    assert found["items"]
    assert found["complete"]
    for path in found["items"]:
        ids = [node["id"] for node in path["nodes"]]
        assert (ids[0], ids[-1]) == ("model:prophet", "model:deepar")
        assert "Passage" not in {node["kind"] for node in path["nodes"]}
        assert len(path["steps"]) == found["length"]
        assert [(s["start"], s["end"]) for s in path["steps"]] == list(pairwise(ids))
        for step in path["steps"]:
            assert step["relations"]
            for relation in step["relations"]:
                assert relation["node"]["id"] == step["end"]
                assert relation["evidence"][0]["text"]
                there = get(client, f"/nodes/{step['start']}/relations", limit=500)["items"]
                assert relation in there


def test_paths_back_are_the_same_nodes(client: TestClient):
    there = get(client, "/paths", **ENDS, limit=50)
    back = get(client, "/paths", **{"from": ENDS["to"], "to": ENDS["from"]}, limit=50)
    nodes = {tuple(node["id"] for node in path["nodes"]) for path in there["items"]}
    assert {tuple(n["id"] for n in path["nodes"])[::-1] for path in back["items"]} == nodes


def test_paths_end_where_they_may_not_be_longer(client: TestClient):
    length = get(client, "/paths", **ENDS)["length"]
    assert length > 1
    short = get(client, "/paths", **ENDS, max_length=length - 1)
    assert short == {"length": None, "items": [], "complete": True}
    one = get(client, "/paths", **ENDS, limit=1)
    assert len(one["items"]) == 1
    same = get(client, "/paths", **{"from": "model:prophet", "to": "model:prophet"})
    assert (same["length"], same["items"][0]["steps"]) == (0, [])


def test_paths_by_kind_and_relation(client: TestClient):
    found = get(client, "/paths", **ENDS, kind="Passage", relation="mentions", limit=50)
    for path in found["items"]:
        assert {node["kind"] for node in path["nodes"][1:-1]} <= {"Passage"}
        assert {r["relation"] for step in path["steps"] for r in step["relations"]} == {"MENTIONS"}


def test_paths_need_two_nodes_that_there_are(client: TestClient):
    assert client.get("/paths?from=model:prophet").json()["errors"][0]["name"] == "to"
    for pair in ("from=no:such&to=model:prophet", "from=model:prophet&to=no:such"):
        response = client.get(f"/paths?{pair}")
        assert response.status_code == 404
        assert "no:such" in response.json()["detail"]
    for query in ("max_length=0", "max_length=9", "limit=0", "limit=51"):
        response = client.get(f"/paths?from=model:prophet&to=model:deepar&{query}")
        assert response.status_code == 422
