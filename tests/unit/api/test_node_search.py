import pytest

from api.node_search import search_nodes
from graph.model import Evidence, Graph, Node
from graph.schema import Kind
from graph.snapshot import Snapshot

HERE = Evidence(path="a.md", line_start=1, line_end=1, text="x")
NAMES = {
    "Two-Tower": (),
    "Feature Store": (),
    "Store of a feature": (),
    "Kafka": ("Apache Kafka",),
    "Kaska": (),
    "Weights&Biases": ("W&B",),
    "AND": (),
}


@pytest.fixture(scope="module")
def reader() -> Snapshot:
    nodes = tuple(
        Node(id=f"tool:{name}", kind=Kind.TOOL, name=name, aliases=aliases, evidence=(HERE,))
        for name, aliases in NAMES.items()
    )
    return Snapshot(Graph(generation="g", nodes=nodes, edges=(), relations=(), files=()))


def found(reader: Snapshot, text: str, kinds=(), limit: int = 50, offset: int = 0) -> list[str]:
    return [node.name for node in search_nodes(reader, kinds, text, limit, offset).items]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("two tower", ["Two-Tower"]),
        ("tower two", ["Two-Tower"]),
        ("twotower", ["Two-Tower"]),
        ("store feature", ["Feature Store", "Store of a feature"]),
        ("stor feat", ["Feature Store", "Store of a feature"]),
        ("feature st", ["Feature Store", "Store of a feature"]),
        ("kafak", ["Kafka"]),
        ("apache kafak", ["Kafka"]),
        ("weights and biases", ["Weights&Biases"]),
        ("Weights & Biases", ["Weights&Biases"]),
        ("and", ["AND"]),
        ("w&b", ["Weights&Biases"]),
        ("two kafka", []),
        ("&", ["Weights&Biases"]),
    ],
)
def test_a_name_is_found_as_it_is_typed(reader, text, names):
    assert found(reader, text) == names


def test_a_slip_is_looked_for_only_where_nothing_has_the_word(reader):
    assert found(reader, "kafka") == ["Kafka"]
    assert set(found(reader, "kaxka")) == {"Kafka", "Kaska"}


def test_pages_follow_one_another_and_kinds_are_kept_to(reader):
    assert found(reader, "store feature", limit=1) == ["Feature Store"]
    assert found(reader, "store feature", limit=1, offset=1) == ["Store of a feature"]
    assert search_nodes(reader, (), "store feature", 1, 5).total == 2
    assert found(reader, "two tower", kinds=(Kind.MODEL,)) == []
    assert len(found(reader, "")) == len(NAMES)
