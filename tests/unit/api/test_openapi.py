"""The OpenAPI document is whole: what it refers to is there, and what is asked for is described."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from api.app import create_app
from api.graph_schemas import NeighbourhoodOut, NodeOut, NodeRow, PathList, RelationRow, RelativeOut
from api.settings import Settings
from graph.schema import Kind

OPERATIONS = {
    "ask": "/ask",
    "ask_stream": "/ask/stream",
    "list_nodes": "/nodes",
    "get_node": "/nodes/{node_id}",
    "list_node_relations": "/nodes/{node_id}/relations",
    "get_neighbourhood": "/nodes/{node_id}/neighbourhood",
    "list_paths": "/paths",
    "list_relations": "/relations",
    "get_graph": "/graph",
    "list_sources": "/sources",
    "get_source": "/sources/{path}",
    "health": "/health",
}


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return create_app(Settings(data_dir=tmp_path_factory.mktemp("nothing"))).openapi()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for operation in item.values():
            yield path, operation


def references(part: object) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_operations_have_readable_names(document):
    assert {op["operationId"]: path for path, op in operations(document)} == OPERATIONS


def test_whatever_is_referred_to_is_there(document):
    there = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    found = set(references(document))
    assert found
    assert found <= there
    assert not [name for name in there if name not in found], "schemas that nothing uses"


def test_every_parameter_is_described(document):
    for path, operation in operations(document):
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (path, parameter["name"])
    (kind,) = [p for p in document["paths"]["/nodes"]["get"]["parameters"] if p["name"] == "kind"]
    assert all(each in kind["description"] for each in Kind)
    assert kind["schema"]["examples"]


def test_events_of_a_stream_are_described(document):
    content = document["paths"]["/ask/stream"]["post"]["responses"]["200"]["content"]
    assert list(content) == ["text/event-stream"]
    events = content["text/event-stream"]["schema"]["items"]["oneOf"]
    schemas = document["components"]["schemas"]
    named = [schemas[event["$ref"].rpartition("/")[2]]["properties"] for event in events]
    assert [each["event"]["const"] for each in named] == ["piece", "answer"]
    data = [each["data"]["contentSchema"]["$ref"].rpartition("/")[2] for each in named]
    assert data == ["PieceOut", "AnswerOut"]


def test_what_may_go_wrong_with_a_body_is_declared(document):
    for path in ("/ask", "/ask/stream"):
        declared = document["paths"][path]["post"]["responses"]
        assert {"400", "413", "415", "422", "503"} <= set(declared)


def test_validators_are_declared_where_they_are_sent(document):
    for path, operation in operations(document):
        versioned = "get" in document["paths"][path] and path != "/health"
        assert ("304" in operation["responses"]) == versioned, path
        if versioned:
            headers = operation["responses"]["200"]["headers"]
            assert {"ETag", "X-Generation", "Cache-Control"} <= set(headers)


@pytest.mark.parametrize(
    "model", [NodeRow, NodeOut, RelativeOut, RelationRow, NeighbourhoodOut, PathList]
)
def test_examples_are_values_of_their_schema(document, model: type[BaseModel]):
    (example,) = document["components"]["schemas"][model.__name__]["examples"]
    assert model.model_validate(example).model_dump(mode="json") == example
