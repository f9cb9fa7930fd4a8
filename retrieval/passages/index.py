"""Passages that can be searched over several hops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from graph.snapshot import Snapshot
from retrieval.embedding.embedder import Vectors
from retrieval.indexing.entries import Channel
from retrieval.indexing.index import Index
from retrieval.passages.links import Links, link
from retrieval.passages.postings import Postings
from retrieval.passages.question import Asked, Questions
from retrieval.passages.ranker import FEATURES, Weights, fitted, score


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found."""

    passage: int
    """Its position."""
    score: float
    """Comparable within one question only."""
    features: Mapping[str, float]
    """What the score was made from, by ``ranker.FEATURES``."""
    after: int | None
    """The passage whose open part of the question it answers, where it was reached by a hop."""


class PassageIndex:
    """An index over at least one passage; may be searched from several threads."""

    def __init__(
        self,
        passages: Sequence[tuple[str, str]],
        vectors: Vectors,
        weights: Weights | None = None,
    ) -> None:
        """Link and index the passages.

        Args:
            passages: Title and text of each; a title may be empty.
            vectors: One unit row for each passage, title and text together, shape (n, d).
            weights: Those that come with the program, where none are given.
        """
        self.links: Links = link(passages)
        self.weights = weights or fitted()
        texts = [f"{title}\n{text}" for title, text in passages]
        self._questions = Questions(Postings(texts), vectors, self.links)

    def open(self, question: str, vector: npt.NDArray[np.float32]) -> Asked:
        """Return the question's candidates with their own features; fitting starts here."""
        return self._questions.open(question, vector)

    def rank(self, question: str, vector: npt.NDArray[np.float32], k: int) -> list[Hit]:
        """Return at most ``k`` passages, best first, ties by position.

        None where nothing shares a word, a name or a direction of meaning with the question.

        ``vector`` has shape (d,) and unit length, as one row of ``Embedder.embed``.
        """
        asked = self.open(question, vector)
        if not len(asked.candidates):
            return []
        ranking = score(asked, self.links, self.weights)
        order = np.lexsort((asked.candidates, -ranking.scores))[:k]
        hits: list[Hit] = []
        for at in order:
            origin = int(ranking.hop.origin[at])
            hits.append(
                Hit(
                    int(asked.candidates[at]),
                    float(ranking.scores[at]),
                    dict(zip(FEATURES, map(float, ranking.features[at]), strict=True)),
                    int(asked.candidates[origin]) if origin >= 0 else None,
                )
            )
        return hits


def from_snapshot(snapshot: Snapshot, index: Index) -> PassageIndex | None:
    """Return an index over a handbook's passages, None where it has none.

    Positions are those of ``index.positions(Channel.PASSAGE)``, from 0; a passage's title is the
    heading of its section.
    """
    entries = [index.entries[position] for position in index.positions(Channel.PASSAGE)]
    if not entries:
        return None
    passages: list[tuple[str, str]] = []
    for entry in entries:
        node = snapshot.node(entry.ref)
        title = entry.source.heading_path[-1] if entry.source.heading_path else ""
        passages.append((title, node.text or node.name))
    return PassageIndex(passages, index.vectors(Channel.PASSAGE))
