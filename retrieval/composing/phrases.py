"""Phrases: an answer set as a clause of plain English.

A relation's label is a verb phrase in the third person ("typically uses", "has option"), so the
anchor is the subject and the other ends are listed. A label that ends in a noun takes the plural
for several ("has the options a and b"), a plural anchor takes the plural verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.model import Node
from graph.schema import Kind
from graph.snapshot import Snapshot
from retrieval.composing.agreement import agree
from retrieval.composing.attributes import Attributes
from retrieval.composing.proper import with_capital
from retrieval.composing.subjects import FRAMED, kind_noun, name_of, subject, takes_plural
from retrieval.composing.telling import is_clausal, is_condition, told_from_a_name
from retrieval.composing.wordings import PASSIVE, Said, Wordings
from retrieval.queries.answer_sets import OUT, VERSUS, AnswerSet
from retrieval.text.english import join, number, plural

_LISTS = frozenset({"includes", "covers", "branches into"})
"""Labels by which a section only holds its members."""
_VERB_AND_NOUN = re.compile(r"(?P<verb>has|uses|have|use) (?:the )?(?P<noun>(?!an?\b|under\b).+)")
_CONDITIONAL = re.compile(r"\s(?:when|whenever|if|unless|once|until|after|before)$")
"""Ends of labels behind which each of several conditions is enough."""
_BY = re.compile(r"has (?P<verb>\w+(?:ed|n)) by", re.IGNORECASE)
_FEW = 2
LONG = 4
"""Words of a name that is told behind a colon."""

MOST_KEPT = 4096
"""Clauses that are kept, because many answers say the same facts."""


class Phraser:
    """Words answer sets of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._wordings = Wordings(snapshot)
        self._attributes = Attributes(snapshot)
        self._clauses: dict[tuple[object, ...], str] = {}

    def clause(
        self,
        found: AnswerSet,
        *,
        counted: Kind | None = None,
        count: bool = False,
        also: bool = False,
    ) -> str:
        """Return a clause without its full stop, the anchor first.

        Args:
            found: What to say.
            counted: The kind by which the other ends are named, where they all are of it.
            count: Whether the number was asked for.
            also: Whether the anchor was spoken of just before.
        """
        which = (found.key, found.targets, counted, count, also)
        known = self._clauses.get(which)
        if known is None:
            if len(self._clauses) >= MOST_KEPT:
                self._clauses.clear()
            known = self._worded(found, counted=counted, count=count, also=also)
            self._clauses[which] = known
        return known

    def _worded(self, found: AnswerSet, *, counted: Kind | None, count: bool, also: bool) -> str:
        turned = self._attributes.turned(told_from_a_name(found, self._snapshot))
        also = also and turned.anchor == found.anchor
        found = turned
        anchor = self._snapshot.node(found.anchor)
        label = self.label(found)
        names, inside = self.names(found), subject(anchor, inside=True)
        if special := self._special(found, anchor, names, counted):
            return special
        owner = ("their" if takes_plural(anchor) else "its") if also else ""
        if (not count or len(names) == 1) and (
            told := self._attributes.clause(found, inside, names, owner)
        ):
            return told
        said = Said(found, anchor, inside, names, label, also)
        if worded := self._wordings.clause(said):
            return worded
        clausal = len(names) == 1 and is_clausal(names[0])
        clausal = clausal and (not label.endswith(("suits", " for")) or is_condition(names[0]))
        if PASSIVE.fullmatch(label) and not also and not clausal:
            return self._active(found, anchor, names, count=count, counted=counted)
        label = agree(label, many=takes_plural(anchor))
        told = f"{label}: {names[0]}" if clausal else ""
        if PASSIVE.fullmatch(label) and self._are_long(found):
            told = f"{label}: {'; '.join(names)}"
        predicate = told or _predicate(label, names, counted, count=count)
        return f"{subject(anchor)} {_also(predicate) if also else predicate}"

    def _special(
        self, found: AnswerSet, anchor: Node, names: Sequence[str], counted: Kind | None
    ) -> str:
        """Say what sections list and what questions are answered with."""
        label = self.label(found)
        if anchor.kind is Kind.SECTION and (listed := _list_of(label, counted, len(names))):
            return f"under “{anchor.name}” the handbook lists {_counted(listed, names, count=True)}"
        if anchor.kind is Kind.QUESTION and found.direction == OUT and label.endswith("ed by"):
            return f"to {name_of(anchor)} the handbook answers: {join(names)}"
        if by := _BY.fullmatch(self._snapshot.relation(found.relation).label):
            return _made_by(by["verb"], found, anchor, names)
        return ""

    def header(self, found: AnswerSet) -> str:
        """Return the header of a column with its verb: "the price is"; empty for other sets."""
        return self._attributes.lead(found) if found.direction == OUT else ""

    def is_attribute(self, found: AnswerSet) -> bool:
        """Whether a set says what its anchor is like, by a column of a table."""
        return found.direction == OUT and bool(self._attributes.header(found))

    def _active(
        self,
        found: AnswerSet,
        anchor: Node,
        names: Sequence[str],
        *,
        count: bool,
        counted: Kind | None,
    ) -> str:
        """Say a passive relation from its other ends: "a, b and c suit the anchor"."""
        if self._are_long(found):
            be = agree(self.label(found), many=takes_plural(anchor))
            return f"{subject(anchor)} {be}: {'; '.join(names)}"
        relation = self._snapshot.relation(found.relation)
        active = relation.inverse if found.direction == OUT else relation.label
        many = len(names) > 1 or takes_plural(self._snapshot.node(found.targets[0]))
        clause = f"{agree(active, many=many)} {subject(anchor, inside=True)}"
        if not count:
            return f"{join(names)} {clause}"
        noun = kind_noun(counted) if counted else "thing"
        nouns = plural(noun) if len(names) > 1 else noun
        return f"{number(len(names))} {nouns} {clause}: {join(names)}"

    def _are_long(self, found: AnswerSet) -> bool:
        """Whether a set gives phrases, with which no sentence about another thing can begin."""
        nodes = [self._snapshot.node(target) for target in found.targets]
        return any(
            node.kind is Kind.CONCEPT and (len(node.name.split()) >= LONG or ", " in node.name)
            for node in nodes
        )

    def label(self, found: AnswerSet) -> str:
        """Return the relation's label as it reads from the anchor."""
        relation = self._snapshot.relation(found.relation)
        return relation.label if found.direction == OUT else relation.inverse

    def names(self, found: AnswerSet) -> list[str]:
        """Return the other ends' names as they stand in a sentence, with the edges' conditions."""
        nodes = [self._snapshot.node(target) for target in found.targets]
        weighed = found.relation == VERSUS or self.label(found).endswith("example of")
        framed = {*FRAMED, Kind.OPTION} if weighed else FRAMED
        alone = len(nodes) == 1 and nodes[0].kind in framed
        names = [
            with_capital(
                node,
                subject(node, inside=True) if alone else name_of(node),
                self._wordings.proper,
            )
            for node in nodes
        ]
        out = found.direction == OUT
        if self.label(found).endswith("example of"):
            names = [
                f"the {name} data source" if node.kind is Kind.DATA_SOURCE else name
                for name, node in zip(names, nodes, strict=True)
            ]
        told = [self._wordings.inside(edge, name_of, out=out) for edge in found.edges]
        return [
            f"{name} ({'; '.join(inside)})" if inside else name
            for name, inside in zip(names, told, strict=True)
        ]


