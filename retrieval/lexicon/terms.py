"""The lexicon's terms: the packaged files and, if there is one, the file beside a handbook.

``README.md`` in this folder documents the format.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import cast

from graph.names import key
from retrieval.errors import BadLexicon

PACKAGED = (
    *("data", "models", "training", "evaluation", "serving"),
    *("monitoring", "systems", "llm", "product", "tools"),
)
"""The areas, each a file of its own, in the order in which they are read."""
FILE_NAME = "lexicon.toml"
"""Name of the file that extends the lexicon for the handbook beside which it lies."""
LONGEST_GLOSS = 25
"""Words; a sentence embedding blurs what is longer."""

SCENES = "scenes"
"""The file that adds scenes to the terms of the others."""

_LISTS = ("synonyms", "kin", "wordings", "shared", "scenes")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the field and what people say who do not know it."""

    name: str
    synonyms: tuple[str, ...] = ()
    """Other names, abbreviations and spellings of the same thing."""
    kin: tuple[str, ...] = ()
    """Narrower things, and things of the same sort, that gloss and wordings describe as well."""
    wordings: tuple[str, ...] = ()
    """Everyday phrases for it."""
    gloss: str = ""
    """What it is, in one line; empty only in an addition to a packaged term."""
    shared: tuple[str, ...] = ()
    """Those of its own names that also mean another term, declared by both."""
    scenes: tuple[str, ...] = ()
    """What somebody tells of who meets it in life and does not know the term."""

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its synonyms."""
        return (self.name, *self.synonyms)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms in the order of their files, and the ways to find them."""

    terms: tuple[Term, ...]
    _named: Mapping[str, tuple[Term, ...]] = field(repr=False)
    _kin: Mapping[str, tuple[Term, ...]] = field(repr=False)

    def named(self, text: str) -> tuple[Term, ...]:
        """Return the terms of which a text is the name or a synonym, by ``graph.names.key``."""
        return self._named.get(key(text), ())

    def described(self, text: str) -> tuple[Term, ...]:
        """Return the terms of that name, or else those that count it among their kin."""
        return self.named(text) or self._kin.get(key(text), ())


def load_lexicon(extra: Path | None = None) -> Lexicon:
    """Return the packaged lexicon, extended by a file of the same format.

    A term of the file that has the name of a packaged one adds to it, and its gloss replaces the
    other; any other is a new term. A name that the file uses means its terms alone, because it
    knows the field of its handbook. Raises ``BadLexicon``.
    """
    if extra is None:
        return _packaged()
    try:
        added = _read(extra.read_text("utf-8"), str(extra))
        return _extended(_packaged(), added)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, _Malformed) as error:
        raise BadLexicon(
            f"The lexicon {extra} cannot be used ({error}); correct it as"
            " retrieval/lexicon/README.md documents, or remove it."
        ) from error


class _Malformed(ValueError):
    """An entry that is not of the documented form."""


@cache
def _packaged() -> Lexicon:
    folder = resources.files("retrieval") / "lexicon"
    files = [f"{area}.toml" for area in PACKAGED]
    terms = [term for name in files for term in _read((folder / name).read_text("utf-8"), name)]
    _check_glosses(terms)
    file = f"{SCENES}.toml"
    scenes = {term.name: term.scenes for term in _read((folder / file).read_text("utf-8"), file)}
    terms = [replace(term, scenes=scenes.get(term.name, ())) for term in terms]
    named = _by_key((term, term.names) for term in _distinct(terms))
    return Lexicon(tuple(terms), named, _by_key((term, term.kin) for term in terms))


def _extended(base: Lexicon, added: list[Term]) -> Lexicon:
    """Merge the added terms into those of their names, and let their names mean them alone."""
    merged = {key(term.name): term for term in base.terms}
    changed: dict[str, Term] = {}
    for term in _distinct(added):
        name = key(term.name)
        changed[name] = merged[name] = _joined(merged.get(name), term)
    _check_glosses(changed.values())
    claimed = _by_key((changed[key(term.name)], term.names) for term in added)
    named = _by_key((term, term.names) for term in merged.values()) | claimed
    kin = _by_key((term, term.kin) for term in merged.values())
    return Lexicon(tuple(merged.values()), named, kin)


