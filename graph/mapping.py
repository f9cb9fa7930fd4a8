"""What the words of a handbook mean: roles to kinds, relation words to relations.

The words themselves are data (``mapping.toml``, ``field_terms.toml``); ``graph.mapping_file``
reads them, this module looks them up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from functools import lru_cache

from graph import names
from graph.model import Relation
from graph.relation_names import named_after
from graph.schema import Kind
from ingest.grammar.clauses import bids
from ingest.grammar.nouns import is_plural
from ingest.grammar.words import word_set

_NUMBER = re.compile(
    r"[^\w]*\d[\d.,:/–\-\s]*(?:%|x|[a-zµ]{1,4}|[KMGT]i?B|[KMB])?(?:/[a-z]{1,5})?\+?|[\W_]+"
    r"|\W*\d[\d.,]*(?:\s(?:to\s)?\W*\d[\d.,]*%?)+"
)
_PREPOSITION = re.compile(r"\s(?:for|in|with|by|to|on|at|from|per)\s", re.IGNORECASE)
_PARTITIVE = re.compile(
    r"(?:.*\s)?(?:types?|kinds?|lists?|examples?|sets?|forms?|overview)\s+of\s+(?P<noun>.+)",
    re.IGNORECASE,
)
_LEGAL_FORM = re.compile(r"\s(?:Inc|Ltd|LLC|GmbH|Corp|AG|Foundation|Labs)\.?$")
_MADE_NAME = re.compile(r"[a-z][A-Z]|[A-Za-z]\d")
_MADE = frozenset((Kind.TOOL, Kind.MODEL))
SORTS = frozenset({"clause", "order", "value", "time"})
"""What an object may be that names no thing: "recall drops", "raise it first", "32", "at once"."""
_TIME = re.compile(
    r"\W*\d[\d.,:]*\s?(?:ms|s|sec|seconds?|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?|months?|years?)\b"
    r"|(?:at|on|every|each|once|never|always|immediately|instantly|now)\b",
    re.IGNORECASE,
)
_ORDERS = word_set("imperatives") - word_set("imperative_nouns")
"""Verbs in their base form, which are no nouns."""


@dataclass(frozen=True, slots=True)
class RelationRule:
    """A relation, and the kinds of subject and object for which its words state it."""

    relation: Relation
    sources: frozenset[Kind] = frozenset()
    """Kinds of subject; empty for any."""
    targets: frozenset[Kind] = frozenset()
    clauses: bool = False
    """Whether only an object that is a clause fits: "order matters"."""
    refuses: frozenset[str] = frozenset()
    """Sorts of object that do not fit, of ``SORTS``."""

    def holds(self, source: Kind, target: Kind, *, clause: bool) -> bool:
        """Whether the rule is for these kinds."""
        fits_source = not self.sources or source in self.sources
        fits = fits_source and (not self.targets or target in self.targets)
        return fits and (clause or not self.clauses)

    @property
    def asks(self) -> int:
        """How many conditions the rule makes."""
        return bool(self.sources) + bool(self.targets) + self.clauses + bool(self.refuses)


@dataclass(frozen=True, slots=True)
class FieldTerm:
    """A name that the field knows."""

    name: str
    kind: Kind
    wordings: tuple[str, ...]
    """All ways of writing it, the name first."""
    cased: bool = False
    """Whether only a wording with a capital letter means it."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """Every table that ``mapping.toml`` and ``field_terms.toml`` document, ready for look-up."""

    kinds: MappingOf[str, Kind]
    """Key of the role's words to kind."""
    relations: MappingOf[str, tuple[RelationRule, ...]]
    """Key of the relation's words to rules, most demanding first."""
    said: MappingOf[str, tuple[RelationRule, ...]]
    """The same for values of ``Said``, by their exact text."""
    fields: MappingOf[str, FieldTerm]
    """Key of every wording to its term."""
    precedence: tuple[Kind, ...]
    generic: frozenset[Kind]
    inherited: frozenset[Kind]
    pointless: frozenset[str]
    modifiers: frozenset[str]
    values: frozenset[str]
    """Keys of the words that are values, not things."""
    written: frozenset[str] = frozenset()
    """The words of all relations as they are written, case-folded."""
    organisations: frozenset[str] = frozenset()
    """Keys of the names of those who make or run things."""
    same: tuple[tuple[str, ...], ...] = ()
    apart: frozenset[str] = frozenset()
    """Keys of names that are merged with nothing."""

    def kind_of(self, role: str) -> Kind | None:
        """Return the kind that a header, lead-in or title says, None where it says none."""
        for candidate in _noun_phrases(role):
            kind = self.kinds.get(names.key(candidate))
            if kind is not None:
                return kind
        return None

    def says_nothing(self, role: str) -> bool:
        """Whether a header leaves the kind to the section's title: "Name", "Type", nothing."""
        return not role.strip() or names.key(role) in self.pointless

    def relation_for(
        self, wording: str, source: Kind, target: Kind, *, clause: bool = False, text: str = ""
    ) -> Relation:
        """Return the relation that a wording states between things of two kinds.

        ``clause``: the object is a clause; ``text``: its words. A wording that no rule knows, or
        none for such an object, gives a relation named after it.
        """
        for rules in (self.said.get(wording, ()), self._rules(wording)):
            for rule in rules:
                if not rule.holds(source, target, clause=clause):
                    continue
                if not rule.refuses or rule.refuses.isdisjoint(self._sorts(text, clause=clause)):
                    return rule.relation
        return named_after(wording)

    def _sorts(self, text: str, *, clause: bool) -> set[str]:
        """Return what an object is that names no thing."""
        told = {
            "clause": clause,
            "order": bids(text),
            "value": self.is_value(text),
            "time": _TIME.match(text) is not None,
        }
        return {sort for sort, holds in told.items() if holds}

    def _rules(self, wording: str) -> tuple[RelationRule, ...]:
        if wording.casefold() in _ORDERS and wording.casefold() not in self.written:
            # "Replace" says what to replace, or when; "Replaces" what a thing takes the place of.
            return ()
        whole = self.relations.get(names.key(wording))
        if whole:
            return whole
        words = names.words(wording)
        while len(words) > 1 and words[0] in self.modifiers:
            words = words[1:]
        return self.relations.get(names.key(" ".join(words)), ())

    def field(self, wording: str) -> FieldTerm | None:
        """Return what the field knows under a wording, None where it knows nothing."""
        term = self.fields.get(names.key(wording))
        if term is None or (term.cased and wording == wording.lower()):
            return None
        return term

    def rank(self, kind: Kind) -> int:
        """Return the place of a thing's kind in the order of precedence, 0 for the first."""
        return self.precedence.index(kind)

    def is_value(self, wording: str) -> bool:
        """Whether a wording is a value: a word like "yes", a number with or without a unit."""
        return bool(_NUMBER.fullmatch(wording.strip())) or names.key(wording) in self.values

    def is_behind(self, organisation: str, thing: str) -> bool:
        """Whether a name in parentheses behind a thing is who makes it: "Triton (NVIDIA)".

        The thing must be a tool or model that the field knows, or a made name ("Buck2"): behind
        "Search engines" and "Streaming" a company is an example.
        """
        if _LEGAL_FORM.search(organisation):
            return not is_plural(thing)
        if names.key(organisation) not in self.organisations:
            return False
        known = self.field(thing)
        return known.kind in _MADE if known else bool(_MADE_NAME.search(thing))

    def yields(self, stated: Kind, known: Kind) -> bool:
        """Whether a kind that the text states yields to one that the field knows."""
        return stated in self.generic and self.rank(known) < self.rank(stated)

    def is_frame(self, kind: Kind) -> bool:
        """Whether things of the kind are never one with things of another kind."""
        return kind not in self.precedence


_ACTIVITY = re.compile(r"[A-Za-z]+ing\b.*\s(?:an?|the|your|our|my)\s", re.IGNORECASE)
"""A title that says what is done: what stands below "Rolling back a model" is no model."""


@lru_cache(maxsize=4096)
def _noun_phrases(role: str) -> tuple[str, ...]:
    """Return the phrases under which a role is looked up, the most telling first."""
    if _ACTIVITY.match(role):
        return (role,)
    title = role.split(":", 1)[0].strip()
    role = " ".join(role.replace(":", " ").split())
    head = _PREPOSITION.split(role, maxsplit=1)[0]
    partitive = _PARTITIVE.fullmatch(head)
    noun = partitive["noun"] if partitive else re.split(r"\sof\s", head, maxsplit=1)[0]
    words = noun.split()
    phrases = [role, head, noun, " ".join(words[-3:]), " ".join(words[-2:]), " ".join(words[-1:])]
    phrases.append(title)
    return tuple(phrase for phrase in dict.fromkeys(phrases) if phrase)
