"""A sentence of prose where it stands: the name it opens with, the names it lists, its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.document import Text
from ingest.facts import Fact, Reader, Role, Term
from ingest.grammar.item import Items
from ingest.grammar.items import read_items
from ingest.grammar.listing import is_sentence
from ingest.grammar.nouns import is_plural, without_article
from ingest.grammar.sentences import Sentence
from ingest.grammar.terms import clean_term
from ingest.grammar.words import BOUNDARIES, is_name, words
from ingest.readers.objects import closed, is_told, with_apposition
from ingest.readers.place import Lines, Place, slice_text
from ingest.readers.subjects import NAME_WORDS, subject_of
from ingest.tuples import new

CONDITION = re.compile(
    r"(?<!\s)\s++(?:for|but|when|because|if|in|at|on|as|since|while|where|with|without|so|before"
    r"|after|until|once|by|to|from|which|that|instead|per|via|during|through|across|within|every|each"
    r"|inside|outside|all\sthe\stime|under|between|against|among|along|near|above|below|behind|beyond)\s"
)
"""Where what is said of a thing ends and the condition begins under which it holds."""
_WANDERING = (BOUNDARIES | {"every", "near", "behind", "inside", "outside"}) - {
    "of",
    "and",
    "the",
    "a",
}
_LONGEST_KNOWN = 3
_PROPER = re.compile(r"^\w*[A-Z]")
_COUNTED = re.compile(r"^(?:one|no|another)\s+(?=[a-z])", re.IGNORECASE)
_FOR_TWICE = re.compile(r",?\s(?:and|or)\sfor\s")
_DENYING = frozenset({"never", "not"})
_ONLY = re.compile(r"(?<=\w)\s+only$")


class Clause(NamedTuple):
    """A sentence, the text that holds it and its place."""

    sentence: Sentence
    text: Text
    place: Place
    lines: Lines
    words: frozenset[str] = frozenset()
    """Those of the sentence's words that a form of stating facts goes by."""
    it: str = ""
    """What "it" means: the subject of a fact that the sentence before states."""
    known: frozenset[str] = frozenset()
    """What the paragraph spoke of before, in lower case, where the sentence opens with "The"."""

    def subject(self, text: str) -> str:
        """Return the name that the sentence speaks of, or nothing where it names nothing."""
        text = text.strip()
        if text in {"They", "they"}:
            return self.it if is_plural(self.it) else ""
        if self.known and text[4:].lower() in self.known and text.startswith("The "):
            return subject_of(text[4:])
        return self.it if text in {"It", "it"} else subject_of(text)

    def subjects(self, text: str, *, plural: bool) -> list[str]:
        """Return the names that the sentence speaks of: two for "Redis and Kafka are …"."""
        sides = text.split(" and ") if plural else []
        if len(sides) > 1 and all(_PROPER.search(side) and is_name(side, 3) for side in sides):
            return [clean_term(side) for side in sides]
        subject = self.subject(text)
        return [subject] if subject else []

    def facts(
        self,
        subject: str,
        relation: str,
        items: Sequence[tuple[str, str]],
        qualifiers: tuple[str, ...] = (),
    ) -> Iterator[Fact]:
        """Yield a fact of the whole sentence for each (name, role)."""
        _, start, end = self.sentence
        span = self.lines.span(start, end)
        about = new(Term, (subject, Role.PROSE))
        path = self.place.heading_path
        for name, role in items:
            if name and name != subject:
                obj = new(Term, (name, role))
                yield new(Fact, (about, relation, obj, span, path, Reader.PROSE, qualifiers))

    def listed(self, start: int, end: int, role: str) -> list[tuple[str, str]]:
        """Return (name, role) of a part of the sentence, a list or a single phrase."""
        rest = self.sentence.text[start:end]
        items = self.items_at(start, end)
        if len(items.items) == 1 and is_sentence(rest):
            return [(clean_term(rest), role)]
        return [(without_article(item.text), role) for item in items.items]

    def named(
        self, start: int, end: int, role: str
    ) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
        """Return (name, role) of the short names that a part lists, and the condition behind them.

        "a database to keep state" names the database. Nothing where the part lists no names, or
        where it is not said to which of them the words behind belong.
        """
        rest = self.sentence.text[start:end]
        if twice := _FOR_TWICE.search(rest):
            # "handy for dividing and for cleaning" is handy for each.
            first, _ = self.named(start, start + twice.start(), role)
            second, told = self.named(start + twice.end(), end, role)
            return ([*first, *second], told) if first and second else ([], ())
        objects, only = _without_only(self.listed(start, end, role))
        if all(_is_object(name) for name, _ in objects):
            return with_apposition(rest, objects, only)
        cut = CONDITION.search(rest)
        if cut is None or "," in rest[cut.start() :]:
            return [], ()
        front, condition = closed(rest[: cut.start()], clean_term(rest[cut.start() :]))
        objects = self.listed(start, start + len(front), role)
        if not all(_is_object(name) for name, _ in objects):
            return [], ()
        return objects, (condition,)

    def items_at(self, start: int, end: int) -> Items:
        """Read the items of a part of the sentence, "and" between them."""
        at = self.sentence.start
        return read_items(slice_text(self.text, at + start, at + end), conjunctions=True)


def spoken_of(facts: Sequence[Fact]) -> frozenset[str]:
    """Return the names of facts of the same paragraph, and the nouns that they end in.

    "The online store" behind "… has an online store" is that one, "the yeast" the wild yeast.
    """
    names = [term.text.lower() for fact in facts for term in (fact.subject, fact.object)]
    short = [name for name in names if name.count(" ") < _LONGEST_KNOWN]
    return frozenset((*short, *(name.rsplit(" ", 1)[-1] for name in short)))


def _without_only(
    objects: list[tuple[str, str]],
) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """Take "only" off the one thing that it restricts to ("HTTP only"), and adverbs behind."""
    hedges = tuple(name for name, _ in objects if name.endswith("ly") and " " not in name)
    if hedges and len(objects) > len(hedges):
        return [pair for pair in objects if pair[0] not in hedges], hedges
    if len(objects) != 1 or not _ONLY.search(objects[0][0]):
        return objects, ()
    name, role = objects[0]
    return [(_ONLY.sub("", name), role)], ("only",)


def _is_object(name: str) -> bool:
    if name in _DENYING or not is_told(name):
        # "on top of it, never inside" denies what the list would state.
        return False
    counted = _COUNTED.sub("", name)
    return is_name(counted, NAME_WORDS) and not wanders(counted)


def wanders(name: str) -> bool:
    """Say whether a phrase goes on past its noun: "a broker to decouple services"."""
    return not _WANDERING.isdisjoint(words(name))
