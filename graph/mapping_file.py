"""Reading the mapping files: the two that are packaged, and one beside a handbook."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingOf
from functools import cache
from importlib import resources
from pathlib import Path
from typing import cast

from graph import names
from graph.errors import BadMapping
from graph.mapping import SORTS, FieldTerm, Mapping, RelationRule
from graph.model import Relation
from graph.schema import STRUCTURE, Kind

Table = dict[str, object]

_LISTS = frozenset(
    (
        "precedence",
        "generic",
        "inherited",
        "pointless",
        "modifiers",
        "values",
        "cased",
        "organisations",
    )
)
_SECTIONS = _LISTS | {"kinds", "relation", "field", "names"}
_RELATION_KEYS = frozenset(
    ("name", "label", "inverse", "words", "said", "from", "to", "clauses", "refuses")
)
_SORTS = ", ".join(f"“{sort}”" for sort in sorted(SORTS))


def load_mapping(overrides: Path | None = None) -> Mapping:
    """Return the mapping, with the entries of an override file before the packaged ones.

    Raises ``BadMapping`` where the file cannot be read or does not follow the format that the
    head of ``mapping.toml`` documents.
    """
    if overrides is None:
        return _packaged()
    try:
        return _assemble([_parse(overrides.read_text("utf-8")), *_packaged_tables()])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, _Malformed) as error:
        raise BadMapping(
            f"The mapping file {overrides} cannot be used ({error}); correct it as"
            " graph/mapping.toml documents, or remove it."
        ) from error


@cache
def relation_wordings() -> MappingOf[str, tuple[str, ...]]:
    """Return the wordings that state each packaged relation, by its name: what it may be called."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for tables in _packaged_tables():
        for wordings, _, rule in _rules(tables):
            found[rule.relation.name] += wordings
    return {name: tuple(dict.fromkeys(wordings)) for name, wordings in found.items()}


class _Malformed(ValueError):
    """An entry that is not of the documented form."""


@cache
def _packaged() -> Mapping:
    return _assemble(_packaged_tables())


def _packaged_tables() -> list[Table]:
    folder = resources.files("graph")
    return [
        _parse((folder / name).read_text("utf-8")) for name in ("mapping.toml", "field_terms.toml")
    ]


def _parse(text: str) -> Table:
    tables = cast("Table", tomllib.loads(text))
    unknown = sorted(set(tables) - _SECTIONS)
    if unknown:
        raise _Malformed(f"unknown entry “{unknown[0]}”")
    return tables


def _assemble(tables: list[Table]) -> Mapping:
    """Put tables together; of two entries for the same words the earlier table's holds."""
    rules = [entry for table in tables for entry in _rules(table)]
    _check_labels(rule for _, _, rule in rules)
    precedence = tuple(_kind(name) for name in _strings_of(tables, "precedence"))
    return Mapping(
        kinds=_kinds(tables),
        relations=_by_words((names.key(word), rule) for words, _, rule in rules for word in words),
        said=_by_words((word, rule) for _, said, rule in rules for word in said),
        written=frozenset(word.casefold() for words, _, _ in rules for word in words),
        fields=_fields(tables),
        precedence=tuple(dict.fromkeys(precedence)),
        generic=frozenset(_kind(name) for name in _strings_of(tables, "generic")),
        inherited=frozenset(_kind(name) for name in _strings_of(tables, "inherited")),
        pointless=frozenset(names.key(word) for word in _strings_of(tables, "pointless") if word),
        modifiers=frozenset(_strings_of(tables, "modifiers")),
        values=frozenset(names.key(word) for word in _strings_of(tables, "values")),
        organisations=frozenset(names.key(word) for word in _strings_of(tables, "organisations")),
        same=tuple(pair for table in tables for pair in _groups(_table(table, "names"), "same")),
        apart=frozenset(
            names.key(word)
            for table in tables
            for word in _strings(_table(table, "names").get("apart", []))
        ),
    )


