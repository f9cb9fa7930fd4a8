"""Linking: which nodes a question mentions, by name, by spelling, by part of a name, by meaning.

A mention takes the longest run of words whose key (``graph.names.key``) is a node's name or
alias. Words that are left are looked up corrected, then as parts of longer names, and the whole
question is compared with the nodes by meaning. Runs of words that no name took are not compared
one by one: a word alone is near too much, whatever the question says of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from graph.model import Node
from graph.names import key
from graph.schema import Kind
from retrieval.memo import Memo
from retrieval.question.intent import question_vocabulary
from retrieval.question.kin import Kin
from retrieval.text.spelling import Speller
from retrieval.text.words import Vocabulary, Word, content_stems, is_general, words

_PARENTHESES = re.compile(r"\s*\([^()]*\)$")
_INNER_CAPITAL = re.compile(r"\B[A-Z]\w*[a-z]|[a-z][A-Z]")
"""A word of small letters with a capital inside, which is a name."""
_CODE = re.compile(r"[^\W\d_]+:\s+[`*_]*(?P<code>\w*(?:[a-z][A-Z]|\w[_-]\w|\d)[\w-]*)[`*_]*")
LONGEST_MENTION = 10
"""Words of the longest name that is looked up."""
PART_OF_NAME = 0.8
"""The most that a mention of only part of a name can score."""
LEAST_PART = 0.34
"""Share of a name's weight that has to be mentioned."""
LEAST_MEANING = 0.42
"""Cosine below which MiniLM-like models relate almost anything."""
MEANING = 0.75
"""The most that likeness of meaning can score."""
LEAST_GLOSS = 0.25
"""A gloss is written to be near what people say, so that less likeness says more."""
GLOSS = 0.9
"""The most that likeness to a gloss can score."""
MOST_BY_MEANING = 6
MOST_PARTS = 24
REMEMBERED = 64
"""Texts whose mentions are kept: several readers of a turn look at each."""


class Reason(StrEnum):
    """How a link was found."""

    NAME = "name"
    SPELLING = "spelling"
    PART = "part of the name"
    MEANING = "meaning"
    GLOSS = "gloss"


WHOLE_NAME = frozenset({Reason.NAME, Reason.SPELLING})
"""Reasons of links that take a whole name."""


@dataclass(frozen=True, slots=True)
class Link:
    """A mention of a node."""

    span: str
    """The words of the question; the whole question for a link by its meaning."""
    node_id: str
    score: float
    """From 0 to 1."""
    reason: Reason
    start: int = 0
    end: int = 0
    """Characters of the question that the span takes; both 0 for the whole question."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The links that need no vector."""

    links: tuple[Link, ...]
    corrected: dict[str, str]
    """Misspelt words to the ones meant, both in lower case."""


