"""Synthetic graphs of any size, and an embedder that costs nothing."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence

import numpy as np

from graph.generation import with_generation
from graph.model import Edge, Evidence, Graph, Node, Relation, SourceFile
from graph.schema import Kind
from retrieval.embedding.embedder import Progress, Vectors

KINDS = (Kind.TOOL, Kind.MODEL, Kind.USE_CASE, Kind.CONCEPT, Kind.METRIC, Kind.PATTERN)
WORDS = (
    *("amber", "basin", "cedar", "delta", "ember", "fjord", "grove", "heath", "inlet", "juniper"),
    *("karst", "lagoon", "meadow", "nectar", "orchard", "prairie", "quarry", "ridge", "summit"),
    *("tundra", "upland", "valley", "willow", "yarrow"),
)
RELATIONS = tuple(
    Relation(f"RELATES_{word.upper()}", f"relates by {word} to", f"is related by {word} to")
    for word in WORDS[:12]
)
SKEW = 0.25
"""Share of edges that end near the beginning of the list of nodes, where hubs are asked for."""


def synthetic(nodes: int, edges: int, *, hubs: bool = False, seed: int = 1) -> Graph:
    """Return a graph with one line of evidence for each node and edge.

    Ends are drawn evenly, so a node has as many edges as another, give or take; with ``hubs`` a
    quarter of the targets are drawn so that half of them are a tenth of the nodes.
    """
    draw = random.Random(seed)  # noqa: S311 (no secret)
    ids = [f"node:{number:07d}" for number in range(nodes)]
    made = tuple(_node(id_, number) for number, id_ in enumerate(ids))
    keys: set[tuple[int, int, int]] = set()
    while len(keys) < edges:
        skewed = hubs and draw.random() < SKEW
        target = int(nodes * draw.random() ** 3.3) if skewed else draw.randrange(nodes)
        keys.add((draw.randrange(nodes), draw.randrange(len(RELATIONS)), target))
    names = sorted(RELATIONS)
    stated = tuple(
        Edge(
            ids[a], names[r].name, ids[b], (_line(edge, f"{ids[a]} with {ids[b]}"),), (), ("table",)
        )
        for edge, (a, r, b) in enumerate(sorted(keys))
    )
    file = SourceFile("book.md", "Book", "0" * 64, "synthetic\n")
    return with_generation(Graph("", made, stated, tuple(names), (file,)))


def name_of(number: int) -> str:
    """Return the name of the node of a number: two words and the number."""
    first, second = WORDS[number % len(WORDS)], WORDS[(number // len(WORDS)) % len(WORDS)]
    return f"{first.title()} {second} {number}"


def _node(id_: str, number: int) -> Node:
    name = name_of(number)
    return Node(id_, KINDS[number % len(KINDS)], name, (), "", (_line(number, name),))


def _line(number: int, said: str) -> Evidence:
    line = number % 1000 + 1
    return Evidence(
        "book.md", line, line, f"| {said} | is stated in a row of a table |", ("Tables",)
    )


class RandomEmbedder:
    """Vectors drawn at random, seeded by the text: for measuring time and size, not meaning."""

    name = "random vectors (no model)"
    fingerprint = hashlib.sha256(b"random vectors, 384").hexdigest()
    dimension = 384

    def embed(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Return a row for each text; equal texts have equal ones."""
        rows = np.empty((len(texts), self.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
            rows[number] = np.random.default_rng(seed).standard_normal(self.dimension)
        rows /= np.linalg.norm(rows, axis=1, keepdims=True)
        if progress is not None and texts:
            progress(len(texts), len(texts))
        return rows
