"""Example questions and node names, taken from the graph that the service answers from.

No question is written here: each is put together from a relation of the graph, asked once, and
offered only when the service answers it. So they fit any handbook.
"""

from __future__ import annotations

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ui.client import Graph, GraphEdge, GraphNode, ServiceClient, ServiceError

OFFERED = 4
"""Examples shown: two rows of two."""

TRIED = 12
"""Candidates asked at most, so that the first visitor waits for little."""

LONGEST_NAME = 40
"""Characters; longer names make no readable question."""

_STRUCTURE = frozenset({"Section", "Passage", "Question"})
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Guide:
    """What the page knows of one generation of the graph."""

    generation: str = ""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """Node id to name."""
    questions: tuple[str, ...] = ()
    """Example questions that the service answers."""


class Guides:
    """Keeps the guide of the generation that the service answers from."""

    def __init__(self, client: ServiceClient) -> None:
        """``client`` is asked on the first call and after each change of generation."""
        self._client = client
        self._guide = Guide()
        self._lock = asyncio.Lock()

    async def current(self) -> Guide:
        """Return the guide; one without names and questions while the service is not ready."""
        try:
            generation = (await self._client.health()).generation
            async with self._lock:
                if generation != self._guide.generation:
                    self._guide = await read_guide(self._client)
        except ServiceError:
            return Guide()
        return self._guide


async def read_guide(client: ServiceClient) -> Guide:
    """Read the graph and try out its example questions.

    Raises:
        ServiceError: the service cannot give its graph.
    """
    graph = await client.graph()
    questions: list[str] = []
    for question in candidates(graph)[:TRIED]:
        if len(questions) == OFFERED:
            break
        if (await client.ask(question, (), llm=False)).status == "answered":
            questions.append(question)
    names = {node.id: node.name for node in graph.nodes if node.kind not in _STRUCTURE}
    return Guide(graph.generation, names, tuple(questions))


def candidates(graph: Graph) -> list[str]:
    """Return questions that the graph should answer, the most typical of it first.

    Each pattern (kind, relation, kind) of the graph gives one: "Which model suits Churn?", about
    the object that most subjects of that kind share. Awkward ones stand at the end.
    """
    nodes = {node.id: node for node in graph.nodes}
    patterns: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    labels: dict[str, str] = {}
    for edge, source, target in _speaking(graph.edges, nodes):
        patterns[source.kind, edge.relation, target.kind][edge.target] += 1
        labels[edge.relation] = edge.label
    ranked = sorted(
        patterns.items(),
        key=lambda item: (_awkward(item[0][0], labels[item[0][1]]), -item[1].total(), item[0]),
    )
    return _spread(
        (relation, _question(kind, labels[relation], nodes[_commonest(targets)].name))
        for (kind, relation, _), targets in ranked
    )


def _speaking(
    edges: Iterable[GraphEdge], nodes: Mapping[str, GraphNode]
) -> Iterable[tuple[GraphEdge, GraphNode, GraphNode]]:
    """Yield the edges between things of the domain whose target has a short name."""
    for edge in edges:
        source, target = nodes.get(edge.source), nodes.get(edge.target)
        if source is None or target is None or {source.kind, target.kind} & _STRUCTURE:
            continue
        if len(target.name) <= LONGEST_NAME:
            yield edge, source, target


def _commonest(targets: Counter[str]) -> str:
    return min(targets, key=lambda node_id: (-targets[node_id], node_id))


def _awkward(kind: str, label: str) -> bool:
    """Tell a question that asks little ("Which concept …?") or badly ("… has example …?")."""
    return kind == "Concept" or label.startswith("has ")


def _question(kind: str, label: str, name: str) -> str:
    return f"Which {_HUMP.sub(' ', kind).lower()} {label} {name}?"


def _spread(ranked: Iterable[tuple[str, str]]) -> list[str]:
    """Order the questions so that a relation comes again only after every other one came."""
    rounds: Counter[str] = Counter()
    placed: list[tuple[int, int, str]] = []
    for place, (relation, question) in enumerate(ranked):
        placed.append((rounds[relation], place, question))
        rounds[relation] += 1
    return list(dict.fromkeys(question for _, _, question in sorted(placed)))
