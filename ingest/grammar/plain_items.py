"""The commonest texts, read at a glance as the item grammar reads them step by step.

They hold plain names only, words of ASCII letters and digits, and one of few ways to join them:
"A, B", "A, B and C", "A vs B", "A (B, C)", "A (B / C)". Whatever is not of these forms for sure,
or has a word that may join, split or rule out names, is left to the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.facts import Said
from ingest.grammar.appositions import goes_on, says_what_it_is
from ingest.grammar.clauses import bids
from ingest.grammar.item import Item, Items
from ingest.grammar.listing import lists_objects
from ingest.grammar.parentheses import Inner, inner_kind, surely_examples
from ingest.grammar.pieces import Piece
from ingest.grammar.words import FINITE, PRONOUNS, word_set
from ingest.tuples import new

_NAME = r"[A-Za-z0-9]++(?:[ _-][A-Za-z0-9]++)*+"
PLAIN_NAME = re.compile(_NAME)
_LIST = re.compile(rf"{_NAME}(?:, {_NAME})*+")
_EXAMPLES = re.compile(rf"(?P<name>{_NAME}) \((?P<inner>{_NAME}(?:(?:, | / ){_NAME})*+)\)")
_CONJUNCTION = re.compile(r",? (?:and|or) ")
_DECIDING = FINITE.union(PRONOUNS, *map(word_set, ("continuations", "joining", "collective")))
_MOST_WORDS = 8
_MOST_SIDE_WORDS = 6


def plain_items(text: str, at: int, *, conjunctions: bool) -> Items | None:
    """Return the items of a text of plain names, None where the grammar must decide.

    Args:
        text: without white space around it.
        at: where it begins in the whole that offsets count in.
        conjunctions: whether "a and b" is a list of two.
    """
    if text.isalnum() and text.isascii():
        return None if text.lower() in _DECIDING else _one(text, at)
    if "\n" in text:
        text = text.replace("\n", " ")
    if text[-1:] == ")":
        return _with_examples(text, at)
    if not _LIST.fullmatch(text):
        return None
    found = _split(text)
    if _DECIDING.isdisjoint(found):
        return _listed(text, at)
    return _decided(text, at, found, conjunctions=conjunctions)


def _decided(text: str, at: int, found: list[str], *, conjunctions: bool) -> Items | None:
    """Read "A vs B", "A and B": what words join, and nothing where others may split or rule out."""
    deciding = _DECIDING.intersection(found)
    if "vs" in deciding:
        return _opposed(text.split(" vs "), at) if "," not in text else None
    once = len(deciding) == 1 and found.count(*deciding) == 1
    return _conjoined(text, at) if conjunctions and once else None


def _split(text: str) -> list[str]:
    """Return the words of a list of names in lower case."""
    return text.lower().replace(",", "").split(" ")


def _decides(text: str) -> bool:
    """Say whether a list of names has a word that may join, split or rule out names."""
    return not _DECIDING.isdisjoint(_split(text))


def _listed(text: str, at: int) -> Items | None:
    """Read "A, B" without any word that decides."""
    if "," not in text:
        if text.count(" ") >= _MOST_WORDS:
            return None
        return _one(text, at)
    names = text.split(", ")
    short = text.count(" ") < _MOST_WORDS or _are_short(names)
    if not short or (" " in names[0] and lists_objects(names)):
        return None
    if len(names) == 2 and (says_what_it_is(*names) or goes_on(names)):  # noqa: PLR2004
        return None
    return new(Items, (_in_turn(names, at, 2), ()))


def _one(name: str, at: int) -> Items:
    return new(Items, ((new(Item, (name, at, at + len(name), (), (), "")),), ()))


def _with_examples(text: str, at: int) -> Items | None:
    match = _EXAMPLES.fullmatch(text)
    name, inner = match.groups() if match else ("", "")
    if not name or name.count(" ") >= _MOST_WORDS or _decides(f"{name} {inner}"):
        return None
    if inner[0].islower() and bids(name):
        return None
    start = at + len(name) + 2
    if not surely_examples(name, inner):
        kind = inner_kind(name + " ", Piece(inner, inner, start, ()))
        if kind is not Inner.EXAMPLES:
            return None
    found = _examples(inner, start)
    if found is None:
        return None
    below = tuple([(Said.EXAMPLE, item) for item in found])
    return new(Items, ((new(Item, (name, at, at + len(text), below, (), "")),), ()))


def _examples(inner: str, at: int) -> tuple[Item, ...] | None:
    """Read "B, C" or "B / C" between parentheses, without any word that decides."""
    if "/" not in inner:
        listed = _listed(inner, at)
        return listed.items if listed else None
    names = inner.split(" / ")
    plain = "," not in inner and _are_short(names)
    return _in_turn(names, at, 3) if plain else None


def _opposed(sides: list[str], at: int) -> Items | None:
    if len(sides) != 2 or any(map(_decides, sides)):  # noqa: PLR2004
        return None
    if not _are_short(sides, _MOST_SIDE_WORDS):
        return None
    one, other = _in_turn(sides, at, 4)
    return Items((one, other), ((one, other),))


def _conjoined(text: str, at: int) -> Items | None:
    """Read "A, B and C", whose one deciding word is its conjunction.

    The last piece between commas counts as one in the length of a list.
    """
    joint = _CONJUNCTION.search(text)
    if joint is None:
        return None
    head, tail = text[: joint.start()], text[joint.end() :]
    pieces = text.split(", ")
    names = [*head.split(", "), tail]
    if "," in tail or pieces[-1].count(" ") >= _MOST_WORDS:
        return None
    if lists_objects(pieces) or not _are_short(names):
        return None
    last = new(Item, (tail, at + joint.end(), at + len(text), (), (), ""))
    return new(Items, ((*_in_turn(names[:-1], at, 2), last), ()))


def _are_short(names: Sequence[str], most: int = _MOST_WORDS) -> bool:
    """Say whether names are of few words each."""
    for name in names:  # noqa: SIM110 (half the cost of a generator)
        if name.count(" ") >= most:
            return False
    return True


def _in_turn(names: Sequence[str], at: int, between: int) -> tuple[Item, ...]:
    """Return names as items; ``between``: how many characters divide one from the next."""
    end = at - between
    return tuple(
        [
            new(Item, (name, (at := end + between), (end := at + len(name)), (), (), ""))
            for name in names
        ]
    )
