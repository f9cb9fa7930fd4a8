"""Wordings: what some relations say in better English than "subject, verb, list".

A title in the plural names its members ("the handbook lists five monitoring tools"), and examples
and answers are said as such.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.model import Edge, Evidence, Node
from graph.names import key
from graph.schema import Kind
from graph.snapshot import Snapshot
from graph.structure import ABOUT
from graph.verbalize import NAME_LIKE, is_plural
from ingest.facts import Reader
from retrieval.composing.agreement import agree
from retrieval.composing.definitions import Definitions
from retrieval.composing.proper import proper_words
from retrieval.composing.sequences import is_long
from retrieval.composing.subjects import HEAD_END, takes_plural
from retrieval.composing.telling import NAMELESS, is_clausal, is_condition
from retrieval.queries.answer_sets import (
    DEFINED_AS,
    HAS_OPTION,
    IN,
    OUT,
    PRECEDES,
    VERSUS,
    AnswerSet,
)
from retrieval.text.english import join, number, plural

LISTING = frozenset({"includes", "covers"})
FEEDS = "feeds into"
EXAMPLE = "has example"
OPTION = "has option"
ANSWERS = "addresses"
WEIGHS = "weighs"
CALLS_FOR = "calls for"
CHOSEN = "is chosen when"
ASKS = "asks"
LIST_READERS = frozenset({Reader.LEAD_IN, Reader.DEFINITION, Reader.LIST})
"""Readers of lists whose name is that of the list alone."""
_PLAIN = frozenset({Kind.CONCEPT, Kind.COMPONENT, Kind.MODEL, Kind.TOOL, Kind.METRIC})
"""Kinds whose things are called by their names alone where they are defined."""
_SIDES = re.compile(r"\b(?:vs\.?|versus|or|and|against)\b", re.IGNORECASE)
PASSIVE = re.compile(r"(?:is|are) \w+(?:ed|n) by")
_TWO = 2
_COUNTED_FROM = 3
"""Members from which their number is said."""
_ARROW_ITEM = re.compile(
    r"(?:[-*+]|\d+[.)])\s+(?:(?!->|=>)[^→⇒\n])+(?:→|⇒|->|=>)(?:(?!->|=>)[^→⇒\n])+"
)
"""An item of a list with one arrow, which is no step of a flow."""
_OWNED = re.compile(r"(?:our|my|your|their|the|these|who|what|how|when|where)\b", re.IGNORECASE)
"""How a title begins that cannot stand behind a number: "Our breads"."""
_COMPOUND = re.compile(r"\band\b|[&:;!?–—]")
"""What joins several things, or a name and what it belongs to, in a title."""
_TITLE_WORD = re.compile(r"[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Said:
    """A set in the terms of its sentence."""

    found: AnswerSet
    anchor: Node
    subject: str
    """The anchor as it stands inside a sentence."""
    names: Sequence[str]
    """The other ends."""
    label: str
    """As it reads from the anchor."""
    also: bool
    """Whether the anchor was spoken of just before."""


class Wordings:
    """Words sets of one snapshot; what it has no wording for, it leaves."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._definitions = Definitions(snapshot)
        self._tradeoffs = _tradeoffs(snapshot)
        self.proper = proper_words(snapshot)
        """Words that keep their capitals."""

    def clause(self, said: Said) -> str:
        """Return a clause without its full stop; empty for what is said like any other."""
        label = said.label.lower()
        if told := self._arrow(said) or self._meant(said, label):
            return told
        if self._snapshot.relation(said.found.relation).label.lower() == PRECEDES:
            return self._next(said)
        if said.found.relation == VERSUS:
            return self._against(said)
        if said.found.direction == IN:
            return self._inverse(said, label)
        return self._outward(said, label)

    def _against(self, said: Said) -> str:
        """Say in which tradeoff things are weighed against each other, where a row names one."""
        titles = {self._tradeoffs.get(edge.evidence[0], "") for edge in said.found.edges}
        title = titles.pop() if len(titles) == 1 else ""
        if not title:
            return ""
        verb = f"{'are' if is_plural(said.anchor.name) else 'is'}{' also' if said.also else ''}"
        against = f"weighed against {join(said.names)}"
        return f"in the {title} tradeoff, {said.subject} {verb} {against}"

    def _arrow(self, said: Said) -> str:
        """Say the single arrow of a list's item as it is written; empty for any other set."""
        place = said.found.edges[0].evidence[0]
        feeds = self._snapshot.relation(said.found.relation).label == FEEDS
        if not feeds or len(said.found.edges) > 1 or not _ARROW_ITEM.fullmatch(place.text.strip()):
            return ""
        ends = (said.anchor.name, said.names[0])
        return " → ".join(ends if said.found.direction == OUT else ends[::-1])

    def _meant(self, said: Said, label: str) -> str:
        """Say under which conditions something is meant; empty where names are given."""
        if not label.endswith("meant for") or not any(map(is_condition, said.names)):
            return ""
        be = "are" if takes_plural(said.anchor) else "is"
        negated = "not " if " not " in label else ""
        return f"{said.subject} {be} {negated}meant for when {join(said.names)}"

    def _outward(self, said: Said, label: str) -> str:
        """Say a set from what the text has as its subject."""
        if said.found.relation == DEFINED_AS:
            name = said.subject if said.anchor.kind in _PLAIN else said.anchor.name
            return self._definitions.clause(said.anchor, name, join(said.names))
        if label in LISTING:
            return self._listed(said)
        if label in {EXAMPLE, CALLS_FOR}:
            return _examples(said) if label == EXAMPLE else f"{said.subject}: {join(said.names)}"
        if label == WEIGHS and said.anchor.kind is Kind.QUESTION:
            return f"the handbook {'also ' if said.also else ''}asks {said.subject}"
        between = label == OPTION and said.anchor.kind is Kind.TRADEOFF and len(said.names) == _TWO
        return f"{said.subject} is between {join(said.names)}" if between else ""

    def _next(self, said: Said) -> str:
        """Say what comes next where the steps are sentences; empty where they are names."""
        nodes = [self._snapshot.node(node_id) for node_id in (said.anchor.id, *said.found.targets)]
        if not any(is_long(node.name) for node in nodes):
            return ""
        side = "before" if said.found.direction == IN else "after"
        names = join([f"“{name}”" for name in said.names])
        return f"{side} “{said.anchor.name}” comes {names}"

    def _inverse(self, said: Said, label: str) -> str:
        """Say a set from what the text has as its object."""
        base = self._snapshot.relation(said.found.relation).label.lower()
        if label.startswith(NAMELESS) or base in {CALLS_FOR, CHOSEN}:
            told = ":" if base == CALLS_FOR else f" {agree(base, many=len(said.names) > 1)}"
            return f"{join(said.names)}{told} {said.subject}"
        if base == ASKS and len(said.names) == 1:
            return f"{said.names[0]} {'also ' if said.also else ''}asks {said.subject}"
        if label == ANSWERS:
            verb = "are" if is_plural(said.anchor.name) else "is"
            verb = f"{verb} also" if said.also else verb
            return f"{said.subject} {verb} part of the answer to {join(said.names)}"
        if base in LISTING:
            return self._member(said)
        return ""

    def inside(self, edge: Edge, say: Callable[[Node], str], *, out: bool) -> list[str]:
        """Return an edge's conditions and, seen from its source, the examples on its own lines.

        ``say`` returns a node's name as it stands in a sentence.
        """
        if not out:
            return list(edge.qualifiers)
        first = edge.evidence[0]
        examples = [
            say(self._snapshot.node(other.target))
            for other in self._snapshot.out(edge.target)
            if self._snapshot.relation(other.relation).label == EXAMPLE
            and other.target != edge.source
            and other.evidence[0] == first
        ]
        text = first.text.lower()
        examples.sort(key=lambda name: text.find(name.lower()))
        return [*edge.qualifiers, *([", ".join(examples)] if examples else [])]

    def title(self, name: str) -> str:
        """Return a title as it stands inside a sentence: "Monitoring Tools" in lower case."""
        words = name.split()
        return " ".join(
            word.lower() if _TITLE_WORD.fullmatch(word) and word not in self.proper else word
            for word in words
        )

    def _listed(self, said: Said) -> str:
        """Say what a title holds."""
        name = said.anchor.name
        if not _counts(name) or (NAME_LIKE.fullmatch(name) and not self._is_title(said.anchor.id)):
            return self._under(said)
        title = self.title(name)
        if not self._is_whole(said.found):
            if len(said.names) == 1:
                return f"{said.names[0]} is one of the {title}"
            return f"among the {title} are {join(said.names)}"
        if len(said.names) < _COUNTED_FROM:
            verb = "are" if len(said.names) > 1 else "include"
            return f"the {title} {verb} {join(said.names)}"
        told = "; ".join(said.names) if any(map(is_clausal, said.names)) else join(said.names)
        return f"the handbook lists {number(len(said.names))} {title}: {told}"

    def _under(self, said: Said) -> str:
        """Say what stands under the title of a section; empty for what is no title."""
        if not self._is_title(said.anchor.id) and not _is_list(said.found):
            return ""
        kinds = {self._snapshot.node(target).kind for target in said.found.targets}
        kind = next(iter(kinds)) if len(kinds) == 1 else Kind.CONCEPT
        nouns = {Kind.CONCEPT: "item", Kind.USE_CASE: "use case", Kind.DATA_SOURCE: "data source"}
        noun = nouns.get(kind, kind.value.lower())
        count, place = len(said.names), f"under “{said.anchor.name}” the handbook"
        sentences = any(map(is_clausal, said.names))
        if count == 1:
            return f"{place} {'says:' if sentences else 'lists'} {said.names[0]}"
        told = "; ".join(said.names) if sentences else join(said.names)
        return f"{place} lists {number(count)} {plural(noun)}: {told}"

    def _member(self, said: Said) -> str:
        """Say under which title a thing is listed; empty for what is no title."""
        many = is_plural(said.anchor.name)
        holder = self.holder(said.found, many=many)
        verb = "are" if many else "is"
        verb = f"{verb} also" if said.also else verb
        counts = [f" ({q})" for edge in said.found.edges for q in edge.qualifiers if q[0].isdigit()]
        return f"{said.subject}{''.join(counts)} {verb} {holder}" if holder else ""

    def holder(self, found: AnswerSet, *, many: bool = True) -> str:
        """Return under which title things are listed; empty for what is no title."""
        label = self._snapshot.relation(found.relation).label.lower()
        if found.direction != IN or label not in LISTING or len(found.targets) != 1:
            return ""
        if not self._is_title_like(found.targets[0]):
            return ""
        holder = self._snapshot.node(found.targets[0]).name
        if _counts(holder):
            return f"{'among' if many else 'one of'} the {self.title(holder)}"
        return f"listed under “{holder}”"

    def _is_whole(self, found: AnswerSet) -> bool:
        """Whether a set has all that its anchor lists."""
        edges = self._snapshot.out(found.anchor)
        return len(found.edges) == sum(edge.relation == found.relation for edge in edges)

    def _is_title(self, node_id: str) -> bool:
        return any(edge.relation == ABOUT.name for edge in self._snapshot.into(node_id))

    def _is_title_like(self, node_id: str) -> bool:
        """Whether a thing is a title, or a lead-in in the plural that only names its members."""
        node = self._snapshot.node(node_id)
        edges = self._snapshot.out(node_id)
        listed = any(edge.readers and edge.readers[0] in LIST_READERS for edge in edges)
        return self._is_title(node_id) or (
            node.kind is Kind.CONCEPT and (listed or is_plural(node.name))
        )


