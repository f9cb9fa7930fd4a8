"""What a cell lists, describes, asks or answers."""

from __future__ import annotations

import re

from ingest.document import Text
from ingest.facts import Said
from ingest.grammar.item import Item, Items
from ingest.grammar.items import read_items
from ingest.grammar.terms import clean_term
from ingest.grammar.words import word_set
from ingest.readers.cells import lists_alternatives, named_and_told, one_measure

_YES = word_set("yes_cells")
_NO = word_set("no_cells")
_ANSWERED = re.compile(r"^(?P<word>\[[ x]\]|[^\s,;(–—]+)(?P<rest>.*)$", re.DOTALL)
_NOTES = frozenset("*¹²³⁴⁵†‡")
_NOTED = re.compile(r"(?<=[^\w\s])\ufe0f?\s?(?:\*{1,3}|[¹²³⁴⁵†‡])$|(?<=[a-z])\*{1,3}$")
"""The mark of a note behind a tick or a word: "✅*"."""
_COUNTED = re.compile(r"\d[\d.,]*\s(?!%)[a-z][\w-]{2,}(?:\s[\w-]+)?")
_SET_OFF = re.compile(r"^\s*[,;(–—-]")


def listed_in(cell: Text) -> Items:
    """Read what a cell lists, or the one measure that it gives."""
    items = named_and_told(cell)
    if not items.items:
        items = read_items(cell, slashes=lists_alternatives(cell))
    if len(items.items) > 1 and one_measure(items):
        return Items((Item(clean_term(cell.plain), 0, len(cell.plain)),))
    return _with_count(items) if "," in cell.plain else items


def _with_count(items: Items) -> Items:
    """Take "4 experts" behind the one name of a cell for what it has: "MMoE, 4 experts"."""
    if len(items.items) != 2 or items.versus:  # noqa: PLR2004
        return items
    name, count = items.items
    if name.text[:1].isdigit() or not _COUNTED.fullmatch(count.text) or count.below:
        return items
    told = name._replace(end=count.end, qualifiers=(*name.qualifiers, count.text))
    return Items((told,))


def described(cell: Text) -> Items:
    """Read a description as one thing, unless it is cut into lines of its own."""
    name = clean_term(cell.plain)
    if not name or ";" in name or "<br" in name.lower():
        return read_items(cell)
    return Items((Item(name, 0, len(cell.plain)),))


def options_asked(item: Item) -> list[Item]:
    """Return the options that a question of a cell names; its row has them as well."""
    if not item.text.endswith("?"):
        return []
    return [option for relation, option in item.below if relation == Said.OPTION]


def yes_or_no(cell: Text) -> tuple[str, str] | None:
    """Return "yes" or "no" and the condition behind it, where a cell only answers."""
    plain = cell.plain.strip()
    if plain[-1:] in _NOTES:
        plain = _NOTED.sub("", plain)
    match = _ANSWERED.match(plain)
    if not match:
        return None
    word = match.group("word").lower().replace("\ufe0f", "").rstrip(".:")
    answer = "yes" if word in _YES else "no" if word in _NO else ""
    rest = match.group("rest")
    # "✓ Versioning" is an item with a tick, "No downtime" a phrase of its own.
    if not answer or (rest.strip() and not _SET_OFF.match(rest)):
        return None
    return answer, clean_term(rest)