class Names:
    """Names, aliases and their words, ready to be looked up."""

    def __init__(
        self,
        nodes: Iterable[Node],
        vocabulary: Vocabulary,
        english: frozenset[str] = frozenset(),
    ) -> None:
        """Prepare the names of nodes; ``english`` are words that are no misspellings."""
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_stem: dict[str, list[str]] = defaultdict(list)
        self.stems: dict[str, tuple[str, ...]] = {}
        self._telling: dict[str, int] = {}
        self._called: dict[str, str] = {}
        self._vocabulary = vocabulary
        self._weights = Memo[str, float](lambda node_id: vocabulary.total(self.stems[node_id]))
        for node in nodes:
            if node.kind is Kind.PASSAGE:
                continue
            bare = _PARENTHESES.sub("", node.name)
            for name in (node.name, *node.aliases, bare, *_coded(node.name)):
                name_key = key(name)
                if name_key and node.id not in self._by_key[name_key]:
                    self._by_key[name_key].append(node.id)
            self._called[node.id] = bare
            self.stems[node.id] = content_stems(bare) or content_stems(node.name)
            telling = {t for t in self.stems[node.id] if not is_general(t) and len(t) > 1}
            self._telling[node.id] = len(telling)
            for term in telling:
                self._by_stem[term].append(node.id)
        self._kin = Kin(self.stems, self._by_stem, self._telling)
        self._english = english
        self._speller = Speller(vocabulary.words | question_vocabulary(), english)
        self._mentions = lru_cache(maxsize=REMEMBERED)(self._find_mentions)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of the handbook with their weights."""
        return self._vocabulary

    def kin(self, node_id: str) -> tuple[str, ...]:
        """Return the things whose names hold all words of this one's name, or lie within it."""
        return self._kin.of(node_id)

    def alike(self, node_id: str) -> tuple[str, ...]:
        """Return the names of the other things of its kind that end in the same word, in order."""
        return tuple(sorted(self._called[other] for other in self._kin.alike(node_id)))

    def knows(self, term: str) -> bool:
        """Whether a stem is that of a word of the handbook."""
        return term in self._vocabulary

    def exact(self, text: str) -> tuple[str, ...]:
        """Return the nodes of that name or alias."""
        return tuple(self._by_key.get(key(text), ()))

    def mentions(self, question: str) -> Mentions:
        """Return the links by name, spelling and part of a name."""
        return self._mentions(question)

    def _find_mentions(self, question: str) -> Mentions:
        found = words(question)
        if not found:
            return Mentions((), {})
        corrected = self._corrections(found)
        links: list[Link] = []
        start = 0
        while start < len(found):
            run = found[start : start + LONGEST_MENTION]
            size, ids, spelt = self._longest(question, run, corrected)
            for node_id in ids:
                span = question[found[start].start : found[start + size - 1].end]
                links.append(
                    Link(
                        span,
                        node_id,
                        0.9 if spelt else 1.0,
                        Reason.SPELLING if spelt else Reason.NAME,
                        found[start].start,
                        found[start + size - 1].end,
                    )
                )
            start += size or 1
        links.extend(self._parts(found, corrected))
        return Mentions(best_of_each(links), corrected)

    def mended(self, question: str, corrected: dict[str, str]) -> str:
        """Return the question with the words that were meant in place of misspelt ones."""
        parts: list[str] = []
        last = 0
        for word in words(question):
            if word.lower in corrected:
                parts += [question[last : word.start], corrected[word.lower]]
                last = word.end
        return "".join([*parts, question[last:]])

    def _corrections(self, found: Sequence[Word]) -> dict[str, str]:
        corrected: dict[str, str] = {}
        for word in {word.lower: word for word in found}.values():
            if word.stem in self._vocabulary or word.stem in self._vocabulary.compounds:
                continue
            correction = self._speller.correct(word.lower)
            if correction is None:
                continue
            # "KServe" is another name, no slip of "serve".
            if correction.meant not in self._english or not _INNER_CAPITAL.search(word.text):
                corrected[word.lower] = correction.meant
        return corrected

    def _longest(
        self, question: str, found: Sequence[Word], corrected: dict[str, str]
    ) -> tuple[int, tuple[str, ...], bool]:
        """Return the words that the longest name from here takes, its nodes, if it was misspelt."""
        for size in range(len(found), 0, -1):
            run = found[:size]
            letter = _is_letter(question, run)
            if all(word.is_stop for word in run) and not letter:
                continue
            name = _with_symbols(question, run[0].start, run[-1].end)
            ids = self.exact(name.upper() if letter else name)
            if ids:
                return size, ids, False
            if corrected and any(word.lower in corrected for word in run):
                ids = self.exact(" ".join(corrected.get(w.lower, w.text) for w in run))
                if ids:
                    return size, ids, True
        return 0, (), False

    def _parts(self, found: Sequence[Word], corrected: dict[str, str]) -> list[Link]:
        """Return links to names that share a telling word with the question."""
        spelt = {w.stem for w in found if w.lower in corrected}
        asked = self.question_stems(words(" ".join(corrected.get(w.lower, w.text) for w in found)))
        nodes = {node_id for term in asked for node_id in self._by_stem.get(term, ())}
        links: list[Link] = []
        for node_id in sorted(nodes):
            stems = self.stems[node_id]
            got = self._vocabulary.total(term for term in asked if term in stems)
            share = got / self._weights[node_id]
            if share >= LEAST_PART:
                span = " ".join(w.text for w in found if w.stem in stems or w.stem in spelt)
                telling = self._vocabulary.telling(got)
                score = round(PART_OF_NAME * share * telling**2, 6)
                links.append(Link(span, node_id, score, Reason.PART))
        links.sort(key=lambda link: (-link.score, link.node_id))
        return links[:MOST_PARTS]

    def question_stems(self, found: Sequence[Word]) -> tuple[str, ...]:
        """Return the stems with a topic, compounds split as the handbook writes them."""
        stems = self._vocabulary.split_compounds(self._vocabulary.joined(found))
        return tuple(dict.fromkeys(self._vocabulary.related(term) or term for term in stems))


def _is_letter(question: str, run: Sequence[Word]) -> bool:
    """Whether a run is the letter A as a name ("class A", "option a?"), and no article."""
    if len(run) > 1 or run[0].lower != "a" or question.isupper():
        return False
    before, behind = question[: run[0].start].rstrip(), question[run[0].end :].lstrip()
    inside = bool(before) and before[-1] not in ".?!:"
    return inside and (run[0].text == "A" or not behind or behind[0] in ".,;?!")


def _coded(name: str) -> tuple[str, ...]:
    """Return the code in a title that says first what it is of: "Alarm: KilnTooHot"."""
    match = _CODE.fullmatch(name)
    return (match["code"],) if match else ()


def _with_symbols(question: str, start: int, end: int) -> str:
    """Return a run of words with the signs that belong to its last one ("C++", "C#")."""
    while end < len(question) and question[end] in "+#":
        end += 1
    return question[start:end]


def best_of_each(links: Iterable[Link]) -> tuple[Link, ...]:
    """Keep the best link of each node, best first."""
    best: dict[str, Link] = {}
    for link in links:
        known = best.get(link.node_id)
        if known is None or link.score > known.score:
            best[link.node_id] = link
    return tuple(sorted(best.values(), key=lambda link: (-link.score, link.node_id)))


def by_gloss(
    span: str, hits: Iterable[tuple[str, float]], least: float = LEAST_GLOSS
) -> list[Link]:
    """Turn nodes with the cosines of their best glosses into links."""
    return [
        Link(span, node_id, round(GLOSS * min(1.0, cosine), 6), Reason.GLOSS)
        for node_id, cosine in hits
        if cosine >= least
    ]


def by_meaning(
    span: str, hits: Iterable[tuple[str, float]], least: float = LEAST_MEANING
) -> list[Link]:
    """Turn nodes with their cosines into links."""
    return [
        Link(span, node_id, round(MEANING * min(1.0, max(0.0, cosine)), 6), Reason.MEANING)
        for node_id, cosine in hits
        if cosine >= least
    ]