def _tradeoffs(snapshot: Snapshot) -> Mapping[Evidence, str]:
    """Return the lines that name a tradeoff with its sides; those called by the sides left out."""
    named: dict[Evidence, str] = {}
    for edge in snapshot.graph.edges:
        source = snapshot.node(edge.source)
        sides = edge.relation == HAS_OPTION and source.kind is Kind.TRADEOFF
        if sides and not _SIDES.search(source.name):
            named[edge.evidence[0]] = source.name
    return named


def _counts(title: str) -> bool:
    """Whether a title can stand behind a number: "Steps to recover"."""
    whole = not _COMPOUND.search(title) and not _OWNED.match(title)
    return whole and is_plural(title) and is_plural(HEAD_END.split(title)[0])


def _is_list(found: AnswerSet) -> bool:
    """Whether a set is a list below a line that only names it: "Serving Infra: …"."""
    return all(edge.readers and edge.readers[0] in LIST_READERS for edge in found.edges)


def _examples(said: Said) -> str:
    """Say examples as such."""
    many = len(said.names) > 1
    lead, verb = ("examples", "are") if many else ("an example", "is")
    if said.also:
        return f"{lead} {verb} {join(said.names)}"
    whole = said.subject
    if said.anchor.kind is Kind.FEATURE and not key(said.anchor.name).endswith("feature"):
        name = said.anchor.name
        whole = f"{name.lower() if _TITLE_WORD.fullmatch(name) else name} features"
    return f"{lead} of {whole} {verb} {join(said.names)}"