def _made_by(verb: str, found: AnswerSet, anchor: Node, names: Sequence[str]) -> str:
    """Return "a is maintained by b", from a column that is called "Maintained by"."""
    if found.direction == OUT:
        be = "are" if takes_plural(anchor) else "is"
        return f"{subject(anchor)} {be} {verb} by {join(names)}"
    be = "are" if len(names) > 1 else "is"
    return f"{join(names)} {be} {verb} by {name_of(anchor)}"


def _list_of(label: str, counted: Kind | None, size: int) -> str:
    """Return the noun for what a section lists, plural for several; empty for a real statement."""
    noun = _VERB_AND_NOUN.fullmatch(label)
    if noun is None and label not in _LISTS:
        return ""
    one = noun["noun"] if noun else kind_noun(counted) if counted else "item"
    return one if size == 1 else plural(one)


def _counted(nouns: str, names: Sequence[str], *, count: bool) -> str:
    return f"{number(len(names))} {nouns}: {join(names)}" if count else f"{nouns}: {join(names)}"


def _predicate(label: str, names: Sequence[str], counted: Kind | None, *, count: bool) -> str:
    """Return verb and list: "typically uses four models: a, b, c and d"."""
    count = count and len(names) > 1
    items = join(names, "or" if _CONDITIONAL.search(label) else "and")
    size = number(len(names))
    noun = _VERB_AND_NOUN.fullmatch(label)
    if noun is not None:
        nouns = noun["noun"] if len(names) == 1 else plural(noun["noun"])
        listed = f"{size} {nouns}: {items}" if count else f"the {nouns} {items}"
        return f"{noun['verb']} {listed}"
    if counted is not None and (count or len(names) > _FEW):
        nouns = kind_noun(counted) if len(names) == 1 else plural(kind_noun(counted))
        return f"{label} {size} {nouns}: {items}"
    if label.endswith(" of") and len(names) == _FEW and not count:
        items = f"{names[0]} and of {names[1]}"
    return f"{label} {size}: {items}" if count else f"{label} {items}"


def _also(label: str) -> str:
    """Put "also" where it stands in English: behind "is", before other verbs."""
    first, _, rest = label.partition(" ")
    if first in {"is", "are"}:
        return f"{first} also {rest}".rstrip()
    return f"also {label}"
