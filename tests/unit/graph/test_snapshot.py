import pytest

from graph.build import build_graph
from graph.errors import NodeNotFound
from graph.schema import Kind
from graph.snapshot import Snapshot
from ingest.document import Passage, Span
from ingest.facts import Role, Said


@pytest.fixture
def snapshot(make_reading):
    reading = make_reading(
        "# Tools\nKafka\nKafka Streams\nApache Spark\n",
        (2, "Kafka", "Tool", "Use Case", "Streaming", "Use Case"),
        (3, "Kafka Streams", "Tool", "Use Case", "Streaming", "Use Case"),
        (4, "Spark", "Tool", "Use Case", "batch", "Use Case"),
        (1, "Tools", Role.HEADING, Said.INCLUDES, "Kafka", "Tools"),
        passages=(Passage("Kafka", ("Tools",), Span("book.md", 2, 2)),),
    )
    return Snapshot(build_graph(reading).graph)


def names(page):
    return [node.name for node in page.items]


def test_nodes_by_kind_and_text(snapshot):
    assert names(snapshot.nodes((Kind.TOOL,))) == ["Kafka", "Kafka Streams", "Spark"]
    found = snapshot.nodes((Kind.TOOL,), "KAFKA")
    assert names(found) == ["Kafka", "Kafka Streams"]
    assert found.total == 2
    assert names(snapshot.nodes((Kind.TOOL,), "apache")) == ["Kafka", "Spark"]
    assert names(snapshot.nodes((Kind.TOOL,), "streams")) == ["Kafka Streams"]
    assert names(snapshot.nodes((Kind.TOOL, Kind.USE_CASE), "stream")) == [
        "Streaming",
        "Kafka Streams",
    ]
    assert snapshot.nodes(text="nothing of it").items == ()


def test_pages_keep_the_total(snapshot):
    page = snapshot.nodes((Kind.TOOL,), limit=1, offset=1)
    assert names(page) == ["Kafka Streams"]
    assert page.total == 3


def test_relations_from_both_ends(snapshot):
    page = snapshot.relations("use-case:streaming")
    assert [(r.direction, r.label, r.node.id) for r in page.items] == [
        ("in", "uses", "tool:kafka"),
        ("in", "uses", "tool:kafka-streams"),
    ]
    out = snapshot.relations("tool:kafka", "out")
    assert [(r.label, r.node.name) for r in out.items] == [("is used for", "Streaming")]
    assert snapshot.relations("tool:kafka", "in", "USED_FOR").total == 0
    kafka = snapshot.relations("tool:kafka")
    assert [r.edge.relation for r in kafka.items] == ["INCLUDES", "USED_FOR", "MENTIONS"]
    assert snapshot.relations("tool:kafka", limit=1, offset=1).items == kafka.items[1:2]


def test_lookups(snapshot):
    assert snapshot.generation == snapshot.graph.generation
    assert snapshot.node("tool:spark").kind is Kind.TOOL
    assert snapshot.relation("USED_FOR").label == "is used for"
    assert snapshot.file("book.md").text.startswith("# Tools")
    assert snapshot.out("nothing") == snapshot.into("nothing") == ()
    # Its use case, its group, and the passage that mentions it.
    assert snapshot.degree("tool:kafka") == snapshot.relations("tool:kafka").total == 3
    assert snapshot.degree("nothing") == 0


def test_unknown_node(snapshot):
    with pytest.raises(NodeNotFound, match="search of the nodes"):
        snapshot.node("tool:absent")
    with pytest.raises(NodeNotFound):
        snapshot.relations("tool:absent")
