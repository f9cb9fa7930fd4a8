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
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from ingest.document import MarkKind, Text
from ingest.facts import Said
from ingest.grammar.appositions import says_what_it_is
from ingest.grammar.item import Item, Items, against, joined, opposed
from ingest.grammar.listing import (
    LABEL,
    SIDES,
    bare,
    barred_pieces,
    comma_pieces,
    example_tail,
    is_question,
    is_sentence,
    labelled_pieces,
    opposed_pieces,
    opposes,
    slashed_pieces,
)
from ingest.grammar.one_item import cited, is_marked, remarked, tells_of, unled, unstopped
from ingest.grammar.parentheses import Inner, inner_kind, other_names, trailing_parenthesis
from ingest.grammar.pieces import Piece, piece_of
from ingest.grammar.plain_items import PLAIN_NAME, plain_items
from ingest.grammar.terms import clean_term
from ingest.grammar.words import LONGEST_REMEMBERED, REMEMBERED, is_name, word_set
from ingest.tuples import new

_BREAKS = re.compile(
    r"<br\s*/?>|[\u2001\u2002\u2003\u2028\u3000]+"
    r"|(?:^|(?<=\s))[✓✔✅☑•·▪▸►‣◦🔹🔸❌✗✘]\ufe0f?(?=\s|\w)"
)
_CUTS = re.compile(r"[<?\u2001\u2002\u2003\u2028\u3000✓✔✅☑•·▪▸►‣◦🔹🔸❌✗✘]")
"""What every break and every question has; most texts have neither."""
_QUESTION_END = re.compile(r"(?<=\?)\s+")
_PLUS = re.compile(r"(?<!\s)\s++[+＋]\s+")
_PROTECTING = frozenset({MarkKind.CODE, MarkKind.LINK, MarkKind.IMAGE})
_SYMBOL = re.compile(r"[*?+%&^~$#@!<>=/|\\]{1,3}")
_ABOUT = word_set("about_a_thing")
"""What a link in parentheses is called where it leads to more on the thing in front."""
_MOST_NESTED = 8


def read_items(text: Text, *, conjunctions: bool = False, slashes: bool = False) -> Items:
    """Read every item of a text.

    With ``conjunctions`` "a and b" is a list of two (prose); with ``slashes`` "a / b" and "a/b"
    are (inside parentheses and trees).
    """
    if text.marks and any(mark.kind in _PROTECTING for mark in text.marks):
        return _Grammar(conjunctions=conjunctions, slashes=slashes).text(piece_of(text))
    plain = text.plain
    bare = plain.strip()
    at = 0 if len(bare) == len(plain) else plain.find(bare)
    if items := plain_items(bare, at, conjunctions=conjunctions):
        return items
    read = _remembered_items if len(plain) <= LONGEST_REMEMBERED else _items
    return read(plain, conjunctions, slashes)


def _items(text: str, conjunctions: bool, slashes: bool) -> Items:  # noqa: FBT001
    return _Grammar(conjunctions=conjunctions, slashes=slashes).text(piece_of(Text(text)))


_remembered_items = lru_cache(maxsize=REMEMBERED)(_items)


def read_item(text: Text) -> Item | None:
    """Read a text as one item (a row's subject, a label), never as a list."""
    if not text.marks and PLAIN_NAME.fullmatch(text.plain):
        return new(Item, (text.plain, 0, len(text.plain), (), (), ""))
    piece = piece_of(text)
    return _Grammar(conjunctions=False, slashes=False).single(piece)


def sides_of(text: str) -> tuple[str, ...]:
    """Return the sides of a short opposition ("A vs B"), or nothing where it is none."""
    if not opposes(text):
        return ()
    piece = piece_of(Text(text))
    sides = tuple(clean_term(side.plain) for side in opposed_pieces(piece))
    return sides if all(sides) else ()


