"""Members: which one of a list it is of which something is asked that its item goes on to say.

"Which of the sources sits on a graph index?" is answered by the item of the list of sources that
speaks of such an index, not by the first thing that is a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from retrieval.queries.by_head import ByHead
from retrieval.queries.ordinals import ordinal
from retrieval.queries.shapes import DIRECT, Shape
from retrieval.question.intent import Asked, Intent
from retrieval.ranking.coverage import Coverage
from retrieval.ranking.prose import Quote
from retrieval.ranking.rank import Scored
from retrieval.text.sentences import Sentence, is_item
from retrieval.text.tallies import tallies
from retrieval.text.words import Vocabulary, is_general, stem, told_stems, words

LEAST_SAID = 0.8
"""Share of the weight of what is asked of it that a member's own text has to say."""
LEAD = 0.2
"""How much more of the question a member has to say than the best facts."""
LEAST = 2
MOST_WORDS = 45
_ASKING_ELSE = (Intent.COMPARE, Intent.WHY, Intent.COUNT, Intent.BEFORE, Intent.AFTER)
_APART = DIRECT | {Shape.EXTREME, Shape.OTHERS, Shape.PLACE, Shape.OCCURRENCES}
_RELATING = frozenset(
    map(
        stem,
        (
            *("sits", "runs", "relies", "rests", "based", "built", "uses", "comes", "lives"),
            *("goes", "belongs", "depends", "works", "hangs", "stands"),
        ),
    )
)
"""Stems of verbs that say no more than that one thing has to do with another."""
_WHICH = re.compile(r"\W*(?:which|what)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Member:
    """One of a list."""

    heads: frozenset[str]
    """Stems of what the members of the list are called."""
    before: frozenset[str]
    """Stems of the titles, and of what leads in."""
    own: frozenset[str]
    sentences: tuple[Sentence, ...]


class Members:
    """The members of one snapshot's lists that are told in sentences."""

    def __init__(self, passages: Iterable[Sequence[Sentence]], vocabulary: Vocabulary) -> None:
        self._coverage = Coverage(vocabulary)
        self._members = ByHead(
            (one.heads, one) for passage in passages for one in _members(passage)
        )

    def quote(self, asked: Asked, ranked: Sequence[Scored]) -> Quote | None:
        """Return what the one member says of which it is asked; None where the facts say more."""
        if not _WHICH.match(asked.clause) or asked.wants(*_ASKING_ELSE):
            return None
        if ordinal(asked.clause) is not None or (ranked and ranked[0].candidate.shape in _APART):
            return None
        found: list[tuple[float, _Member]] = []
        for one in self._members.called(asked.target):
            rest = [t for t in asked.terms if t not in one.before | one.heads | _RELATING]
            if all(map(is_general, rest)) or self._coverage.share(rest, one.own) < LEAST_SAID:
                continue
            found.append((self._coverage.share(asked.terms, one.before | one.heads | one.own), one))
        best = max((share for share, _ in found), default=0.0)
        told = [one for share, one in found if share == best]
        if len(told) != 1 or (ranked and ranked[0].features["covered"] + LEAD > best):
            return None
        return Quote(self._saying(asked, told[0]), best, listed=True)

    def _saying(self, asked: Asked, member: _Member) -> tuple[Sentence, ...]:
        """Return a member's first sentence, which names it, and those that say what is asked."""
        rest = [term for term in asked.terms if term not in member.before]
        first, *others = member.sentences
        own = [s for s in others if self._coverage.share(rest, told_stems(s.text)) > 0.0]
        chosen = [first]
        for said in own:
            if sum(len(s.text.split()) for s in (*chosen, said)) <= MOST_WORDS:
                chosen.append(said)
        return tuple(chosen)


def _members(passage: Sequence[Sentence]) -> Iterator[_Member]:
    blocks = [tuple(own) for _, own in groupby(passage, key=lambda said: said.block)]
    items = [own for own in blocks if is_item(own[0].source.text)]
    titles = passage[0].source.heading_path
    if len(items) < LEAST or not titles:
        return
    lead = " ".join(s.text for own in blocks if own not in items for s in own)
    last = titles[-1].split()[-1]
    heads = {stem for tally in tallies(f"{titles[-1]}. {lead}") for stem in tally.heads}
    heads |= {word.stem for word in words(last) if last.lower().endswith("s")}
    before = told_stems(f"{' '.join(titles)} {lead}")
    for own in items:
        text = " ".join(said.text for said in own)
        yield _Member(frozenset(heads), before, told_stems(text), own)