def _kinds(tables: list[Table]) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for table in tables:
        for name, words in _table(table, "kinds").items():
            for word in _strings(words):
                kinds.setdefault(names.key(word), _kind(name))
    return kinds


def _rules(table: Table) -> Iterator[tuple[list[str], list[str], RelationRule]]:
    """Yield the words, the values of Said and the rule of each entry."""
    entries = table.get("relation", [])
    if not isinstance(entries, list):
        raise _Malformed("“relation” is not a list of tables ([[relation]])")
    for entry in cast("list[object]", entries):
        fields = _as_table(entry, "relation")
        unknown = sorted(set(fields) - _RELATION_KEYS)
        if unknown:
            raise _Malformed(f"unknown key “{unknown[0]}” in a relation")
        relation = Relation(*(_text(fields, key) for key in ("name", "label", "inverse")))
        ends = [
            frozenset(_kind(name) for name in _strings(fields.get(key, [])))
            for key in ("from", "to")
        ]
        words, said = _strings(fields.get("words", [])), _strings(fields.get("said", []))
        refuses = frozenset(_strings(fields.get("refuses", [])))
        if odd := sorted(refuses - SORTS):
            raise _Malformed(f"“{odd[0]}” is no sort of object; “refuses” takes {_SORTS}")
        rule = RelationRule(relation, *ends, clauses=_flag(fields, "clauses"), refuses=refuses)
        yield words, said, rule


def _by_words(pairs: Iterable[tuple[str, RelationRule]]) -> dict[str, tuple[RelationRule, ...]]:
    found: dict[str, list[RelationRule]] = {}
    for word, rule in pairs:
        found.setdefault(word, []).append(rule)
    return {
        word: tuple(sorted(rules, key=lambda rule: -rule.asks)) for word, rules in found.items()
    }


def _check_labels(rules: Iterable[RelationRule]) -> None:
    seen: dict[str, Relation] = {}
    for rule in rules:
        first = seen.setdefault(rule.relation.name, rule.relation)
        if first != rule.relation:
            raise _Malformed(f"relation {first.name} has two different labels")


def _fields(tables: list[Table]) -> dict[str, FieldTerm]:
    cased = {names.key(word) for word in _strings_of(tables, "cased")}
    found: dict[str, FieldTerm] = {}
    for table in tables:
        for kind, entries in _table(table, "field").items():
            for entry in _strings(entries):
                wordings = tuple(entry.split("|"))
                for word in wordings:
                    key = names.key(word)
                    found.setdefault(
                        key, FieldTerm(wordings[0], _kind(kind), wordings, key in cased)
                    )
    return found


def _kind(name: str) -> Kind:
    try:
        kind = Kind(name)
    except ValueError as error:
        raise _Malformed(f"“{name}” is not one of the kinds") from error
    if kind in STRUCTURE:
        raise _Malformed(f"“{name}” is made from the text itself and cannot be given")
    return kind


def _groups(table: Table, key: str) -> list[tuple[str, ...]]:
    groups = table.get(key, [])
    if not isinstance(groups, list):
        raise _Malformed(f"“{key}” is not a list of lists")
    return [tuple(_strings(group)) for group in cast("list[object]", groups)]


def _strings_of(tables: list[Table], key: str) -> list[str]:
    return [word for table in tables for word in _strings(table.get(key, []))]


def _strings(value: object) -> list[str]:
    if not isinstance(value, list):
        raise _Malformed(f"{value!r} is not a list of texts")
    values = cast("list[object]", value)
    if not all(isinstance(item, str) for item in values):
        raise _Malformed(f"{value!r} holds something that is not a text")
    return [str(item) for item in values]


def _table(table: Table, key: str) -> Table:
    return _as_table(table.get(key, {}), key)


def _as_table(value: object, key: str) -> Table:
    if not isinstance(value, dict):
        raise _Malformed(f"“{key}” is not a table")
    return cast("Table", value)


def _flag(table: Table, key: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise _Malformed(f"“{key}” is neither true nor false")
    return value


def _text(table: Table, key: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _Malformed(f"a relation lacks its “{key}”")
    return value
