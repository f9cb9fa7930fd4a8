"""Example questions and node names, taken from the graph that the service answers from.

Each question is asked once, and offered only when the service answers it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ui.client import ServiceClient, ServiceError
from ui.example_questions import STRUCTURE, candidates

OFFERED = 4
"""Examples shown: two rows of two."""

TRIED = 12
"""Candidates asked at most, so that the first visitor waits for little."""


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
    names = {node.id: node.name for node in graph.nodes if node.kind not in STRUCTURE}
    return Guide(graph.generation, names, await _answered(client, candidates(graph)))


async def _answered(client: ServiceClient, sorts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return one question of each sort, then further ones, that the service answers."""
    left = [list(sort) for sort in sorts]
    questions: list[str] = []
    tried = 0
    while any(left):
        for sort in left:
            while sort and len(questions) < OFFERED and tried < TRIED:
                question = sort.pop(0)
                tried += 1
                if (await client.ask(question, (), llm=False)).status == "answered":
                    questions.append(question)
                    break
            if len(questions) == OFFERED or tried == TRIED:
                return tuple(questions)
    return tuple(questions)
