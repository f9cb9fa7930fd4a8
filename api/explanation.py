"""The explanation of an answer as it goes over the wire, made from ``retrieval.explained``."""

from __future__ import annotations

from pydantic import BaseModel, Field

from graph.schema import Kind
from retrieval.explained import Explanation, Linking, Part, Query, Said


class LinkOut(BaseModel):
    """A node that the question was linked to."""

    mention: str = Field(description="The words that were linked; for meaning, the question.")
    node_id: str
    name: str
    kind: Kind
    how: str = Field(
        description="How it was found.",
        examples=["name", "spelling", "part of the name", "meaning", "gloss"],
    )
    score: float = Field(description="From 0 to 1.")


class QueryOut(BaseModel):
    """A query over the graph that was run, with what it gave."""

    shape: str = Field(examples=["one hop", "two hops", "list all", "pair", "flow"])
    starts: list[str] = Field(description="Names of what it starts from.")
    relations: list[str] = Field(
        description="Relations that it follows, the first hop first; `<` before one followed back."
    )
    text: str = Field(description="What it gave, in words.")
    score: float
    features: dict[str, float] = Field(description="What the score is made of; zeros left out.")


class SentenceOut(BaseModel):
    """A sentence of the handbook that was ranked."""

    text: str
    score: float
    cosine: float = Field(description="Likeness of meaning to the question.")
    covered: float = Field(description="Share of the question's weight that its words hold.")
    path: str
    line_start: int
    line_end: int


class PartOut(BaseModel):
    """How one part of the question was understood and decided."""

    question: str
    intents: list[str] = Field(description="What is to be done with the facts.")
    kinds: list[Kind] = Field(description="Kinds of node that were asked for.")
    links: list[LinkOut] = Field(description="Best first.")
    queries: list[QueryOut] = Field(description="Best first.")
    sentences: list[SentenceOut] = Field(description="Best first.")
    by_prose: bool = Field(description="Whether sentences answered rather than the best query.")
    status: str
    score: float = Field(description="Probability that the handbook answers it.")
    least: float = Field(description="The score from which it is answered.")
    signals: dict[str, float] = Field(description="What the score rests on; zeros left out.")


class SubgraphNode(BaseModel):
    """A node that bears on the answer."""

    id: str
    kind: Kind
    name: str


class SubgraphEdge(BaseModel):
    """An edge that bears on the answer."""

    source: str
    relation: str
    target: str
    label: str


class SubgraphOut(BaseModel):
    """The nodes and edges that bear on the answer."""

    nodes: list[SubgraphNode]
    edges: list[SubgraphEdge]


class ExplanationOut(BaseModel):
    """How an answer came about."""

    parts: list[PartOut] = Field(description="One for each part of the question.")
    subgraph: SubgraphOut


def explanation_out(explanation: Explanation) -> ExplanationOut:
    """Return an explanation as every surface shows it."""
    return ExplanationOut(
        parts=[_part(part) for part in explanation.parts],
        subgraph=SubgraphOut(
            nodes=[
                SubgraphNode(id=node.id, kind=node.kind, name=node.name)
                for node in explanation.subgraph.nodes
            ],
            edges=[
                SubgraphEdge(
                    source=edge.source,
                    relation=edge.relation,
                    target=edge.target,
                    label=edge.label,
                )
                for edge in explanation.subgraph.edges
            ],
        ),
    )


def _part(part: Part) -> PartOut:
    return PartOut(
        question=part.question,
        intents=list(part.intents),
        kinds=list(part.kinds),
        links=[_link(link) for link in part.links],
        queries=[_query(query) for query in part.queries],
        sentences=[_sentence(said) for said in part.sentences],
        by_prose=part.by_prose,
        status=part.status,
        score=part.score,
        least=part.least,
        signals=dict(part.signals),
    )


def _link(link: Linking) -> LinkOut:
    return LinkOut(
        mention=link.span,
        node_id=link.node_id,
        name=link.name,
        kind=link.kind,
        how=link.reason,
        score=link.score,
    )


def _query(query: Query) -> QueryOut:
    return QueryOut(
        shape=query.shape,
        starts=list(query.starts),
        relations=list(query.relations),
        text=query.text,
        score=query.score,
        features=dict(query.features),
    )


def _sentence(said: Said) -> SentenceOut:
    return SentenceOut(
        text=said.text,
        score=said.score,
        cosine=said.cosine,
        covered=said.covered,
        path=said.source.path,
        line_start=said.source.line_start,
        line_end=said.source.line_end,
    )
