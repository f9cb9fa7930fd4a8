"""Facts in their context: what stands below a title that many sections share is told of its owner.

"Owner: Tom" below "Notes" of Service B is a fact of Service B, the items below "Options" are its
options. A title that tells no relation becomes a thing of each section: "Rolling back (Service
B)". A key that several owners explain in ways of their own ("--fast") is one thing for each, and
what is said of a known thing is told with its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph import names
from graph.contexts import Contexts, relates, told_apart
from graph.mapping import Mapping
from graph.schema import Kind
from ingest.facts import Fact, Role, Said, Term
from ingest.grammar.headings import holds_attributes, names_people

READER = "heading"
_PLACES = frozenset({Role.HEADING, Role.QUESTION})
_LISTING = frozenset({Said.INCLUDES, Said.ROW})
_SAID = frozenset(Said)
_SEVERAL = 2
_MADE = frozenset((Kind.TOOL, Kind.MODEL))


def in_context(facts: Iterable[Fact], contexts: Contexts, mapping: Mapping) -> list[Fact]:
    """Return the facts, those below shared titles told of what they belong to, in their order."""
    owned: list[Fact] = []
    for fact in facts:
        owned.extend(_owned(fact, contexts))
    if not contexts:
        return owned
    return _keys_apart(list(dict.fromkeys(owned)), contexts, mapping)


def _owned(fact: Fact, contexts: Contexts) -> Iterator[Fact]:
    """Yield a fact whose ends are shared titles as one of what these belong to."""
    titles = fact.heading_path
    at = _position(fact.subject, fact, contexts)
    if at is not None:
        title, owner = titles[at], contexts.owner(fact.span.path, titles[:at])
        relation = _relation_of(fact, title)
        if fact.subject.role == Role.HEADING and relation:
            fact = fact._replace(subject=Term(owner, Role.HEADING), relation=relation)
        else:
            own = Term(told_apart(fact.subject.text, owner), fact.subject.role)
            fact = fact._replace(subject=own)
            if own.role == Role.HEADING:
                whole = Term(owner, Role.HEADING)
                yield Fact(whole, Said.INCLUDES, own, fact.span, titles, READER)
    at = _position(fact.object, fact, contexts)
    if at is not None:
        owner = contexts.owner(fact.span.path, titles[:at])
        own = Term(told_apart(fact.object.text, owner), fact.object.role)
        fact = fact._replace(object=own)
    yield fact


def _position(term: Term, fact: Fact, contexts: Contexts) -> int | None:
    """Return which of the titles above a fact one of its ends is, where many sections share it."""
    if term.role not in _PLACES:
        return None
    wanted = names.key(term.text)
    for at in reversed(range(len(fact.heading_path))):
        title = fact.heading_path[at]
        if names.key(title) == wanted:
            attribute = at > 0 and fact.relation not in _SAID and holds_attributes(title)
            return at if attribute or contexts.is_slot(title) else None
    return None


def _relation_of(fact: Fact, title: str) -> str:
    """Return by which relation a shared title's owner has what is stated of it; empty for none."""
    if fact.relation not in _SAID or fact.relation == Said.NOTE:
        return fact.relation
    if fact.relation not in _LISTING or not relates(title):
        return ""
    return title


@dataclass(frozen=True, slots=True)
class _Keys:
    """Keys of names that several owners explain in ways of their own."""

    apart: frozenset[str]
    """Those that are one thing for each owner."""
    placed: frozenset[tuple[str, str]]
    """(known thing, relation) whose facts are told with their owner."""


def _keys_apart(facts: list[Fact], contexts: Contexts, mapping: Mapping) -> list[Fact]:
    owners = [_owner_below(fact, contexts) for fact in facts]
    keys = _keys(facts, owners, mapping)
    if not keys.apart and not keys.placed:
        return facts
    return [_told(fact, owner, keys) for fact, owner in zip(facts, owners, strict=True)]


def _owner_below(fact: Fact, contexts: Contexts) -> str:
    """Return what a fact right below a shared title belongs to, empty for any other fact."""
    titles = fact.heading_path
    if not titles or not contexts.is_slot(titles[-1]):
        return ""
    return contexts.owner(fact.span.path, titles[:-1])


def _keys(facts: list[Fact], owners: list[str], mapping: Mapping) -> _Keys:
    stated: defaultdict[str, defaultdict[str, set[tuple[str, str]]]]
    stated = defaultdict(lambda: defaultdict(set))
    known: set[str] = set()
    for fact, owner in zip(facts, owners, strict=True):
        subject = names.key(fact.subject.text)
        if not owner:
            known.update((subject, names.key(fact.object.text)))
        elif fact.subject.role not in _PLACES:
            stated[subject][owner].add((fact.relation, names.key(fact.object.text)))
            if _is_known(fact.subject, mapping):
                known.add(subject)
    apart: set[str] = set()
    placed: set[tuple[str, str]] = set()
    for subject, said in stated.items():
        if len(said) < _SEVERAL or len(set(map(frozenset, said.values()))) < _SEVERAL:
            continue
        if subject in known:
            placed.update((subject, relation) for relation in _differing(said.values()))
        else:
            apart.add(subject)
    return _Keys(frozenset(apart), frozenset(placed))


def _differing(said: Iterable[set[tuple[str, str]]]) -> list[str]:
    """Return the relations by which several owners state different things."""
    by_relation: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for statements in said:
        objects: defaultdict[str, set[str]] = defaultdict(set)
        for relation, stated in statements:
            objects[relation].add(stated)
        for relation, found in objects.items():
            by_relation[relation].append(frozenset(found))
    return [relation for relation, found in by_relation.items() if len(set(found)) > 1]


def _is_known(term: Term, mapping: Mapping) -> bool:
    """Whether a name is that of one thing wherever it stands: a tool, a model, a person."""
    if mapping.field(term.text) is not None or names_people(term.role):
        return True
    return mapping.kind_of(term.role) in _MADE


def _told(fact: Fact, owner: str, keys: _Keys) -> Fact:
    if not owner:
        return fact
    subject, obj = _own(fact.subject, owner, keys), _own(fact.object, owner, keys)
    placed = (names.key(fact.subject.text), fact.relation) in keys.placed
    if placed and owner not in fact.qualifiers:
        fact = fact._replace(qualifiers=(*fact.qualifiers, owner))
    if subject is fact.subject and obj is fact.object:
        return fact
    return fact._replace(subject=subject, object=obj)


def _own(term: Term, owner: str, keys: _Keys) -> Term:
    if term.role in _PLACES or names.key(term.text) not in keys.apart:
        return term
    return Term(told_apart(term.text, owner), term.role)
