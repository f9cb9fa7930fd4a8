"""What goes over the wire, described and with examples, so that ``/docs`` can be read alone.

``/ask``, the command line's ``--json`` and the page all show the same ``AnswerOut``.
"""

from __future__ import annotations

from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, Field
from pydantic.types import JsonValue

from api.explanation import ExplanationOut
from api.wording_schemas import UsageOut, WordingOut
from retrieval.answer import Status


def example(**fields: object) -> ConfigDict:
    """Return what gives a model this example."""
    return ConfigDict(json_schema_extra={"examples": [cast("JsonValue", fields)]})


class SourceOut(BaseModel):
    """Where the handbook states it."""

    path: str = Field(description="File, relative to the handbook's root.")
    heading_path: list[str] = Field(description="Section titles, outermost first.")
    line_start: int = Field(description="First line, from 1.")
    line_end: int = Field(description="Last line, inclusive.")


class CitationOut(BaseModel):
    """A numbered source; the answer refers to it as ``[id]``."""

    id: str = Field(examples=["1"])
    cited_text: str = Field(description="The lines themselves.")
    source: SourceOut


class RankedOut(BaseModel):
    """A piece of evidence that was ranked for the question."""

    text: str = Field(description="A fact in words, or a passage.")
    score: float = Field(description="Comparable within one answer; higher is better.")
    source: SourceOut = Field(description="The first of `sources`.")
    sources: list[SourceOut] = Field(
        description="All places that state it: several where it joins facts of several lines."
    )
    node_ids: list[str] = Field(description="Nodes that it speaks of.")


class AnswerOut(BaseModel):
    """An answer with everything that it stands on."""

    model_config = example(
        question="Which models are typical for forecasting?",
        answer="Typical models for forecasting are ARIMA and Prophet [1].",
        status="answered",
        citations=[
            {
                "id": "1",
                "cited_text": "| Forecasting | ARIMA, Prophet |",
                "source": {
                    "path": "handbook.md",
                    "heading_path": ["Choosing a model"],
                    "line_start": 41,
                    "line_end": 41,
                },
            }
        ],
        evidence=[],
        timings_ms={"total": 8.4},
        suggestions=[],
        llm_generated=False,
        usage=None,
        wording=None,
    )

    question: str = Field(description="As it was understood: a follow-up is written out.")
    answer: str = Field(description="Plain text with [1] marks.")
    status: Status = Field(description="How much of the question the handbook covers.")
    citations: list[CitationOut] = Field(description="In the order of their ids.")
    evidence: list[RankedOut] = Field(description="What was ranked, best first.")
    timings_ms: dict[str, float] = Field(description="Stage to milliseconds, `total` among them.")
    suggestions: list[str] = Field(
        description="Questions that the handbook answers, or topics that it covers."
    )
    llm_generated: bool = Field(
        default=False, description="Whether a language model worded it; each sentence was checked."
    )
    usage: UsageOut | None = Field(default=None, description="Null where no model was asked.")
    wording: WordingOut | None = Field(default=None, description="Null where no model was asked.")
    explanation: ExplanationOut | None = Field(
        default=None, description="How the answer came about, where `explain` asked for it."
    )


class HealthOut(BaseModel):
    """The service is ready: graph, index and model are loaded."""

    status: Literal["ready"] = "ready"
    generation: str = Field(description="Content hash of the graph that is served.")
    embedder: str = Field(description="Name of the embedding model.")
    nodes: int
    edges: int
    files: int


class SourceRow(BaseModel):
    """A file of the handbook."""

    model_config = example(path="handbook.md", title="Handbook", sha256="9f86d081…", lines=259)

    path: str = Field(description="As `/sources/{path}` takes it.")
    title: str
    sha256: str = Field(description="Of the stored bytes.")
    lines: int


class SourceList(BaseModel):
    """All files of the handbook."""

    items: list[SourceRow]
    total: int


class Line(BaseModel):
    """A line of a file."""

    number: int = Field(description="From 1, of the file as stored.")
    text: str


class SourceText(BaseModel):
    """Lines of a file, as it was ingested."""

    path: str
    title: str
    total_lines: int
    line_start: int
    line_end: int
    lines: list[Line]


class FieldProblem(BaseModel):
    """One part of a request that is not valid."""

    place: str = Field(description="Where it stands.", examples=["body", "query", "path"])
    name: str = Field(examples=["question"])
    pointer: str | None = Field(default=None, description="JSON Pointer (RFC 6901) into the body.")
    detail: str


class Problem(BaseModel):
    """What went wrong (RFC 9457)."""

    model_config = example(
        type="urn:designbook:problem:no-graph",
        title="Nothing has been ingested yet",
        status=503,
        detail="Nothing has been ingested into data yet: run `designbook ingest PATH` first.",
    )

    type: str = Field(description="Names the kind of problem; about:blank says only the status.")
    title: str = Field(description="The kind of problem, in words.")
    status: int
    detail: str = Field(description="This case, with its remedy.")
    errors: list[FieldProblem] | None = Field(default=None, description="What is not valid.")
