"""Prose: which sentences of the handbook answer a question, and how much of them is quoted.

A sentence is scored like a fact: by its meaning and by the share of the question's weight that its
words cover, those of its section's title among them. What is quoted is the best sentence, the one
before it where it leans on that, and those of the same passage that cover what is still open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.model import Evidence
from graph.snapshot import Snapshot
from retrieval.ranking.coverage import Coverage
from retrieval.ranking.search import Found, SentenceHit
from retrieval.ranking.weights import weights
from retrieval.text.sentences import Sentence, sentences
from retrieval.text.words import Vocabulary, content_stems, told_stems

COSINE = 2.0
COVERED = 1.2
SURROUNDINGS = weights("rank")["surroundings"]
OFFSET = -0.45
"""A sentence states more than is asked; the weights are those of facts and passages."""
_ORDINAL = re.compile(
    r"(?:the )?(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|fourth|fifth|last|finally)\b", re.I
)
MOST_COUNTED = 75
"""Words that are quoted where the text counts something off."""
MOST_COMPARED = 60
"""Words of a passage that compares and is quoted from its start."""
MOST_QUOTED = 45
"""Words that are quoted of one passage."""
BRIEF = 18
"""Words below which a quotation is too short to be all that is said of a thing."""
NEARLY_ALL = 0.9
"""Share of the question's weight that a short quotation has to cover to stand alone."""
MOST_WIDENED = 40
"""Words of a quotation that goes on as the text does."""
LEAST_GAIN = 0.15
"""Share of the question's weight that a further sentence has to cover anew."""
MUCH = 0.25
"""Share that is worth as many words as what is counted off."""
LEAST_SIDE = 0.04
"""The same where two things are compared, of which each sentence may tell one."""
TITLED = 0.6
"""Share of the question's weight in a title from which its passage is quoted from the start."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Sentences of one passage that follow one another in the text, as they will be quoted."""

    sentences: tuple[Sentence, ...]
    covered: float
    """Share of the question's weight that they cover."""
    listed: bool = False
    """Whether they are told whole because a list is asked for, or one of its members."""

    @property
    def sources(self) -> tuple[Evidence, ...]:
        """The lines of each."""
        return tuple(sentence.source for sentence in self.sentences)


