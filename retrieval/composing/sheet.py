"""The sheet that an answer is written on: its sentences, and the places that they cite.

Citations are numbered in the order in which the text refers to them; facts that stand on the same
lines share one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.model import Edge, Evidence
from graph.snapshot import Snapshot
from retrieval.answer import Citation
from retrieval.queries.answer_sets import sources
from retrieval.text.english import sentence

EdgeKey = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Composed:
    """An answer's text with its citations."""

    text: str
    citations: tuple[Citation, ...]
    said: tuple[frozenset[EdgeKey], ...] = ()
    """The edges of each thing that was said, in order."""


@dataclass(slots=True)
class Sheet:
    """What is being written."""

    snapshot: Snapshot
    sentences: list[str] = field(default_factory=list[str])
    places: list[Evidence] = field(default_factory=list[Evidence])
    stated: set[tuple[str, str, str]] = field(default_factory=set[tuple[str, str, str]])
    """Keys of the edges that were said."""
    supports: set[tuple[str, str, tuple[str, ...]]] = field(
        default_factory=set[tuple[str, str, tuple[str, ...]]]
    )
    """Relation, direction and targets of what was added: not to be said of another thing again."""
    said: list[frozenset[EdgeKey]] = field(default_factory=list[frozenset[EdgeKey]])
    quoted: set[str] = field(default_factory=set[str])
    """Refs of the sentences that were quoted."""
    about: str = ""
    """The node with which the last sentence began, for which a pronoun can stand."""
    written: list[tuple[frozenset[str], str]] = field(
        default_factory=list[tuple[frozenset[str], str]]
    )
    """Words and marks of each sentence."""

    def marks(self, places: Iterable[Evidence]) -> str:
        """Return the marks of some places, numbering new ones."""
        numbers: list[int] = []
        for place in places:
            if place not in self.places:
                self.places.append(place)
            numbers.append(self.places.index(place) + 1)
        return "".join(f"[{n}]" for n in sorted(set(numbers)))

    def cite(self, edges: Sequence[Edge]) -> str:
        """Return the marks of the lines that state the edges."""
        keys = frozenset(edge.key for edge in edges)
        self.stated.update(keys)
        self.said.append(keys)
        return self.marks(sources(self.snapshot, edges))

    def say(self, clause: str, edges: Sequence[Edge], about: str = "") -> None:
        """Add a sentence that the edges state; ``about`` is the node with which it begins."""
        self._write(clause.rstrip("."), self.cite(edges), ".")
        self.about = about

    def state(self, text: str, place: Evidence, edges: Sequence[Edge]) -> None:
        """Add a sentence of the handbook's own that states the edges."""
        keys = frozenset(edge.key for edge in edges)
        self.stated.update(keys)
        self.said.append(keys)
        self.quote(text, place)

    def quote(self, text: str, place: Evidence) -> None:
        """Add a sentence of the handbook's own; the marks stand behind what asks something."""
        asks = text.endswith("?")
        ending = "!" if text.endswith("!") else "."
        self._write(text if asks else text.rstrip(".!"), self.marks([place]), ending)
        self.about = ""

    def _write(self, clause: str, marks: str, ending: str) -> None:
        """Add a sentence, unless one from the same lines has said as much already."""
        words = frozenset(re.findall(r"\w+", clause.casefold()))
        if any(marks == known and words <= said for said, known in self.written):
            return
        self.written.append((words, marks))
        self.sentences.append(f"{sentence(clause)} {marks}{ending}")

    @property
    def words(self) -> int:
        """Words written so far."""
        return len(" ".join(self.sentences).split())

    def cut(self, most: int) -> None:
        """Keep as many sentences as fit into ``most`` words, the first one in any case."""
        while len(self.sentences) > 1 and self.words > most:
            self.sentences.pop()
        marks = re.findall(r"\[(\d+)\]", " ".join(self.sentences))
        del self.places[max(map(int, marks), default=0) :]

    def done(self) -> Composed:
        """Return the text with its citations."""
        return Composed(
            " ".join(self.sentences),
            tuple(Citation(str(n), p.text, p) for n, p in enumerate(self.places, start=1)),
            tuple(self.said),
        )
