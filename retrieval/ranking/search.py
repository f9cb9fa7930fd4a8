"""Search: facts, passages and nodes by meaning and by words, for one question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph.model import Evidence
from retrieval.indexing.entries import Channel
from retrieval.indexing.index import Index
from retrieval.lexicon.likeness import Likeness

MOST_FACTS = 120
MOST_PASSAGES = 20
MOST_SENTENCES = 24
MOST_GLOSSES = 40
LEAST_LIKENESS = 0.2
"""Likeness to what a node means below which nothing is said by it."""
MOST_SEED_FACTS = 12
"""Best facts whose ends become starting points of candidate queries."""

Key = tuple[str, str, str]


class PassageHit(NamedTuple):
    """A passage with what search says of it; scores are set by the ranker."""

    node_id: str
    text: str
    """As indexed, behind its section's title."""
    source: Evidence
    cosine: float
    words: float
    """BM25 as a share of the best passage's."""
    covered: float = 0.0
    score: float = 0.0


class SentenceHit(NamedTuple):
    """A sentence of prose with what search says of it; scores are set by the ranker."""

    position: int
    """Of its entry."""
    ref: str
    passage: str
    """The id of the passage that it stands in."""
    text: str
    """As indexed, behind its section's title."""
    source: Evidence
    cosine: float
    covered: float = 0.0
    score: float = 0.0

    @property
    def bare(self) -> str:
        """The sentence without its section's title."""
        if not self.source.heading_path:
            return self.text
        above, behind, said = self.text.partition(f"{self.source.heading_path[-1]}: ")
        return said if behind and (not above or above.endswith(", ")) else self.text


@dataclass(frozen=True, slots=True)
class Found:
    """What search found."""

    fact_cosine: Mapping[Key, float]
    fact_words: Mapping[Key, float]
    floor: float
    passages: tuple[PassageHit, ...]
    nodes: Mapping[str, float]
    """Ends of the best facts, with the best score of a fact of theirs."""
    best_cosine: float
    sentences: tuple[SentenceHit, ...] = ()

    def surroundings(self) -> dict[str, float]:
        """Return passages with how much less near they are than the nearest one, from -1 to 0."""
        best = max((hit.cosine for hit in self.passages), default=0.0)
        return {hit.node_id: hit.cosine - best for hit in self.passages}


class Search:
    """Searches one index."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._likeness = _likeness(index)
        self._keys: dict[int, Key] = {}
        for position, entry in enumerate(index.entries):
            if entry.channel is Channel.FACT:
                source, relation, target = entry.ref.split(" ")
                self._keys[position] = (source, relation, target)

    def nodes(self, vector: npt.NDArray[np.float32], k: int) -> list[tuple[str, float]]:
        """Return nodes with their cosines, best first."""
        hits = self._index.by_meaning(vector, k, Channel.NODE)
        return [(self._index.entries[position].ref, cosine) for position, cosine in hits]

    def glosses(self, text: str, vector: npt.NDArray[np.float32]) -> list[tuple[str, float]]:
        """Return nodes with the likeness of a text to what they mean, best first."""
        return self._likeness.nearest(text, vector, MOST_GLOSSES, LEAST_LIKENESS)

    def search(self, question: str, vector: npt.NDArray[np.float32]) -> Found:
        """Find what bears on a question."""
        near = self._index.by_meaning(vector, MOST_FACTS, Channel.FACT)
        told = self._index.by_words(question, MOST_FACTS, Channel.FACT)
        cosine = {self._keys[position]: score for position, score in near}
        words = {self._keys[position]: score for position, score in _share(told)}
        passages = self._passages(question, vector)
        sentences = self._sentences(vector)
        best = [score for _, score in near[:1]] + [hit.cosine for hit in (*passages, *sentences)]
        return Found(
            fact_cosine=cosine,
            fact_words=words,
            floor=min((score for _, score in near), default=0.0),
            passages=passages,
            nodes=self._seeds(cosine, words),
            best_cosine=max(best, default=0.0),
            sentences=sentences,
        )

    def _sentences(self, vector: npt.NDArray[np.float32]) -> tuple[SentenceHit, ...]:
        hits: list[SentenceHit] = []
        for position, cosine in self._index.by_meaning(vector, MOST_SENTENCES, Channel.SENTENCE):
            entry = self._index.entries[position]
            hits.append(
                SentenceHit(
                    position, entry.ref, entry.node_ids[0], entry.text, entry.source, cosine
                )
            )
        return tuple(hits)

    def _seeds(self, cosine: Mapping[Key, float], words: Mapping[Key, float]) -> dict[str, float]:
        fused = dict(cosine)
        for key, score in words.items():
            fused[key] = fused.get(key, 0.0) + 0.5 * score
        # Only what may be among the best is ordered, ties by key.
        least = min(sorted(fused.values(), reverse=True)[:MOST_SEED_FACTS], default=0.0)
        near = [pair for pair in fused.items() if pair[1] >= least]
        best = sorted(near, key=lambda pair: (-pair[1], pair[0]))[:MOST_SEED_FACTS]
        seeds: dict[str, float] = {}
        for (source, _, target), score in best:
            seeds.setdefault(source, score)
            seeds.setdefault(target, score)
        return seeds

    def _passages(self, question: str, vector: npt.NDArray[np.float32]) -> tuple[PassageHit, ...]:
        near = dict(self._index.by_meaning(vector, MOST_PASSAGES, Channel.PASSAGE))
        told = dict(_share(self._index.by_words(question, MOST_PASSAGES, Channel.PASSAGE)))
        floor = min(near.values(), default=0.0)
        hits: list[PassageHit] = []
        for position in sorted({*near, *told}):
            entry = self._index.entries[position]
            hits.append(
                PassageHit(
                    entry.ref,
                    entry.text,
                    entry.source,
                    near.get(position, floor),
                    told.get(position, 0.0),
                )
            )
        return tuple(hits)


def _likeness(index: Index) -> Likeness:
    """Return the meanings that the index holds texts of."""
    held: dict[int, tuple[tuple[str, ...], list[int]]] = {}
    for position in index.positions(Channel.GLOSS):
        entry = index.entries[position]
        number = int(entry.ref.partition(" ")[0])
        held.setdefault(number, (entry.node_ids, []))[1].append(position)
    first = index.positions(Channel.GLOSS).start
    rows = index.vectors(Channel.GLOSS)
    field = index.field
    return Likeness(
        [
            replace(field.meanings[number], node_ids=node_ids)
            for number, (node_ids, _) in held.items()
        ],
        [rows[places[0] - first : places[-1] - first + 1] for _, places in held.values()],
        field.weights,
        field.most,
    )


def _share(hits: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Return scores as shares of the best one."""
    top = max((score for _, score in hits), default=0.0)
    return [(position, score / top) for position, score in hits] if top else []
