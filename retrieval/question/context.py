"""Context: what the last question was about and what its answer named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.schema import Kind
from retrieval.question.history import sentences_of
from retrieval.question.intent import Intent, find_kinds, read
from retrieval.question.link import Names
from retrieval.question.mentions import Mention, in_order
from retrieval.question.persons import persons
from retrieval.question.surface import (
    asks_with,
    enumerated,
    given,
    is_plural,
    is_several,
    leading,
    steps_of,
    topic,
)
from retrieval.text.words import content_stems

MANY = 2
"""More things than these in one question are a list to choose from."""
_TITLE = re.compile(r"\bunder [“\"]$", re.IGNORECASE)
"""What an answer says before the title of a section."""
_CAPITAL = re.compile(r"[A-Z]|\d")
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
    said: str = ""
    """The first sentence of the answer."""
    topic: str = ""
    """The question's own words for what it is about, where it names nothing that tells enough."""
    given: str = ""
    """The thing that a short answer gives, in its own words."""
    enumerated: tuple[str, ...] = ()
    """The things of a list that the answer is, in its own words."""
    steps: tuple[str, ...] = ()
    """The steps that the answer gives."""
    leading: str = ""
    """What the question has for its subject, before all that it names."""
    persons: tuple[str, ...] = ()
    """Those whom the answer gives, or of whom the question was asked."""

    @property
    def subject(self) -> str:
        """What was spoken of: the one thing of the kind asked for, else what was asked about."""
        fitting = self.of_kinds(self.kinds)
        if len(fitting) == 1:
            return fitting[0]
        named = [mention.span for mention in self.asked if _tells(mention.span)]
        if named:
            proper = self.topic if _is_proper(self.topic, named, self.question) else ""
            return self.leading or proper or named[0]
        if self.given and _asks_which(self.question):
            return self.given
        if self.topic or self.asked:
            return self.leading or self.topic or self.asked[0].span
        return self.new[0].span if self.new else self.given

    @property
    def one(self) -> str:
        """What "that one" stands for: the one thing that the answer gave."""
        own = set(content_stems(self.question))
        fitting = [n for n in self.of_kinds(self.kinds) if not own.issuperset(content_stems(n))]
        if len(fitting) == 1:
            return fitting[0]
        other = [m.span for m in self.new if not own.issuperset(content_stems(m.span))]
        named = other or [mention.span for mention in self.new]
        return self.given or (closed(named[0]) if named else "")

    @property
    def single(self) -> str:
        """What "it" stands for, which is no more than one thing."""
        given = self.given or (self.new[0].span if len(self.new) == 1 else "")
        given = "" if is_several(given) else given
        several = is_plural(self.question) and not self.enumerated and len(self.new) < MANY
        if given and several and not self.of_kinds(self.kinds):
            return given
        named = [mention.span for mention in self.asked if _tells(mention.span)]
        return named[0] if named and is_several(self.subject) else self.subject

    @property
    def told(self) -> str:
        """What "that" stands for before a verb, which may also be all that was said."""
        return self.subject if self.asked or self.topic else ""

    @property
    def at_hand(self) -> str:
        """What was last spoken of: the first thing that the answer named, else the subject."""
        return closed(self.new[0].span) if self.new else self.given or self.subject

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
        found = fitting if len(fitting) > 1 else self._listed()
        several = [self.topic] if is_several(self.topic) else []
        return list(dict.fromkeys(found or asked or several))

    @property
    def several(self) -> list[str]:
        """What "they" stands for: the items, or the one thing whose name is a plural."""
        asked = [mention.span for mention in self.asked if is_several(mention.span)]
        if len(asked) == 1 and not self.kinds and not _asks_which(self.question):
            return asked
        items = self.items
        if len(items) > 1 or any(map(is_several, items)):
            return items
        return asked or ([self.topic] if is_several(self.topic) else [])

    def _listed(self) -> list[str]:
        """Return what the answer named, by its own words where it is a list of more than that."""
        named = [closed(mention.span) for mention in self.new]
        whole = " ; ".join(self.enumerated)
        more = len(self.enumerated) > max(len(named), 1)
        return list(self.enumerated) if more and all(n in whole for n in named) else named

    @property
    def choices(self) -> list[str]:
        """What can be chosen from: what was compared, or what the answer names in one run."""
        return self.items if self.compares or self.listing or self.enumerated else []

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


def context_of(before: str, answer: str, names: Names) -> Context:
    """Return what a question and its answer give to the turn behind them, without a list."""
    asked = [mention for mention in in_order(before, names) if not asks_with(mention.span)]
    known = {name for mention in asked for name in (mention.span.lower(), mention.node_id)}
    said = [
        [
            mention
            for mention in in_order(sentence, names)
            if known.isdisjoint((mention.span.lower(), mention.node_id))
            and len(mention.span.split()) <= _LONGEST_NAME
            and not _is_inside(sentence, mention.start)
            and not _TITLE.search(sentence[: mention.start])
        ]
        for sentence in sentences_of(answer)
    ]
    # What one sentence lists is not mixed with what later ones add.
    new = next((found for found in said if len(found) > 1), [m for found in said for m in found])
    return Context(
        before,
        tuple(asked),
        tuple(new),
        read(before).kinds,
        compares(before),
        _is_run(answer, [mention.span for mention in new]),
        (),
        sentences_of(answer)[0],
        topic(before, names),
        given(before, answer),
        tuple(enumerated(answer)),
        tuple(steps_of(answer)),
        _leading(before, asked, names),
        tuple(persons(before, answer, names)),
    )


def _leading(question: str, asked: Sequence[Mention], names: Names) -> str:
    """Return the subject of a question where it stands before all that is named."""
    phrase, end = leading(question, names)
    first = asked[0].start if asked else question.find(topic(question, names))
    return phrase if phrase and end <= first else ""


def _tells(name: str) -> bool:
    """Whether a name says what is spoken of: "model" alone, or a general word, does not."""
    return not find_kinds(name) or len(content_stems(name)) > 1


def _is_proper(topic: str, named: Sequence[str], question: str) -> bool:
    """Whether the topic is a proper name beside things that have none: "React for the shop"."""
    beside = not any(topic in name or name in topic for name in named)
    proper = re.search(r"\b[A-Z][a-z]", topic) and not question.startswith(topic)
    return bool(proper) and beside and not any(map(_CAPITAL.search, named))


def _asks_which(question: str) -> bool:
    """Whether a question asks which thing of a sort: "Which oven do we use?"."""
    return (
        re.match(r"\W*(?:\w+\s+)?(?:which|what)\s+(?!is|are|was|were|do)", question, re.I)
        is not None
    )


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
