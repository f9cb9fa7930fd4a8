"""Material: the numbered sources of an answer, with the statements and the facts on their lines.

It is what a language model is shown, and what its sentences are checked against. The sources that
the composed answer cites keep their numbers; further evidence follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.model import Edge, Evidence
from graph.snapshot import Snapshot
from graph.structure import STRUCTURAL
from retrieval.answer import Answer
from retrieval.text.sentences import bare
from retrieval.wording.claims import MARK
from retrieval.wording.facts import Fact
from retrieval.wording.tokens import Token, tokens

MOST_FURTHER = 4
"""Pieces of evidence beside those that the composed answer cites."""
_SENTENCE = re.compile(r"(?<=[.!?\]”\"])\s+(?=[A-Z0-9“\"])")
_PART = re.compile(r"(?<=\])(?:;\s*|,\s+while\s+)|(?<=\]\.)\s+|(?<=[.;])\s+")
_LINE = re.compile(r"\n|(?<=[.!?;])\s+(?=[A-Z“\"])")
_SILENT = re.compile(
    r"\bhandbook\b.*\b(?:not|nothing|silent|no)\b|\b(?:not|nothing)\b.*\bhandbook\b"
)
_IT = re.compile(r"^It(?= does not say\b)")
"""The handbook, where a composed sentence goes on to say what it is silent on."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What some sources say together."""

    text: str
    words: tuple[Token, ...]
    marks: frozenset[int]


@dataclass(frozen=True, slots=True)
class Source:
    """A numbered source: its lines, and what was ranked from them in words."""

    number: int
    place: Evidence
    said: str
    """A fact in words; empty where the lines alone are shown."""


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that a reworded answer may say."""

    answer: Answer
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    facts: tuple[Fact, ...]
    opening: tuple[str, ...]
    """Sentences of the composed answer before the first cited one that say what is missing."""
    closing: tuple[str, ...]
    """The same behind it."""


def sentences_of(text: str) -> list[str]:
    """Cut a composed answer into its sentences."""
    return [part for part in _SENTENCE.split(text) if part.strip()]


def gather(answer: Answer, snapshot: Snapshot) -> Material:
    """Return the material of a composed answer about a snapshot."""
    sources = tuple(_sources(answer))
    said = [_IT.sub("The handbook", sentence) for sentence in sentences_of(answer.answer)]
    cited = [bool(MARK.search(sentence)) for sentence in said]
    first = cited.index(True) if True in cited else len(said)
    silent = [not has and bool(_SILENT.search(s)) for s, has in zip(said, cited, strict=True)]
    return Material(
        answer=answer,
        sources=sources,
        statements=tuple(_statements(answer, sources)),
        facts=tuple(_facts(answer, snapshot, sources)),
        opening=tuple(s for n, s in enumerate(said) if silent[n] and n < first),
        closing=tuple(s for n, s in enumerate(said) if silent[n] and n > first),
    )


def _sources(answer: Answer) -> Iterator[Source]:
    said = {ranked.source: ranked.text for ranked in reversed(answer.evidence)}
    places: list[Evidence] = []
    for citation in answer.citations:
        places.append(citation.source)
        yield Source(len(places), citation.source, said.get(citation.source, ""))
    most = len(places) + MOST_FURTHER
    for ranked in answer.evidence:
        if len(places) == most:
            return
        if any(ranked.source.meets(place) for place in places):
            continue
        places.append(ranked.source)
        yield Source(len(places), ranked.source, ranked.text)


def _statements(answer: Answer, sources: Sequence[Source]) -> Iterator[Statement]:
    """Yield what the composed answer, the ranked evidence and the lines themselves say."""
    for sentence in sentences_of(answer.answer):
        for part in (sentence, *_PART.split(sentence)):
            yield from _statement(MARK.sub(" ", part), map(int, MARK.findall(part)))
    for ranked in answer.evidence:
        marks = [[s.number for s in sources if _holds(s.place, place)] for place in ranked.places]
        if all(marks):
            yield from _statement(ranked.text, (found[0] for found in marks))
    for source in sources:
        for line in _lines(source.place.text):
            yield from _statement(line, [source.number])


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a source, and the sentences that run over several of them."""
    yield from _LINE.split(bare(text))
    if "|" not in text and "\n" in text:
        yield from _LINE.split(bare(text.replace("\n", " ")))


def _statement(text: str, marks: Iterable[int]) -> Iterator[Statement]:
    numbers = frozenset(marks)
    if numbers:
        yield Statement(text, tokens(text), numbers)


def _holds(outer: Evidence, inner: Evidence) -> bool:
    same = outer.path == inner.path
    return same and outer.line_start <= inner.line_start and inner.line_end <= outer.line_end


def _facts(answer: Answer, snapshot: Snapshot, sources: Sequence[Source]) -> Iterator[Fact]:
    """Yield the facts that stand on the sources' lines, each once."""
    seen: set[tuple[str, str, str]] = set()
    nodes = dict.fromkeys(n for ranked in answer.evidence for n in ranked.node_ids)
    for node_id in nodes:
        for edge in (*snapshot.out(node_id), *snapshot.into(node_id)):
            if edge.key in seen or edge.relation in STRUCTURAL:
                continue
            seen.add(edge.key)
            if marks := _marks(edge, sources):
                yield Fact(
                    edge,
                    snapshot.relation(edge.relation),
                    snapshot.node(edge.source),
                    snapshot.node(edge.target),
                    marks,
                )


def _marks(edge: Edge, sources: Sequence[Source]) -> frozenset[int]:
    return frozenset(
        source.number
        for source in sources
        if any(_holds(source.place, place) for place in edge.evidence)
    )
