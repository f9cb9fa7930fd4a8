"""A finding: one question with everything that was linked, found, ranked and decided for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from retrieval.question.intent import Asked, Intent
from retrieval.question.link import Link
from retrieval.ranking.cover import Cover
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.ranking.search import Found, PassageHit, SentenceHit


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking gives."""

    asked: Asked
    links: tuple[Link, ...]
    terms: tuple[str, ...]
    known: float
    """Share of the terms' weight in words that the handbook uses."""
    vector: npt.NDArray[np.float32]
    glosses: Mapping[str, float]
    """Nodes with the likeness of their best gloss to the question."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known about one question."""

    linked: Linked
    found: Found
    ranked: Sequence[Scored]
    """Candidate queries, best first."""
    passages: Sequence[PassageHit]
    sentences: Sequence[SentenceHit]
    quote: Quote | None
    """What would be quoted of the handbook's prose."""
    by_prose: bool
    """Whether the quote answers, rather than the best query."""
    support: Mapping[str, float]
    """What the decision rests on."""
    cover: Cover
    unsaid: str = ""
    """What is asked that the handbook does not say, where it says something near it."""
    onward: str = ""
    """The thing that an earlier part gave, where a part goes on from it; told behind the answer."""

    def counted(self) -> Finding:
        """Return the finding with the number of what it gives to be said as well."""
        asked = replace(self.asked, intents=self.asked.intents | {Intent.COUNT})
        return replace(self, linked=replace(self.linked, asked=asked))

    @property
    def asked(self) -> Asked:
        """The question, read."""
        return self.linked.asked
