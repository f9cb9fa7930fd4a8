"""Which facts become statements of the graph: each end gets its kind, the fact its relation."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph import names
from graph.ledger import Refusal, RefusalReason
from graph.mapping import Mapping
from graph.model import Evidence, Relation
from graph.relation_names import is_number, named_after
from graph.schema import Kind
from graph.sources import Sources
from ingest.facts import Fact, Reading, Role, Said, Term
from ingest.grammar.clauses import is_clause

_KIND_BY_PLACE = {Role.DIAGRAM: Kind.COMPONENT, Role.QUESTION: Kind.QUESTION}
_PLACES = frozenset(Role) - {Role.NONE}
# Relations that take a cell's item apart: their ends are parts of what the header names.
_PARTS = frozenset((Said.VERSUS, Said.EXAMPLE, Said.PART, Said.OPTION))
_VALUE = "value"
_ANSWERS = frozenset({"yes", "no"})
_SIGNS = frozenset("*?%&^~$#@!<>=/|")
"""What names a thing by itself: the wildcard "*"."""
_QUESTION = re.compile(
    r".*\?\s*$|(?:what|where|when|why|how|who|which|is|are|do|does|can|should)\b.*\s.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """A thing named at one place of the text."""

    wording: str
    kind: Kind
    evidence: Evidence
    """The lines that name it, or those of the fact where the naming lines are unknown."""
    scope: str = ""
    """The header that a value stands under ("yes", "5 ms"); empty for a thing."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An admitted fact."""

    subject: Naming
    relation: Relation
    object: Naming
    evidence: Evidence
    fact: Fact


@dataclass(frozen=True, slots=True)
class Admitted:
    """The facts of a reading, admitted or refused, in the order of the text."""

    statements: tuple[Statement, ...]
    refusals: tuple[Refusal, ...]


def admit(reading: Reading, sources: Sources, mapping: Mapping) -> Admitted:
    """Admit the facts of a reading, whatever order they come in."""
    order = {document.path: at for at, document in enumerate(reading.documents)}
    facts = sorted(
        reading.facts,
        key=lambda fact: (
            order.get(fact.span.path, len(order)),
            fact.span.path,
            fact.span.line_start,
        ),
    )
    kinds = _Kinds(mapping, facts)
    statements: list[Statement] = []
    refusals: list[Refusal] = []
    for fact in facts:
        evidence = sources.evidence(fact.span, fact.heading_path)
        if evidence is None:
            refusals.append(Refusal(fact, RefusalReason.NO_SOURCE))
        elif not (_has_name(fact.subject) and _has_name(fact.object)):
            refusals.append(Refusal(fact, RefusalReason.NO_NAME))
        elif fact.relation == Said.EXAMPLE and mapping.is_behind(
            fact.object.text, fact.subject.text
        ):
            refusals.append(Refusal(fact, RefusalReason.ORGANISATION))
        else:
            statements.append(_statement(fact, evidence, kinds, sources))
    return Admitted(tuple(statements), tuple(refusals))


def _statement(fact: Fact, evidence: Evidence, kinds: _Kinds, sources: Sources) -> Statement:
    source, target = kinds.of(fact)
    if _is_cell(fact) and is_number(str(fact.relation)):
        # "103" above a column is what its values hold for.
        fact = fact._replace(relation=_VALUE, qualifiers=(*fact.qualifiers, str(fact.relation)))
    return Statement(
        Naming(fact.subject.text, source, _named_at(fact.subject, fact, evidence, sources)),
        _relation(fact, kinds.mapping, source, target),
        Naming(
            fact.object.text,
            target,
            _named_at(fact.object, fact, evidence, sources),
            _scope(fact, kinds.mapping),
        ),
        evidence,
        fact,
    )


def _relation(fact: Fact, mapping: Mapping, source: Kind, target: Kind) -> Relation:
    """Return the relation of a fact; "yes" below a header answers it, whatever else it may mean."""
    if fact.object.text in _ANSWERS and _is_cell(fact):
        return named_after(str(fact.relation))
    text = fact.object.text
    clause = is_clause(text)
    return mapping.relation_for(str(fact.relation), source, target, clause=clause, text=text)


def _named_at(term: Term, fact: Fact, evidence: Evidence, sources: Sources) -> Evidence:
    """Return where a term stands: a title at its heading, everything else with its fact."""
    if term.role != Role.HEADING:
        return evidence
    place = sources.named(term.text, fact.span.path, fact.span.line_start)
    at = sources.evidence(place.heading, place.section.heading_path) if place else None
    return at or evidence


def _scope(fact: Fact, mapping: Mapping) -> str:
    value = _is_cell(fact) and mapping.is_value(fact.object.text)
    return fact.object.role if value else ""


def _has_name(term: Term) -> bool:
    if any(c.isalnum() for c in term.text) or names.words(term.text):
        return True
    return bool(term.text) and not _SIGNS.isdisjoint(term.text)


class _Kinds:
    """The kinds of both ends of facts, with what earlier facts of the same lines said."""

    def __init__(self, mapping: Mapping, facts: list[Fact]) -> None:
        self.mapping = mapping
        self._subjects = {
            _place(fact.object, fact) for fact in facts if fact.relation == Said.ROW
        } | {_place(fact.subject, fact) for fact in facts if _is_cell(fact)}
        self._inherited: dict[tuple[str, str, str, int], Kind] = {}

    def of(self, fact: Fact) -> tuple[Kind, Kind]:
        """Return the kinds of subject and object."""
        source = self._end(fact.subject, fact)
        if fact.relation == Said.ALIAS:
            return source, source
        if names.key(str(fact.relation)) != names.key(Said.EXAMPLE):
            return source, self._end(fact.object, fact)
        own = self._end(fact.object, fact) if fact.object.role in _PLACES else Kind.CONCEPT
        target = source if source in self.mapping.inherited else own
        self._inherited[_place(fact.object, fact)] = target
        return source, target

    def _end(self, term: Term, fact: Fact) -> Kind:
        known = self._inherited.get(_place(term, fact))
        if known is not None:
            return known
        if term.role in _PLACES:
            return _KIND_BY_PLACE.get(Role(term.role), Kind.CONCEPT)
        kind = self._stated(term, fact)
        if self.mapping.is_frame(kind) and not self._is_whole(term, fact, kind):
            return Kind.CONCEPT
        return kind

    def _stated(self, term: Term, fact: Fact) -> Kind:
        kind = self.mapping.kind_of(term.role)
        if kind is None and term.role and self.mapping.says_nothing(term.role):
            kind = self.mapping.kind_of(fact.heading_path[-1]) if fact.heading_path else None
        return kind or Kind.CONCEPT

    def _is_whole(self, term: Term, fact: Fact, kind: Kind) -> bool:
        """Whether a term is what its header names, not a part or a topic of it.

        A row's subject and a list's member are. A cell under "Key Questions" is one only where it
        asks; the sides of an opposition and the examples of an item never are.
        """
        if _place(term, fact) in self._subjects:
            return True
        if fact.relation in _PARTS:
            return kind is Kind.QUESTION and bool(_QUESTION.fullmatch(term.text))
        return (
            kind is not Kind.QUESTION or not _is_cell(fact) or bool(_QUESTION.fullmatch(term.text))
        )


def _is_cell(fact: Fact) -> bool:
    """Whether the fact is a table's: the object stands under the header that is the relation."""
    return fact.relation == fact.object.role and bool(fact.subject.role)


def _place(term: Term, fact: Fact) -> tuple[str, str, str, int]:
    return (term.text, str(term.role), fact.span.path, fact.span.line_start)