def _joined(base: Term | None, added: Term) -> Term:
    if base is None:
        return added
    return Term(
        base.name,
        _once([*base.synonyms, *added.synonyms, added.name], without=(base.name,)),
        _once([*base.kin, *added.kin]),
        _once([*base.wordings, *added.wordings]),
        added.gloss or base.gloss,
        _once([*base.shared, *added.shared]),
        _once([*base.scenes, *added.scenes]),
    )


def _once(texts: Iterable[str], without: Iterable[str] = ()) -> tuple[str, ...]:
    """Keep the first of texts that have one key."""
    taken = {key(text) for text in without}
    kept: list[str] = []
    for text in texts:
        if key(text) not in taken:
            taken.add(key(text))
            kept.append(text)
    return tuple(kept)


def _read(text: str, file: str) -> list[Term]:
    return [_term(name, entry, file) for name, entry in tomllib.loads(text).items()]


def _term(name: str, entry: object, file: str) -> Term:
    if not isinstance(entry, dict):
        raise _Malformed(f'“{name}” in {file} is not a table; write it as ["{name}"]')
    fields = cast("dict[str, object]", entry)
    unknown = sorted(set(fields) - {"gloss", *_LISTS})
    if unknown:
        raise _Malformed(f"unknown entry “{unknown[0]}” in “{name}”")
    if not key(name):
        raise _Malformed(f"a term in {file} has no name")
    synonyms, kin, wordings, shared, scenes = (_texts(name, fields, part) for part in _LISTS)
    gloss = _gloss(name, fields.get("gloss", ""))
    term = Term(name, synonyms, kin, wordings, gloss, shared, scenes)
    stray = {key(text) for text in shared} - {key(text) for text in term.names}
    if stray:
        raise _Malformed(f"“{name}” shares a name that it does not have")
    return term


def _texts(name: str, fields: Mapping[str, object], part: str) -> tuple[str, ...]:
    values = fields.get(part, [])
    if not isinstance(values, list):
        raise _Malformed(f"“{part}” of “{name}” is not a list of texts")
    texts: list[str] = []
    for value in cast("list[object]", values):
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            raise _Malformed(f"“{part}” of “{name}” holds {value!r}, not a text of one line")
        texts.append(value)
    return tuple(texts)


def _gloss(name: str, value: object) -> str:
    if not isinstance(value, str) or "\n" in value or len(value.split()) > LONGEST_GLOSS:
        raise _Malformed(f"the gloss of “{name}” is not one line of ≤ {LONGEST_GLOSS} words")
    return value.strip()


def _distinct(terms: list[Term]) -> list[Term]:
    """Return the terms; raises ``_Malformed`` where two have a name that both do not declare."""
    owners: dict[str, Term] = {}
    for term in terms:
        own = [key(name) for name in term.names]
        shared = {key(name) for name in term.shared}
        for name, folded in zip(term.names, own, strict=True):
            if own.count(folded) > 1:
                raise _Malformed(f"“{term.name}” has the name “{name}” twice")
            other = owners.setdefault(folded, term)
            both = folded in shared and folded in {key(text) for text in other.shared}
            if other is not term and (not both or folded in {key(term.name), key(other.name)}):
                raise _Malformed(
                    f"“{name}” names both “{other.name}” and “{term.name}”;"
                    " a synonym that means two terms is listed as shared by both"
                )
    return terms


def _check_glosses(terms: Iterable[Term]) -> None:
    for term in terms:
        if not term.gloss:
            raise _Malformed(f"“{term.name}” has no gloss")


def _by_key(named: Iterable[tuple[Term, tuple[str, ...]]]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for term, texts in named:
        for text in texts:
            known = found.get(key(text), ())
            if term not in known:
                found[key(text)] = (*known, term)
    return found
