"""What the routes of the graph give: nodes, relations, ways between nodes, and the picture."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from api.schemas import SourceOut, example
from graph.schema import Kind

DEGREE = "How many relations it has in both directions: the `total` of its `/relations`."
_KAFKA = {"id": "tool:kafka", "kind": "Tool", "name": "Kafka"}
_STREAM = {"id": "data-source:stream", "kind": "DataSource", "name": "Stream"}
_LINES = {
    "path": "handbook.md",
    "heading_path": ["Data sources"],
    "line_start": 12,
    "line_end": 12,
    "text": "- Stream (Kinesis, Kafka)",
}
_RELATION = {
    "relation": "HAS_EXAMPLE",
    "label": "is an example of",
    "direction": "in",
    "node": _STREAM,
    "qualifiers": [],
    "evidence": [_LINES],
}


class NodeRef(BaseModel):
    """A node in short."""

    id: str = Field(examples=["tool:kafka"])
    kind: Kind
    name: str


class NodeRow(NodeRef):
    """A node in a list."""

    model_config = example(**_KAFKA, aliases=["Apache Kafka"], degree=5)

    aliases: list[str] = Field(
        description="Other wordings: those of the text, and names that the field knows it by, "
        "which need not stand in the text."
    )
    degree: int = Field(description=DEGREE)


class NodeList(BaseModel):
    """A page of nodes."""

    items: list[NodeRow]
    total: int = Field(description="How many there are on all pages.")


class EvidenceOut(SourceOut):
    """The lines that state a node or a relation."""

    text: str = Field(description="The lines themselves.")


class NodeOut(NodeRow):
    """A node whole."""

    model_config = example(**_KAFKA, aliases=["Apache Kafka"], degree=5, text="", evidence=[_LINES])

    text: str = Field(description="Wording of a question or a passage; empty for other kinds.")
    evidence: list[EvidenceOut] = Field(
        description="The lines of the facts that speak of it, in the order of the text. Prose that "
        "only names it is among its relations (`MENTIONS`); a name within a longer one is that "
        "one's."
    )


class RelativeOut(BaseModel):
    """A relation of a node, seen from that node."""

    model_config = example(**_RELATION)

    relation: str = Field(examples=["SUITS"])
    label: str = Field(description="The relation in words, in this direction.")
    direction: Literal["out", "in"]
    node: NodeRef = Field(description="The node at the other end.")
    qualifiers: list[str] = Field(description="Conditions that the text attaches.")
    evidence: list[EvidenceOut]


class RelativeList(BaseModel):
    """A page of relations."""

    items: list[RelativeOut]
    total: int = Field(description="How many there are on all pages.")


class RelationExample(BaseModel):
    """An edge of a relation."""

    source: NodeRef
    target: NodeRef
    evidence: list[EvidenceOut]


class RelationRow(BaseModel):
    """A relation that the handbook has."""

    model_config = example(
        name="HAS_EXAMPLE",
        label="has the example",
        inverse="is an example of",
        count=31,
        example={"source": _STREAM, "target": _KAFKA, "evidence": [_LINES]},
    )

    name: str = Field(description="As `relation` takes it.")
    label: str = Field(description="In words, from source to target.")
    inverse: str = Field(description="In words, from target to source.")
    count: int = Field(description="How many edges of it there are.")
    example: RelationExample = Field(description="The first of them.")


class RelationList(BaseModel):
    """All relations of the handbook, by name."""

    items: list[RelationRow]
    total: int


class NearNode(NodeRef):
    """A node of a neighbourhood."""

    distance: int = Field(description="Edges between it and the node that was asked for.")


class GraphEdge(BaseModel):
    """An edge, without its lines."""

    source: str
    target: str
    relation: str
    label: str = Field(description="The relation in words, from source to target.")


class NeighbourhoodOut(BaseModel):
    """What lies around a node."""

    model_config = example(
        nodes=[{**_KAFKA, "distance": 0}, {**_STREAM, "distance": 1}],
        edges=[
            {
                "source": "data-source:stream",
                "target": "tool:kafka",
                "relation": "HAS_EXAMPLE",
                "label": "has the example",
            }
        ],
        complete=True,
    )

    nodes: list[NearNode] = Field(
        description="The node that was asked for, then the others by distance, then by id."
    )
    edges: list[GraphEdge] = Field(description="All edges that join two of the nodes.")
    complete: bool = Field(description="False where `limit` left nodes out.")


class PathStep(BaseModel):
    """From one node of a path to the next."""

    start: str = Field(description="Id of the node that the step leaves.")
    end: str = Field(description="Id of the node that it comes to.")
    relations: list[RelativeOut] = Field(
        description="Every relation that joins both, seen from the first, with its lines."
    )


class PathOut(BaseModel):
    """A way from one node to another."""

    nodes: list[NodeRef] = Field(description="From the first to the last, both included.")
    steps: list[PathStep] = Field(description="One less than there are nodes.")


class PathList(BaseModel):
    """The shortest paths between two nodes, by the ids of their nodes."""

    model_config = example(
        length=1,
        items=[
            {
                "nodes": [_KAFKA, _STREAM],
                "steps": [
                    {"start": "tool:kafka", "end": "data-source:stream", "relations": [_RELATION]}
                ],
            }
        ],
        complete=True,
    )

    length: int | None = Field(
        description="Edges of each path; null where no path is as short as `max_length`."
    )
    items: list[PathOut]
    complete: bool = Field(description="False where `limit` left paths of this length out.")


class GraphNode(NodeRef):
    """A node with its place in the picture."""

    degree: int = Field(description="How many of the picture's edges are at it.")
    section: str = Field(
        description="The heading above its first lines, its own name aside; empty without one."
    )
    x: float
    y: float


class KindCount(BaseModel):
    """How many nodes of a kind are shown."""

    kind: Kind
    count: int


class GraphOut(BaseModel):
    """The whole graph for the explorer: every kind but Passage."""

    generation: str = Field(description="Content hash of the graph.")
    nodes: list[GraphNode]
    edges: list[GraphEdge]
    kinds: list[KindCount] = Field(description="In the schema's order, none of them empty.")
    total_nodes: int
    total_edges: int
