"""The item grammar: how table cells, list items and labels name one thing or several.

::

    text      = group *( line break | tick | wide space  group )
    group     = 1*( question "?" ) [ list ]  |  list
    list      = sides *( ("," | ";") sides )            only where the pieces read as names
    sides     = item *( "vs" item )
    item      = [ name ":" list ] | name [ "+" name ]* [ "(" inner ")" ]*
    inner     = examples | condition | abbreviation | parts

Nothing is decided by what a name is; only by form and by the closed word classes of ``words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from ingest.document import Text
from ingest.facts import Said
from ingest.listing import comma_pieces, example_tail, is_question, is_sentence
from ingest.parentheses import Inner, inner_kind, trailing_parenthesis
from ingest.pieces import Piece, piece_of
from ingest.terms import clean_term
from ingest.words import is_name

_BREAKS = re.compile(
    r"<br\s*/?>|[\u2001\u2002\u2003\u2028\u3000]+"
    r"|(?:^|(?<=\s))[✓✔✅☑•·▪▸►‣◦🔹🔸❌✗✘]\ufe0f?(?=\s|\w)"
)
_QUESTION_END = re.compile(r"(?<=\?)\s+")
_SIDES = re.compile(r"(?<!\s)\s++(?:vs\.?|versus|v\.s\.|⟷|↔)\s+", re.IGNORECASE)
_PLUS = re.compile(r"(?<!\s)\s++[+＋]\s+")
_LABEL = re.compile(r"^([^:?]{1,60}):\s+(?=\S)")
_SEMICOLON = re.compile(r";")
_SLASH = re.compile(r"/")
_ALTERNATIVE = re.compile(r"(?<=\s)/(?=\s)")
_MOST_NESTED = 8
_MOST_SIDES = 6


@dataclass(frozen=True, slots=True)
class Item:
    """One named thing, and what stands with it in parentheses or behind a colon."""

    text: str
    start: int
    end: int
    """Half-open offsets of the item's piece in the text it was read from."""
    below: tuple[tuple[str, Item], ...] = ()
    """(relation, item): examples, parts, members, options, in the order of the text."""
    qualifiers: tuple[str, ...] = ()
    address: str = ""
    """Where the whole item is a link."""


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a text in its order, and the pairs of them that are opposed."""

    items: tuple[Item, ...] = ()
    versus: tuple[tuple[Item, Item], ...] = ()


def read_items(text: Text, *, conjunctions: bool = False, slashes: bool = False) -> Items:
    """Read every item of a text.

    With ``conjunctions`` "a and b" is a list of two (prose); with ``slashes`` "a / b" and "a/b"
    are (inside parentheses and trees).
    """
    grammar = _Grammar(conjunctions=conjunctions, slashes=slashes)
    return grammar.text(piece_of(text))


def read_item(text: Text) -> Item | None:
    """Read a text as one item (a row's subject, a label), never as a list."""
    piece = piece_of(text)
    return _Grammar(conjunctions=False, slashes=False).single(piece)


def sides_of(text: str) -> tuple[str, ...]:
    """Return the sides of a short opposition ("A vs B"), or nothing where it is none."""
    piece = piece_of(Text(text))
    return tuple(clean_term(side.plain) for side in _sides(piece))


def _sides(piece: Piece) -> list[Piece]:
    sides = piece.split(_SIDES)
    if not 1 < len(sides) <= _MOST_SIDES:
        return []
    short = all(is_name(_bare(side), 6) for side in sides)
    return sides if short and not piece.plain.endswith("?") else []


def _bare(piece: Piece) -> str:
    return piece.top.replace("\0", " ") if piece.top.strip("\0 ") else piece.plain


@dataclass(frozen=True, slots=True)
class _Grammar:
    conjunctions: bool
    slashes: bool
    depth: int = 0

    def text(self, piece: Piece) -> Items:
        found: list[Items] = []
        for group in piece.split(_BREAKS):
            for part in group.split(_QUESTION_END):
                if is_question(part):
                    found.append(Items(tuple(self.question(part))))
                else:
                    found.append(self.list(part))
        return _joined(found)

    def question(self, piece: Piece) -> Iterable[Item]:
        name = clean_term(piece.plain)
        if not name:
            return
        asked = piece.cut(0, len(piece.plain.rstrip("? ")))
        choices = asked.split(_SIDES)
        if len(choices) == 1:
            choices = comma_pieces(asked, conjunctions=False)
        below: tuple[tuple[str, Item], ...] = ()
        if len(choices) > 1 and all(is_name(choice.plain, 4) for choice in choices):
            options = (self.single(choice) for choice in choices)
            below = tuple((Said.OPTION, option) for option in options if option)
        yield Item(name, piece.start, piece.end, below)

    def list(self, piece: Piece) -> Items:
        head, tail = example_tail(piece)
        if tail is None:
            labelled = _labelled_pieces(piece)
            if labelled:
                return _joined(self.opposed(part) for part in labelled)
            pieces = comma_pieces(piece, conjunctions=self.conjunctions)
            if len(pieces) == 1 and self.slashes:
                pieces = _slashed(piece)
            return _joined(self.opposed(part) for part in pieces)
        items = self.list(head)
        if not items.items:
            return items
        examples = replace(self, conjunctions=True).list(tail)
        last = items.items[-1]
        below = tuple((Said.EXAMPLE, item) for item in examples.items)
        return replace(items, items=(*items.items[:-1], replace(last, below=last.below + below)))

    def opposed(self, piece: Piece) -> Items:
        """Read "A vs B (X vs Y)": examples pairwise, or all of the last side."""
        inner = trailing_parenthesis(piece)
        body = piece if inner is None else piece.cut(0, inner[0])
        sides = _sides(body)
        if not sides:
            single = self.single(piece)
            return Items((single,)) if single else Items()
        items = [item for item in map(self.single, sides) if item]
        if inner is not None and items:
            items = self.share(items, piece.inside(inner[0] + 1, inner[1] - 1))
        return Items(tuple(items), tuple(combinations(items, 2)))

    def share(self, sides: list[Item], inner: Piece) -> list[Item]:
        kind = inner_kind("", inner)
        if kind is Inner.CONDITION:
            condition = clean_term(inner.plain)
            return [replace(s, qualifiers=(*s.qualifiers, condition)) for s in sides]
        paired = inner.split(_SIDES)
        if len(paired) == len(sides):
            given = [self.below(part).items for part in paired]
        else:
            given = [(), *[() for _ in sides[2:]], self.below(inner).items]
        return [
            replace(side, below=side.below + tuple((Said.EXAMPLE, item) for item in items))
            for side, items in zip(sides, given, strict=True)
        ]

    def below(self, inner: Piece) -> Items:
        if self.depth >= _MOST_NESTED:
            name = clean_term(inner.plain)
            return Items((Item(name, inner.start, inner.end),)) if name else Items()
        deeper = replace(self, slashes=True, conjunctions=True, depth=self.depth + 1)
        return deeper.text(inner)

    def single(self, piece: Piece) -> Item | None:
        label = _LABEL.match(piece.top)
        if label and is_name(label.group(1), 4) and self.depth < _MOST_NESTED:
            return self.labelled(piece, label)
        body, below, qualifiers = piece, list[tuple[str, Item]](), list[str]()
        while (found := trailing_parenthesis(body)) is not None:
            inner = body.inside(found[0] + 1, found[1] - 1)
            kind = inner_kind(body.plain[: found[0]], inner)
            if kind in {Inner.ALIAS, Inner.PARTS}:
                if kind is Inner.PARTS:
                    below = [*self.parts(inner), *below]
                break
            if kind is Inner.CONDITION:
                qualifiers.insert(0, clean_term(inner.plain))
            else:
                below = [*((Said.EXAMPLE, i) for i in self.below(_unled(inner)).items), *below]
            body = body.cut(0, found[0])
        name = clean_term(body.plain)
        if not name:
            return None
        below = [*self.parts(body), *below]
        conditions = tuple(filter(None, qualifiers))
        return Item(name, piece.start, piece.end, tuple(below), conditions, body.address())

    def labelled(self, piece: Piece, label: re.Match[str]) -> Item | None:
        head = self.single(piece.cut(0, label.end(1)))
        if head is None:
            return None
        rest = piece.cut(label.end(), len(piece.plain))
        relation = Said.DEFINITION if is_sentence(rest.plain) else Said.INCLUDES
        members = replace(self, depth=self.depth + 1).list(rest)
        below = tuple((relation, item) for item in members.items)
        return replace(head, below=head.below + below)

    def parts(self, piece: Piece) -> list[tuple[str, Item]]:
        parts = piece.split(_PLUS)
        if len(parts) < 2 or not all(is_name(_bare(part), 5) for part in parts):  # noqa: PLR2004
            return []
        named = ((clean_term(part.plain), part) for part in parts)
        return [(Said.PART, Item(name, part.start, part.end)) for name, part in named if name]


def _labelled_pieces(piece: Piece) -> list[Piece]:
    """Cut "Batch: a, b; Stream: c" at its semicolons, where commas belong to the labels."""
    label = _LABEL.match(piece.top)
    if not label or not is_name(label.group(1), 4):
        return []
    groups = piece.split(_SEMICOLON)
    if len(groups) > 1:
        return groups
    return [piece] if piece.top.count(":") == 1 else []


def _slashed(piece: Piece) -> list[Piece]:
    spaced = piece.split(_ALTERNATIVE)
    if len(spaced) > 1:
        return spaced
    parts = piece.split(_SLASH)
    # "A/B", "I/O" and "24/7" are one name.
    if all(len(part.plain) > 2 and not part.plain.isdigit() for part in parts):  # noqa: PLR2004
        return parts
    return [piece]


def _unled(inner: Piece) -> Piece:
    head, tail = example_tail(inner)
    return inner if tail is None or head.plain else tail


def _joined(found: Iterable[Items]) -> Items:
    items: list[Item] = []
    versus: list[tuple[Item, Item]] = []
    for part in found:
        items.extend(part.items)
        versus.extend(part.versus)
    return Items(tuple(items), tuple(versus))
