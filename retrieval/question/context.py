"""Context: what the last question was about and what its answer named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.schema import Kind
from ingest.grammar.sentences import sentences
from retrieval.question.intent import Intent, read
from retrieval.question.link import Names
from retrieval.question.mentions import Mention, in_order

MANY = 2
"""More things than these in one question are a list to choose from."""
_LONGEST_NAME = 5
"""Words; longer names are definitions and other clauses."""


@dataclass(frozen=True, slots=True)
class Context:
    """The last question and what its answer named."""

    question: str
    asked: tuple[Mention, ...]
    """What the question named."""
    new: tuple[Mention, ...]
    """What the answer named beyond that, as stated."""
    kinds: frozenset[Kind]
    """What the question asked for."""
    compares: bool = False
    """Whether the question set the things that it named side by side."""
    listing: bool = True
    """Whether the answer named these things one behind the other, as a list."""
    listed: tuple[str, ...] = ()
    """The last list of an answer, of some turns ago perhaps."""

    @property
    def subject(self) -> str:
        """What was spoken of: the one thing of the kind asked for, else what was asked about."""
        fitting = self.of_kinds(self.kinds)
        if len(fitting) == 1:
            return fitting[0]
        if self.asked:
            return self.asked[0].span
        return self.new[0].span if self.new else ""

    @property
    def at_hand(self) -> str:
        """What was last spoken of: the first thing that the answer named, else the subject."""
        return closed(self.new[0].span) if self.new else self.subject

    @property
    def group(self) -> str:
        """What the answer called the thing that was asked about."""
        return self.new[0].span if self.new else self.asked[-1].span if self.asked else ""

    @property
    def items(self) -> list[str]:
        """What is spoken of as several: what was compared, or what the answer listed.

        Of what the answer listed it is that of the kind asked for, where the question says one.
        """
        asked = list(dict.fromkeys(closed(mention.span) for mention in self.asked))
        if len(asked) > (1 if self.compares else MANY):
            return asked
        fitting = self.of_kinds(self.kinds)
        found = fitting if len(fitting) > 1 else [closed(mention.span) for mention in self.new]
        return list(dict.fromkeys(found or asked))

    @property
    def choices(self) -> list[str]:
        """What can be chosen from: what was compared, or what the answer names in one run."""
        return self.items if self.compares or self.listing else []

    def at(self, first: int, count: int) -> list[str]:
        """Return those at some places: of the earlier list where the question named one of it.

        Args:
            first: The place of the first one, from 0; from the end below 0.
            count: How many.
        """
        named = self.items
        within = any(closed(mention.span) in self.listed for mention in self.asked)
        if (within and not self.compares) or first >= len(named):
            named = list(self.listed) or named
        return named[first:] if first < 0 else named[first : first + count]

    def listed_of(self, kinds: frozenset[Kind]) -> bool:
        """Whether several things of some kinds, or a list under their name, were spoken of."""
        return bool(kinds & self.kinds) or len(self.of_kinds(kinds)) > 1

    def of_kinds(self, kinds: frozenset[Kind]) -> list[str]:
        """Return what the answer named of some kinds."""
        wanted = {kind.lower() for kind in kinds}
        return list(dict.fromkeys(closed(m.span) for m in self.new if m.kinds & wanted))


def closed(span: str) -> str:
    """Return a name with the parenthesis that its last word left open."""
    return f"{span})" if span.count("(") > span.count(")") else span


def context_of(before: str, answer: str, listed: tuple[str, ...], names: Names) -> Context:
    """Return what a question and its answer give to the turn behind them."""
    asked = in_order(before, names)
    known = {mention.span.lower() for mention in asked}
    said = [
        [
            mention
            for mention in in_order(sentence, names)
            if mention.span.lower() not in known
            and len(mention.span.split()) <= _LONGEST_NAME
            and not _is_inside(sentence, mention.start)
        ]
        for sentence, _, _ in sentences(answer)
    ]
    # What one sentence lists is not mixed with what later ones add.
    new = next((found for found in said if len(found) > 1), [m for found in said for m in found])
    kinds = read(before).kinds
    run = _is_run(answer, [mention.span for mention in new])
    return Context(before, tuple(asked), tuple(new), kinds, compares(before), run, listed)


def compares(question: str) -> bool:
    """Whether a question sets things side by side."""
    return read(question).wants(Intent.COMPARE)


def _is_run(answer: str, named: Sequence[str]) -> bool:
    """Whether an answer names some things one behind the other, with at most examples between."""
    between = r"(?:\s*\([^()]*\))?(?:\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)[“\"]?"
    pairs = pairwise(named)
    return any(re.search(re.escape(a) + between + re.escape(b), answer) for a, b in pairs)


def _is_inside(text: str, place: int) -> bool:
    """Whether a place lies in parentheses: an example of what stands before them."""
    return text.count("(", 0, place) > text.count(")", 0, place)