class _Grammar(NamedTuple):
    conjunctions: bool
    slashes: bool
    depth: int = 0

    def text(self, piece: Piece) -> Items:
        if piece.top == piece.plain:
            plain = plain_items(piece.plain, piece.start, conjunctions=self.conjunctions)
            if plain:
                return plain
        if not _CUTS.search(piece.top):
            return self.list(piece)
        found: list[Items] = []
        for group in piece.split(_BREAKS):
            for part in group.split(_QUESTION_END):
                if is_question(part):
                    found.append(Items(tuple(self.question(part))))
                elif found and (remark := remarked(found[-1], part)):
                    found[-1] = remark
                else:
                    found.append(self.list(part))
        return joined(found)

    def question(self, piece: Piece) -> Iterable[Item]:
        name = clean_term(piece.plain)
        if not name:
            return
        asked = piece.cut(0, len(piece.plain.rstrip("? ")))
        choices = asked.split(SIDES)
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
            return self.listed(piece)
        items = self.list(head)
        if not items.items:
            return items
        examples = self._replace(conjunctions=True).list(tail)
        last = items.items[-1]
        below = tuple((Said.EXAMPLE, item) for item in examples.items)
        return items._replace(items=(*items.items[:-1], last._replace(below=last.below + below)))

    def listed(self, piece: Piece) -> Items:
        labelled = labelled_pieces(piece)
        if labelled:
            return joined(self.opposed(part) for part in labelled)
        pieces = comma_pieces(piece, conjunctions=self.conjunctions)
        if len(pieces) == 2 and says_what_it_is(pieces[0].plain, pieces[1].plain):  # noqa: PLR2004
            return self.told(*pieces)
        if len(pieces) > 1 and (whole := cited(pieces)):
            return self.opposed(whole)
        if len(pieces) == 1:
            pieces = slashed_pieces(piece) if self.slashes else barred_pieces(pieces[0])
        if len(pieces) == 1:
            return self.opposed(pieces[0])
        return joined(self.opposed(part) for part in pieces)

    def told(self, name: Piece, behind: Piece) -> Items:
        """Read "Seesaw, our assignment service": a name and what it is."""
        single = self.single(name)
        if single is None:
            return Items()
        said = Item(clean_term(behind.plain), behind.start, behind.end)
        return Items((single._replace(below=(*single.below, (Said.DEFINITION, said))),))

    def opposed(self, piece: Piece) -> Items:
        """Read "A vs B (X vs Y)": examples pairwise, or all of the last side."""
        if not opposes(piece.top):
            single = self.single(piece)
            return Items((single,)) if single else Items()
        inner = trailing_parenthesis(piece)
        body = piece if inner is None else piece.cut(0, inner[0])
        sides = opposed_pieces(body)
        items = [item for item in map(self.single, sides) if item]
        if not items or len(items) < len(sides):
            # "Trees vs %": signs alone are no side.
            single = self.single(piece)
            return Items((single,)) if single else Items()
        if inner is not None:
            items = self.share(items, piece.inside(inner[0] + 1, inner[1] - 1))
        return Items(tuple(items), tuple(combinations(items, 2)))

    def share(self, sides: list[Item], inner: Piece) -> list[Item]:
        kind = inner_kind("", inner)
        if kind is Inner.CONDITION:
            condition = clean_term(inner.plain)
            return [s._replace(qualifiers=(*s.qualifiers, condition)) for s in sides]
        paired = inner.split(SIDES)
        if len(paired) == len(sides):
            given = opposed([self.below(part) for part in paired])
        else:
            given = [(), *[() for _ in sides[2:]], self.below(inner)]
        return [
            side._replace(below=side.below + tuple((Said.EXAMPLE, item) for item in items))
            for side, items in zip(sides, given, strict=True)
        ]

    def below(self, inner: Piece) -> tuple[Item, ...]:
        """Read what stands in parentheses; a side of an opposition holds those it is opposed to."""
        if self.depth >= _MOST_NESTED:
            name = clean_term(inner.plain)
            return (Item(name, inner.start, inner.end),) if name else ()
        deeper = self._replace(slashes=True, conjunctions=True, depth=self.depth + 1)
        found = deeper.text(inner)
        if not found.versus:
            return found.items
        return tuple(
            against(item, [b for a, b in found.versus if a is item]) for item in found.items
        )

    def single(self, piece: Piece) -> Item | None:
        if PLAIN_NAME.fullmatch(piece.plain):
            return Item(piece.plain, piece.start, piece.end, (), (), piece.address())
        label = LABEL.match(piece.top) if ":" in piece.top else None
        if label and is_name(label.group(1), 4) and self.depth < _MOST_NESTED:
            return self.labelled(piece, label)
        body = unstopped(piece)
        below: list[tuple[str, Item]] = []
        qualifiers: list[str] = []
        while (found := trailing_parenthesis(body)) is not None:
            inner = body.inside(found[0] + 1, found[1] - 1)
            kind = inner_kind(body.plain[: found[0]], inner)
            if kind is Inner.ALIAS or kind is Inner.PARTS:
                if kind is Inner.PARTS:
                    below = [*self.parts(inner), *below]
                break
            # A link or code is one thing; what stands behind it is no example of it.
            linked = kind is Inner.EXAMPLES and is_marked(body.cut(0, found[0]))
            told = tells_of(body.plain[: found[0]], inner.plain)
            if kind is Inner.CONDITION or told or (linked and "," not in inner.top):
                qualifiers.insert(0, clean_term(inner.plain))
            else:
                below = [*self.inner(inner, kind), *below]
            body = body.cut(0, found[0])
        name = clean_term(body.plain) or self.symbol(body.plain)
        if not name:
            return None
        below = [*self.parts(body), *below]
        conditions = tuple(filter(None, qualifiers))
        return Item(name, piece.start, piece.end, tuple(below), conditions, body.address())

    def symbol(self, plain: str) -> str:
        """Return a sign that parentheses name ("Wildcards (`*`, `?`)"); outside it is a bullet."""
        return plain if self.depth and _SYMBOL.fullmatch(plain) else ""

    def inner(self, inner: Piece, kind: Inner) -> list[tuple[str, Item]]:
        if kind is Inner.NAMES:
            return [(Said.ALIAS, item) for item in self.below(other_names(inner))]
        return [
            (Said.LINK, item._replace(text=item.address, address=""))
            if item.address and item.text.lower() in _ABOUT
            else (Said.EXAMPLE, item)
            for item in self.below(unled(inner))
        ]

    def labelled(self, piece: Piece, label: re.Match[str]) -> Item | None:
        head = self.single(piece.cut(0, label.end(1)))
        if head is None:
            return None
        rest = piece.cut(label.end(), len(piece.plain))
        relation = Said.DEFINITION if is_sentence(rest.plain) else Said.INCLUDES
        members = self._replace(depth=self.depth + 1).list(rest)
        below = tuple((relation, item) for item in members.items)
        return head._replace(below=head.below + below)

    def parts(self, piece: Piece) -> list[tuple[str, Item]]:
        if "+" not in piece.top and "＋" not in piece.top:
            return []
        parts = piece.split(_PLUS)
        if len(parts) < 2 or not all(is_name(bare(part), 5) for part in parts):  # noqa: PLR2004
            return []
        if any(part.plain.strip()[:1].isdigit() for part in parts):
            return []  # "1 h + 12 h in the cold" is one amount
        named = ((clean_term(part.plain), part) for part in parts)
        return [(Said.PART, Item(name, part.start, part.end)) for name, part in named if name]