class Prose:
    """The prose of one snapshot."""

    def __init__(self, snapshot: Snapshot, vocabulary: Vocabulary) -> None:
        self._coverage = Coverage(vocabulary)
        self._titles = snapshot.titles
        self._passages: dict[str, list[Sentence]] = defaultdict(list)
        self._by_ref: dict[str, Sentence] = {}
        self._by_place: dict[str, list[Sentence]] = defaultdict(list)
        self._stems: dict[str, frozenset[str]] = {}
        for sentence in sentences(snapshot):
            self._passages[sentence.passage].append(sentence)
            self._by_ref[sentence.ref] = sentence
            self._by_place[sentence.source.path].append(sentence)

    @property
    def sentences(self) -> Iterable[Sentence]:
        """All of them."""
        return self._by_ref.values()

    @property
    def passages(self) -> list[list[Sentence]]:
        """The sentences of each passage, the passages in the order of the text."""
        return sorted(
            self._passages.values(), key=lambda own: (own[0].source.path, own[0].source.line_start)
        )

    def rank(self, terms: Sequence[str], found: Found, known: float = 1.0) -> list[SentenceHit]:
        """Return the sentences with their scores, best first; ties by position.

        ``known`` is the share of the question's weight in words that the handbook uses.
        """
        near = found.surroundings()
        farthest = min(near.values(), default=0.0)
        scored: list[SentenceHit] = []
        for hit in found.sentences:
            covered = self.covered(terms, self.stems(self._by_ref[hit.ref]))
            score = COSINE * hit.cosine + COVERED * covered * known + OFFSET
            score += SURROUNDINGS * near.get(hit.passage, farthest)
            scored.append(hit._replace(covered=covered, score=round(score, 6)))
        return sorted(scored, key=lambda hit: (-hit.score, hit.position))

    def stems(self, sentence: Sentence) -> frozenset[str]:
        """Return the stems of a sentence and of the title above it."""
        known = self._stems.get(sentence.ref)
        if known is None:
            title = self._titles.of(sentence.source)
            known = told_stems(f"{title} {sentence.asked} {sentence.named}")
            self._stems[sentence.ref] = known
        return known

    def titled(self, hit: SentenceHit) -> str:
        """Return a sentence behind its section's title and the name of its item."""
        said = self._by_ref[hit.ref]
        return f"{hit.text.removesuffix(said.text)}{said.named}" if said.item else hit.text

    def covered(self, terms: Sequence[str], stems: frozenset[str]) -> float:
        """Return the share of the question's weight in words of ``stems`` or their wordings."""
        return self._coverage.share(terms, stems)

    def at(self, place: Evidence) -> Sentence | None:
        """Return the first sentence that shares a line with a place."""
        for found in self._passages.values():
            for sentence in found:
                if sentence.source.meets(place):
                    return sentence
        return None

    def stating(self, place: Evidence, names: str) -> Sentence | None:
        """Return the sentence on the lines of a place that has all words of some names."""
        sought = set(content_stems(names))
        for found in self._by_place.get(place.path, ()):
            if found.source.meets(place) and sought <= set(content_stems(found.text)):
                return found
        return None

    def rest(self, place: Evidence) -> list[Sentence]:
        """Return the sentences behind the first one on the very lines of a place."""
        lines = (place.line_start, place.line_end)
        return [
            found
            for found in self._by_place.get(place.path, ())
            if (found.source.line_start, found.source.line_end) == lines
        ][1:]

    def answer(self, terms: Sequence[str], ref: str) -> Quote:
        """Return the answer that a sentence stands in, from its start, as far as there is room."""
        best = self._by_ref[ref]
        own = [s for s in self._passages[best.passage] if s.asked == best.asked]
        chosen = _from_start(own, best.number)
        told = tuple(said for said in own if said.number in chosen)
        stems = frozenset(stem for said in told for stem in self.stems(said))
        return Quote(told, self.covered(terms, stems))

    def window(self, terms: Sequence[str], ref: str, most: int) -> list[Sentence]:
        """Return sentences of one passage that follow one another around a given one, in order.

        It grows by the neighbour that covers more of the question, the next one in case of doubt,
        up to ``most`` words.
        """
        best = self._by_ref[ref]
        around = self._passages[best.passage]
        first = best.number - 1 if best.leans else best.number
        last = best.number
        while True:
            room = most - _size(around[first : last + 1])
            further = [
                (self.covered(terms, self.stems(around[n])), n)
                for n in (first - 1, last + 1)
                if 0 <= n < len(around) and len(around[n].text.split()) <= room
            ]
            if not further:
                return around[first : last + 1]
            _, chosen = max(further)
            first, last = min(first, chosen), max(last, chosen)

    def quote(self, terms: Sequence[str], ref: str, least: float = LEAST_GAIN) -> Quote:
        """Return what to quote around a sentence, at most ``MOST_QUOTED`` words if it is short.

        ``least`` is the share of the question's weight that a further sentence has to cover anew.
        """
        best = self._by_ref[ref]
        around = self._passages[best.passage]
        title = frozenset(content_stems(self._titles.of(best.source)))
        chosen = {best.number}
        if best.leans:
            chosen.add(best.number - 1)
        compares = least == LEAST_SIDE
        titled = self.covered(terms, title) >= TITLED
        if _size(around) <= MOST_COMPARED if compares else titled:
            chosen |= _from_start(around, best.number)
        covered = frozenset(stem for s in around if s.number in chosen for stem in self.stems(s))
        for sentence in around:
            further = covered | self.stems(sentence)
            gain = self.covered(terms, further) - self.covered(terms, covered)
            size = _size(s for s in around if s.number in chosen | {sentence.number})
            most = MOST_COUNTED if gain >= MUCH else MOST_QUOTED
            if sentence.number in chosen or gain < least or size > most:
                continue
            if sentence.leans and sentence.number - 1 not in chosen:
                continue
            chosen.add(sentence.number)
            covered = further
        chosen |= _counted_on(around, chosen)
        share = self.covered(terms, covered)
        if share < NEARLY_ALL:
            chosen |= _widened(around, chosen)
        return Quote(tuple(s for s in around if s.number in chosen), share)


def _counted_on(around: Sequence[Sentence], chosen: set[int]) -> set[int]:
    """Return the sentences that go on counting where a chosen one begins: "The second is …"."""
    more: set[int] = set()
    begun = False
    for sentence in around:
        counts = _ORDINAL.match(sentence.text) is not None
        if counts and (begun or sentence.number in chosen or sentence.number - 1 in chosen):
            begun = True
            more.add(sentence.number)
        else:
            begun = False
    return more if _size(s for s in around if s.number in chosen | more) <= MOST_COUNTED else set()


def _widened(around: Sequence[Sentence], chosen: set[int]) -> set[int]:
    """Return the sentences by which the text goes on where little of an item is quoted."""
    more = set(chosen)
    last = around[max(chosen)]
    for sentence in around[last.number + 1 :]:
        size = _size(s for s in around if s.number in more)
        further = size + len(sentence.text.split())
        if sentence.block != last.block or size >= BRIEF or further > MOST_WIDENED:
            break
        more.add(sentence.number)
    return more


def _size(found: Iterable[Sentence]) -> int:
    return sum(len(sentence.text.split()) for sentence in found)


def _from_start(around: Sequence[Sentence], best: int) -> set[int]:
    """Return the sentences from the first on as long as there is room, the best one among them."""
    chosen: set[int] = {best}
    for sentence in around:
        size = _size(s for s in around if s.number in chosen | {sentence.number})
        if size > MOST_QUOTED:
            break
        chosen.add(sentence.number)
    return chosen
