"""The commonest texts, read at a glance as the item grammar reads them step by step.

They hold plain names only, words of ASCII letters and digits, and one of few ways to join them:
"A, B", "A, B and C", "A vs B", "A (B, C)", "A (B / C)". Whatever is not of these forms for sure,
or has a word that may join, split or rule out names, is left to the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.facts import Said
from ingest.grammar.appositions import says_what_it_is
from ingest.grammar.item import Item, Items
from ingest.grammar.listing import lists_objects
from ingest.grammar.parentheses import Inner, inner_kind
from ingest.grammar.pieces import Piece
from ingest.grammar.words import FINITE, PRONOUNS, word_set

_NAME = r"[A-Za-z0-9]++(?:[ _-][A-Za-z0-9]++)*+"
PLAIN_NAME = re.compile(_NAME)
_LIST = re.compile(rf"{_NAME}(?:, {_NAME})*+")
_EXAMPLES = re.compile(rf"(?P<name>{_NAME}) \((?P<inner>{_NAME}(?:(?:, | / ){_NAME})*+)\)")
_CONJUNCTION = re.compile(r",? (?:and|or) ")
_DECIDING = FINITE | PRONOUNS | word_set("continuations") | word_set("joining")
_MOST_WORDS = 8
_MOST_SIDE_WORDS = 6


def plain_items(text: str, at: int, *, conjunctions: bool) -> Items | None:
    """Return the items of a text of plain names, None where the grammar must decide.

    Args:
        text: without white space around it.
        at: where it begins in the whole that offsets count in.
        conjunctions: whether "a and b" is a list of two.
    """
    if "\n" in text:
        text = text.replace("\n", " ")
    if text[-1:] == ")":
        return _with_examples(text, at)
    if not _LIST.fullmatch(text):
        return None
    if found := _listed(text.split(", "), at):
        return found
    if " vs " in text and "," not in text:
        return _opposed(text.split(" vs "), at)
    return _conjoined(text, at) if conjunctions else None


def _listed(names: list[str], at: int) -> Items | None:
    if not _are_plain(names) or lists_objects(names):
        return None
    if len(names) == 2 and says_what_it_is(*names):  # noqa: PLR2004
        return None
    return Items(tuple(_in_turn(names, at, 2)))


def _with_examples(text: str, at: int) -> Items | None:
    match = _EXAMPLES.fullmatch(text)
    if match is None or not _are_plain([match["name"]]):
        return None
    inner, start = match["inner"], at + match.start("inner")
    kind = inner_kind(text[: match.start("inner") - 1], Piece(inner, inner, start, ()))
    if kind is not Inner.EXAMPLES:
        return None
    if "/" not in inner:
        found = _listed(inner.split(", "), start)
    else:
        names = inner.split(" / ")
        plain = "," not in inner and _are_plain(names)
        found = Items(tuple(_in_turn(names, start, 3))) if plain else None
    if found is None:
        return None
    below = tuple([(Said.EXAMPLE, item) for item in found.items])
    return Items((Item(match["name"], at, at + len(text), below),))


def _opposed(sides: list[str], at: int) -> Items | None:
    if len(sides) != 2 or not _are_plain(sides, _MOST_SIDE_WORDS):  # noqa: PLR2004
        return None
    one, other = _in_turn(sides, at, 4)
    return Items((one, other), ((one, other),))


def _conjoined(text: str, at: int) -> Items | None:
    """Read "A, B and C"; the last piece between commas counts as one in the length of a list."""
    joint = _CONJUNCTION.search(text)
    if joint is None:
        return None
    head, tail = text[: joint.start()], text[joint.end() :]
    pieces = text.split(", ")
    names = [*head.split(", "), tail]
    if "," in tail or pieces[-1].count(" ") >= _MOST_WORDS:
        return None
    if lists_objects(pieces) or not _are_plain(names):
        return None
    return Items((*_in_turn(names[:-1], at, 2), Item(tail, at + joint.end(), at + len(text))))


def _are_plain(names: Iterable[str], most: int = _MOST_WORDS) -> bool:
    """Say whether names are of few words each, none of which decides anything."""
    for name in names:
        found = name.lower().split(" ")
        if len(found) > most or not _DECIDING.isdisjoint(found):
            return False
    return True


def _in_turn(names: Iterable[str], at: int, between: int) -> Iterator[Item]:
    """Yield names as items; ``between``: how many characters divide one from the next."""
    for name in names:
        end = at + len(name)
        yield Item(name, at, end)
        at = end + between
